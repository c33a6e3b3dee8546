"""Two packages really differ: a class is graded by the one it was released with."""

import hashlib
import importlib.util
import io
import platform
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

import nbformat
import pytest

from grading import cli
from grading.course import CHECKOUT, Course
from grading.errors import CanaryError, CourseError, GradingError, UsageError
from grading.found import record
from grading.grade import grade
from grading.released import made_with
from grading.results import gradebook
from grading.results.moved import Move
from grading.results.standing import ASKED
from grading.run import hosts, packages
from grading.submitted import submission
from nnlib.exercises import NOTEBOOKS
from tests import other_package

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="grading needs Linux")

# The last commit whose releases keep no package.
LAST_WITHOUT = "765946c"
NAMES_BACKWARDS = (
    "grading/submitted/submission.py",
    "return modules.hash_of(path.read_bytes(), modules.beside(path))",
    "return modules.hash_of(path.read_bytes(), modules.beside(path))[::-1]",
)
BORDER = "grading/run/border.py"
MOVED = Move("bob", "00", 100, 95, (ASKED,), (100, 100), "squared_loss 5 to 0")


def neighbour(name):
    """Import a module that lies beside this one."""
    path = Path(__file__).with_name(f"{name}.py")
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class_of_slopes = neighbour("class_of_slopes")
NAME = class_of_slopes.NAME
CUBED = class_of_slopes.STUDENTS["bob"]["squared_loss"]


def copied(course, root):
    shutil.copytree(course.root, root)
    return Course.open(root)


def loss(course, student):
    """Return what the record of a student says of her squared loss."""
    return record.last(course.results, student, NAME).results[0]


def files(course):
    """Return a hash of everything in a course folder but the lock."""
    return {
        path.relative_to(course.root): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in course.root.rglob("*")
        if path.is_file() and path.name != ".grading"
    }


@pytest.fixture(scope="module", autouse=True)
def own_cache(tmp_path_factory):
    """What released packages find out about this machine is not kept beyond."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="module")
def lenient(tmp_path_factory):
    """A package that finds every loss right, and names files in its own way."""
    folder = tmp_path_factory.mktemp("lenient")
    return other_package.made(folder, other_package.LENIENT, NAMES_BACKWARDS)


@pytest.fixture(scope="module")
def begun(released_course, lenient, tmp_path_factory):
    """A class of two that goes by the lenient package. Do not change it."""
    root = tmp_path_factory.mktemp("begun") / "course"
    course = class_of_slopes.hand_in(released_course, root)
    for student in {*class_of_slopes.STUDENTS} - {"ada", "bob"}:
        shutil.rmtree(course.submitted / student)
    other_package.keep(lenient, course, NAME)
    return course


@pytest.fixture(scope="module")
def ran(begun, tmp_path_factory):
    """The same class, graded after a later build; what was said. Do not change it."""
    course = copied(begun, tmp_path_factory.mktemp("graded") / "course")
    shutil.rmtree(course.source / NAME)
    return course, grade(course)


@pytest.fixture(scope="module")
def graded(ran):
    """The same class, graded. Do not change it."""
    return ran[0]


@pytest.fixture
def course(begun, tmp_path):
    return copied(begun, tmp_path / "course")


def test_the_package_that_a_class_was_released_with_decides(ran):
    course, done = ran
    assert (done.graded, done.faults) == (2, [])
    assert [loss(course, one).points for one in ("ada", "bob")] == [5.0, 5.0]
    (said,) = done.notes
    assert said.startswith(f"{NAME}: graded by version") and "as released" in said


def test_what_it_finds_stands_in_gradebook_and_graded_notebook(graded):
    with gradebook.opened(graded) as book:
        assert book.find_submission(NAME, "bob").score == 100.0
    path = graded.autograded / "bob" / NAME / f"{NAME}.ipynb"
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    (cell,) = (one for one in notebook.cells if one.id == "squared_loss")
    assert cell.outputs[-1].data["text/plain"] == "5.0"


def test_a_file_is_named_by_the_package_that_asks(graded):
    path = graded.submitted / "bob" / NAME / f"{NAME}.ipynb"
    named = record.last(graded.results, "bob", NAME).submitted["sha256"]
    assert named == submission.hash_of(path)


def test_what_it_has_graded_is_not_graded_again(graded, tmp_path):
    course = copied(graded, tmp_path / "moved to another machine")
    assert grade(course).graded == 0
    assert loss(course, "bob").points == 5.0


def test_whose_points_an_update_would_move_is_said_and_nothing_is_written(
    graded, tmp_path
):
    course = copied(graded, tmp_path / "course")
    before = files(course)
    done = grade(course, edition=packages.INSTALLED, dry=True)
    assert (done.differences, done.graded) == ([MOVED], 2)
    assert files(course) == before


def test_class_of_before_packages_were_kept_goes_on_by_the_installed_one(
    graded, tmp_path
):
    course = copied(graded, tmp_path / "course")
    (made_with.folder(course) / made_with.SOLVED).rename(course.root / "solved")
    shutil.rmtree(made_with.folder(course))
    (course.source / NAME).mkdir()
    solved = course.root / "solved" / f"{NAME}.ipynb"
    solved.rename(course.source / NAME / solved.name)
    class_of_slopes.write(course, "gil", {"squared_loss-solution": CUBED})
    done = grade(course)
    (said,) = done.notes
    assert said.startswith(f"{NAME}: released before") and "graded stays" in said
    assert done.graded == 1
    assert [loss(course, one).points for one in ("bob", "gil")] == [5.0, 0.0]
    kept = made_with.notes(course)[NAME]
    assert kept.installed and kept.adopted
    again = grade(course)
    assert (again.graded, again.notes) == (0, [])


UNUSABLE = {
    "is missing": lambda path: path.unlink(),
    "is damaged": lambda path: path.write_bytes(path.read_bytes()[:-1] + b"x"),
}


@pytest.mark.parametrize(("problem", "spoil"), UNUSABLE.items(), ids=UNUSABLE)
def test_wheel_that_is_not_what_was_kept_is_not_used(course, problem, spoil):
    kept = made_with.notes(course)[NAME]
    spoil(made_with.folder(course) / kept.wheel)
    with pytest.raises(CourseError, match=rf"{problem}.*restore it.*--edition inst"):
        grade(course)
    assert not course.results.exists()


def test_a_notebook_that_cannot_be_graded_stops_no_other(course, capsys):
    kept = made_with.notes(course)[NAME]
    UNUSABLE["is damaged"](made_with.folder(course) / kept.wheel)
    other = "01_logistic_regression_loops"
    target = course.submitted / "ada" / other / f"{other}.ipynb"
    target.parent.mkdir()
    shutil.copy(course.release / other / target.name, target)
    words = ["--course", str(course.root), "--unsafe-no-sandbox", "--jobs", "1"]
    assert cli.main(["grade", *words]) == 1
    out, err = capsys.readouterr()
    assert "Graded 1 submission" in out
    assert f"not graded: {NAME}, nothing of it: " in err
    assert "is damaged" in err and "restore it from" in err
    assert err.count("\n") == 1
    assert [path.stem for path in course.results.glob("*/*.json")] == [other]


def test_an_exercise_is_looked_up_in_the_package_that_grades(
    graded, tmp_path, monkeypatch
):
    """The installed one may have it no more."""
    course = copied(graded, tmp_path / "course")
    monkeypatch.setitem(NOTEBOOKS, "00", NOTEBOOKS["00"][1:])
    assert grade(course, exercise="squared_loss").graded == 2
    assert loss(course, "bob").points == 5.0
    with pytest.raises(UsageError, match="did you mean squared_loss"):
        grade(course, exercise="squared_los")
    with pytest.raises(UsageError, match="there is no exercise 'squared_loss', exp"):
        grade(course, exercise="squared_loss", edition=packages.INSTALLED)


def test_package_that_does_not_run_here_says_why(course, tmp_path):
    gone = BORDER, "import json\n", "import gone_from_python\nimport json\n"
    other_package.keep(other_package.made(tmp_path / "old", gone), course, NAME)
    with pytest.raises(GradingError) as told:
        grade(course)
    said = str(told.value)
    assert "does not run here (ModuleNotFoundError: No module named 'gone_" in said
    assert f"this is Python {platform.python_version()}" in said
    assert said.endswith("--edition installed")
    assert not course.results.exists()


@pytest.mark.long
def test_package_that_keeps_student_code_less_apart_grades_nobody(course, tmp_path):
    answer = 'return {"isolation": self.isolation, **do(asked)}'
    weak = [
        (BORDER, "return isolation.level()", 'return "nothing at all"'),
        (BORDER, answer, 'return {"isolation": self.isolation}'),
    ]
    other_package.keep(other_package.made(tmp_path / "weak", *weak), course, NAME)
    with pytest.raises(GradingError, match="student code apart at level 'nothing at"):
        grade(course)
    assert not course.results.exists()


@pytest.mark.long
def test_package_that_answers_to_another_protocol_says_so(course, monkeypatch):
    monkeypatch.setattr(hosts, "PROTOCOL", 7)
    said = r"answers to protocol 1, and was asked in protocol 7 \(version 0\.1\.0"
    with pytest.raises(GradingError, match=said):
        grade(course)


def test_modules_that_the_released_package_lacks_are_not_taken_from_another(lenient):
    """An installation in place answers for every module below its packages."""
    (lenient / "grading" / "doctor.py").unlink(missing_ok=True)
    boot, _, _ = hosts.BOOT.partition("from grading")
    words = f"{boot}import grading.atomic; print(grading.atomic.__file__); "
    path = [str(lenient), *sys.path]
    done = subprocess.run(
        [sys.executable, "-c", f"{words}import grading.doctor", "", *path],
        capture_output=True,
        text=True,
    )
    assert done.stdout.strip() == str(lenient / "grading" / "atomic.py")
    assert "No module named 'grading.doctor'" in done.stderr


def test_an_update_for_good_is_for_whole_notebooks(course):
    for part in ({"student": "bob"}, {"exercise": "squared_loss"}):
        with pytest.raises(UsageError, match="goes with --edition installed"):
            grade(course, edition=packages.INSTALLED, from_now_on=True, **part)
    with pytest.raises(UsageError, match="goes with --edition installed"):
        grade(course, from_now_on=True)


def commanded(course, *words):
    """Grade by the command of the installed package."""
    told = [sys.executable, "-m", "grading", "grade", "--course", str(course.root)]
    done = subprocess.run(
        [*told, "--unsafe-no-sandbox", *words], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.long
def test_a_term_in_which_an_update_comes_and_is_taken(lenient, empty_course, tmp_path):
    """Every step is the command that is typed, by the package of that day."""
    course = empty_course(tmp_path / "class")
    for verb in ("build", "release"):
        other_package.python(
            lenient, "-m", "grading", verb, "--course", str(course.root)
        )
    class_of_slopes.fill(course)
    kept = made_with.notes(course)
    assert len(kept) == 6 and not any(one.installed for one in kept.values())
    assert "graded by version" in commanded(course, "--notebook", "00")
    assert loss(course, "bob").points == 5.0
    before = files(course)
    said = commanded(course, "--edition", "installed", "--dry-run")
    assert f"would move: {MOVED}" in said
    assert files(course) == before
    said = commanded(
        course, "--edition", "installed", "--notebook", "00", "--from-now-on"
    )
    assert f"moved: {MOVED}" in said
    now = made_with.notes(course)
    assert now[NAME].installed and now[NAME].adopted
    assert {name: now[name] for name in kept if name != NAME} == {
        name: one for name, one in kept.items() if name != NAME
    }
    class_of_slopes.write(course, "gil", {"squared_loss-solution": CUBED})
    said = commanded(course)
    assert "Graded 1 submission" in said and "as released" not in said
    assert loss(course, "gil").points == 0.0


@pytest.fixture(scope="module")
def before_wheels(tmp_path_factory):
    """The package as it was before a release kept it, from the history."""
    folder = tmp_path_factory.mktemp("before")
    told = ["git", "-C", str(CHECKOUT), "archive", LAST_WITHOUT, "nnlib", "grading"]
    try:
        done = subprocess.run(told, capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip(f"this checkout has no commit {LAST_WITHOUT}")
    with tarfile.open(fileobj=io.BytesIO(done.stdout)) as archive:
        archive.extractall(folder, filter="data")
    return folder


@pytest.mark.long
def test_half_graded_class_of_before_wheels_goes_on(before_wheels, tmp_path):
    def then(*words):
        words = [*words, "--course", str(tmp_path / "class")]
        return other_package.python(before_wheels, "-m", "grading", *words)

    then("build")  # it makes the folder: what is made today has settings of today
    then("release")
    course = Course.open(tmp_path / "class")
    class_of_slopes.fill(course)
    for student in ("ada", "bob"):
        then("grade", "--student", student, "--unsafe-no-sandbox")
    half = {path: path.read_bytes() for path in course.results.glob("*/*.json")}
    assert len(half) == 2 and not made_with.notes(course)
    try:
        done = grade(course)
    except CanaryError as refused:
        # An exercise asks something else by now, and nothing was kept that asks it.
        assert "released before the package was kept" in str(refused)
        assert "install the version that it was released with" in str(refused)
    else:
        assert (done.graded, len(done.records)) == (4, 6)
        assert "What was graded stays" in done.notes[0]
    assert {path: path.read_bytes() for path in half} == half
