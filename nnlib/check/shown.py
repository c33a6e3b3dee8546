"""How a notebook shows a verdict or a note, and a terminal prints it."""

import sys
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from nnlib.check.page import card, note
from nnlib.check.verdict import Verdict


class Note:
    """A title and a text that a notebook shows; a line of it may be a link."""

    def __init__(
        self, title: str, text: str, links: Mapping[str, str] = MappingProxyType({})
    ) -> None:
        self.title, self.text, self.links = title, text, links

    def _repr_mimebundle_(self, **_: object) -> dict:
        lines = [self.title, *self.text.splitlines()]
        return {
            "text/html": note(self.title, self.text, self.links),
            "text/plain": "\n".join(lines),
        }


class Shown:
    """A verdict as a notebook shows it, with lines that no record keeps."""

    def __init__(self, verdict: Verdict, below: Sequence[str]) -> None:
        self.verdict, self.below = verdict, below

    def _repr_mimebundle_(self, **_: object) -> dict:
        room = len(self.below)
        return {
            "text/html": card(self.verdict, below=self.below),
            "text/plain": "\n".join([*self.verdict.lines(room=room), *self.below]),
            "application/vnd.nnlib.verdict+json": self.verdict.as_json(),
        }


def in_ipython() -> bool:
    """Tell whether IPython runs this, in a notebook or a terminal."""
    # IPython is never imported here: where it runs a notebook, it is already loaded.
    ipython = sys.modules.get("IPython")
    return ipython is not None and ipython.get_ipython() is not None


def show(thing: object) -> None:
    """Display in a notebook, print elsewhere."""
    if in_ipython():
        sys.modules["IPython"].display.display(thing)
    else:
        text = thing._repr_mimebundle_()["text/plain"]
        encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
        print(text.encode(encoding, "replace").decode(encoding))
