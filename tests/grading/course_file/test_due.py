"""Extensions: read from any spreadsheet, and every mistake in them is named."""

from datetime import UTC, datetime

import pytest

from grading.course_file import due
from grading.course_file.late import LatePolicy
from grading.course_file.settings import NotebookSettings, Settings
from grading.course_file.times import zone
from grading.errors import CourseError
from grading.released.catalogue import Entry

KNOWN = {number: Entry(number, f"{number}_x", {}) for number in ("01", "02", "03")}
DUE = datetime(2026, 11, 30, 22, 59, tzinfo=UTC)
SETTINGS = Settings(
    zone("Europe/Berlin"),
    LatePolicy(),
    {"01": NotebookSettings(due=DUE), "02": NotebookSettings(due=DUE)},
)
HEAD = "student,notebook,due\n"


@pytest.fixture
def read(tmp_path):
    """Read bytes or a text as the extensions of a class."""

    def read(data):
        path = tmp_path / "extensions.csv"
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        return due.read(path, SETTINGS, KNOWN)

    return read


def test_without_the_file_everybody_has_the_same_time(tmp_path):
    found = due.read(tmp_path / "extensions.csv", SETTINGS, KNOWN)
    assert found.of("ada", "02") == DUE == found.last("02")
    assert found.of("ada", "03") is None is found.last("03")


LATER = datetime(2026, 12, 7, 22, 59, tzinfo=UTC)
SAME = {
    "plain": f"{HEAD}ada,02,2026-12-07 23:59\n",
    "another order": "due,student,notebook\n2026-12-07 23:59,ada,02\n",
    "semicolons": "student;notebook;due\nada;02;2026-12-07 23:59\n",
    "a number without its 0": f"{HEAD}ada,2,2026-12-07 23:59\n",
    "with an offset": f"{HEAD}ada,02,2026-12-07T22:59Z\n",
    "spaces and empty lines": f"\ufeff{HEAD}\n ada , 02 , 2026-12-07 23:59 \n,,\n",
    "line ends of Windows": "Student,Notebook,Due\r\nada,02,2026-12-07 23:59\r\n",
    "quoted": f'{HEAD}"ada","02","2026-12-07 23:59"\n',
}


@pytest.mark.parametrize("text", SAME.values(), ids=SAME)
def test_one_extension_moves_one_notebook_of_one_student(read, text):
    found = read(text)
    assert found.of("ada", "02") == LATER
    assert found.of("ada", "01") == found.of("bob", "02") == DUE
    assert (found.last("01"), found.last("02")) == (DUE, LATER)


WRONG = {
    "no head": ("ada,02,2026-12-07 23:59\n", "expected student,notebook,due"),
    "empty": ("", "the first line is '', expected student,notebook,due"),
    "too few": (f"{HEAD}ada,02\n", "line 2: there are 2 values, expected 3"),
    "too many": (f"{HEAD}ada,02,2026-12-07 23:59,x\n", "there are 4 values"),
    "no id": (f"{HEAD}Ada Lovelace,02,2026-12-07 23:59\n", "student is 'Ada Lovelace'"),
    "notebook": (
        f"{HEAD}ada,09,2026-12-07 23:59\n",
        "notebook is '09', expected",
    ),
    "no time": (
        f"{HEAD}ada,02,2026-12-07\n",
        "due is '2026-12-07'",
    ),
    "a German date": (f"{HEAD}ada,02,07.12.2026 23:59\n", "such as 2026-11-30 23:59"),
    "earlier": (
        f"{HEAD}ada,02,2026-11-01 23:59\n",
        "for everybody, 2026-11-30 23:59",
    ),
    "never due": (
        f"{HEAD}ada,03,2026-12-07 23:59\n",
        "a notebook that is due",
    ),
    "twice": (
        f"{HEAD}ada,02,2026-12-07 23:59\n\nada,2,2026-12-08 23:59\n",
        "line 4: student is 'ada', expected one line for a student and a notebook; the "
        "first is line 2",
    ),
    "another encoding": (b"student,notebook,due\n\xe4da,02,x\n", "not text in UTF-8"),
}


@pytest.mark.parametrize(("data", "said"), WRONG.values(), ids=WRONG)
def test_mistake_is_told_with_file_and_line(read, data, said):
    with pytest.raises(CourseError) as caught:
        read(data)
    assert said in str(caught.value)
    assert "extensions.csv" in str(caught.value)
    assert "\n" not in str(caught.value)
