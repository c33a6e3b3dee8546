"""Every number on report and pages, worked out once more from the files alone."""

import shutil

import pytest

from grading.course import Course
from grading.feedback import feedback
from grading.found.record import number
from grading.report import report
from grading.student_report import student_report
from nnlib.exercises import get

from .made_up_class import ADJUSTED, fill
from .read_page import Page
from .reckoned import SPARED, TRIED, Class

SIZES = (3, 60, pytest.param(600, marks=pytest.mark.long))


@pytest.fixture(scope="module", params=SIZES, ids=lambda size: f"{size} students")
def made_up(request, released_course, tmp_path_factory):
    """A class of some size, what it comes to, and all its pages."""
    folder = tmp_path_factory.mktemp("made-up") / "course"
    shutil.copytree(released_course.root, folder)
    course = Course.open(folder)
    ids = fill(course, request.param)
    pages = {path.parts[-3:-1]: path for path in feedback(course)}
    return course, Class(course.root), pages, ids


@pytest.fixture(scope="module")
def told(made_up):
    return read(report(made_up[0]))


def read(path):
    return Page(path.read_text(encoding="utf-8"))


def percent(share):
    return f"{round(100 * share)} %"


def test_head_counts_the_class(made_up, told):
    _, known, _, _ = made_up
    late = sum(one.days_late > 0 for one in known.all)
    assert told.figures == {
        "students handed in": (
            f"{len({one.student for one in known.all})} of {len(known.people)}"
        ),
        "submissions": str(len(known.all)),
        "miss a notebook": str(len(known.missing)),
        "at risk": str(sum(known.signs(one) > 0 for one in known.people)),
        "mistakes named": str(len(known.mistakes())),
        "late": str(late),
        "need a look": str(sum(
            any(r["status"] == "could_not_check" for r in one.results.values())
            for one in known.all
        )),
    }  # fmt: skip


def test_missing_and_at_risk_are_those_and_for_these_reasons(made_up, told):
    _, known, _, _ = made_up
    rows = told.rows("missing")
    assert {(row[0], who) for row in rows for who in row[2].split(", ")} == {
        (number, known.who(one))
        for one, numbers in known.missing.items()
        for number in numbers
    }
    risk = {row[0]: len(row[1].split("; ")) for row in told.rows("at-risk")}
    signs = {known.who(one): known.signs(one) for one in known.people}
    assert risk == {who: many for who, many in signs.items() if many}
    assert [*risk.values()] == sorted(risk.values(), reverse=True)


def test_mistakes_and_places_count_those_who_made_them(made_up, told):
    _, known, _, _ = made_up
    wanted = known.mistakes()
    assert wanted
    for (exercise, mistake), students in wanted.items():
        (variant,) = [o for o in get(exercise).variants if o.id == mistake]
        about = f"{variant.title} {exercise[:2]} {exercise[3:]} · {mistake}"
        found = [text for text in told.cards if f"{about} " in text]
        found += [" ".join(row) for row in told.rows("mistakes") if row[0] == about]
        (text,) = found
        assert variant.question in text
        assert all(known.who(one) in text for one in students)
        if text in told.cards:
            assert text.startswith(f"{len(students)}student")
    places = known.places()
    assert {(row[0], row[2]) for row in told.rows("places")} == {
        (f"{exercise} {where}", str(len(some)))
        for (exercise, where), some in places.items()
    }


def times(some):
    """Return what is said of when the submissions of a notebook came."""
    hours = [one.hours_before for one in some]
    found = {
        "more than a day before": sum(one >= 24 for one in hours),
        "on the last day": sum(0 <= one < 24 for one in hours),
        "late": sum(one < 0 for one in hours),
    }
    return f"Handed in {', '.join(f'{key}: {n}' for key, n in found.items() if n)}."


def test_notebooks_have_their_scores_states_and_means(made_up, told):
    _, known, _, _ = made_up
    for notebook in known.notebooks:
        heading = f"notebook-{notebook}"
        some = known.of(notebook)
        assert f"{len(some)} submissions, median {percent(known.median(notebook))}" in (
            " ".join(told.words.split())
        )
        assert times(some) in " ".join(told.words.split())
        said, *strips = told.spoken[heading]
        tenths = [min(9, int(one.share * 10)) for one in some]
        assert (
            said
            == "Scores: "
            + ", ".join(
                f"{tenths.count(step)} from {10 * step} to {10 * step + 10} %"
                for step in range(10)
                if step in tenths
            )
            + "."
        )
        rows = {row[0]: row[1:] for row in told.rows(heading)}
        names = [name for name in some[0].results if some[0].worth[name]]
        assert [*rows] == names
        for name, strip in zip(names, strips, strict=True):
            groups, mean = known.exercise(notebook, name)
            told_groups = dict(
                reversed(part.split(" ", 1)) for part in strip[:-1].split(", ")
            )
            assert told_groups == {word: str(n) for word, n in groups.items()}
            tried = sum(groups[one] for one in TRIED)
            counts = "open" if mean is None else percent(mean)
            assert rows[name][1:] == [f"{groups['passed']} of {tried}", counts]


def test_hardest_lost_and_left_out_are_counted(made_up, told):
    _, known, _, _ = made_up
    means = {
        f"{one.notebook}/{name}": known.exercise(one.notebook, name)[1]
        for one in {one.notebook: one for one in known.all}.values()
        for name in one.results
        if one.worth[name]
    }
    hard = sorted((m, name) for name, m in means.items() if m is not None and m < 1)
    assert [row[1] for row in told.rows("hardest")] == [
        percent(mean) for mean, _ in hard[:10]
    ]
    for row in told.rows("hardest"):
        assert percent(means[row[0]]) == row[1]
    parts = known.parts()
    worst = sorted((lost / tried for lost, tried in parts.values()), reverse=True)[:8]
    rows = told.rows("parts")
    assert [row[2] for row in rows] == [
        "{} of {}".format(*parts[row[0], row[1]]) for row in rows
    ]
    shares = [int(a) / int(b) for a, b in (row[2].split(" of ") for row in rows)]
    assert shares == pytest.approx(worst)
    assert sorted(told.lists.get("left-out", [])) == sorted(
        f"{exercise} {count}×" for exercise, count in known.left_out().items()
    )


def test_late_by_hand_and_adjusted_are_listed(made_up, told):
    _, known, _, _ = made_up
    late = {(known.who(o.student), o.notebook): o for o in known.all if o.days_late}
    rows = {(row[0], row[1]): row[2] for row in told.rows("late")}
    assert rows.keys() == late.keys()
    for key, text in rows.items():
        one = late[key]
        assert text.startswith(f"{one.days_late} day")
        assert text.endswith(f"it costs {number(one.lost)}") or not one.lost
    given = {
        (known.who(one.student), one.notebook, f"{name}: {number(points)} of "
         f"{number(one.worth[name])} by hand")
        for one in known.all
        for name, points in one.given.items()
    }  # fmt: skip
    assert given == {
        (row[0], row[1], row[2].split(",")[0]) for row in told.rows("by-hand")
    }
    concerned = known.mistakes().get((ADJUSTED.exercise, ADJUSTED.mistake), [])
    assert [row[0] for row in told.rows("adjusted")] == [*map(known.who, concerned)]


def test_everybody_stands_in_the_table_of_weeks(made_up, told):
    _, known, _, _ = made_up
    assert told.rows("weeks") == [
        [
            known.who(student),
            *(
                percent(known.weeks[student][n].share)
                if n in known.weeks[student]
                else "–"
                for n in known.notebooks
            ),
            number(sum(one.points for one in known.weeks[student].values())),
        ]
        for student in sorted(known.people)
    ]


WEEK = ("2026-10-25 23:00", "2026-11-01 23:00")  # in UTC, around a Wednesday
PARTS = (
    {"notebook": "01"},
    {"section": "a"},
    {"week": "2026-10-28"},
    {"notebook": "01", "section": "a", "week": "2026-10-28"},
)


def is_in(one, known, notebook=None, section=None, week=None):
    """Tell whether a submission belongs to a part of the class."""
    own = known.people[one.student]["section"].lower()
    came = one.plain["submitted"]["time"]
    return (
        notebook in (None, one.notebook)
        and section in (None, own)
        and (week is None or WEEK[0] <= came < WEEK[1])
    )


def test_parts_of_a_class_are_those_of_the_whole(made_up):
    course, known, _, ids = made_up
    # Of a large class the last part tells as much as all of them.
    for part in PARTS if len(ids) < 10 else PARTS[-1:]:
        wanted = [one for one in known.all if is_in(one, known, **part)]
        page = read(report(course, **part))
        assert page.figures["submissions"] == str(len(wanted)), part
        people = [
            one
            for one in known.people.values()
            if part.get("section") in (None, one["section"].lower())
        ]
        assert page.figures["students handed in"] == (
            f"{len({one.student for one in wanted})} of {len(people)}"
        )


def said_of(one, name):
    """Return what a page says that an exercise counts."""
    score = one.scores[name]
    if not one.worth[name]:
        return "does not count"
    if score is None:
        return "open"
    spared = SPARED.get((one.student, one.notebook)) == name and name not in one.given
    hand = ", by hand" if name in one.given else ", spared" if spared else ""
    return f"{number(score)} of {number(one.worth[name])}{hand}"


def test_pages_say_what_counts(made_up):
    _, known, pages, _ = made_up
    assert len(pages) == len(known.all)
    for one in known.all:
        page = read(pages[one.student, one.plain["assignment"]])
        text = " ".join(page.words.split())
        assert f"{number(one.points)} of {number(one.most)} points ·" in text
        rows = page.lists["your-points"]
        for name in one.results:
            (row,) = [row for row in rows if row.startswith(f"{name} ")]
            assert f" {said_of(one, name)}" in row, (one.student, name)
        assert (f"{one.days_late} day" in text) == bool(one.days_late)
        if one.lost:
            assert f"costs {number(one.lost)} point" in text
        rounded = abs(one.exact - one.points) > 1e-6
        assert (f"exactly it is {number(one.exact)}." in text) == rounded


def test_pages_tell_the_own_weeks_and_the_file_that_counted(made_up):
    course, known, pages, _ = made_up
    for one in known.all:
        page = read(pages[one.student, one.plain["assignment"]])
        rows = page.lists.get("weeks", [])
        wanted = known.notebooks
        assert len(rows) == (len(wanted) if len(wanted) > 1 else 0)
        for notebook, row in zip(wanted, rows, strict=False):
            other = known.weeks[one.student].get(notebook)
            said = (
                f"{number(other.points)} of {number(other.most)}"
                if other
                else "nothing handed in; it was due"
            )
            assert said in row and row.startswith(f"{notebook} ·")
        folder = course.received / one.student / one.plain["assignment"]
        files = len([*folder.glob("*.ipynb")])
        several = f": file {files} of {files}." in " ".join(page.words.split())
        assert several == (files > 1)


def test_page_about_one_student_agrees(made_up):
    course, known, _, ids = made_up
    for student in (ids[0], ids[2], ids[-1]) if len(ids) < 10 else ids[:1]:
        page = read(student_report(course, student))
        own = known.weeks[student]
        text = " ".join(page.words.split())
        points = sum(one.points for one in own.values())
        assert f"{number(points)} of" in text
        assert f"in {len(own)} of {len(known.notebooks)} notebooks" in text
        for notebook, one in own.items():
            median = f"median is {percent(known.median(notebook))}"
            assert f"{number(one.points)} of {number(one.most)} points" in text
            assert f"{percent(one.share)}; the class's {median}" in text
        made = [result for one, result in known.results() if one.student == student]
        asked = [r for r in made if r["diagnosis"] or r["place"]]
        assert len(page.cards) == len(asked)
