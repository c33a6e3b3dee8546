"""The course's answers are absent while a function runs, as they are when graded.

At home the whole package is installed, and code can come to a function of it in more
ways than can be read off: by a name, an object, a text, the check itself. So whatever
her code enters is looked at, and a function that will not be there is not there now.
"""

import contextlib
import sys
from collections.abc import Callable, Iterator, Mapping
from types import FrameType

from nnlib.check.description import code_of
from nnlib.check.runner import LocalRunner, snapshot
from nnlib.check.when_graded import is_answer

ABSENT = "{name} is not there when your work is graded"
OWN = "nnlib."


class RunnerWithoutAnswers(LocalRunner):
    """Calls a function of this process, which finds no answer of the course there.

    Parameters
    ----------
    function : callable
        The learner's function.
    number : str
        Of the notebook: what earlier ones have built is there.
    replacements : mapping of str to callable, optional
        As in `LocalRunner`. They may be called.
    seconds : float, optional
        As in `LocalRunner`.
    """

    def __init__(
        self,
        function: Callable,
        number: str,
        replacements: Mapping[str, Callable] | None = None,
        seconds: float | None = None,
    ) -> None:
        super().__init__(function, replacements, seconds)
        self.number = number

    def value(self, args: tuple, options: Mapping) -> object:
        """Call the function; the course's functions that it is given are there."""
        given = [*self.replacements.values(), *args, *options.values()]
        codes = {code_of(one) for one in given if callable(one)}
        with watched(sys._getframe(), self.number, codes):
            found = self.function(*args, **options)
        return snapshot(found)


@contextlib.contextmanager
def watched(start: FrameType, number: str, given: set) -> Iterator[None]:
    """Refuse what must not be entered while the block runs, of what one frame calls."""

    def entered(frame: FrameType, event: str, _: object) -> None:
        if event == "call" and is_refused(frame):
            raise ImportError(ABSENT.format(name=name_of(frame)), name=name_of(frame))

    def is_refused(frame: FrameType) -> bool:
        if not is_the_courses(frame) or frame.f_code in given:
            return False
        caller = frame.f_back
        while caller is not start:
            if caller is None or is_the_courses(caller):
                return False  # the course's functions may call each other
            caller = caller.f_back
        return gives_an_answer(frame, number)

    before = sys.getprofile()
    sys.setprofile(entered)
    try:
        yield
    finally:
        sys.setprofile(before)


def is_the_courses(frame: FrameType) -> bool:
    """Tell whether a frame runs code of the course's package."""
    return str(frame.f_globals.get("__name__", "")).startswith(OWN)


def gives_an_answer(frame: FrameType, number: str) -> bool:
    """Tell whether a frame runs a function that a notebook, or a later one, asks for.

    What stands inside another function is none, but for the right forms.
    """
    function = frame.f_globals.get(frame.f_code.co_name)
    if code_of(function) is frame.f_code:
        return is_answer(function, number)
    return frame.f_globals["__name__"].startswith(f"{OWN}exercises.")


def name_of(frame: FrameType) -> str:
    """Name the function that a frame runs, with its module."""
    return f"{frame.f_globals['__name__']}.{frame.f_code.co_name}"
