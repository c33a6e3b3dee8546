"""Wrong versions that sibling exercises share, written once for all their functions.

Where two exercises ask for functions of one kind, the same slip is made in both. It is
written with the right function as its first argument; registered with an exercise, it
becomes the variant of that exercise.
"""

import functools
from collections.abc import Callable

from nnlib.check import Variant
from nnlib.check.slips import Maker


def sibling_variant(
    title: str, *, evidence: str, question: str
) -> Callable[[Callable], Maker]:
    """Turn a slip of any function of a kind into a maker of variants.

    Parameters
    ----------
    title, evidence, question : str
        As of `nnlib.check.variant`.

    Returns
    -------
    callable
        It takes ``slip(right, ...)``, and gives a `nnlib.check.slips.Maker`.

    Examples
    --------
    >>> @sibling_variant("half", evidence="Yours is half.", question="of what?")
    ... def halved(right, x):
    ...     return right(x) / 2
    >>> halved.id, halved.make(abs, "value").function(-6)
    ('halved', 3.0)
    """

    def name(slip: Callable) -> Maker:
        def make(right: Callable, returns: object) -> Variant:
            wrong = functools.partial(slip, right)
            return Variant(slip.__name__, title, evidence, question, wrong)

        return Maker(slip.__name__, make)

    return name
