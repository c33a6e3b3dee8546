"""A scheduler is reached by TLS, or on this machine, or not at all."""

import pytest

from grading.errors import GradingError, UsageError
from grading.run.cluster import scheduler
from grading.run.cluster.scheduler import Way, reached
from tests.cases import every_case

ELSEWHERE = (
    "tcp://10.0.0.1:8786",
    "tcp://grader.example.org:8786",
    "tcp://[fd00::1]:1",
)
HERE = ("tcp://127.0.0.1:8786", "tcp://localhost:8786", "tcp://[::1]:8786")
NO_ADDRESS = (
    *("", "grader", "grader:8786", "http://grader:8786", "ucx://grader:8786"),
    *("tls://grader", "tls://:8786", "tls://grader:many", "tls://grader:0"),
)


@every_case("address", ELSEWHERE)
def test_what_is_not_encrypted_is_refused_unless_it_is_said_in_words(address):
    with pytest.raises(UsageError, match=r"is not encrypted.*--unsafe-no-tls"):
        Way(address)
    assert Way(address, in_clear=True).security() is None


@every_case("address", HERE)
def test_what_stays_on_this_machine_need_not_be_encrypted(address):
    assert Way(address).security() is None


@every_case("address", NO_ADDRESS)
def test_what_is_no_address_is_refused(address):
    with pytest.raises(UsageError, match="expected tls://host:port"):
        Way(address)


def test_a_file_that_is_not_there_is_named_by_its_option(tmp_path):
    with pytest.raises(UsageError, match=r"--tls-cert is .*cert\.pem, and there is no"):
        Way("tls://grader:8786", cert=tmp_path / "cert.pem")


def test_tls_without_certificates_says_where_they_may_stand():
    with pytest.raises(UsageError, match="--tls-ca-file, --tls-cert and --tls-key, or"):
        Way("tls://grader:8786").security()


def test_files_come_from_the_options_or_from_those_of_dask(tmp_path):
    from dask import config

    for name in ("ca", "cert", "key"):
        (tmp_path / name).touch()
    files = [tmp_path / name for name in ("ca", "cert", "key")]
    told = Way("tls://grader:8786", *files).security()
    names = ("tls_ca_file", "tls_client_cert", "tls_client_key")
    assert [getattr(told, name) for name in names] == [str(one) for one in files]
    own = {"ca-file": "a", "client.cert": "b", "client.key": "c"}
    with config.set({f"distributed.comm.tls.{key}": own[key] for key in own}):
        told = Way("tls://grader:8786").security()
    assert [getattr(told, name) for name in names] == ["a", "b", "c"]
    assert told.require_encryption


def test_a_scheduler_that_does_not_answer_is_named(monkeypatch):
    monkeypatch.setattr(scheduler, "SECONDS", 0.2)
    with pytest.raises(GradingError, match=r"the scheduler at tcp://127\.0\.0\.1:9 is"):
        with reached(Way("tcp://127.0.0.1:9")):
            pass
