"""Who may be about to be lost, and by which sign: something to ask, and no verdict."""

from collections.abc import Iterator, Mapping, Sequence
from statistics import mean

from grading.results.over_weeks import Missing, Week
from nnlib.wording import listed

# So many notebooks in a row are looked at, or missing, before anything is said.
ROW = 2
HALF = 0.5
# A fall of so much of full marks, against the notebooks before, which are so many.
FALL, BEFORE = 0.25, 2
ONE = "The only notebook so far counts less than half."
MISSING = "two notebooks or more are missing"
LOW = "the last two count less than half, or the only one that was handed in"
FALLEN = "the last lies 25 points of 100 below those before"
LATE = "the last two came late"
# Where the sign of so many is the same, it is no sign of a person.
MANY = 1 / 3
OF_MANY = (
    "{some} of {all} have one: look first at what was hard for all, then at those who "
    "have several."
)


def rules(notebooks: int, some: int, people: int) -> str:
    """Say which signs there can be so far, and what it means if many have one.

    Parameters
    ----------
    notebooks : int
        How many notebooks somebody in the class has handed in.
    some, people : int
        How many have a sign, of how many.

    Examples
    --------
    >>> rules(1, 2, 60)
    'The only notebook so far counts less than half.'
    """
    if notebooks < ROW:
        said = ONE
    else:
        fallen = [FALLEN] if notebooks > BEFORE else []
        said = "; ".join([MISSING, LOW, *fallen, LATE]).capitalize() + "."
    if some <= MANY * people:
        return said
    return f"{said} {OF_MANY.format(some=some, all=people)}"


def signs(
    weeks: Mapping[str, Week], missing: Mapping[str, Missing] | None = None
) -> list[str]:
    """Say by which signs a student may be about to be lost.

    Parameters
    ----------
    weeks : mapping of str to Week
        What was handed in, by number of the notebook.
    missing : mapping of str to Missing, optional
        What was not.

    Returns
    -------
    list of str
        Empty if there is none.
    """
    over = [one.number for one in (missing or {}).values() if one.over]
    done = [weeks[number] for number in sorted(weeks)]
    return [
        *([f"nothing for {listed(sorted(over))}"] if len(over) >= ROW else []),
        *low(done),
        *fallen(done),
        *late(done),
    ]


def low(done: Sequence[Week]) -> Iterator[str]:
    """Say that the last notebooks count less than half, be there only one so far."""
    last = done[-ROW:]
    if last and all(one.share < HALF for one in last):
        only = ", the only one handed in" if len(last) < ROW else ""
        yield f"less than half in {listed([one.number for one in last])}{only}"


def fallen(done: Sequence[Week]) -> Iterator[str]:
    """Say that the last notebook lies far below those before."""
    *before, last = done or [None]
    if len(before) < BEFORE:
        return
    usual = mean(one.share for one in before)
    if last.share <= usual - FALL:
        yield (
            f"{percent(last.share)} in {last.number}, after {percent(usual)} on average"
        )


def late(done: Sequence[Week]) -> Iterator[str]:
    """Say that the last notebooks came late."""
    last = done[-ROW:]
    if len(last) == ROW and all(one.days_late for one in last):
        yield f"late in {listed([one.number for one in last])}"


def percent(share: float) -> str:
    """Say a share in whole percent.

    Examples
    --------
    >>> percent(0.666)
    '67 %'
    """
    return f"{round(100 * share)} %"
