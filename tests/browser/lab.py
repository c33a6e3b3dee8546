"""A Jupyter server of our own, on loopback, that ends with the block.

It has its own folders for settings, workspaces and connections, so neither the reader's
JupyterLab nor an earlier run can change what a page shows. It shows what a student has:
the instructor's extensions are off, and nothing asks for news or updates.
"""

import contextlib
import json
import os
import secrets
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

START_SECONDS, STOP_SECONDS = 60, 15
# JupyterLab reads these of an instructor's environment; a student has none of them.
INSTRUCTOR_ONLY = ("@jupyter/nbgrader", "jupyterlab-jupytext")
ANNOUNCEMENTS = "@jupyterlab/apputils-extension:announcements"
SETTINGS = {
    "apputils-extension/notification": {"checkForUpdates": False, "fetchNews": "false"},
    # Every cell stands in the page, also those above and below what is visible.
    "notebook-extension/tracker": {"windowingMode": "none"},
}
OPTIONS = (
    "--no-browser",
    "--allow-root",
    "--ServerApp.ip=127.0.0.1",
    "--ServerApp.port=0",
    "--ServerApp.log_level=ERROR",
)
EXPOSED = "--expose-app-in-browser"


@dataclass(frozen=True)
class Program:
    """What differs between the programs that show notebooks.

    Parameters
    ----------
    options : tuple of str
        Further words of the command line.
    place : str
        Below which address it shows a notebook.
    idle : str
        JavaScript: whether the kernel of the page waits for work.
    run_all, save, restart, shutdown : str
        JavaScript: what an entry of the menu does; a promise ends with it.
    output : str
        The elements that hold what cells show, as a selector.
    """

    options: tuple[str, ...]
    place: str
    idle: str
    run_all: str
    save: str
    restart: str
    shutdown: str
    output: str


SHELL = "window.jupyterapp.shell.currentWidget"
LAB = Program(
    (EXPOSED, "--LabApp.extension_manager=readonly"),
    "lab/tree",
    "window.jupyterapp?.shell.currentWidget?.sessionContext?.session?.kernel?.status"
    " == 'idle'",
    "window.jupyterapp.commands.execute('notebook:run-all-cells')",
    "window.jupyterapp.commands.execute('docmanager:save')",
    f"{SHELL}.sessionContext.session.kernel.restart()",
    f"{SHELL}.sessionContext.shutdown()",
    ".jp-OutputArea-output",
)
# The widgets' part of nbclassic is there once the kernel may open comms for them.
CLASSIC = Program(
    (),
    "nbclassic/notebooks",
    "window.Jupyter?.notebook?.kernel?.is_connected() && !Jupyter.notebook.kernel_busy"
    " && 'jupyter.widget' in Jupyter.notebook.kernel.comm_manager.targets",
    "Jupyter.notebook.execute_all_cells()",
    "Jupyter.notebook.save_notebook()",
    "new Promise((done) => Jupyter.notebook.kernel.restart(done))",
    "new Promise((done) => Jupyter.notebook.session.delete(done))",
    ".output_subarea",
)
PROGRAMS = {
    "jupyterlab": LAB,
    "notebook": replace(LAB, options=(EXPOSED,), place="notebooks"),
    "nbclassic": CLASSIC,
}


@dataclass(frozen=True)
class Server:
    """A running Jupyter server.

    Parameters
    ----------
    url : str
        Where it listens, with a closing slash.
    token : str
        What opens it.
    folder : Path
        The notebooks that it shows.
    program : Program
        What it shows them with.
    """

    url: str
    token: str
    folder: Path
    program: Program = LAB

    def page(self, name: str) -> str:
        """Return the address of a notebook, in a fresh workspace."""
        return f"{self.url}{self.program.place}/{name}?reset&token={self.token}"


@contextlib.contextmanager
def running(scratch: Path, program: str = "jupyterlab") -> Iterator[Server]:
    """Run JupyterLab, Notebook or nbclassic while the block runs.

    Parameters
    ----------
    scratch : Path
        An empty folder; notebooks belong into ``scratch / "notebooks"``.
    program : {"jupyterlab", "notebook", "nbclassic"}
        Which one.

    Yields
    ------
    Server
        Ready to be opened.

    Raises
    ------
    RuntimeError
        If it does not start, with what it said.
    """
    folder = scratch / "notebooks"
    folder.mkdir(parents=True, exist_ok=True)
    configure(scratch)
    shows = PROGRAMS[program]
    with serving(scratch, folder, program, *shows.options) as server:
        yield replace(server, program=shows)


@contextlib.contextmanager
def serving(
    scratch: Path, folder: Path, program: str, *options: str
) -> Iterator[Server]:
    """Run a Jupyter server in a folder while the block runs.

    Parameters
    ----------
    scratch : Path
        Where its settings lie, and what it says.
    folder : Path
        What it shows, and where it runs.
    program : str
        The module that is run.
    *options : str
        Further words of its command line.

    Yields
    ------
    Server
        Ready to be opened.

    Raises
    ------
    RuntimeError
        If it does not start, with what it said.
    """
    token = secrets.token_hex(16)
    words = [*OPTIONS, f"--ServerApp.root_dir={folder}", *options]
    with open(scratch / "server.log", "w+", encoding="utf-8") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", program, *words],
            env=environment(scratch, token),
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
        )
        try:
            yield Server(address(process, scratch), token, folder)
        finally:
            stop(process)


def configure(scratch: Path) -> None:
    """Write the settings of a quiet JupyterLab as a student has it."""
    off = dict.fromkeys((*INSTRUCTOR_ONLY, ANNOUNCEMENTS), True)
    write_json(
        scratch / "config" / "labconfig" / "page_config.json",
        {"disabledExtensions": off},
    )
    for name, settings in SETTINGS.items():
        path = scratch / "settings" / "@jupyterlab" / f"{name}.jupyterlab-settings"
        write_json(path, settings)
    write_json(
        scratch / "config" / "jupyter_server_config.json",
        {"ServerApp": {"jpserver_extensions": server_extensions()}},
    )


def server_extensions() -> dict[str, bool]:
    """Switch off the server's part of the instructor's extensions."""
    parts = "formgrader validate_assignment assignment_list course_list".split()
    off = [f"nbgrader.server_extensions.{part}" for part in parts]
    return dict.fromkeys([*off, "jupyterlab_jupytext"], False)


def write_json(path: Path, content: dict) -> None:
    """Write a file of settings."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content), encoding="utf-8")


def environment(scratch: Path, token: str) -> dict[str, str]:
    """Return the variables that keep the server to its own folders."""
    own = {
        "JUPYTER_CONFIG_DIR": "config",
        "JUPYTER_DATA_DIR": "data",
        "JUPYTER_RUNTIME_DIR": "runtime",
        "JUPYTERLAB_SETTINGS_DIR": "settings",
        "JUPYTERLAB_WORKSPACES_DIR": "workspaces",
        "IPYTHONDIR": "ipython",
    }
    folders = {name: str(scratch / folder) for name, folder in own.items()}
    return {**os.environ, **folders, "JUPYTER_TOKEN": token}


def address(process: subprocess.Popen, scratch: Path) -> str:
    """Wait until the server says where it listens."""
    known = scratch / "runtime" / f"jpserver-{process.pid}.json"
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and process.poll() is None:
        with contextlib.suppress(FileNotFoundError, json.JSONDecodeError):
            return json.loads(known.read_text(encoding="utf-8"))["url"]
        time.sleep(0.05)
    said = (scratch / "server.log").read_text(encoding="utf-8")
    raise RuntimeError(f"JupyterLab did not start; it said:\n{said[-2000:]}")


def stop(process: subprocess.Popen) -> None:
    """End the server, which ends its kernels first."""
    process.terminate()
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
