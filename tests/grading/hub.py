"""A JupyterHub on loopback, made as GUIDE says, in an environment of its own.

Texts of files and names of commands are those of GUIDE; only places, ports and names of
accounts are others, so that nothing of the machine is touched.
"""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from contextlib import closing

import pytest
import requests

from grading.course import CHECKOUT
from grading.released import wheel

from .ordinary import given, interpreter

GUIDE = (CHECKOUT / "grading" / "GUIDE.md").read_text(encoding="utf-8")
HEADING = "## Several courses on a JupyterHub\n"
HUB, PROXY = "jupyterhub==6.1.1", "configurable-http-proxy@5.3.0"
PEOPLE = ("grader-maths-1", "grader-physics-1", "turing", "noether", "ada", "bo", "cy")
FIRST = 40_000
PATIENCE = 120
# Beside what GUIDE says: whoever says who she is, is believed; ports are others.
FOR_THE_TEST = """
c.JupyterHub.authenticator_class = "dummy"
c.JupyterHub.spawner_class = "jupyterhub.spawner.LocalProcessSpawner"
c.JupyterHub.bind_url = "http://127.0.0.1:{hub}"
c.JupyterHub.hub_port = {api}
c.ConfigurableHTTPProxy.api_url = "http://127.0.0.1:{proxy}"
c.ConfigurableHTTPProxy.command = [{command!r}]
"""


def blocks(language):
    """Return the blocks of a language below the heading of GUIDE."""
    text = GUIDE.split(HEADING)[1].split("\n## ")[0]
    return re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)


def ran(*words, **options):
    """Run something; skip, with what it said, where it cannot be installed."""
    done = subprocess.run(words, capture_output=True, text=True, **options)
    if done.returncode:
        pytest.skip(f"no JupyterHub: {words[0]} says {done.stderr[-300:]}")
    return done.stdout


def free_port():
    """Return a port that nobody uses now."""
    with closing(socket.socket()) as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


class Hub:
    """A hub with two courses, and accounts of the system for everybody.

    Parameters
    ----------
    folder : Path
        Of its own, open to everybody.
    """

    def __init__(self, folder):
        self.folder, self.env = folder, folder / "opt" / "hub"
        self.mark = f"nn{os.getpid()}-"
        self.exchange = folder / "srv" / "exchange"
        self.process, self.tokens = None, {}
        self.url = f"http://127.0.0.1:{free_port()}"

    def here(self, text):
        """Return a text of GUIDE with this machine's places, names and ports."""
        for place in ("/opt/hub", "/srv/exchange", "/home/"):
            text = text.replace(place, f"{self.folder}{place}")
        for name in ("turing", "noether", "ada", "bo", "cy"):
            text = text.replace(f'"{name}"', f'"{self.mark}{name}"')
        text = text.replace('f"grader-', f'f"{self.mark}grader-')
        return re.sub(r"\b910\d\b", lambda _: str(free_port()), text)

    def home(self, name):
        """Return the home of somebody."""
        return self.folder / "home" / f"{self.mark}{name}"

    def install(self):
        """Install what GUIDE says, in places of its own."""
        uv = [sys.executable, "-m", "uv"]
        ran(*uv, "venv", "-q", "--python", interpreter(), str(self.env))
        pip = [*uv, "pip", "install", "-q", "--python", str(self.env / "bin/python")]
        ran(*pip, "-r", str(CHECKOUT / "requirements.lock"), HUB)
        package = self.folder / wheel.file_name()
        package.write_bytes(wheel.data())
        ran(*pip, "--no-deps", str(package))
        if shutil.which("npm") is None:
            pytest.skip("no JupyterHub: npm is not installed, which brings its proxy")
        npm = ("npm", "install", "--silent", "--no-audit", "--no-fund")
        ran(*npm, "--prefix", str(self.folder / "proxy"), PROXY)
        config = self.env / "etc" / "jupyter" / "nbgrader_config.py"
        config.parent.mkdir(parents=True, exist_ok=True)
        config.write_text(self.here(blocks("python")[0]))

    def make_accounts(self):
        """Make the accounts, each with a closed home, and the exchange."""
        self.exchange.mkdir(parents=True)
        self.exchange.chmod(0o777)
        for number, name in enumerate(PEOPLE, start=FIRST + os.getpid() % 1000 * 10):
            home = self.home(name)
            home.mkdir(parents=True)
            words = ["useradd", "--no-create-home", "--home-dir", str(home)]
            words += ["--uid", str(number), "--shell", "/bin/sh", self.mark + name]
            subprocess.run(words, check=True)
            given(home, number)
            home.chmod(0o700)

    def as_account(self, name, *words, cwd=None):
        """Run a command of the environment as somebody; return what it said."""
        uid = self.home(name).stat().st_uid
        done = subprocess.run(
            [str(self.env / "bin" / words[0]), *words[1:]],
            cwd=cwd or self.home(name),
            env=self.variables(HOME=str(self.home(name))),
            user=uid,
            group=uid,
            extra_groups=[],
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout + done.stderr

    def variables(self, **more):
        """Return the environment of a process."""
        path = os.pathsep.join([str(self.env / "bin"), os.environ["PATH"]])
        return {"PATH": path, "OPENBLAS_NUM_THREADS": "1", "LANG": "C.UTF-8", **more}

    def start(self):
        """Start the hub, and wait until it answers."""
        command = self.folder / "proxy/node_modules/.bin/configurable-http-proxy"
        ports = {name: free_port() for name in ("api", "proxy")}
        hub = self.url.rpartition(":")[2]
        more = FOR_THE_TEST.format(hub=hub, command=str(command), **ports)
        config = self.folder / "jupyterhub_config.py"
        config.write_text(self.here(blocks("python")[1]) + more)
        with (self.folder / "hub.log").open("w") as log:
            self.process = subprocess.Popen(
                [str(self.env / "bin/jupyterhub"), "-f", str(config)],
                cwd=self.folder,
                env=self.variables(HOME=str(self.folder)),
                stdout=log,
                stderr=log,
            )
        self.wait(lambda: self.ask("GET", "/hub/api/").ok)

    def wait(self, there):
        """Wait until something is there; tell what the hub said if it never is."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until and self.process.poll() is None:
            try:
                if there():
                    return
            except requests.ConnectionError:
                pass
            time.sleep(0.5)
        pytest.fail((self.folder / "hub.log").read_text()[-4000:])

    def ask(self, method, path, who=None, **options):
        """Ask the hub, or a server behind it, as somebody or as nobody."""
        headers = {"Authorization": f"token {self.token_of(who)}"} if who else {}
        url = self.url + path
        return requests.request(method, url, headers=headers, timeout=300, **options)

    def token_of(self, who):
        """Log in; return a token with which she may do what she may do, and no more."""
        if who not in self.tokens:
            path = f"/hub/api/users/{self.mark}{who}/tokens"
            login = {"username": self.mark + who, "password": "any"}
            made = self.ask("POST", path, json={"note": "test", "auth": login})
            assert made.ok, made.text
            self.tokens[who] = made.json()["token"]
        return self.tokens[who]

    def open_server(self, who):
        """Start the server of somebody, as her browser would."""
        path = f"/hub/api/users/{self.mark}{who}/server"
        assert self.ask("POST", path, who).status_code in (201, 202)
        self.wait(lambda: self.server(who, "GET", "/api/status").ok)

    def server(self, who, method, path, **options):
        """Ask somebody's own server."""
        return self.ask(method, f"/user/{self.mark}{who}{path}", who, **options)

    def formgrader(self, who, course, method, path):
        """Ask the formgrader of a course."""
        return self.ask(method, f"/services/{course}/formgrader/api{path}", who)

    def stop(self):
        """End the hub, with the servers and services that it started."""
        if self.process is not None and self.process.poll() is None:
            for who in ("turing", "noether", "ada", "bo", "cy"):
                self.ask("DELETE", f"/hub/api/users/{self.mark}{who}/server", who)
            self.process.terminate()
            try:
                self.process.wait(60)
            except subprocess.TimeoutExpired:
                self.process.kill()

    def remove(self):
        """Remove accounts and files."""
        for name in PEOPLE:
            subprocess.run(["userdel", self.mark + name], capture_output=True)
        shutil.rmtree(self.folder, ignore_errors=True)
