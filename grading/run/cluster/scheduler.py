"""The way to a scheduler of Dask: encrypted, or refused.

What crosses it are submissions, the seeds of probes, and programs: whoever speaks to a
scheduler can have its workers run anything. So it is TLS with a certificate on both
sides, unless both ends are this machine or the instructor says otherwise.
"""

import ipaddress
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from grading.errors import GradingError, UsageError
from grading.run.cluster import station
from grading.run.cluster.crew import TLS, Crew

if TYPE_CHECKING:
    from distributed import Client, Security

SECONDS = 20
# Dask keeps its last thousand messages for its developers: here, submissions.
FEW_MESSAGES = {"distributed.admin.low-level-log-length": 10}
SCHEMES = ("tls", "tcp")
FORM = "--scheduler is {address!r}, expected tls://host:port"
IN_CLEAR = (
    "{address} is not encrypted: whoever reaches it reads submissions, and can have "
    "programs run on all workers; use tls://, or say --unsafe-no-tls"
)
NO_CERTIFICATES = (
    "tls:// needs the certificates of the cluster: --tls-ca-file, --tls-cert and "
    "--tls-key, or distributed.comm.tls in a file that Dask reads"
)
NO_FILE = "{option} is {path}, and there is no such file"
OTHER = "the scheduler at {address} can pass nothing on: {said}"
WITHOUT = (
    "the scheduler at {address} can pass nothing on: this course is not installed "
    "where it runs ({said})"
)
NOT_REACHED = "the scheduler at {address} is not reached ({said})"


@dataclass(frozen=True)
class Way:
    """Where a scheduler is, and how it is known that it is this one.

    Parameters
    ----------
    address : str
        Such as ``tls://host:8786``.
    ca_file, cert, key : Path, optional
        As `dask scheduler` takes them; what is not given stands in Dask's own files.
    in_clear : bool
        Whether it may go without TLS to another machine.

    Raises
    ------
    UsageError
        If it is none, or not encrypted, or a file is missing.
    """

    address: str
    ca_file: Path | None = None
    cert: Path | None = None
    key: Path | None = None
    in_clear: bool = False

    def __post_init__(self) -> None:
        try:
            parts = urlsplit(self.address)
            fits = parts.scheme in SCHEMES and parts.hostname and parts.port
        except ValueError:
            fits = False
        if not fits:
            raise UsageError(FORM, address=self.address)
        loopback = is_loopback(parts.hostname)
        if parts.scheme == "tcp" and not (loopback or self.in_clear):
            raise UsageError(IN_CLEAR, address=self.address)
        for option, path in self.files().items():
            if not path.is_file():
                raise UsageError(NO_FILE, option=option, path=path)

    def files(self) -> dict[str, Path]:
        """Return the files that were named, by option."""
        named = {
            "--tls-ca-file": self.ca_file,
            "--tls-cert": self.cert,
            "--tls-key": self.key,
        }
        return {option: path for option, path in named.items() if path is not None}

    def security(self) -> "Security | None":
        """Return what Dask is told of certificates."""
        from distributed import Security

        if not self.address.startswith(TLS):
            return None
        named = {
            "tls_ca_file": self.ca_file,
            "tls_client_cert": self.cert,
            "tls_client_key": self.key,
        }
        given = {name: str(path) for name, path in named.items() if path is not None}
        found = Security(require_encryption=True, **given)
        if not (found.tls_ca_file and found.tls_client_cert):
            raise UsageError(NO_CERTIFICATES)
        return found


def is_loopback(host: str) -> bool:
    """Tell whether a host is this machine, and nothing of it crosses a network.

    Examples
    --------
    >>> is_loopback("127.0.0.1"), is_loopback("localhost"), is_loopback("10.0.0.1")
    (True, True, False)
    """
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


@contextmanager
def reached(way: Way) -> Iterator[Crew]:
    """Reach a scheduler; when the block ends, its workers keep nothing of the run.

    Parameters
    ----------
    way : Way
        Where it is.

    Yields
    ------
    Crew
        Who works there.

    Raises
    ------
    GradingError
        If it is not reached, or has not this very version.
    """
    import dask

    with dask.config.set(FEW_MESSAGES), connected(way) as client:
        refuse_other(client, way.address)
        yield Crew(client)


def connected(way: Way) -> "Client":
    """Connect to a scheduler, or say why that cannot be."""
    from distributed import Client

    security = way.security()
    try:
        return Client(
            way.address, security=security, timeout=SECONDS, set_as_default=False
        )
    except (OSError, TimeoutError, ValueError) as error:
        said = str(error) or type(error).__name__
        raise GradingError(NOT_REACHED, address=way.address, said=said) from error


def refuse_other(client: "Client", address: str) -> None:
    """Refuse a scheduler without this very version, which it needs to pass work on."""
    try:
        client.run_on_scheduler(station.agree, station.identity())
    except GradingError as error:
        raise GradingError(OTHER, address=address, said=error) from error
    except ImportError as error:
        raise GradingError(WITHOUT, address=address, said=error) from error


def described(crew: Crew) -> str:
    """Say who is there, and where one can watch them."""
    info = crew.client.scheduler_info(n_workers=-1)
    numbers = {"worker": len(info["workers"]), "thread": info["total_threads"]}
    counted = [f"{n} {noun}{'s' * (n != 1)}" for noun, n in numbers.items()]
    said = f"{' with '.join(counted)} at {crew.scheduler}"
    shown = "dashboard" in info["services"]
    return f"{said}; dashboard: {crew.client.dashboard_link}" if shown else said
