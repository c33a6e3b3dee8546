"""Says in which notebook a function is built.

A function of the mathematics is first written by the student and imported from then
on. The mark is read from the source text as well, so that a copy of the library can
be made that holds only what has been built so far: it is the first decorator of its
function and holds a literal: ``@built_in("02")``.
"""

from collections.abc import Callable
from typing import TypeVar

Function = TypeVar("Function", bound=Callable[..., object])


def built_in(notebook: str) -> Callable[[Function], Function]:
    """Mark a function with the notebook that builds it.

    Parameters
    ----------
    notebook : str
        Two digits, ``"00"`` to ``"05"``.

    Returns
    -------
    callable
        Decorator that sets ``function.built_in`` and returns the same function.

    Raises
    ------
    ValueError
        If `notebook` is not two digits.

    Examples
    --------
    >>> @built_in("02")
    ... def double(z):
    ...     return 2 * z
    >>> double.built_in, double(3)
    ('02', 6)
    """
    if not (isinstance(notebook, str) and len(notebook) == 2 and notebook.isdigit()):
        raise ValueError(
            f"notebook is {notebook!r}, expected two digits such as '02': "
            'write @built_in("02")'
        )

    def mark(function: Function) -> Function:
        function.built_in = notebook
        return function

    return mark
