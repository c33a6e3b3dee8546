"""A demonstration in which the course's functions stand in for unfinished ones.

Whoever got stuck in one function shall not miss what all of them together can do. For
the length of a block the course's version takes the place of every function that has
not passed its check, and whatever is shown says so. Nothing is graded there.
"""

import sys
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import is_dataclass, replace
from types import TracebackType

from nnlib.check.description import name_of
from nnlib.check.notebook import Check
from nnlib.check.runner import replaced
from nnlib.check.shown import Note, show
from nnlib.check.waiting import waits_for
from nnlib.wording import listed

FEW = 3  # names that a title has room for


class course_lends(waits_for):  # noqa: N801 (used like a function, in a with statement)
    """Let the course's functions stand in for those that have not passed yet.

    A function that is not right borrows everything: what it calls is replaced as well,
    as far as that has not passed either. The learner's functions are back in place
    when the block ends.

    Parameters
    ----------
    *functions : callable
        The learner's functions that the block uses.
    check : Check
        The check of this notebook; it knows which functions pass.

    Examples
    --------
    >>> def train():
    ...     return "an exercise that has not passed would be replaced here"
    >>> with course_lends(train, check=Check([])) as show:
    ...     print(train())
    an exercise that has not passed would be replaced here
    """

    def __init__(self, *functions: Callable, check: Check) -> None:
        super().__init__(*functions)
        self.check = check
        self.namespace = sys._getframe(1).f_globals
        self.block = ExitStack()
        self.lent: dict[str, Callable] = {}

    def __enter__(self) -> Callable:
        """Put the course's functions in place and give the block what displays."""
        found: dict[str, Callable] = {}
        for function in self.functions:
            found |= self.check.replacements(function, self.namespace)
        in_order = [name for name in self.check.exercises if name in found]
        self.lent = {name: found[name] for name in in_order}
        self.block.enter_context(replaced(self.namespace, self.lent))
        if self.lent:
            show(Note(self.whose(), self.reason()))
        return self.show

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        where: TracebackType | None,
    ) -> bool:
        """Put the learner's functions back; an ordinary error becomes a note."""
        self.block.close()
        return super().__exit__(kind, error, where)

    def ended(self) -> None:
        """Say nothing: what is not right was lent, and that is said above."""

    def reason(self) -> str:
        """Say why something was lent, and until when."""
        verb = "has not passed its check" if len(self.lent) == 1 else "have not passed"
        return f"Yours {verb} yet. In this cell the course's version stands in."

    def show(self, thing: object) -> None:
        """Display something; a caption says whose functions made it."""
        if self.lent and is_dataclass(thing) and hasattr(thing, "caption"):
            thing = replace(thing, caption=f"{thing.caption} ({self.whose()}.)")
        show(thing)

    def whose(self) -> str:
        """Say whose functions are at work; more than a few are counted."""
        if len(self.lent) > FEW:
            return f"With {len(self.lent)} of the course's functions"
        return f"With the course's {listed(self.lent)}"

    def explained(self, error: Exception) -> tuple[str, str]:
        """Say what stopped the block; what was lent is not to blame."""
        own = [f for f in self.functions if name_of(f) not in self.lent]
        if own:
            waiting = waits_for(*own)
            waiting.namespace = self.namespace
            return waiting.explained(error)
        return "This part stopped", f"{type(error).__name__}: {error}"
