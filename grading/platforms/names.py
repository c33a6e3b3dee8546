"""Names of people, as platforms write them: which may be one and the same.

A platform may turn a name round, squeeze it or take its accents. A name is compared in
the form in which the platform writes it. Whether it is the only one is asked of the
loosest form of all: names that are alike there are never told apart by name.
"""

import unicodedata
from collections.abc import Callable, Iterator

# Taken out of names by Moodle, with the apostrophe that typesetters prefer.
LOST = "&<>\"`|':\\/’"


def exact(name: str) -> str:
    """Return a name as most platforms show it, without what they drop.

    Examples
    --------
    >>> exact("Ada  O'Example")
    'ada oexample'
    """
    plain = unicodedata.normalize("NFC", name).casefold()
    kept = "".join(one for one in plain if one not in LOST and not hidden(one))
    return " ".join(kept.replace("_", " ").split())


def squeezed(name: str) -> str:
    """Return only the letters and digits of a name.

    Examples
    --------
    >>> squeezed("Example-Sample, Jean Luc")
    'examplesamplejeanluc'
    """
    plain = unicodedata.normalize("NFC", name).casefold()
    return "".join(one for one in plain if is_letter(one))


def bare(name: str) -> str:
    """Return the letters of a name without their accents, those of ASCII alone.

    Examples
    --------
    >>> bare("Éva Példa")
    'evapelda'
    """
    parts = unicodedata.normalize("NFKD", name.casefold())
    return "".join(one for one in parts if one.isascii() and one.isalnum())


def loose(name: str) -> str:
    """Return what a name shares with every way in which it may be written.

    Examples
    --------
    >>> loose("Lovelace, Ada") == loose("ada LÓVELACE")
    True
    """
    parts = unicodedata.normalize("NFKD", name.casefold())
    return "".join(sorted(one for one in parts if one.isalnum()))


def hidden(sign: str) -> bool:
    """Tell whether a sign has no shape of its own, such as a mark of direction."""
    return unicodedata.category(sign) in ("Cf", "Cc")


def is_letter(sign: str) -> bool:
    """Tell whether a sign stays where a name is squeezed."""
    return sign.isalnum() or unicodedata.category(sign).startswith("M")


WRITTEN: dict[str, Callable[[str], str]] = {
    "full": exact,
    "squeezed": squeezed,
    "ascii": bare,
}


def ways(name: str) -> Iterator[str]:
    """Yield a name in every order of its parts that is usual.

    Examples
    --------
    >>> sorted({*ways("Ada Lovelace")})
    ['Ada Lovelace', 'Lovelace Ada', 'Lovelace, Ada']
    >>> sorted({*ways("Lovelace, Ada")})
    ['Ada Lovelace', 'Lovelace Ada', 'Lovelace, Ada']
    """
    last, comma, first = (one.strip() for one in name.partition(","))
    words = name.replace(",", " ").split()
    cuts = range(1, len(words)) if not comma else ()
    pairs = [(" ".join(words[:cut]), " ".join(words[cut:])) for cut in cuts]
    yield " ".join(words)
    for given, family in [*pairs, *([(first, last)] if comma else [])]:
        yield from {f"{given} {family}", f"{family} {given}", f"{family}, {given}"}


def parted(name: str) -> tuple[str, str]:
    """Return given and family name, for lists that must have both.

    Without a comma the last word is taken as the family name: one put behind the other
    they are the name again.

    Examples
    --------
    >>> parted("Ada Lovelace"), parted("Lovelace, Ada"), parted("Ada")
    (('Ada', 'Lovelace'), ('Ada', 'Lovelace'), ('', 'Ada'))
    """
    last, comma, first = (one.strip() for one in name.partition(","))
    if comma:
        return first, last
    first, _, last = last.rpartition(" ")
    return first.strip(), last


def same(name: str, shown: str, written: str) -> bool:
    """Tell whether a platform may write a name in this way.

    Parameters
    ----------
    name : str
        Of a person, as the class knows it.
    shown : str
        What the platform writes.
    written : str
        How it writes names: a word of `WRITTEN`.
    """
    form = WRITTEN[written]
    return bool(form(shown)) and form(shown) in {form(way) for way in ways(name)}
