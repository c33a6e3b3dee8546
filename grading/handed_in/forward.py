"""Which of several deliveries counts, and where it is graded.

The latest on time with work in it counts, otherwise the latest with work, otherwise the
latest; or the one that is named as the best.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from grading import atomic
from grading.course import Course
from grading.course_file import times
from grading.handed_in import modules, work
from grading.handed_in.delivery import Delivery, deliveries
from grading.handed_in.secret import SECRET

BEST = "Of {n} files that were handed in, “{name}” counts: the best of them."
# Several files of one hand-in lie less than this apart.
TOGETHER = timedelta(seconds=1)


def counting(
    found: Iterable[Delivery], due: datetime | None, released: Path | None = None
) -> Delivery:
    """Choose the delivery that counts.

    Parameters
    ----------
    found : iterable of Delivery
        Of one student and assignment; at least one.
    due : datetime, optional
        When it was due; without it everything is on time.
    released : Path, optional
        The notebook that was handed out; without it there is work in every file.

    Returns
    -------
    Delivery
        The latest on time with work in it, otherwise the latest with work, otherwise
        the latest.
    """
    by_time = sorted(found, key=lambda one: one.time)
    worked = [one for one in by_time if has_work(one, released)] or by_time
    on_time = [one for one in worked if times.seconds_late(one.time, due) == 0]
    return (on_time or worked)[-1]


def has_work(one: Delivery, released: Path | None) -> bool:
    """Tell whether an answer of a delivery was begun; True if that cannot be seen."""
    if released is None or not released.is_file():
        return True
    found = work.begun(one.path.read_bytes(), released)
    return found is None or found[0] > 0


def put_forward(
    course: Course,
    student: str,
    assignment: str,
    due: datetime | None,
    best: str = "",
) -> Delivery:
    """Put the delivery that counts where it is graded.

    Parameters
    ----------
    course : Course
        The class.
    student, assignment : str
        Of whom something was handed in, and for which assignment.
    due : datetime, optional
        When it was due for this student; without it everything is on time.
    best : str
        The name of the delivery that counts because it is the best of them; empty where
        it is not known, or asked.

    Returns
    -------
    Delivery
        The one that counts; its notes say of which several it was chosen.
    """
    found = deliveries(course, student, assignment)
    released = course.release / assignment / f"{assignment}.ipynb"
    named = [one for one in found if best and one.path.stem == best]
    chosen = (named or [counting(found, due, released if len(found) > 1 else None)])[0]
    submit(course, chosen)
    said = [BEST.format(n=len(found), name=chosen.name)] if named else ()
    said = said or choice(chosen, found, due)
    return replace(chosen, notes=(*chosen.notes, *said))


def choice(
    chosen: Delivery, found: Sequence[Delivery], due: datetime | None
) -> Iterator[str]:
    """Say which of several files counts, and why, unless it is simply the latest."""
    latest = found[-1]
    together = [one for one in found if latest.time - one.time < TOGETHER]
    if chosen.path == latest.path and len(together) == 1:
        return
    why = "the latest with work in it"
    if times.seconds_late(latest.time, due) > times.seconds_late(chosen.time, due):
        why = "the latest on time with work in it"
    yield f"Of {len(found)} files that were handed in, “{chosen.name}” counts: {why}."


def submit(course: Course, chosen: Delivery) -> Path:
    """Put a delivery where it is graded.

    Parameters
    ----------
    course : Course
        The class.
    chosen : Delivery
        The one that counts.

    Returns
    -------
    Path
        submitted/<student>/<assignment>/<assignment>.ipynb; nbgrader's commands find
        it there, with its time beside it.
    """
    place = course.submitted / chosen.student / chosen.assignment
    target = place / f"{chosen.assignment}.ipynb"
    renew(place / times.STAMP, (times.stamp(chosen.time) + "\n").encode("ascii"))
    for path in place.glob(f"*{modules.KIND}"):
        if path.name not in chosen.modules:
            path.unlink()
    for name, text in chosen.modules.items():
        renew(place / name, text.encode("utf-8"))
    renew(target, chosen.path.read_bytes())
    if chosen.secret:
        renew(place / SECRET, chosen.secret.encode("ascii"))
    else:
        (place / SECRET).unlink(missing_ok=True)
    return target


def renew(path: Path, data: bytes) -> None:
    """Write a file unless it holds these bytes."""
    if not path.is_file() or path.read_bytes() != data:
        atomic.write(path, data)
