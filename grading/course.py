"""A course folder: everything of one class, and nothing of the program.

It has the folders and the gradebook that nbgrader expects, so that nbgrader's own
commands and formgrader work inside it, and a secret from which seeds are drawn. It lies
outside the checkout: cleaning the checkout can never touch a class.
"""

import logging
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from grading import atomic, class_name
from grading.errors import CourseError
from grading.state_file import DamagedFileError, Form, expect, set_aside
from nnlib import __version__

if TYPE_CHECKING:
    from nbgrader.coursedir import CourseDirectory
    from traitlets.config import Config

# What everybody on a machine may do in a folder.
OTHERS = 0o007
CHECKOUT = Path(__file__).resolve().parents[1]
IGNORED_BY_GIT = ("demo",)
CONFIG = "nbgrader_config.py"
SETTINGS = "course.toml"
SECRET = "secret"
# It says in which version all other files of the folder are that do not say their own;
# a class without it is of version 1.
CLASS = "class.json"
FORM = Form("class file", version=1)
FIRST_SETTINGS = Path(__file__).parent / "templates" / SETTINGS
# What a folder's or a file's name must be to stand for a student.
STUDENT = re.compile(r"[A-Za-z0-9][A-Za-z0-9._@-]{0,99}")

NBGRADER_CONFIG = '''\
"""Settings of this class for nbgrader's own commands and for `python -m grading`."""

from grading import nbgrader_engine

c = get_config()  # noqa: F821 (nbgrader gives this name)

# `nbgrader autograde`, `nbgrader generate_feedback` and formgrader's buttons do what
# `python -m grading grade` and `feedback` do. Without this line nbgrader runs the
# notebooks itself: slowly, and without a sandbox.
nbgrader_engine.install()

# What this class is called in an exchange of files stands in course.toml. What comes in
# by the exchange is taken in as by `python -m grading collect`.
c.CourseDirectory.course_id = nbgrader_engine.course_id(__file__)
# So does where its gradebook lies, if that is no file in this folder.
c.CourseDirectory.db_url = nbgrader_engine.db_url(__file__)
c.ExchangeFactory.collect = "grading.nbgrader_converters.Collect"
c.ClearSolutions.code_stub = {
    "python": "# Your code here\\nraise NotImplementedError"
}
# Seconds per cell: training takes longer than nbgrader's 30 on a slow machine.
c.Execute.timeout = 120
c.ExecutePreprocessor.timeout = 120
'''


@dataclass(frozen=True)
class Course:
    """One class, on disk.

    Parameters
    ----------
    root : Path
        The course folder, absolute. Use `Course.create` or `Course.open`.
    """

    root: Path

    @classmethod
    def create(cls, folder: Path) -> "Course":
        """Open the course in `folder`; make one if the folder is new or empty.

        Parameters
        ----------
        folder : Path
            A folder outside the checkout.

        Returns
        -------
        Course
            The course, with its settings and its secret on disk.

        Raises
        ------
        CourseError
            If the folder lies inside the checkout, is a file, or holds something else.
        """
        course = cls(folder.expanduser().resolve())
        course.refuse_checkout()
        if course._missing():
            course._refuse_foreign()
            # Persons' work lies in it: on a shared machine it is for its owner alone.
            course.root.mkdir(mode=0o700, parents=True, exist_ok=True)
            course._write_first_files()
        course._refuse_newer()
        return course

    @classmethod
    def open(cls, folder: Path) -> "Course":
        """Open the course in `folder`, which must exist.

        Parameters
        ----------
        folder : Path
            A folder made by `create`.

        Returns
        -------
        Course
            The course.

        Raises
        ------
        CourseError
            If the folder is not a course.
        """
        course = cls(folder.expanduser().resolve())
        missing = course._missing()
        if missing:
            raise CourseError(
                f"{course.root} is not a course folder: {missing}; create one with "
                "build"
            )
        course._refuse_newer()
        return course

    @property
    def settings_file(self) -> Path:
        """What the instructor decided: due times, weights, late submissions."""
        return self.root / SETTINGS

    @property
    def extensions_file(self) -> Path:
        """Who gets more time; it need not exist."""
        return self.root / "extensions.csv"

    @property
    def accommodations_file(self) -> Path:
        """Who has more time for everything, or is spared something; need not exist."""
        return self.root / "accommodations.csv"

    @property
    def students_file(self) -> Path:
        """Who is in the class; it need not exist."""
        return self.root / "students.csv"

    @property
    def adjustments_file(self) -> Path:
        """What a mistake counts more or less for all; it need not exist."""
        return self.root / "adjustments.csv"

    @property
    def matches_file(self) -> Path:
        """Whom a platform means by what it calls a person; it need not exist."""
        return self.root / "matches.csv"

    @property
    def source(self) -> Path:
        """The built notebooks, with solutions."""
        return self.root / "source"

    @property
    def release(self) -> Path:
        """The notebooks that students get."""
        return self.root / "release"

    @property
    def instructor(self) -> Path:
        """The notebooks for whoever teaches: solved, with notes. Not for students."""
        return self.root / "instructor"

    @property
    def received(self) -> Path:
        """Everything that students handed in: received/<student>/<assignment>/."""
        return self.root / "received"

    @property
    def submitted(self) -> Path:
        """What counts of it: submitted/<student>/<assignment>/."""
        return self.root / "submitted"

    @property
    def autograded(self) -> Path:
        """Graded notebooks: autograded/<student>/<assignment>/."""
        return self.root / "autograded"

    @property
    def feedback(self) -> Path:
        """Pages for students: feedback/<student>/<assignment>/."""
        return self.root / "feedback"

    @property
    def results(self) -> Path:
        """One JSON record per submission."""
        return self.root / "results"

    @property
    def solutions(self) -> Path:
        """The solved notebooks, to be handed out when all is handed in."""
        return self.root / "solutions"

    @property
    def fault_log(self) -> Path:
        """Where the grader itself failed, with all details."""
        return self.root / "grading.log"

    @property
    def gradebook_file(self) -> Path:
        """Where nbgrader's gradebook lies, unless the settings name another one."""
        return self.root / "gradebook.db"

    @property
    def log_file(self) -> Path:
        """What nbgrader has to say; nobody needs it until something fails."""
        return self.root / "nbgrader.log"

    @property
    def secret(self) -> bytes:
        """The 32 secret bytes from which the seeds of this class are drawn."""
        path = self.root / SECRET
        text = path.read_text(encoding="ascii", errors="replace").strip()
        if not re.fullmatch("[0-9a-f]{64}", text):
            raise CourseError(
                f"{path} is damaged: expected 64 hexadecimal digits; restore it from "
                "a backup: seeds of earlier rounds cannot be drawn again without it"
            )
        return bytes.fromhex(text)

    def config(self) -> "Config":
        """Read the settings of this class.

        Returns
        -------
        Config
            Of traitlets, as nbgrader's own commands see it.

        Raises
        ------
        CourseError
            If the file of settings is not Python, or fails.
        """
        from traitlets.config import PyFileConfigLoader

        try:
            return PyFileConfigLoader(CONFIG, path=str(self.root)).load_config()
        except CourseError:
            # It reads course.toml, and that is what is wrong.
            raise
        except Exception as error:
            raise CourseError(
                f"{self.root / CONFIG} cannot be read: {error}"
            ) from error

    def coursedir(self, assignment: str = "*") -> "CourseDirectory":
        """Describe this folder to nbgrader's converters.

        Parameters
        ----------
        assignment : str
            An assignment id, or a pattern of several.

        Returns
        -------
        CourseDirectory
            Of nbgrader, with the settings of this class.
        """
        from nbgrader.coursedir import CourseDirectory

        return CourseDirectory(
            config=self.config(), root=str(self.root), assignment_id=assignment
        )

    @contextmanager
    def log(self) -> Iterator[logging.Logger]:
        """Send what nbgrader logs to the log file of this course, nowhere else.

        Yields
        ------
        logging.Logger
            To be given to nbgrader's converters as `log=`.
        """
        handler = logging.FileHandler(self.log_file, encoding="utf-8")
        form = logging.Formatter("%(asctime)s %(levelname)s %(message)s")
        handler.setFormatter(form)
        logger = logging.Logger("nbgrader", logging.INFO)
        logger.addHandler(handler)
        try:
            yield logger
        finally:
            handler.close()

    def refuse_checkout(self) -> None:
        """Refuse a folder inside the checkout: cleaning that must not touch a class."""
        if not self.root.is_relative_to(CHECKOUT):
            return
        inside = self.root.relative_to(CHECKOUT).parts
        if not inside or inside[0] not in IGNORED_BY_GIT:
            raise CourseError(
                f"{self.root} lies inside the checkout {CHECKOUT}; class data "
                "belong outside it, choose another --course"
            )

    def _write_first_files(self) -> None:
        atomic.write_text(self.root / SECRET, secrets.token_hex(32) + "\n")
        if not self.settings_file.exists():
            text = FIRST_SETTINGS.read_text(encoding="utf-8")
            atomic.write_text(
                self.settings_file, class_name.called(text, self.root.name)
            )
        FORM.write(self.root / CLASS, {"made_with": __version__})
        # This one comes last: with it the folder is a course.
        atomic.write_text(self.root / CONFIG, NBGRADER_CONFIG)

    def _refuse_newer(self) -> None:
        # A damaged one holds nothing that is not known: this program has read all the
        # rest. `mended` puts it right, where that can be told.
        with suppress(DamagedFileError):
            self.read_class()

    def read_class(self) -> None:
        """Read in which form the folder is.

        Raises
        ------
        DamagedFileError
            If the file cannot be read.
        CourseError
            If it is of a newer version.
        """
        path = self.root / CLASS
        if path.is_file():
            FORM.read(path, lambda plain: expect("made_with", plain["made_with"], str))

    def mended(self) -> Iterator[str]:
        """Put a damaged class file right, and what others could read; say so."""
        path = self.root / CLASS
        mode = self.root.stat().st_mode
        if mode & OTHERS:
            self.root.chmod(mode & ~OTHERS & 0o7777)
            yield f"{self.root} was open to everybody on this machine; no longer"
        try:
            self.read_class()
        except DamagedFileError as error:
            kept = set_aside(path)
            FORM.write(path, {"made_with": __version__})
            yield (
                f"{path} was damaged: {error.why}; it is kept as {kept.name}, and "
                "written anew: nothing else stood in it"
            )

    def _missing(self) -> str:
        names = (CONFIG, SETTINGS, SECRET)
        absent = [name for name in names if not (self.root / name).is_file()]
        # Whoever has no copy needs to know this, and must decide it.
        hint = " (an empty one leaves all as usual)" if absent == [SETTINGS] else ""
        return f"it has no {' and no '.join(absent)}{hint}" if absent else ""

    def _refuse_foreign(self) -> None:
        if self.root.exists() and not self.root.is_dir():
            raise CourseError(f"{self.root} is a file, expected a folder")
        found = {path.name for path in self.root.glob("*")}
        # What a kill between the files of `create` leaves.
        if not found - {SECRET, SETTINGS, CLASS}:
            return
        known = found & {SECRET, SETTINGS, CONFIG}
        if known:
            raise CourseError(
                f"{self.root} looks like a course folder, but {self._missing()}; "
                "restore it from a copy or choose a new folder"
            )
        raise CourseError(
            f"{self.root} is not empty and not a course folder; choose a new folder"
        )
