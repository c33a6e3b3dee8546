"""A scheduler and workers of Dask, really run: as processes that speak TLS."""

import importlib.util
import json
import os
import subprocess
import sys
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from grading.run.cluster.scheduler import Way, reached
from tests.certificates import DAYS, KEY, OPENSSL
from tests.waiting import wait_for

END_SECONDS = 5
# As GUIDE says.
FEW_MESSAGES = {"DASK_DISTRIBUTED__ADMIN__LOW_LEVEL_LOG_LENGTH": "10"}
NEEDED = [
    pytest.mark.skipif(sys.platform != "linux", reason="grading needs Linux"),
    pytest.mark.skipif(not OPENSSL, reason="openssl makes certificates"),
]


def neighbour(path):
    """Import a module that lies elsewhere among the tests."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


# The class that clusters grade.
class_of_slopes = neighbour(Path(__file__).parent / "grading" / "class_of_slopes.py")


def certificates(folder):
    """Make a certificate for everybody in a cluster, and who has signed it."""

    def openssl(*words):
        command = [OPENSSL, *words]
        subprocess.run(command, cwd=folder, check=True, capture_output=True)

    ca = ("-subj", "/CN=ca", "-keyout", "ca-key.pem", "-out", "ca.pem", *DAYS)
    openssl("req", "-x509", *KEY, *ca)
    openssl("req", *KEY, "-subj", "/CN=all", "-keyout", "key.pem", "-out", "asked.pem")
    signed = ("-CA", "ca.pem", "-CAkey", "ca-key.pem", "-CAcreateserial")
    openssl("x509", "-req", "-in", "asked.pem", *signed, "-out", "cert.pem")
    return folder


def is_written(path):
    """Tell whether a file holds JSON, all of it: it is there before its text is."""
    with suppress(OSError, json.JSONDecodeError):
        return bool(json.loads(path.read_text(encoding="utf-8")))
    return False


class Cluster:
    """One scheduler, and workers that come and go.

    Parameters
    ----------
    folder : Path
        For certificates and for what the processes say.
    """

    def __init__(self, folder):
        self.folder = certificates(folder)
        named = {"ca-file": "ca.pem", "cert": "cert.pem", "key": "key.pem"}
        self.tls = [f"--tls-{name}={folder / file}" for name, file in named.items()]
        self.processes, self.address = [], ""

    def begin(self, host, within, env):
        """Start the scheduler."""
        written = self.folder / "scheduler.json"
        words = [f"--host=tls://{host}", "--port=0", f"--scheduler-file={written}"]
        told = (env or os.environ) | FEW_MESSAGES
        self.start("scheduler", *words, within=within, env=told)
        wait_for(lambda: is_written(written))
        self.address = json.loads(written.read_text(encoding="utf-8"))["address"]

    def start(self, what, *words, within=(), env=None):
        """Start a process of Dask, below a command if need be."""
        with (self.folder / f"{len(self.processes)}-{what}.txt").open("wb") as log:
            process = subprocess.Popen(
                [*within, sys.executable, "-m", "dask", what, *words, *self.tls],
                cwd=self.folder,
                env=env,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        self.processes.append(process)
        return process

    def work(self, name, *words, within=(), env=None):
        """Start a worker with one thread."""
        own = self.folder / name
        own.mkdir(mode=0o700)
        told = [f"--name={name}", "--nthreads=1", f"--local-directory={own}"]
        return self.start("worker", self.address, *told, *words, within=within, env=env)

    @property
    def way(self):
        """How the coordinator reaches it."""
        files = (self.folder / name for name in ("ca.pem", "cert.pem", "key.pem"))
        return Way(self.address, *files)

    def crew(self):
        """Reach it."""
        return reached(self.way)

    def left(self):
        """List what workers have of runs."""
        return [*self.folder.glob("*/dask-scratch-space*/worker-*/nnlib-grading-*")]

    def end(self):
        """End the processes: workers first, which say good-bye to the scheduler."""
        for process in reversed(self.processes):
            process.terminate()
            try:
                process.wait(END_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


@contextmanager
def cluster(folder, host="127.0.0.1", within=(), env=None):
    """Start a scheduler; end it and its workers behind the block."""
    found = Cluster(folder)
    try:
        found.begin(host, within, env)
        yield found
    finally:
        found.end()
