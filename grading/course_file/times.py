"""Moments: how an instructor writes them, and how they are shown and stored.

Inside the grader a moment always knows its zone. Where an instructor writes none, the
zone of the course file holds.
"""

from datetime import UTC, datetime, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo

from grading.errors import EXPECTED_TIME

EXAMPLE = "2026-11-30 23:59"
STAMP = "timestamp.txt"
SECONDS_PER_DAY = 86400


def zone(name: str) -> tzinfo:
    """Find a time zone.

    Parameters
    ----------
    name : str
        `UTC`, or a name such as `Europe/Berlin`.

    Returns
    -------
    tzinfo
        The zone.

    Raises
    ------
    ValueError
        If no zone has this name.
    """
    if name == "UTC":  # known where the system has no list of zones
        return UTC
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise ValueError(f"no zone is called {name!r}") from error


def read(text: str, default: tzinfo) -> datetime:
    """Read a moment as an instructor writes it.

    Parameters
    ----------
    text : str
        Date and time, such as `2026-11-30 23:59`, with or without an offset.
    default : tzinfo
        The zone of a text that names none.

    Returns
    -------
    datetime
        In UTC.

    Raises
    ------
    ValueError
        If it is not a date with a time; the text says what is expected.

    Examples
    --------
    >>> read("2026-11-30 23:59", UTC).isoformat()
    '2026-11-30T23:59:00+00:00'
    """
    expected = EXPECTED_TIME.format(example=EXAMPLE)
    try:
        found = datetime.fromisoformat(text.strip())
    except ValueError as error:
        raise ValueError(expected) from error
    if ":" not in text and "T" not in text:
        raise ValueError(expected)
    return placed(found, default)


def placed(moment: datetime, default: tzinfo) -> datetime:
    """Return a moment in UTC; without a zone of its own it is in the default zone."""
    known = moment if moment.tzinfo else moment.replace(tzinfo=default)
    # Two moments of one zone would be compared by their clocks, across a change of
    # the clocks as well.
    return known.astimezone(UTC)


def shown(moment: datetime, default: tzinfo = UTC) -> str:
    """Write a moment for a person, in a zone.

    Examples
    --------
    >>> shown(datetime(2026, 11, 30, 23, 59, tzinfo=UTC))
    '2026-11-30 23:59 UTC'
    """
    return moment.astimezone(default).strftime("%Y-%m-%d %H:%M %Z")


def seconds_late(handed_in: datetime | None, due: datetime | None) -> int:
    """Count the whole seconds from when something was due to when it came.

    Parameters
    ----------
    handed_in, due : datetime, optional
        With zones; what is not known is not late.

    Returns
    -------
    int
        0 if it was on time. Parts of a second only keep deliveries in order.

    Examples
    --------
    >>> seconds_late(read("2026-12-01 00:00", UTC), read("2026-11-30 23:59", UTC))
    60
    """
    if handed_in is None or due is None:
        return 0
    return max(0, int((handed_in - due).total_seconds()))


def clock_seconds_late(
    handed_in: datetime | None, due: datetime | None, zone: tzinfo
) -> int:
    """Count the seconds by the clock on the wall, for which each day has 24 hours.

    Parameters
    ----------
    handed_in, due : datetime, optional
        With zones; what is not known is not late.
    zone : tzinfo
        Where the clock hangs.

    Returns
    -------
    int
        0 if it was on time. A day is over at the same time of the next day, even where
        the night between is an hour longer or shorter.

    Examples
    --------
    >>> berlin = ZoneInfo("Europe/Berlin")
    >>> due = read("2026-10-24 23:59", berlin)
    >>> night = read("2026-10-25 23:59", berlin)
    >>> clock_seconds_late(night, due, berlin) / 3600, seconds_late(night, due) / 3600
    (24.0, 25.0)
    """
    late = seconds_late(handed_in, due)
    if handed_in is None or due is None or not late:
        return late
    came, should = (
        one.astimezone(zone).replace(tzinfo=None) for one in (handed_in, due)
    )
    # Where an hour comes twice, the clock can show an earlier time.
    return max(1, int((came - should).total_seconds()))


def stamp(moment: datetime) -> str:
    """Write a moment in the form in which nbgrader reads the time of a submission."""
    return moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f UTC")


def naive(moment: datetime | None) -> datetime | None:
    """Return a moment as the gradebook keeps it: in UTC, without a zone."""
    return None if moment is None else moment.astimezone(UTC).replace(tzinfo=None)


def of_submission(folder: Path) -> datetime | None:
    """Read when the submission in a folder was handed in.

    Parameters
    ----------
    folder : Path
        submitted/<student>/<assignment>.

    Returns
    -------
    datetime, optional
        None if nothing that can be read says so.
    """
    try:
        return parsed((folder / STAMP).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        return None


def parsed(text: str) -> datetime | None:
    """Read a time as nbgrader writes it; None if it is none."""
    from nbgrader.utils import parse_utc

    try:
        return parse_utc(text.strip()).replace(tzinfo=UTC)
    # That reader has no exception of its own for a text that is no time.
    except Exception:
        return None
