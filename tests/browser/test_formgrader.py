"""A week in formgrader: every button, the lists, points by hand, in a real browser."""

import json
import shutil
import time
from contextlib import closing
from urllib.error import URLError
from urllib.request import urlopen

import nbformat
import pytest
from nbgrader.auth import Authenticator
from nbgrader.coursedir import CourseDirectory
from nbgrader.exchange import default
from traitlets.config import Config

from grading.course import CONFIG, Course
from grading.export import export
from grading.released.marks import grade_id
from grading.sample import sample_class, work

from . import lab as servers

pytestmark = [
    pytest.mark.long,
    pytest.mark.browser,
    pytest.mark.xdist_group("browser"),
]

NUMBER = "00"
NAME = work.NOTEBOOKS[NUMBER]
TWO = f"[notebooks.{NUMBER}.points]\ntwo_sentences = 2\n"
WORDS = "The slope says which way is down, so small steps go there."
COMMENT = "Say where all slopes come from."
GRADING_MS = 90_000


@pytest.fixture(scope="module")
def course(released_course, tmp_path_factory):
    """Return a class whose notebooks are given out by an exchange."""
    folder = tmp_path_factory.mktemp("formgrader")
    shutil.copytree(released_course.root, folder / "course")
    course = Course.open(folder / "course")
    # Without it formgrader has no button that releases, and none that collects.
    (folder / "exchange").mkdir()
    (folder / "exchange").chmod(0o777)
    with course.settings_file.open("a", encoding="utf-8") as settings:
        settings.write(TWO)
    with (course.root / CONFIG).open("a", encoding="utf-8") as config:
        config.write(f"c.Exchange.root = {str(folder / 'exchange')!r}\n")
    return course


@pytest.fixture(scope="module")
def server(course, tmp_path_factory):
    """A Jupyter server with formgrader in the folder of the class."""
    scratch = tmp_path_factory.mktemp("server")
    extension = "nbgrader.server_extensions.formgrader"
    switched = {"ServerApp": {"jpserver_extensions": {extension: True}}}
    servers.write_json(scratch / "config" / "jupyter_server_config.json", switched)
    with servers.serving(scratch, course.root, "jupyter_server") as server:
        end = time.monotonic() + servers.START_SECONDS
        while time.monotonic() < end:
            try:
                urlopen(f"{server.url}api?token={server.token}").close()
                break
            except URLError:
                time.sleep(0.05)
        yield server


@pytest.fixture
def formgrader(browser, server):
    """Formgrader, open on a page; none of its scripts may fail."""
    with closing(browser.new_page()) as page:
        page.set_default_timeout(GRADING_MS)
        page.complaints = []
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.at = lambda place: page.goto(
            f"{server.url}formgrader/{place}?token={server.token}"
        )
        yield page
    # Its pages ask for MathJax far away; nobody here answers.
    own = [one for one in page.complaints if "MathJax" not in one]
    assert own == []


class Student:
    """A student who uses nbgrader's side of the exchange."""

    def __init__(self, course, name, home):
        self.name, self.home, config = name, home / name, Config()
        self.home.mkdir(parents=True)
        config.CourseDirectory.course_id = course.coursedir().course_id
        config.Exchange.root = course.config().Exchange.root
        config.Exchange.assignment_dir = str(self.home)
        config.Exchange.cache = str(self.home / "cache")
        self.config = config

    def do(self, action, student="*"):
        own = {"assignment_id": NAME, "student_id": student}
        coursedir = CourseDirectory(config=self.config, **own)
        who = Authenticator(config=self.config)
        action(coursedir=coursedir, authenticator=who, config=self.config).start()

    def hand_in(self, answers, words):
        """Fetch the notebook, write answers and words into it, and submit it."""
        self.do(default.ExchangeFetchAssignment)
        path = self.home / NAME / f"{NAME}.ipynb"
        notebook = nbformat.read(path, as_version=4)
        for cell in notebook.cells:
            name = grade_id(cell).removesuffix("-solution")
            if grade_id(cell).endswith("-solution") and name in answers:
                cell.source = answers[name]
            if cell.id == "two_sentences":
                cell.source = cell.source.replace("<details>", f"{words}\n\n<details>")
        nbformat.write(notebook, path)
        self.do(default.ExchangeSubmit, self.name)

    def page(self):
        """Fetch the page about what was handed in."""
        self.do(default.ExchangeFetchFeedback)
        (path,) = self.home.rglob("*.html")
        return path.read_text(encoding="utf-8")


def press(page, row, icon):
    """Press a button in the row of a table, and return what formgrader answers."""
    page.locator("tr", has_text=row).locator(f".glyphicon-{icon}").click()
    page.wait_for_selector("#success-modal, #error-modal", state="visible")
    said = page.locator("#success-modal, #error-modal").inner_text()
    assert "Success" in said, said
    return said


def row(page, name):
    """Return the cells of a row, as they are read."""
    found = page.locator("#main-table tr", has_text=name)
    found.wait_for()
    return [one.strip() for one in found.locator("td").all_inner_texts()]


def test_a_week_with_formgrader(formgrader, course, tmp_path):
    page = formgrader
    solutions = sample_class.solutions(sample_class.read(course.source, NUMBER))
    some = dict(list(solutions.items())[:3])

    # Give out, and collect.
    page.at("manage_assignments")
    assert row(page, NAME)[2] == "draft"
    press(page, NAME, "cloud-upload")
    ada, bo = (Student(course, name, tmp_path) for name in ("ada", "bo"))
    ada.hand_in(solutions, WORDS)
    bo.hand_in(some, "")
    page.at("manage_assignments")
    assert row(page, NAME)[2] == "released"
    assert "Collected 2 submissions" in press(page, NAME, "cloud-download")
    page.at("manage_assignments")
    assert row(page, NAME)[8] == "2"

    # Grade, one student after the other.
    page.at(f"manage_submissions/{NAME}")
    assert "needs autograding" in row(page, "ada")
    assert "100 of 102 points" in press(page, "ada", "flash")
    page.at(f"manage_submissions/{NAME}")
    assert {"needs manual grading", "100 / 102"} <= set(row(page, "ada"))
    press(page, "bo", "flash")
    page.at(f"manage_submissions/{NAME}")
    assert "graded" in row(page, "bo")  # nothing was written, nobody waits

    # The lists say the same.
    page.at("gradebook")
    assert row(page, NAME)
    page.at(f"gradebook/{NAME}/{NAME}")
    page.wait_for_selector("#main-table a")
    lists = page.locator("#main-table tr").all_inner_texts()
    assert sum("0 / 2" in one for one in lists) == 2
    assert sum("100 / 100" in one for one in lists) == 1

    # Points and a comment by hand, beside the rubric.
    page.goto(
        f"{page.url.split('/formgrader')[0]}/formgrader/{submission(page, 'ada')}"
    )
    field = page.locator("input#two_sentences")
    field.wait_for()
    cell = page.locator(".nbgrader_cell", has=field)
    assert WORDS in cell.inner_text() and "/ 2.0" in cell.inner_text()
    assert "way is down" in page.inner_text("blockquote")
    field.fill("1.5")
    page.locator("#two_sentences-comment").fill(COMMENT)
    page.locator("#two_sentences-comment").blur()
    first = page.locator(".nbgrader_cell", has=page.locator("input#squared_loss"))
    first.locator(".no-credit").click()
    page.wait_for_timeout(500)
    page.reload()
    page.wait_for_function("document.querySelector('#two_sentences').value === '1.5'")
    page.wait_for_function("document.querySelector('#squared_loss').value === '0'")
    # Points and comments come by questions of their own, in any order.
    said = "said => document.querySelector('#two_sentences-comment').value === said"
    page.wait_for_function(said, arg=COMMENT)
    # Emptied again, what the grader found counts.
    page.locator("input#squared_loss").fill("")
    page.locator("input#squared_loss").blur()
    page.wait_for_timeout(500)
    page.at(f"manage_submissions/{NAME}")
    assert {"graded", "101.5 / 102"} <= set(row(page, "ada"))
    press(page, "ada", "flash")
    page.at(f"manage_submissions/{NAME}")
    assert {"graded", "101.5 / 102"} <= set(row(page, "ada"))

    # Pages, for one student and for all.
    press(page, "ada", "comment")
    page.at("manage_assignments")
    press(page, NAME, "comment")
    page.at("manage_assignments")
    press(page, NAME, "envelope")
    text = ada.page()
    for said in ("101.5 of 102 points", "1.5 of 2, by hand", COMMENT, WORDS):
        assert said in text
    assert WORDS not in bo.page()
    path = export(course, tmp_path / "scores.csv")
    assert "ada,101.5,102" in path.read_text()


def submission(page, student):
    """Return where formgrader shows the submission of a student."""
    base = page.url.split("/formgrader")[0]
    found = page.evaluate(
        "url => fetch(url).then(answer => answer.json())",
        f"{base}/formgrader/api/submitted_notebooks/{NAME}/{NAME}",
    )
    assert json.dumps(found)
    (id,) = [one["id"] for one in found if one["student"] == student]
    return f"submissions/{id}/"
