"""A place as plain data: what a search has found, and the sentence that is made of it.

The search may have run elsewhere, beside code that nobody trusts. So what it found is a
claim: a kind, lines, a family and outputs, each one of a few, and all words are made
here, from the text of the function and from nothing that was claimed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from nnlib.check import messages
from nnlib.check.pointing.families import FAMILIES
from nnlib.check.pointing.families.family import ABOUT
from nnlib.check.pointing.structure import OF_LINES
from nnlib.check.verdict import Fact
from nnlib.wording import listed

# How many lines are quoted, and what is asked where the family does not say it.
KINDS = {
    "one": (1, ""),
    "two": (2, messages.WHICH_OF_TWO),
    "missing": (2, messages.WHAT_THEN),
    "pair": (2, messages.EACH_OF_TWO),
    "pair in one": (1, messages.EACH_OF_TWO),
    "writes": (1, ""),
    "nan": (1, ""),
}
# What is traced is no change, and asks nothing.
TRACED = {"writes": "in place", "nan": "nan"}


@dataclass(frozen=True)
class Claim:
    """Where a mistake stands.

    Parameters
    ----------
    kind : str
        A key of `KINDS`.
    lines : tuple of int
        Counted from the function's first.
    family : str
        Kind of change that is enough there.
    outputs, right : tuple of str
        What comes right, and what is right already.
    able : bool
        Whether extreme cases come right as well.
    """

    kind: str
    lines: tuple[int, ...]
    family: str
    outputs: tuple[str, ...] = ()
    right: tuple[str, ...] = ()
    able: bool = True

    @property
    def question(self) -> str:
        """Return what is asked."""
        return KINDS[self.kind][1] or questions().get(self.family, "")

    @property
    def about(self) -> str:
        """Say in a few words what is to be looked at, for whoever teaches."""
        return ABOUT.get(questions().get(self.family, ""), "")

    def as_plain(self) -> dict[str, object]:
        """Return it as values that cross from one process to another."""
        return asdict(self)


def questions() -> Mapping[str, str]:
    """Return the question of each family."""
    return {**{one.name: one.question for one in FAMILIES}, **OF_LINES}


def claimed(plain: object, rows: Sequence[str], parts: Sequence[str]) -> Claim | None:
    """Read a claim, if it can be one about a function.

    Parameters
    ----------
    plain : object
        Anything.
    rows : sequence of str
        The lines of the function.
    parts : sequence of str
        Its outputs.

    Returns
    -------
    Claim or None
        None if anything in it is none of the few things that it may be.

    Examples
    --------
    >>> plain = Claim("one", (2,), "sign").as_plain()
    >>> claimed(plain, ["def f(x):", "    return -x"], ["y"]).lines
    (2,)
    >>> claimed({**plain, "lines": (3,)}, ["def f(x):", "    return -x"], ["y"])
    >>> claimed({**plain, "family": "<b>"}, ["def f(x):", "    return -x"], ["y"])
    """
    if type(plain) is not dict or set(plain) != set(Claim.__dataclass_fields__):
        return None
    kind, family, lines = plain["kind"], plain["family"], plain["lines"]
    texts = type(kind) is str and type(family) is str and type(plain["able"]) is bool
    if not texts or kind not in KINDS or type(lines) is not tuple:
        return None
    known = {TRACED[kind]} if kind in TRACED else {*questions()}
    within = all(type(one) is int and 1 <= one <= len(rows) for one in lines)
    if family not in known or len(lines) != KINDS[kind][0] or not within:
        return None
    named = plain["outputs"], plain["right"]
    if not all(type(some) is tuple and is_some_of(some, parts) for some in named):
        return None
    return Claim(**plain)


def is_some_of(names: Sequence[object], parts: Sequence[str]) -> bool:
    """Tell whether names are some of a few, each once."""
    plain = all(type(one) is str for one in names)
    return plain and len({*names}) == len(names) and {*names} <= {*parts}


def fact_of(
    claim: Claim,
    rows: Sequence[str],
    parts: Sequence[str],
    *,
    asked: bool = False,
    inputs: str = "",
) -> Fact:
    """Say where a mistake stands.

    Parameters
    ----------
    claim : Claim
        What was found.
    rows : sequence of str
        The lines of the function, of which some are quoted.
    parts : sequence of str
        Its outputs, in their order.
    asked : bool
        Whether there is a question on the card already; one will do.
    inputs : str
        What makes nan, in words of the course.

    Returns
    -------
    Fact
        Of the kind ``pointed``.
    """
    quoted = [messages.on_one_line(rows[line - 1]) for line in claim.lines]
    told = dict(zip(("first", "second"), claim.lines, strict=False))
    told |= dict(zip(("one", "other"), quoted, strict=False))
    told |= {"aim": aim_of(claim, parts), "inputs": inputs}
    about = {
        "lines": [*claim.lines],
        "quoted": quoted,
        "family": claim.family,
        "text": messages.PLACES[claim.kind].format_map(told),
        "question": "" if asked else claim.question,
        "claim": claim.as_plain(),
    }
    return Fact("pointed", about)


def aim_of(claim: Claim, parts: Sequence[str]) -> str:
    """Say what comes right: everything, or an output while others are right already."""
    cases = messages.CASES[claim.able]
    outputs, right = (
        [one for one in parts if one in some] for some in (claim.outputs, claim.right)
    )
    if not outputs or len(outputs) == len(parts):
        return messages.ALL_COME_RIGHT.format(cases=cases)
    told = {"outputs": listed(outputs), "cases": cases}
    if not right:
        return messages.SOME_COME_RIGHT.format(**told)
    return messages.OTHERS_STAY_RIGHT.format(**told, right=listed(right))
