"""One notebook, open on a page: press, wait, and read what is there."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from .lab import LAB, Program, Server

MEASURE = Path(__file__).with_name("measure.js").read_text(encoding="utf-8")
LIGHT, DARK = "JupyterLab Light", "JupyterLab Dark"
LOOPBACK = ("127.0.0.1", None)  # None: data and blobs, which are on no host
SHUTDOWN = LAB.shutdown
COMMAND = "([name, args]) => window.jupyterapp.commands.execute(name, args)"


class Opened:
    """A page with a notebook, and all that the page complained of or asked for.

    Parameters
    ----------
    page : playwright.sync_api.Page
        An empty page.
    program : Program
        What shows the notebook.

    Attributes
    ----------
    complaints : list of str
        Warnings and errors of the console, and scripts that failed.
    hosts : list of str or None
        Where each request went, websockets included.
    """

    def __init__(self, page, program: Program = LAB) -> None:
        self.page, self.program = page, program
        self.complaints: list[str] = []
        self.hosts: list[str | None] = []
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.complaints.append(f"script: {error}"))
        page.on("request", lambda request: self._went_to(request.url))
        page.on("websocket", lambda socket: self._went_to(socket.url))

    def _hear(self, message) -> None:
        if message.type in ("warning", "error"):
            self.complaints.append(f"{message.type}: {message.text}")

    def _went_to(self, url: str) -> None:
        self.hosts.append(urlsplit(url).hostname)

    def open(self, address: str) -> None:
        """Open a notebook and wait for its kernel."""
        self.page.goto(address)
        self.page.wait_for_function(self.program.idle)
        self.page.evaluate(MEASURE)

    def command(self, name: str, **args: object) -> object:
        """Let JupyterLab do what a menu entry does, and wait for its end."""
        return self.page.evaluate(COMMAND, [name, args])

    def choose(self, entry: str) -> None:
        """Do what an entry of the menu does: a field of `Program`, such as ``save``."""
        self.page.evaluate(getattr(self.program, entry))

    def run_all(self) -> None:
        """Run all cells, as the menu does, and wait until everything is drawn.

        It ends, as the menu does, at the first cell that raises.
        """
        self.command("notebook:run-all-cells")
        self.page.wait_for_function("measure.drawn()")

    def theme(self, name: str) -> None:
        """Change the theme without loading the page again."""
        if not self.page.evaluate("name => measure.themed(name)", name):
            self.command("apputils:change-theme", theme=name)
            self.page.wait_for_function("name => measure.themed(name)", arg=name)

    def cells(self) -> list[dict]:
        """Measure all cells, in their order; `measure.js` says what is measured."""
        return self.page.evaluate("measure.cells()")

    def cell(self, id: str) -> dict:
        """Measure one cell."""
        return self.page.evaluate("id => measure.cell(id)", id)

    def card(self, id: str) -> str:
        """Return the words of the only card below a check cell."""
        (card,) = self.cell(id)["cards"]
        return card["words"]

    def press(self, key: str) -> None:
        """Press a key where the keyboard is."""
        self.page.keyboard.press(key)

    def run_down_to(self, id: str) -> None:
        """Run one cell after the other by keys, up to a cell that is then selected."""
        while self.focus()["active"] != id:
            self.press("Shift+Enter")

    def write(self, text: str) -> None:
        """Put a text in place of what stands in the selected cell, by keys."""
        self.press("Enter")
        self.press("Control+a")
        self.page.keyboard.insert_text(text)

    def wait_for_card(self, id: str) -> None:
        """Wait until a check cell shows its card."""
        self.page.wait_for_function("id => measure.cell(id).cards.length > 0", arg=id)

    def focus(self) -> dict:
        """Tell where the keyboard is."""
        return self.page.evaluate("measure.focus()")


@contextmanager
def opened(browser, server: Server, name: str) -> Iterator[Opened]:
    """Open a notebook of a server in a page of its own.

    Parameters
    ----------
    browser : playwright.sync_api.BrowserContext
        A running browser.
    server : Server
        A running JupyterLab, Notebook or nbclassic.
    name : str
        File of the notebook.

    Yields
    ------
    Opened
        With a kernel that waits for work; it ends with the block.
    """
    with closing(browser.new_page()) as page:
        notebook = Opened(page, server.program)
        notebook.open(server.page(name))
        yield notebook
        page.evaluate(server.program.shutdown)


def plain(words: str) -> list[str]:
    """Split what is said into lines of single spaces, to compare two ways to say it."""
    return [" ".join(line.split()) for line in words.splitlines() if line.strip()]


def text_of(output: dict) -> str:
    """Return the plain text of one output."""
    return "".join(output["data"]["text/plain"])


def displayed(cell: dict) -> list[dict]:
    """Return the outputs of a cell that are shown, without its result."""
    return [out for out in cell["outputs"] if out["output_type"] == "display_data"]
