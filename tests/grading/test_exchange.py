"""nbgrader's exchange of files: from release to the page that a student fetches."""

import nbformat
import pytest
from nbgrader.apps import api, autogradeapp, generatefeedbackapp
from nbgrader.apps.api import NbGraderAPI
from nbgrader.auth import Authenticator
from nbgrader.converters import Autograde, GenerateFeedback
from nbgrader.coursedir import CourseDirectory
from nbgrader.exchange import ExchangeError, default
from traitlets.config import Config

from grading import cli
from grading.course import CONFIG, Course
from grading.feedback import feedback
from grading.grade import grade
from grading.handed_in import delivery
from grading.handed_in.secret import SECRET
from grading.roster import students
from grading.roster.students import Person, Roster

# Where nbgrader releases pages, it misspells a word, and leaves a file open.
pytestmark = [
    pytest.mark.filterwarnings("ignore:Passing unrecognized arguments"),
    pytest.mark.filterwarnings("ignore:unclosed file.*timestamp:ResourceWarning"),
    pytest.mark.filterwarnings("ignore:Exception ignored in.*timestamp"),
]

NAME = "07_tiny"
HALF = "def half(x):\n    return x / 2"
DOUBLE = "def double(x):\n    return 2 * x"


@pytest.fixture(autouse=True)
def stock_afterwards(monkeypatch):
    """Put nbgrader's own converters back."""
    for module in (autogradeapp, api):
        monkeypatch.setattr(module, "Autograde", Autograde)
    for module in (generatefeedbackapp, api):
        monkeypatch.setattr(module, "GenerateFeedback", GenerateFeedback)


@pytest.fixture
def exchange(room):
    """A folder for files to be exchanged, which the class knows."""
    folder = room.folder / "exchange"
    with (room.course.root / CONFIG).open("a", encoding="utf-8") as config:
        config.write(f"c.Exchange.root = {str(folder)!r}\n")
    return folder


class Student:
    """A student with a home, who uses nbgrader's side of an exchange."""

    def __init__(self, room, exchange, name):
        self.name, self.home = name, room.folder / f"home-{name}"
        self.home.mkdir()
        self.config = Config()
        self.config.CourseDirectory.course_id = room.course.coursedir().course_id
        self.config.Exchange.root = str(exchange)
        self.config.Exchange.assignment_dir = str(self.home)
        self.config.Exchange.cache = str(self.home / "cache")

    def do(self, action, student="*"):
        """Do one of nbgrader's actions."""
        own = {"assignment_id": NAME, "student_id": student}
        coursedir = CourseDirectory(config=self.config, **own)
        who = Authenticator(config=self.config)
        action(coursedir=coursedir, authenticator=who, config=self.config).start()

    def hand_in(self, room, **texts):
        """Write answers into what was fetched, and submit it."""
        path = self.home / NAME / f"{NAME}.ipynb"
        path.chmod(0o600)
        nbformat.write(room.notebook(**texts), path)
        self.do(default.ExchangeSubmit, self.name)

    def pages(self):
        """Fetch what there is to read; return it, the oldest first."""
        self.do(default.ExchangeFetchFeedback)
        return [path.read_text() for path in sorted(self.home.rglob("*.html"))]


def press(room, button, *about):
    """Press a button of formgrader; it must do what it says."""
    config = room.course.config()
    coursedir = CourseDirectory(config=config, root=str(room.course.root))
    done = getattr(NbGraderAPI(coursedir, config=config), button)(*about)
    assert done["success"], done
    return done.get("log", "")


def test_from_release_to_the_page_that_a_student_fetches(room, exchange):
    press(room, "release_assignment", NAME)
    ada, bo = (Student(room, exchange, name) for name in ("ada", "bo"))
    for one in (ada, bo):
        one.do(default.ExchangeFetchAssignment)
    ada.hand_in(room, half=HALF)
    bo.hand_in(room, half=HALF, double=DOUBLE)
    room.hand_in("cy", half=HALF)  # by mail: its page goes back by mail
    assert "Collected 2 submissions" in press(room, "collect", NAME)
    press(room, "autograde", NAME, "*")
    assert [room.book(name)["all"] for name in ("ada", "bo")] == [(5, 15), (15, 15)]
    press(room, "generate_feedback", NAME)
    press(room, "release_feedback", NAME)
    (page,) = ada.pages()
    own = room.course.feedback / "ada" / NAME / f"{NAME}.html"
    assert page == own.read_text() and "5 of 15 points" in page
    assert len(list(exchange.rglob("*.html"))) == 3
    (page,) = bo.pages()
    assert "15 of 15 points" in page
    # What is handed in later has a page of its own, beside the first.
    ada.hand_in(room, half=HALF, double=DOUBLE)
    press(room, "collect", NAME)
    press(room, "autograde", NAME, "ada")
    for button in ("generate_feedback", "release_feedback"):
        press(room, button, NAME, "ada")
    first, second = ada.pages()
    assert "5 of 15 points" in first and "15 of 15 points" in second


def test_page_belongs_to_the_file_that_was_graded(room, exchange):
    """Whoever hands in again before the feedback finds no page of the older file."""
    press(room, "release_assignment", NAME)
    ada = Student(room, exchange, "ada")
    ada.do(default.ExchangeFetchAssignment)
    ada.hand_in(room, half=HALF)
    press(room, "collect", NAME)
    grade(room.course)
    ada.hand_in(room, double=DOUBLE)
    press(room, "collect", NAME)
    (page,) = feedback(room.course)
    first, second = delivery.deliveries(room.course, "ada", NAME)
    assert first.secret != second.secret
    assert page.with_name(SECRET).read_text() == first.secret


def test_two_classes_share_an_exchange(room, exchange, tmp_path):
    other = Course.create(tmp_path / "class of maths")
    assert other.coursedir().course_id == "class-of-maths"
    assert room.course.coursedir().course_id != other.coursedir().course_id
    press(room, "release_assignment", NAME)
    ada = Student(room, exchange, "ada")
    ada.config.CourseDirectory.course_id = "class-of-maths"
    with pytest.raises(ExchangeError, match="Assignment not found"):
        ada.do(default.ExchangeFetchAssignment)


@pytest.mark.parametrize("named", ["maths/1", "", " ", "a b", "../x"])
def test_name_that_is_no_folder_is_refused(room, capsys, named):
    room.decide(f"course_id = {named!r}\n")
    assert cli.main(["grade", "--course", str(room.course.root)]) == 1
    assert "course_id" in capsys.readouterr().err


def test_who_is_not_in_the_class_is_asked_before_anything_is_taken(room, exchange):
    press(room, "release_assignment", NAME)
    ada = Student(room, exchange, "ada")
    ada.do(default.ExchangeFetchAssignment)
    ada.hand_in(room, half=HALF)
    students.write(room.course.students_file, Roster((Person("bo"),)))
    config = room.course.config()
    coursedir = CourseDirectory(config=config, root=str(room.course.root))
    done = NbGraderAPI(coursedir, config=config).collect(NAME)
    assert not done["success"]
    assert "ada" in done["log"] and "--dry-run" in done["log"]
    assert not list(room.course.received.glob("*"))


def test_what_nbgrader_has_collected_by_itself_finds_back_too(room, exchange):
    press(room, "release_assignment", NAME)
    ada = Student(room, exchange, "ada")
    ada.do(default.ExchangeFetchAssignment)
    ada.hand_in(room, half=HALF)
    config = room.course.config()
    own = {"assignment_id": NAME, "root": str(room.course.root)}
    coursedir = CourseDirectory(config=config, **own)
    who = Authenticator(config=config)
    default.ExchangeCollect(
        coursedir=coursedir, authenticator=who, config=config
    ).start()
    grade(room.course)
    feedback(room.course)
    press(room, "release_feedback", NAME)
    (page,) = ada.pages()
    assert "5 of 15 points" in page
