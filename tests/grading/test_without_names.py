"""Pages without names: nobody can be told from them, and the slide is one of them."""

import json
import re
import shutil
from collections import Counter
from dataclasses import replace

import pytest

from grading import cli
from grading.course import Course
from grading.errors import GradingError, UsageError
from grading.found import record
from grading.report import report
from grading.results.without_names import FEWEST
from grading.slide import slide
from nnlib.exercises import get

from .made_up_class import fill
from .read_page import Page
from .reckoned import Class

SIZES = (3, 12, pytest.param(60, marks=pytest.mark.long))
NOTEBOOKS = ("01", "02")


@pytest.fixture(scope="module")
def made_up(released_course, tmp_path_factory):
    """Make a class of some size, once: ``made_up(count)``."""
    kept = {}

    def made_up(count):
        if count not in kept:
            folder = tmp_path_factory.mktemp("made-up") / "course"
            shutil.copytree(released_course.root, folder)
            fill(Course.open(folder), count, NOTEBOOKS, seed=count, hand=False)
            kept[count] = Course.open(folder)
        return kept[count]

    return made_up


def pages(course):
    """Return the pages without names that a class may be shown."""
    parts = ({}, {"notebook": "01"}, {"section": "A"}, {"week": "2026-10-28"})
    found = [report(course, anonymous=True, **part) for part in parts]
    for part in parts:
        try:
            found.append(slide(course, fewest=3, **part).path)
        except GradingError:
            continue
    return {path.name: path.read_text(encoding="utf-8") for path in found}


@pytest.mark.parametrize("count", SIZES)
def test_nothing_of_a_person_stands_on_them(made_up, count):
    course = made_up(count)
    known = Class(course.root)
    hidden = {row[key] for row in known.people.values() for key in ("id", "name")}
    hidden |= {row["email"] for row in known.people.values()}
    hidden |= {one.plain["submitted"]["sha256"] for one in known.all}
    hidden |= {one.plain["submitted"]["time"][:16] for one in known.all}
    hidden |= {"mine", "Put back", "bubblewrap", "2026-11-21", "<!--", "isolat"}
    for name, text in pages(course).items():
        assert [one for one in hidden if one in text] == [], name


@pytest.mark.parametrize("count", SIZES)
def test_who_is_who_changes_no_letter(made_up, count, tmp_path):
    course = made_up(count)
    before = pages(course)
    shutil.copytree(course.root, tmp_path / "other")
    other = Course.open(tmp_path / "other")
    turned_round(other)
    assert pages(other) == before


def turned_round(course):
    """Exchange the records of the class: what the first had, now the last has."""
    for name in {path.name for path in course.results.glob("*/*.json")}:
        paths = sorted(course.results.glob(f"*/{name}"))
        paths = [path for path in paths if path.parent.name != "s000"]  # is spared some
        found = [json.loads(path.read_text(encoding="utf-8")) for path in paths]
        for section in (0, 1):
            own = [i for i, path in enumerate(paths) if is_in(path, section)]
            for here, there in zip(own, reversed(own), strict=True):
                plain = dict(found[there], student=paths[here].parent.name)
                paths[here].write_text(json.dumps(plain), encoding="utf-8")


def is_in(path, section):
    return int(path.parent.name[1:]) % 2 == section


def test_few_are_never_counted(made_up):
    course = made_up(60)
    known = Class(course.root)
    page = Page(report(course, anonymous=True).read_text(encoding="utf-8"))
    handed_in = Counter(one.notebook for one in known.all)
    wanted = {
        (key, len(students)): round(10 * len(students) / handed_in[key[0][:2]])
        for key, students in known.mistakes().items()
        if len(students) >= FEWEST
    }
    assert len(page.cards) == len(wanted)
    said = sorted(
        int(found) for found in re.findall(r"about (\d+) %", " ".join(page.cards))
    )
    assert said == sorted(10 * tenths for tenths in wanted.values())
    for spoken in page.spoken.values():
        assert all(re.fullmatch(SAID, one) for one in spoken), spoken


ABOUT = r"About (?:(?:\d?0 %|nearly all) [a-z ]+(?:, |\.))+"
SAID = rf"{ABOUT}|No group is large enough\."


def test_of_a_class_of_three_nothing_is_said(made_up):
    course = made_up(3)
    page = Page(report(course, anonymous=True).read_text(encoding="utf-8"))
    assert (page.cards, page.spoken) == ([], {})
    assert page.words.count("Fewer than 5 students have handed it in") == 2
    with pytest.raises(GradingError, match="by 5 students or more"):
        slide(course)


def test_slide_shows_what_most_have_made(made_up, capsys):
    course = made_up(60)
    known = Class(course.root)
    last = max(one.plain["submitted"]["time"] for one in known.all)
    page = Page(slide(course, notebook="02").path.read_text(encoding="utf-8"))
    assert len(page.cards) == 3 and last
    most = sorted(
        (len(some) for (exercise, _), some in known.mistakes().items()
         if exercise.startswith("02")), reverse=True,
    )  # fmt: skip
    assert most[0] >= FEWEST
    assert all("Ask yourself: " in text for text in page.cards)
    words = ["slide", "--course", str(course.root), "--week", "2026-10-28"]
    assert cli.main([*words, "--fewest", "4"]) == 0
    assert "slide-week-2026-10-26.html" in capsys.readouterr().out
    with pytest.raises(UsageError, match="expected 3 or more"):
        slide(course, fewest=2)


# How many make a mistake, by exercise of 01 and mistake of it.
MADE = {(1, 0): 3, (0, 0): 7, (0, 1): 4, (2, 0): 2}


def test_slide_goes_by_number_and_says_what_it_left_out(made_up, tmp_path, capsys):
    shutil.copytree(made_up(12).root, tmp_path / "course")
    course = Course.open(tmp_path / "course")
    for place, path in enumerate(sorted(course.results.glob("*/01*.json"))):
        one = record.read(path)
        results = [replace(each, diagnosis=None) for each in one.results]
        for (exercise, variant), many in MADE.items():
            # One who makes the second mistake of an exercise does not make its first.
            if place in range(7 * variant, 7 * variant + many):
                known = get(results[exercise].exercise).variants[variant].id
                results[exercise] = replace(results[exercise], diagnosis=known)
        record.write(replace(one, results=results), course.results)
    words = ["slide", "--course", str(course.root), "--notebook", "01"]
    assert cli.main(words) == 0
    said = "fewer than 5 students made it: 2 more. --fewest 3 shows what 3 have made.\n"
    assert said in capsys.readouterr().out
    assert cli.main([*words, "--fewest", "3"]) == 0
    assert "Left out" not in capsys.readouterr().out
    cards = Page((course.root / "slide-notebook-01.html").read_text()).cards
    assert [re.findall("nearly all|about .. %|a few", one) for one in cards] == [
        ["about 60 %"],
        ["a few"],
        ["a few"],
    ]
