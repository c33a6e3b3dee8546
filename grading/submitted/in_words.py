"""What a student wrote in words: her lines of a cell, or the text right below it."""

from collections.abc import Iterator, Sequence

from grading.released.written import FOLD
from grading.submitted.repair import Row
from grading.submitted.slots import WRITTEN

# No answer of two sentences is as long; a page shall not be, either.
MOST_LETTERS = 4_000
SHORTENED = " … (shortened)"
# A shorter line of the course may begin one of hers by chance.
SHORTEST_BEGINNING = 8


def in_words(rows: Sequence[Row]) -> dict[str, str]:
    """Return what was written, for every answer in words of a notebook.

    Parameters
    ----------
    rows : sequence of Row
        The notebook in order.

    Returns
    -------
    dict of str to str
        By name; an empty text where nothing was written.
    """
    return {
        row.slot.label: shortened(
            own_lines(row.source, row.slot.source)
            or own_lines(below(rest), row.slot.source)
        )
        for row, rest in with_rest(rows)
        if row.role == WRITTEN
    }


def with_rest(rows: Sequence[Row]) -> Iterator[tuple[Row, Sequence[Row]]]:
    """Yield each row with those behind it."""
    for place, row in enumerate(rows, start=1):
        yield row, rows[place:]


def below(rows: Sequence[Row]) -> str:
    """Return the texts of cells that a student has put right below."""
    found = []
    for row in rows:
        if row.slot is not None or row.kind == "code":
            break
        found.append(row.source.strip())
    return "\n\n".join(filter(None, found))


def own_lines(text: str, released: str) -> str:
    r"""Return what stands in a cell and was not handed out in it.

    Parameters
    ----------
    text : str
        The cell as it was handed in.
    released : str
        The cell as it was handed out.

    Returns
    -------
    str
        Without the course's own lines, also where one goes on in hers.

    Examples
    --------
    >>> released = "## Why?\n\n*Your answer:*"
    >>> own_lines("## Why?\n\n*Your answer:* It repeats.\nOften.", released)
    'It repeats.\nOften.'
    """
    # The answer of the course is folded, in what some of a class may have.
    given = {line.strip() for line in FOLD.sub("", released).splitlines()}
    begins = [line for line in given if len(line) >= SHORTEST_BEGINNING]
    mine = [line.rstrip() for line in FOLD.sub("", text).splitlines()]
    left = ["" if line.strip() in given else behind(line, begins) for line in mine]
    return "\n".join(left).strip()


def behind(line: str, begins: Sequence[str]) -> str:
    """Leave out the line of the course with which a line begins."""
    start = line.lstrip()
    known = max((one for one in begins if start.startswith(one)), key=len, default="")
    return start.removeprefix(known).lstrip() if known else line


def shortened(text: str) -> str:
    """Return a text of a length that can be shown."""
    return text if len(text) <= MOST_LETTERS else text[:MOST_LETTERS] + SHORTENED
