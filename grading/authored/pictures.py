"""What a picture must have: an example that draws it, an alt sentence, a short caption.

Whether its words can be read on the card, `tests/nnlib/plotting` sees.
"""

import inspect
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from doctest import DocTestParser
from functools import partial
from io import StringIO
from pathlib import Path

import nnlib.plotting.exhibits  # noqa: F401, so that its pictures are registered
from grading.text.finding import Finding, Rules
from nnlib.plotting.card import PICTURES, Picture

MOST_WORDS = 25  # of a caption

rule = Rules()


def registered() -> list[Callable]:
    """List the functions that draw pictures."""
    return [one for package in PICTURES.values() for one in package.values()]


def examples(function: Callable) -> list[Callable[..., Picture]]:
    """Give the calls in the example of a docstring, without a picture being drawn.

    Parameters
    ----------
    function : callable
        It draws a picture.

    Returns
    -------
    list of callable
        Each draws one, and takes further options.
    """
    calls = []

    def note(*arguments: object, **options: object) -> Picture:
        calls.append(partial(function, *arguments, **options))
        return Picture(b"", "", "")

    names = {**function.__globals__, function.__name__: note}
    with redirect_stdout(StringIO()):
        for example in DocTestParser().get_examples(function.__doc__ or ""):
            exec(compile(example.source, function.__name__, "single"), names)
    return calls


def lacking(picture: Picture) -> Iterator[str]:
    """Say which words a picture lacks, or has too many of."""
    if not picture.alt.endswith("."):
        yield f"its alt sentence is {picture.alt!r}; say what there is to see, to a dot"
    many = len(picture.caption.split())
    if not 0 < many <= MOST_WORDS:
        yield f"its caption has {many} words; write 1 to {MOST_WORDS}"


@rule
def shows_an_example(function: Callable) -> Iterator[Finding]:
    """Authors read it, tests draw it."""
    if not examples(function):
        yield about(function, "its docstring has no example; end it with one call")


@rule
def is_said_in_words(function: Callable) -> Iterator[Finding]:
    """Who cannot see it is told what there is to see."""
    for draw in examples(function):
        for text in lacking(draw()):
            yield about(function, text)


def about(function: Callable, text: str) -> Finding:
    """Say of a picture that a rule is not kept."""
    path, (_, line) = Path(inspect.getfile(function)), inspect.getsourcelines(function)
    return Finding(path, line, f"{function.__name__}: {text}")
