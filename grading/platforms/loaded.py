"""The platforms that the files of data describe, and the form of an instructor."""

import re
import tomllib
from collections.abc import Mapping
from datetime import UTC
from functools import cache
from pathlib import Path
from typing import Any

from grading.platforms.form import Export, Marks, Platform

FORMS = Path(__file__).parent / "forms"
SPOKEN = ("key", "name", "first", "last", "email", "section")


def parsed(id: str, plain: Mapping[str, Any]) -> tuple[Platform, tuple[Export, ...]]:
    """Make a platform, and the lists it writes, of a file's content."""
    given = {key: plain[key] for key in plain if key not in ("order", "exports")}
    given["patterns"] = tuple(re.compile(one) for one in plain["patterns"])
    given["times"] = tuple(plain.get("times", ()))
    given["hidden"] = tuple(plain.get("hidden", ()))
    given["zone"] = UTC if plain.get("zone") == "UTC" else None
    given["sides"] = frozenset(plain.get("sides", ()))
    one = Platform(id=id, column=id.partition("_")[0], **given)
    return one, tuple(of_export(one, each) for each in plain.get("exports", ()))


def of_export(platform: Platform, plain: Mapping[str, Any]) -> Export:
    """Make one list of people of a table of the file."""
    return Export(
        platform,
        plain["what"],
        {key: either(plain[key]) for key in SPOKEN if key in plain},
        tuple(either(one) for one in plain.get("id", ())),
        tuple(either(one) for one in plain.get("needs", ())),
        tuple(plain.get("without", ())),
        bool(plain.get("key_ends_in_digits")),
        marks(plain["marks"]) if "marks" in plain else None,
    )


def marks(plain: Mapping[str, Any]) -> Marks:
    """Make what goes back of a table of the file."""
    return Marks(
        re.compile(plain["column"]),
        either(plain["worth"]) if "worth" in plain else (),
        plain.get("worth_row", ""),
        tuple(plain.get("keeps", ())),
        tuple(plain.get("keeps_rows", ())),
        either(plain["words"]) if "words" in plain else (),
    )


def own(pattern: str, scope: str, times: tuple[str, ...]) -> Platform:
    """Make the form that an instructor gave.

    Parameters
    ----------
    pattern : str
        With named groups.
    scope : str
        How far a key is the same person.
    times : tuple of str
        Forms of the time that an attempt may be.
    """
    return Platform(
        "own",
        "the own pattern",
        (re.compile(pattern),),
        scope,
        names="full",
        login=True,
        times=times,
        column="own",
    )


def either(text: str) -> tuple[str, ...]:
    """Split headings of which one must be there."""
    return tuple(text.split("|"))


@cache
def known() -> tuple[tuple[Platform, tuple[Export, ...]], ...]:
    """Read all platforms, in the order in which they are tried.

    Returns
    -------
    tuple of (Platform, tuple of Export)
        Each with the lists of people that it writes.
    """
    texts = {
        path.stem: tomllib.loads(path.read_text(encoding="utf-8"))
        for path in FORMS.glob("*.toml")
    }
    ordered = sorted(texts.items(), key=lambda one: one[1]["order"])
    return tuple(parsed(id, plain) for id, plain in ordered)


def platforms() -> tuple[Platform, ...]:
    """Return all platforms, in the order in which they are tried."""
    return tuple(platform for platform, _ in known())


def exports() -> tuple[Export, ...]:
    """Return all lists of people that platforms write."""
    return tuple(export for _, each in known() for export in each)
