"""A demonstration that waits for the learner's functions.

A notebook must run from top to bottom before anything is written in it. A block that
shows something with the learner's functions ends quietly while one of them is missing
or stops with an error, and says so.
"""

import sys
import traceback
from collections.abc import Callable, Mapping
from types import MappingProxyType, TracebackType

from nnlib.check.description import is_stub, name_of, source_of
from nnlib.check.handing_in import state
from nnlib.check.notebook import Check
from nnlib.check.shown import Note, show
from nnlib.wording import listed


class waits_for:  # noqa: N801 (used like a function, in a with statement)
    """Let a block end quietly while functions that it uses do not work yet.

    Parameters
    ----------
    *functions : callable
        The learner's functions that the block uses.

    Examples
    --------
    >>> def square(x):
    ...     raise NotImplementedError
    >>> with waits_for(square) as show:
    ...     show(square(3))
    Waiting for square
    This part runs when square works.
    """

    namespace: Mapping[str, object] = MappingProxyType({})

    def __init__(self, *functions: Callable) -> None:
        self.functions = functions

    def __enter__(self) -> Callable:
        """Begin the block and give it the function that displays things."""
        self.namespace = sys._getframe(1).f_globals
        return show

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        where: TracebackType | None,
    ) -> bool:
        """End the block; an ordinary error becomes a note."""
        if error is None:
            self.ended()
        if not isinstance(error, Exception):
            return False
        show(Note(*self.explained(error)))
        return True

    def explained(self, error: Exception) -> tuple[str, str]:
        """Say for what the block waits."""
        names = [name_of(function) for function in self.functions]
        stubs = [name_of(f) for f in self.functions if is_stub(source_of(f))]
        if stubs or isinstance(error, NotImplementedError):
            waiting = listed(stubs or names)
            verb = "works" if len(stubs or names) == 1 else "work"
            return f"Waiting for {waiting}", f"This part runs when {waiting} {verb}."
        passed = self.in_state("passed")
        said = f"{type(error).__name__}: {error}"
        if suspects := [name for name in names if name not in passed]:
            return (
                f"Waiting for a repair in {listed(suspects)}",
                f"This part stopped with {said}",
            )
        return "This part stopped", f"{said}{self.where(error)}"

    def ended(self) -> None:
        """Say where what was shown was made by functions that are not right yet."""
        names = self.in_state("not_passed", "not_attempted")
        if names:
            verb = "has" if len(names) == 1 else "have"
            text = f"What stands above may be wrong: {listed(names)} {verb} not passed."
            show(Note(f"Made with {listed(names)}", text))

    def in_state(self, *states: str) -> list[str]:
        """Name the functions of which this kernel knows no more and no less."""
        check = next(
            (one for one in self.namespace.values() if isinstance(one, Check)), None
        )
        return [
            name
            for name in map(name_of, self.functions if check else ())
            if name in check.exercises
            and state(check, name, self.namespace.get(name)) in states
        ]

    def where(self, error: Exception) -> str:
        """Say in which function of the notebook Python stopped; empty for none."""
        frames = [frame for frame, _ in traceback.walk_tb(error.__traceback__)]
        called = [
            frame.f_code.co_name
            for frame in frames
            if frame.f_globals is self.namespace and frame.f_code.co_name.isidentifier()
        ]
        return f" (in {called[-1]})" if called else ""
