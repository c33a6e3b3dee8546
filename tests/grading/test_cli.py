"""The commands: exit codes, one line for an error, the next step for a success."""

import subprocess
import sys

import pytest

from grading import cli, notebooks
from grading.course import CHECKOUT

VERBS = ["build", "release", "collect", "grade", "feedback", "export"]


def run(capsys, *words):
    code = cli.main([str(word) for word in words])
    return code, *capsys.readouterr()


def test_help_lists_the_verbs_in_the_order_of_the_path(capsys):
    with pytest.raises(SystemExit) as stop:
        cli.main(["--help"])
    assert stop.value.code == 0
    lines = capsys.readouterr().out.splitlines()
    first = [line.split()[0] for line in lines if line.startswith("    ")]
    assert [word for word in first if word in VERBS] == VERBS


@pytest.mark.parametrize("verb", [*VERBS, "notebooks", "demo"])
def test_every_verb_explains_itself(capsys, verb):
    with pytest.raises(SystemExit) as stop:
        cli.main([verb, "--help"])
    assert stop.value.code == 0
    assert f"python -m grading {verb}" in capsys.readouterr().out


def test_help_loads_nothing_heavy():
    program = (
        "import sys; from grading import cli\n"
        "try: cli.main(['--help'])\n"
        "except SystemExit: pass\n"
        "heavy = {'nbgrader', 'nbformat', 'jupytext', 'numpy', 'sqlalchemy'}\n"
        "sys.exit(' '.join(heavy & set(sys.modules)) or 0)"
    )
    subprocess.run([sys.executable, "-c", program], check=True, capture_output=True)


WRONG_USE = {
    "no verb": ([], "VERB"),
    "unknown verb": (["grate"], "invalid choice: 'grate'"),
    "no course": (["build"], "--course"),
    "no submissions": (["collect", "--course", "x"], "source"),
    "unknown option": (["grade", "--course", "x", "--fast"], "--fast"),
}


@pytest.mark.parametrize(("words", "said"), WRONG_USE.values(), ids=WRONG_USE)
def test_wrong_use_is_code_2_and_one_line(capsys, words, said):
    code, out, err = run(capsys, *words)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert err.startswith("error: ")
    assert said in err
    assert "--help" in err


WORK = ["release", "grade", "feedback", "collect", "export"]


@pytest.mark.parametrize("verb", WORK)
def test_failed_work_is_code_1_and_one_line(capsys, tmp_path, verb):
    more = ["x"] if verb in ("collect", "export") else []
    code, out, err = run(capsys, verb, "--course", tmp_path / "nowhere", *more)
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert err.startswith("error: ")
    assert "is not a course folder" in err


def test_a_course_inside_the_checkout_is_refused(capsys):
    code, _, err = run(capsys, "build", "--course", CHECKOUT / "notebooks")
    assert code == 1
    assert "inside the checkout" in err


def test_an_error_of_the_system_names_the_file(capsys, monkeypatch, tmp_path):
    def fail(*args, **options):
        raise PermissionError(13, "Permission denied", "course")

    monkeypatch.setattr("grading.course.Course.create", fail)
    code, _, err = run(capsys, "build", "--course", tmp_path)
    assert (code, err) == (1, "error: Permission denied: course\n")


def test_a_stop_by_hand_is_code_1_and_one_line(capsys, monkeypatch, tmp_path):
    def stop(*args, **options):
        raise KeyboardInterrupt

    monkeypatch.setattr("grading.course.Course.create", stop)
    code, _, err = run(capsys, "build", "--course", tmp_path)
    assert (code, err.count("\n")) == (1, 1)


def test_build_and_release_say_what_they_did_and_what_comes_next(capsys, tmp_path):
    folder, archive = tmp_path / "class", tmp_path / "student.zip"
    code, out, _ = run(capsys, "build", "--course", folder)
    assert code == 0
    assert out.startswith("Built ")
    assert f"Next: python -m grading release --course {folder}" in out
    code, out, _ = run(capsys, "release", "--course", folder, "--zip", archive)
    assert code == 0
    assert out.startswith("Released ")
    assert f"Next: hand out {archive}" in out
    assert archive.is_file()


def test_notebooks_check_names_what_is_out_of_step(capsys, monkeypatch, tmp_path):
    monkeypatch.setattr(notebooks, "fresh", lambda: {"02_a.ipynb": b"x"})
    monkeypatch.setattr(notebooks.check, "__defaults__", (tmp_path,))
    code, _, err = run(capsys, "notebooks", "--check")
    assert code == 1
    assert "02_a.ipynb differ from a fresh build" in err
