"""A demonstration that waits for the learner's functions.

A notebook must run from top to bottom before anything is written in it. A block that
shows something with the learner's functions ends quietly while one of them is missing
or stops with an error, and says so.
"""

from collections.abc import Callable
from types import TracebackType

from nnlib.check.description import is_stub, name_of, source_of
from nnlib.check.notebook import Note, show
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

    def __init__(self, *functions: Callable) -> None:
        self.functions = functions

    def __enter__(self) -> Callable:
        """Begin the block and give it the function that displays things."""
        return show

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        where: TracebackType | None,
    ) -> bool:
        """End the block; an ordinary error becomes a note."""
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
        title = f"Waiting for a repair in {listed(names)}"
        return title, f"This part stopped with {type(error).__name__}: {error}"
