"""Numbers as the lists of platforms write them: with a comma, or with a point."""

import re
from collections.abc import Container

from grading.platforms.kept_table import KeptTable
from grading.platforms.table import Sheet

NUMBER = re.compile(r"[\d.,]*\d")
# Three digits behind a sign may be thousands, and two signs of a kind are a date.
DECIMAL = re.compile(r"(?:\d+|\d{1,3}(?:[.,]\d{3})+)([.,])(?:\d\d?|\d{4,})")


def decimal_sign(table: KeptTable, sheet: Sheet, points: Container[int | None]) -> str:
    """Return how a list writes decimals: the columns of points say it before others."""
    places = range(len(sheet.headings))
    for some in ([at for at in places if at in points], places):
        cells = (row[place] for _, row in sheet.rows for place in some)
        signs = [found[1] for one in cells if (found := DECIMAL.fullmatch(one))]
        if signs:
            return max(".,", key=signs.count)
    return "," if table.separator == ";" else "."


def as_number(text: str, sign: str) -> float | None:
    """Read a number of a list; None where there is none.

    Examples
    --------
    >>> as_number("1.000,50", ","), as_number("12.50", "."), as_number("-", ".")
    (1000.5, 12.5, None)
    """
    if not NUMBER.fullmatch(text):
        return None
    last = max(text.rfind("."), text.rfind(","))
    if 0 < last < len(text) - 3 and text[last] != sign:
        last = -1  # it parts thousands
    digits = re.sub(r"\D", "", text)
    behind = len(text) - 1 - last if last >= 0 else 0
    return int(digits) / 10**behind


def number(score: float, sign: str) -> str:
    """Write points as a list does: at most two decimals, none that is not needed.

    Examples
    --------
    >>> number(12.5, ","), number(7.0, ",")
    ('12,5', '7')
    """
    return f"{score:.2f}".rstrip("0").rstrip(".").replace(".", sign)
