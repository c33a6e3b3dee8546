"""What a student's process says, without numbers that could carry the probes out.

All students of a class are asked the same. So that nobody can read the questions from
an exception, a warning or a name on a feedback page and hand them on, a number that
does not stand in the student's own text is shown in three digits, and only so many
numbers are shown. Everything that is kept and shown comes through here.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence

from nnlib.wording import counted

# Significant digits of a number, and digits of a name.
MOST_DIGITS = 3
# Numbers in all lines about one exercise, and in all remarks on a submission.
MOST_NUMBERS = 16
# Of those that stand in her own text as well: a list of all numbers knows every one.
MOST_OF_HERS = 48
# Texts that hold more numbers than these are tables: none of them is known.
MOST_KNOWN = 200
MOST_REMARKS = 20
LEFT_OUT = "…"
# A number, or a word: each begins where another ends, so this takes a look at each
# letter once.
WORD = re.compile(r"\w+(?:\.\d\w*)*(?:(?<=[eE])[+-]\d+)?")
NUMBER = re.compile(r"(\d[\d_]*(?:\.\d*)?)(?:[eE][+-]?\d{1,3})?")
LONGEST = 8


def known_numbers(texts: Iterable[str]) -> frozenset[str]:
    """Collect the numbers, and names with digits, that stand in a student's texts.

    Parameters
    ----------
    texts : iterable of str
        Cells and modules as they were handed in.

    Returns
    -------
    frozenset of str
        Empty where there are too many: then they are a table.
    """
    found = {one[0] for text in texts for one in WORD.finditer(text)}
    with_digits = {one for one in found if any(sign.isdigit() for sign in one)}
    long = [one for one in with_digits if shortened(one) != one]
    return frozenset(with_digits if len(long) <= MOST_KNOWN else ())


def with_short_numbers(texts: Sequence[str], known: frozenset[str]) -> list[str]:
    """Shorten the numbers in texts that belong together.

    Parameters
    ----------
    texts : sequence of str
        Lines about one exercise, for example.
    known : frozenset of str
        What may be shown as it is.

    Returns
    -------
    list of str
        The same texts; what is left out is shown by an ellipsis.

    Examples
    --------
    >>> with_short_numbers(["got 0.123456 for m = 5, not x1234"], frozenset())
    ['got 0.123 for m = 5, not …']
    >>> with_short_numbers(["got 12288"], frozenset({"12288"}))
    ['got 12288']
    """
    left, of_hers = MOST_NUMBERS, MOST_OF_HERS

    def shown(found: re.Match) -> str:
        nonlocal left, of_hers
        word = found[0]
        if not any(sign.isdigit() for sign in word):
            return word
        if word in known:
            of_hers -= 1
            return word if of_hers >= 0 else LEFT_OUT
        left -= word[0].isdigit()
        return shortened(word) if left >= 0 else LEFT_OUT

    return [WORD.sub(shown, in_plain_digits(text)) for text in texts]


def few(remarks: Sequence[str]) -> list[str]:
    """Keep as many remarks as one reads, and count the others."""
    rest = len(remarks) - MOST_REMARKS
    more = [f"And {counted(rest, 'remark')} more of this kind."] if rest > 0 else []
    return [*remarks[:MOST_REMARKS], *more]


def shortened(word: str) -> str:
    """Show a number in three digits; a name with more digits is left out.

    Examples
    --------
    >>> shortened("12345"), shortened("0.5"), shortened("1e-07"), shortened("dW10")
    ('12300', '0.5', '1e-07', 'dW10')
    >>> shortened("3fe8a1b2")
    '…'
    """
    number = NUMBER.fullmatch(word)
    if number is None:
        return word if sum(map(str.isdigit, word)) <= MOST_DIGITS else LEFT_OUT
    digits = number[1].replace("_", "").replace(".", "").lstrip("0")
    if len(digits.rstrip("0")) <= MOST_DIGITS and len(word) <= LONGEST:
        return word
    short = f"{float(word):.{MOST_DIGITS}g}"
    return (
        str(round(float(short))) if word.isdigit() and len(word) <= LONGEST else short
    )


def in_plain_digits(text: str) -> str:
    """Write the digits of all scripts, and raised or circled ones, as 0 to 9."""
    if text.isascii():
        return text
    return "".join(map(plain_digit, text))


def plain_digit(sign: str) -> str:
    """Write a sign that stands for a number as this number."""
    if sign.isascii() or unicodedata.category(sign) not in ("Nd", "Nl", "No"):
        return sign
    value = unicodedata.numeric(sign, 0.5)
    return str(int(value)) if value == int(value) else LEFT_OUT
