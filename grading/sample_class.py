"""A sample class: sixteen students that a grader must get right, and their scores.

Each submission is made from the released notebook, as a student would: text written
into the solution cells, a cell deleted or moved, a file cut off, a file with another
name. What each should score stands beside it.
"""

import io
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import nbformat
from nbformat import NotebookNode, v4

from grading import atomic, errors
from grading import sample_answers as answers
from grading.course import Course
from grading.solutions import without_marks as without_regions
from grading.submission import grade_id
from nnlib.exercises import exercises

NOTEBOOKS = {
    "00": "00_slopes_and_graphs",
    "01": "01_logistic_regression_loops",
    "02": "02_logistic_regression_arrays",
    "03": "03_two_layers",
    "04": "04_deep_networks",
    "05": "05_ten_outputs",
}
Score = tuple[str, float]


@dataclass(frozen=True)
class Work:
    """What one student makes of one notebook.

    Parameters
    ----------
    scores : mapping of str to (str, float)
        Status and points of the functions that do not come to full marks.
    writes : mapping of str to str
        Functions with a text that is not the author's.
    slips : mapping of str to (str, str)
        Functions where a part of the author's text is written otherwise.
    leaves : tuple of str
        Functions that are not attempted; their scores need not be given.
    changes : callable, optional
        What else is done to the notebook.
    name : str
        What the file is called, if not as it was handed out.
    cut_off : str
        The function in whose cell the file breaks off; it and what follows is missing.
    data : bytes, optional
        What is in the file, if that is no notebook; nothing of it scores then.
    """

    scores: Mapping[str, Score] = field(default_factory=dict)
    writes: Mapping[str, str] = field(default_factory=dict)
    slips: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    leaves: tuple[str, ...] = ()
    changes: Callable[[NotebookNode], None] | None = None
    name: str = ""
    cut_off: str = ""
    data: bytes | None = None

    def expected(self, number: str) -> dict[str, Score]:
        """Return what every exercise of a notebook should come to, by its id."""
        found: dict[str, Score] = {}
        lost = self.lost(number)
        for exercise in exercises(number):
            score = "passed", exercise.max_points
            if exercise.name in self.leaves:
                score = "not_attempted", 0.0
            if exercise.name in lost:
                score = "missing", 0.0
            found[exercise.id] = self.scores.get(exercise.name, score)
        return found

    def lost(self, number: str) -> tuple[str, ...]:
        """List the functions of a notebook that are not in the file."""
        if self.data is not None:
            return names(number)
        if not self.cut_off:
            return ()
        return names(number)[names(number).index(self.cut_off) :]


@dataclass(frozen=True)
class Student:
    """One student of the sample class.

    Parameters
    ----------
    id : str
        Student id, which says what is special.
    works : mapping of str to Work
        What is handed in, by number of the notebook.
    is_zipped : bool
        Whether it is handed in as a zip.
    """

    id: str
    works: Mapping[str, Work]
    is_zipped: bool = False

    @property
    def scores(self) -> dict[str, Score]:
        """Status and points of every exercise that is handed in, by its id."""
        found: dict[str, Score] = {}
        for number, work in self.works.items():
            found |= work.expected(number)
        return found


def names(number: str) -> tuple[str, ...]:
    """List the functions of a notebook."""
    return tuple(exercise.name for exercise in exercises(number))


def without_check(name: str) -> Callable[[NotebookNode], None]:
    """Return what deletes a check cell."""

    def delete(notebook: NotebookNode) -> None:
        notebook.cells = [cell for cell in notebook.cells if grade_id(cell) != name]

    return delete


def with_changes(*changes: Callable[[NotebookNode], None]) -> Callable:
    """Return what does several things to a notebook, one after the other."""

    def change(notebook: NotebookNode) -> None:
        for one in changes:
            one(notebook)

    return change


def index_of(notebook: NotebookNode, name: str) -> int:
    """Return where the cell with a name stands."""
    return [grade_id(cell) for cell in notebook.cells].index(name)


def moved(name: str, steps: int) -> Callable[[NotebookNode], None]:
    """Return what moves a cell up or down."""

    def move(notebook: NotebookNode) -> None:
        place = index_of(notebook, name)
        notebook.cells.insert(place + steps, notebook.cells.pop(place))

    return move


def turned_into_text(name: str) -> Callable[[NotebookNode], None]:
    """Return what makes a text cell of a code cell."""

    def turn(notebook: NotebookNode) -> None:
        place = index_of(notebook, name)
        old = notebook.cells[place]
        cell = v4.new_markdown_cell(old.source, metadata=old.metadata, id=old.id)
        notebook.cells[place] = cell

    return turn


def split(name: str, line: int) -> Callable[[NotebookNode], None]:
    """Return what splits a cell before a line."""

    def cut(notebook: NotebookNode) -> None:
        place = index_of(notebook, name)
        lines = notebook.cells[place].source.split("\n")
        notebook.cells[place].source = "\n".join(lines[:line])
        rest = v4.new_code_cell("\n".join(lines[line:]))
        notebook.cells.insert(place + 1, rest)

    return cut


def without_marks(notebook: NotebookNode) -> None:
    """Lose all marks and ids, as in a program that does not know them."""
    for number, cell in enumerate(notebook.cells):
        cell.metadata, cell.id = nbformat.from_dict({}), f"lost-{number}"


def with_cell_first(text: str) -> Callable[[NotebookNode], None]:
    """Return what puts a cell behind the first code cell."""

    def insert(notebook: NotebookNode) -> None:
        kinds = [cell.cell_type for cell in notebook.cells]
        notebook.cells.insert(kinds.index("code") + 1, v4.new_code_cell(text.strip()))

    return insert


def with_endless_output(notebook: NotebookNode) -> None:
    """Fill the notebook with what it has printed."""
    lines = "".join(f"iteration {i} cost {1 / (i + 1)}\n" for i in range(50_000))
    for cell in notebook.cells:
        if cell.cell_type == "code" and grade_id(cell).endswith("-solution"):
            cell.outputs = [v4.new_output("stream", text=lines)]


RIGHT = Work()

STUDENTS = (
    Student("s01-all-right", {number: RIGHT for number in NOTEBOOKS}),
    Student(
        "s02-no-mean",
        {
            "01": Work(
                {"gradients_and_cost": ("partial", 8)},
                {"gradients_and_cost": answers.GRADIENTS_NOT_AVERAGED},
            ),
            "02": Work(
                {"propagate": ("partial", 13)}, {"propagate": answers.DW_NOT_AVERAGED}
            ),
            "03": Work(
                {"backward_propagation": ("failed", 0)},
                slips={"backward_propagation": (" / m", "")},
            ),
            "04": Work(
                {"linear_backward": ("partial", 5)},
                slips={"linear_backward": (" / m", "")},
            ),
            "05": Work(
                {"cross_entropy": ("failed", 0)},
                slips={"cross_entropy": (" / m", "")},
            ),
        },
    ),
    Student(
        "s03-not-attempted",
        {
            "00": Work(leaves=names("00")),
            "01": Work(leaves=names("01")),
            "02": Work(leaves=names("02")),
        },
    ),
    Student(
        "s04-exceptions",
        {
            "01": Work({"sigmoid": ("error", 0)}, {"sigmoid": answers.UNKNOWN_NAME}),
            "02": Work(
                {"propagate": ("error", 0)}, {"propagate": answers.NOT_TRANSPOSED}
            ),
            "03": Work(
                {"forward_propagation": ("error", 0)},
                slips={"forward_propagation": ('["W1"] @', '["W1"].T @')},
            ),
        },
    ),
    Student(
        "s05-endless-loop",
        {
            "01": RIGHT,
            "02": Work({"optimize": ("limit", 0)}, {"optimize": answers.NEVER_ENDS}),
        },
    ),
    Student(
        "s06-checks-deleted",
        {
            "01": Work(changes=without_check("neuron")),
            "02": Work(changes=without_check("propagate")),
            "04": Work(changes=without_check("model_forward")),
        },
    ),
    Student(
        "s07-hands-over",
        {
            "01": Work({"sigmoid": ("delegated", 0)}, {"sigmoid": answers.FROM_SCIPY}),
            "02": Work(
                {"propagate": ("delegated", 0)}, {"propagate": answers.HANDED_OVER}
            ),
            "05": Work(
                {"softmax": ("delegated", 0)}, {"softmax": answers.SOFTMAX_FROM_SCIPY}
            ),
        },
    ),
    Student(
        "s08-broken-file",
        {
            "01": Work(
                {"gradients_and_cost": ("partial", 8)},
                {"gradients_and_cost": answers.GRADIENTS_NOT_AVERAGED},
            ),
            "02": Work(cut_off="propagate"),
        },
    ),
    Student(
        "s09-prints-a-lot",
        {
            "01": Work(
                writes={"gradients_and_cost": answers.CHATTY_LOOPS},
                changes=with_endless_output,
            ),
            "02": Work(
                writes={"optimize": answers.CHATTY}, changes=with_endless_output
            ),
        },
    ),
    Student(
        "s10-half-way",
        {
            "00": Work(
                {"numerical_slope": ("failed", 0)},
                slips={"numerical_slope": ("f(a - eps)) / (2 * eps)", "f(a)) / eps")},
                leaves=names("00")[4:],
            ),
            "01": Work(
                {"neuron": ("failed", 0)},
                {"neuron": answers.BIAS_IN_LOOP},
                leaves=names("01")[3:],
            ),
        },
    ),
    Student(
        "s11-zip-and-other-names",
        {
            "01": Work(
                {"sigmoid": ("failed", 0), "train": ("partial", 9)},
                {"sigmoid": answers.PLUS_SIGN, "train": answers.COST_AFTER_STEP},
                name="homework 1 (final).ipynb",
            ),
            "02": Work(
                {"accuracy": ("partial", 4)},
                {"accuracy": answers.LOOP_OVER_EXAMPLES},
                name="Untitled.ipynb",
            ),
        },
        is_zipped=True,
    ),
    Student(
        "s12-other-right-forms",
        {
            "01": Work(
                writes={"sigmoid": answers.IN_ONE_FORMULA, "neuron": answers.BY_SUM}
            ),
            "02": Work(
                writes={"propagate": answers.BY_EINSUM, "predict": answers.BY_SIGN}
            ),
            "05": Work(
                writes={"one_hot": answers.BY_IDENTITY, "softmax": answers.BY_LOGARITHM}
            ),
        },
    ),
    Student(
        "s13-many-slips",
        {
            "00": Work(
                {
                    "descend": ("failed", 0),
                    "graph_backward": ("partial", 12),
                    "image_to_vector": ("partial", 7),
                },
                {"image_to_vector": answers.POINT_BY_POINT},
                slips={
                    "descend": ("w - learning_rate", "w + learning_rate"),
                    "graph_backward": ("du * ", ""),
                },
            ),
            "01": Work(
                {
                    "log_loss": ("failed", 0),
                    "gradient_step": ("failed", 0),
                    "predict_one": ("failed", 0),
                },
                {
                    "log_loss": answers.FIRST_TERM_ONLY,
                    "gradient_step": answers.UPHILL,
                    "predict_one": answers.PROBABILITY,
                },
            ),
            "02": Work(
                {
                    "flatten_images": ("partial", 7),
                    "standardize": ("failed", 0),
                    "initialize_with_zeros": ("partial", 2),
                    "accuracy": ("failed", 0),
                },
                {
                    "flatten_images": answers.PIXEL_BY_PIXEL,
                    "standardize": answers.OWN_SCALE,
                    "initialize_with_zeros": answers.FLAT,
                    "accuracy": answers.PERCENT,
                },
            ),
            "03": Work(
                {
                    "collapse_linear": ("partial", 5),
                    "update_parameters": ("failed", 0),
                    "backward_propagation": ("partial", 8),
                },
                slips={
                    "collapse_linear": ("W2 @ b1 + b2", "W2 @ b1"),
                    "update_parameters": ("value - ", "value + "),
                    "backward_propagation": (' * (1 - cache["A1"] ** 2)', ""),
                },
            ),
            "05": Work(
                {"softmax": ("failed", 0), "output_gradient": ("failed", 0)},
                slips={
                    "softmax": ("axis=0", "axis=1"),
                    "output_gradient": ("A - Y", "Y - A"),
                },
            ),
        },
    ),
    Student(
        "s14-tampers",
        {
            "01": Work(
                {"sigmoid": ("failed", 0)},
                {"sigmoid": answers.PLUS_SIGN},
                changes=with_cell_first(answers.ALWAYS_RIGHT),
            ),
            "02": Work(
                {"optimize": ("limit", 0)}, {"optimize": answers.ENDS_THE_PROCESS}
            ),
            "04": Work(
                {"linear_forward": ("partial", 2)},
                slips={"linear_forward": ("W @ A + b", "W @ A")},
                changes=with_cell_first(answers.ALWAYS_RIGHT),
            ),
        },
    ),
    Student(
        "s15-cells-out-of-order",
        {
            "00": Work(
                changes=with_changes(
                    moved("descend-solution", 1),
                    turned_into_text("fit_line-solution"),
                    split("graph_backward-solution", 6),
                )
            ),
            "03": Work(changes=moved("forward_propagation-solution", -9)),
            "04": Work(changes=without_marks),
            "05": Work(
                {"cross_entropy": ("failed", 0)},
                slips={"cross_entropy": (" / m", "")},
            ),
        },
    ),
    Student(
        "s16-no-notebook",
        {
            "01": Work(data=b"%PDF-1.7 homework"),
            "02": Work(
                {"propagate": ("partial", 13)}, {"propagate": answers.DW_NOT_AVERAGED}
            ),
        },
    ),
)


def write(course: Course, folder: Path) -> tuple[Student, ...]:
    """Write the submissions of the sample class.

    Parameters
    ----------
    course : Course
        Built and released.
    folder : Path
        Where a folder or a zip of each student shall lie.

    Returns
    -------
    tuple of Student
        Who handed in, with the scores that each should get.
    """
    solved = {number: solutions(read(course.source, number)) for number in NOTEBOOKS}
    for student in STUDENTS:
        files = {
            work.name or f"{NOTEBOOKS[number]}.ipynb": handed_in(
                work, read(course.release, number), solved[number]
            )
            for number, work in student.works.items()
        }
        if student.is_zipped:
            atomic.write(folder / f"{student.id}.zip", zipped(files))
        else:
            for name, data in files.items():
                atomic.write(folder / student.id / name, data)
    return STUDENTS


def read(stage: Path, number: str) -> NotebookNode:
    """Read a notebook of the sample class at one stage of the course."""
    name = NOTEBOOKS[number]
    return nbformat.read(stage / name / f"{name}.ipynb", as_version=4)


def solutions(source: NotebookNode) -> dict[str, str]:
    """Return the author's text of each solution cell, without the marks."""
    return {
        grade_id(cell).removesuffix("-solution"): without_regions(cell.source)
        for cell in source.cells
        if grade_id(cell).endswith("-solution")
    }


def slipped(text: str, old: str, new: str) -> str:
    """Return an answer with a slip in it.

    Raises
    ------
    ValueError
        If the author's answer reads otherwise now, and the slip is none.
    """
    if old not in text:
        raise ValueError(errors.NO_SUCH_SLIP.format(old=old, text=text))
    return text.replace(old, new)


def handed_in(work: Work, notebook: NotebookNode, solved: Mapping[str, str]) -> bytes:
    """Return the file that a student hands in."""
    if work.data is not None:
        return work.data
    texts = {name: text for name, text in solved.items() if name not in work.leaves}
    texts |= {name: text.strip() for name, text in work.writes.items()}
    texts |= {name: slipped(solved[name], *slip) for name, slip in work.slips.items()}
    for cell in notebook.cells:
        name = grade_id(cell).removesuffix("-solution")
        if grade_id(cell).endswith("-solution") and name in texts:
            cell.source = texts[name]
    if work.changes is not None:
        work.changes(notebook)
    text = nbformat.writes(notebook) + "\n"
    if work.cut_off:
        text = text[: text.index(f"def {work.cut_off}(")]
    return text.encode("utf-8")


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Return a zip with these files."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return stream.getvalue()
