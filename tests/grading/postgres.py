"""A PostgreSQL server of our own, on loopback, in a folder that goes with it.

It runs as an ordinary user: where tests run as root, as the account that Debian's
package makes. Nobody else's server is touched. Where there is openssl, it has a
certificate, and whoever comes is encrypted.
"""

import os
import pwd
import re
import shutil
import socket
import subprocess
import tempfile
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path

from grading.course import CHECKOUT
from tests import certificates

ACCOUNTS = ("postgres", "nobody")
# Who has a password must say it; all others are believed.
WITH_PASSWORD, PASSWORD = "careful", "a secret"
GRADERS, ADA, BO = "nn_graders", "ada", "bo"
GUIDE = (CHECKOUT / "grading" / "GUIDE.md").read_text(encoding="utf-8")
(TYPED,) = re.findall(r"```sql\n(.*?)```", GUIDE, re.DOTALL)
HBA = f"""
host all {WITH_PASSWORD} 127.0.0.1/32 scram-sha-256
host all all 127.0.0.1/32 trust
"""
POOLED = """
[databases]
* = host=127.0.0.1 port={server.port}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {port}
unix_socket_dir =
auth_type = trust
pool_mode = {mode}
"""
# Nothing here outlives the tests, so nothing waits for a disk.
OPTIONS = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"
NUMBERS = count(1)
DATA = "data"


def programs():
    """Return the folder of the newest server's programs; None if there is none."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=version)
    found = [*reversed(debian), *map(Path, os.get_exec_path())]
    return next((one for one in found if (one / "initdb").is_file()), None)


def version(folder):
    return int(folder.parent.name) if folder.parent.name.isdigit() else 0


@dataclass(frozen=True)
class Server:
    """A server that runs, and what tests ask of it.

    Parameters
    ----------
    port : int
        Of 127.0.0.1.
    folder : Path
        Where it lies.
    """

    port: int
    folder: Path

    def address(self, database, user=ADA, host="127.0.0.1"):
        """Return the address of a database, as a course file has it."""
        return f"postgresql://{user}@{host}:{self.port}/{database}"

    @property
    def certificate(self):
        """The certificate by which it proves who it is: it has signed itself."""
        return self.folder / DATA / "server.crt"

    def connect(self, database="postgres", user="postgres"):
        """Connect as whoever may do anything."""
        import psycopg

        return psycopg.connect(
            host="127.0.0.1",
            port=self.port,
            dbname=database,
            user=user,
            autocommit=True,
        )

    def ask(self, text, database="postgres", user="postgres"):
        """Have the server do something, and return the rows that come."""
        with self.connect(database, user) as connection:
            found = connection.execute(text)
            return found.fetchall() if found.description else []

    def database(self):
        """Make a database for a class, as GUIDE says; return its name."""
        name = f"class{next(NUMBERS)}"
        self.ask(f"CREATE DATABASE {name} OWNER {GRADERS}")
        for one in (ADA, BO, WITH_PASSWORD):
            self.ask(f"ALTER ROLE {one} IN DATABASE {name} SET role = '{GRADERS}'")
        return name

    def locking(self):
        """Return the connections that hold the lock of a run."""
        asked = "SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND objsubid = 2"
        return [number for (number,) in self.ask(asked)]

    def end_connections(self, database, but=()):
        """End every connection to a database, as a restart does; say how many."""
        ended = self.ask(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            f"WHERE datname = '{database}' AND pid <> ALL (ARRAY{[*but]}::int[])"
        )
        return len(ended)


@contextmanager
def serving():
    """Start a server for a while; the programs must be there."""
    bin, who = programs(), account()
    folder = Path(tempfile.mkdtemp(prefix="nnlib-server-"))
    data = folder / DATA

    def run(name, *words):
        # An absolute name stands for itself.
        words = [bin / name, *map(str, words)]
        done = subprocess.run(words, **who, cwd=folder, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr

    try:
        if who:
            os.chown(folder, who["user"], who["group"])
        told = ("-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C")
        run("initdb", "-D", data, "--no-sync", *told)
        (data / "pg_hba.conf").write_text(HBA)
        port = free_port()
        where = f"-c listen_addresses=127.0.0.1 -p {port} -k {folder} {OPTIONS}"
        if certificates.OPENSSL:
            files = (data / "server.key", data / "server.crt")
            run(certificates.OPENSSL, *certificates.of_host("127.0.0.1", *files))
            where += " -c ssl=on"
        # Its output must not keep a pipe of ours open.
        run("pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", where, "start")
        try:
            server = Server(port, folder)
            begin(server)
            yield server
        finally:
            run("pg_ctl", "-D", data, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def pooler():
    """Return pgbouncer's program; None if it is not there."""
    return shutil.which("pgbouncer", path=f"{os.environ['PATH']}:/usr/sbin")


@contextmanager
def pooled(server, mode):
    """Put pgbouncer before a server for a while; return the server, reached so."""
    port, who = free_port(), account()
    told = POOLED.format(port=port, server=server, mode=mode)
    with tempfile.TemporaryDirectory(prefix="nnlib-pool-") as folder:
        settings, users = Path(folder, "pgbouncer.ini"), Path(folder, "users")
        settings.write_text(f"{told}auth_file = {users}\n")
        users.write_text(f'"{ADA}" ""\n')
        if who:
            for path in (Path(folder), settings, users):
                os.chown(path, who["user"], who["group"])
        command = [pooler(), "--quiet", str(settings)]
        with subprocess.Popen(command, stderr=subprocess.DEVNULL, **who) as process:
            try:
                yield replace(server, port=port)
            finally:
                process.terminate()


def begin(server):
    """Make the accounts of two graders as GUIDE says; another one has a password."""
    for line in TYPED.splitlines():
        server.ask(line)
    told = f"LOGIN PASSWORD '{PASSWORD}' IN ROLE {GRADERS}"
    server.ask(f"CREATE ROLE {WITH_PASSWORD} {told}")


def account():
    """Return as whom a server runs: it refuses to run as root."""
    if os.geteuid():
        return {}
    for name in ACCOUNTS:
        with suppress(KeyError):
            found = pwd.getpwnam(name)
            own = {"user": found.pw_uid, "group": found.pw_gid}
            return {**own, "extra_groups": []}
    raise AssertionError(f"there is no account {' or '.join(ACCOUNTS)}")


def free_port():
    """Find a port that nobody uses."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]
