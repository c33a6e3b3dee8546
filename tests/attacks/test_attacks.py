"""No attack gains a point, harms another, leaves something or reads what it should not.

The quick ones are graded in one run like a class, the others in a long one.
"""

import os
import re
from pathlib import Path

import pytest

from grading.results import gradebook
from nnlib.check.pointing.families.family import SIGN

from . import for_places, for_probes
from .attack import FOUND, LEFT, traces
from .conftest import ATTACKS, LATER, QUICK

LONG = [pytest.param(n, marks=pytest.mark.long) for n in ("everything", "by_landlock")]
# Of sixteen numbers of three digits, and of lines and sizes.
MOST_DIGITS_TOLD = 80
RUNS = ["quick", "searched", *LONG]


@pytest.fixture
def outcome(request):
    """What came of one of the runs."""
    return request.getfixturevalue(request.param)


each_run = pytest.mark.parametrize("outcome", RUNS, indirect=True)


def test_there_are_more_than_forty_attacks():
    assert len(QUICK) > 40
    assert len(ATTACKS) > 130
    assert set(QUICK) | LATER | {n for n in ATTACKS if ATTACKS[n].long} == set(ATTACKS)


@each_run
def test_no_attack_scores_more_than_it_is_worth_and_no_honest_part_less(outcome):
    found = {student: outcome.score(student) for student in outcome.attacks}
    honest = {student: one.honest for student, one in outcome.attacks.items()}
    # A file that is refused is worth nothing, and honestly was worth nothing.
    scores = {student: score or 0.0 for student, score in found.items()}
    stolen = {s: scores[s] for s in honest if scores[s] > honest[s]}
    lost = {
        student: scores[student]
        for student, one in outcome.attacks.items()
        if scores[student] < one.honest and not one.harms_itself
    }
    assert (stolen, lost) == ({}, {})


@each_run
def test_no_attack_stops_the_batch_or_the_grader(outcome):
    expected = set(outcome.attacks) - set(outcome.refused)
    assert set(outcome.records) == expected
    assert outcome.run.faults == []
    assert outcome.run.graded == len(expected)


@each_run
def test_the_gradebook_says_what_the_records_say(outcome):
    name = next(iter(outcome.records.values())).assignment
    with gradebook.opened(outcome.room.course) as book:
        rows = {row["student"]: row["score"] for row in book.submission_dicts(name)}
    assert rows == {s: one.points for s, one in outcome.records.items()}


@each_run
def test_nothing_that_is_secret_was_read(outcome):
    room = outcome.room
    secret = room.facts["secret"].read_text(encoding="utf-8").strip()
    course = room.course
    places = [course.results, course.feedback, course.autograded]
    for path in (one for place in places for one in place.rglob("*")):
        if path.is_file():
            text = path.read_text(encoding="utf-8")
            assert secret not in text, path
            assert room.facts["token"] not in text, path
            # Their own notebooks hold the word: it must not have been said.
            if course.autograded not in path.parents:
                assert FOUND not in text, path


@each_run
def test_no_long_number_of_a_probe_is_told(outcome):
    rows = list(for_probes.ATTACKS.values())
    tellers = {student: a for student, a in outcome.attacks.items() if a in rows}
    assert tellers
    for student, attack in tellers.items():
        found = outcome.records[student]
        lines = [[text for _, text in one.said] for one in found.results]
        # A cell is named by its first line, which stands in the notebook.
        remarks = [re.sub("“[^”]*”", "", text) for text in found.remarks]
        for texts in (*lines, remarks):
            assert not [
                long for text in texts for long in long_numbers(text, attack.body)
            ]
            digits = sum(sign.isnumeric() for text in texts for sign in text)
            assert digits <= MOST_DIGITS_TOLD, (student, texts)


def long_numbers(text, source):
    """List the numbers of more than three digits, and digits that are not 0 to 9."""
    found = [n for n in re.findall(r"\d+(?:\.\d+)?", text) if n not in source]
    long = [one for one in found if len(one.replace(".", "").strip("0")) > 3]
    return long + [sign for sign in text if sign.isnumeric() and not sign.isascii()]


@each_run
def test_a_place_is_told_in_words_of_the_course_and_lines_of_the_function(outcome):
    for student, attack in outcome.attacks.items():
        if attack not in for_places.ATTACKS.values():
            continue
        refused = not attack.says.endswith("that may be one")
        for one in outcome.records[student].results:
            told = [text for kind, text in one.said if kind == "pointed"]
            assert not (refused and (told or one.place)), student
            assert len(told) <= 1 and all(map(is_about_line_2, told)), told


def is_about_line_2(text):
    """Tell whether a text is that of a sign in the second line, which is quoted."""
    begins = (
        "Where? One small change in line 2 makes every case come out right. So far it"
    )
    return text.startswith(begins) and text.split("”. ")[1] in (SIGN, "")


@each_run
def test_nobody_was_called(outcome):
    assert outcome.room.visitors() == 0


@each_run
def test_no_file_is_left_behind(outcome):
    room = outcome.room
    assert traces(room.folder, Path.home() / ".cache") == []
    for place in ("/tmp", "/var/tmp", "/dev/shm", Path.home(), Path.cwd()):
        assert not list(Path(place).glob(f"*{LEFT}*"))
    assert list((room.folder / "temporary").iterdir()) == []


@each_run
def test_no_process_is_left_behind(outcome):
    place = str(outcome.room.folder / "temporary")
    assert [pid for pid in pids() if place in command(pid)] == []


@each_run
def test_no_page_holds_markup_of_a_student(outcome):
    for page in outcome.pages:
        text = page.read_text(encoding="utf-8")
        assert "<script>alert(1)" not in text
        assert "<img src=x" not in text


def pids() -> list[int]:
    """List the processes of this machine."""
    return [int(name) for name in os.listdir("/proc") if name.isdigit()]


def command(pid: int) -> str:
    """Return the words with which a process was started."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_text(
            encoding="utf-8", errors="replace"
        )
    except OSError:
        return ""
