"""A notebook of student code, run cell by cell, in processes that may die.

    with Session(library) as session:
        report = session.run(source, label)                 # in document order
        verdict = evaluate(exercise, session.runner("propagate"), seed=seed)
        with session.fresh() as other:                      # the course's propagate
            runner = other.runner("optimize", {"propagate": propagate})

A cell that raises is reported and stays part of the notebook: what it bound before
counts. A cell that hits a limit is reported and skipped from then on. A call that hits
a limit costs that call: the next use starts a process in which the cells run again.
A process that was killed may have been killed by others, as by a system that is short
of memory: what it was doing is done once more, and only what kills it again has.

A notebook opens with imports and data that students leave as they are. The warm process
runs these first cells before it forks, so that no submission waits for them; one that
begins in another way has its cells run as they stand.
"""

import contextlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from grading import atomic
from grading.sandbox.claims import Fields, MalformedError, raised_claimed
from grading.sandbox.closed_set import CodecError, Limits
from grading.sandbox.measure import Measure
from grading.sandbox.remote import MEMORY, Allowance, Asked, Child, Stopped
from grading.sandbox.remote_calls import (
    NOTHING,
    SECONDS,
    Foreseen,
    RemoteRunner,
    nothing_foreseen,
)
from nnlib.check.raised import Raised
from nnlib.check.runner import MAX_PRINTED

SECONDS_PER_CELL = 60.0
# The limit that is told of a process that has ended without a word.
KILLED = "crash"
# In a library, beside `child`, which reads it.
FIRST_CELLS = Path("_student_process", "first_cells.json")


@dataclass(frozen=True)
class CellReport:
    """What running one cell gave.

    Parameters
    ----------
    label : str
        Name of the cell.
    raised : Raised or None
        The exception that ended it.
    limit : str
        The limit that ended it, or an empty text.
    printed : str
        The beginning of what it printed.
    """

    label: str
    raised: Raised | None = None
    limit: str = ""
    printed: str = ""

    @property
    def completed(self) -> bool:
        """Tell whether the cell ran to its end."""
        return self.raised is None and not self.limit


class Session(Asked):
    """The cells of a notebook that have run, and a process in which they have.

    Parameters
    ----------
    library : Path
        The directory that the cells may import from, made by `student_library`.
    seconds_per_cell : float
        Longest time of one cell, seconds.
    seconds_per_call : float
        Longest time of one call of a runner, seconds.
    memory : int
        Most address space of the process, bytes.
    level : str, optional
        Level of isolation; by default that of this run.
    allowance : Allowance, optional
        Time for this session and those made from it; by default without end.
    modules : mapping of str to str, optional
        Texts of modules of the student's own, by file name.

    Notes
    -----
    A process is started when it is first needed. `StartError`, from any method, says
    that this failed: it is never the student's fault.
    """

    def __init__(
        self,
        library: Path,
        *,
        seconds_per_cell: float = SECONDS_PER_CELL,
        seconds_per_call: float = SECONDS,
        memory: int = MEMORY,
        level: str | None = None,
        allowance: Allowance | None = None,
        modules: Mapping[str, str] | None = None,
    ) -> None:
        self.library = library
        self.modules = dict(modules or {})
        self.seconds_per_cell = seconds_per_cell
        self.seconds_per_call = seconds_per_call
        self.memory = memory
        self.level = level
        self.allowance = allowance or Allowance()
        self.cells: list[dict] = []
        self.first = first_sources(library)
        self.child: Child | None = None
        self.spared: dict | None = None

    def __enter__(self) -> "Session":
        return self

    def __exit__(self, *error: object) -> None:
        self.stop()

    def stop(self) -> None:
        """End the process; the next use starts another, where the cells run again."""
        if self.child is not None:
            self.child.stop()
            self.child = None

    def run(self, source: str, label: str) -> CellReport:
        """Run a cell after those before it.

        Parameters
        ----------
        source : str
            Its text; lines of IPython magics are left out.
        label : str
            Its name in reports.

        Returns
        -------
        CellReport
            How it ended.
        """
        cell = {"do": "run", "source": source, "label": label}
        if self.child is None and self.begins([*self.cells, cell]):
            # It has run to its end in the warm process, or will when it is needed.
            self.cells.append(cell)
            return CellReport(label)
        try:
            report = self.report(self.living(), cell)
            if report.limit == KILLED:
                report = self.report(self.living(), cell)
        except Stopped as stopped:
            return CellReport(label, limit=stopped.limit)
        if not report.limit:
            self.cells.append(cell)
        return report

    def report(self, child: Child, cell: dict) -> CellReport:
        """Run a cell in a process; a limit of any kind ends the process."""
        label = cell["label"]
        try:
            answer = self.allowance.request(child, cell, self.seconds_per_cell)
            fields = Fields.of(answer)
            raised = raised_claimed(fields.get("raised"))
            printed = fields.text("printed", MAX_PRINTED)
        except Stopped as stopped:
            return CellReport(label, limit=stopped.limit)
        except (MalformedError, CodecError):
            # What came is of the wrong form, or the cell is too large to be sent.
            child.stop()
            return CellReport(label, limit="malformed")
        if raised is not None and raised.type == "MemoryError":
            child.stop()
            return CellReport(label, limit="memory", printed=printed)
        return CellReport(label, raised, printed=printed)

    def living(self) -> Child:
        """Return a process in which the cells have run.

        Raises
        ------
        Stopped
            If no time is left for one.
        """
        while self.child is None or self.child.stopped:
            if self.allowance.is_spent:
                raise Stopped("time")
            self.child = Child(self.library, memory=self.memory, level=self.level)
            self.give_modules(self.child)
            self.replay(self.child)
        return self.child

    def give_modules(self, child: Child) -> None:
        """Put the modules of the student's own where her cells can import them."""
        for name, text in self.modules.items():
            given = {"do": "module", "name": name, "source": text}
            with contextlib.suppress(Stopped, CodecError):
                self.allowance.request(child, given, self.seconds_per_cell)

    def replay(self, child: Child) -> None:
        """Run the cells again; one that now hits a limit is skipped from then on.

        Where one was killed that was not before, its process is dead, and it stays.
        """
        for cell in self.cells[self.begun(child) :]:
            limit = self.report(child, cell).limit
            if limit == KILLED and cell is not self.spared:
                self.spared = cell
                return
            if limit:
                self.cells = [one for one in self.cells if one is not cell]
                return

    def begins(self, cells: Sequence[dict]) -> bool:
        """Tell whether some cells are the beginning of the first cells."""
        sources = tuple(cell["source"] for cell in cells)
        return sources == self.first[: len(sources)]

    def begun(self, child: Child) -> int:
        """Let a process go on behind the first cells; say how many it need not run."""
        count = len(self.first)
        if not count or not self.begins(self.cells[:count]) or len(self.cells) < count:
            return 0
        try:
            first = {"do": "first"}
            answer = self.allowance.request(child, first, self.seconds_per_cell)
        except (Stopped, CodecError):
            return 0
        if answer.get("first") is True:
            return count
        # From now on they are run as any other.
        self.first = ()
        return 0

    def requests(
        self,
        message: dict,
        row: Sequence[dict],
        seconds: Callable[[], float],
        served: Mapping[str, Callable] | None = None,
        limits: Sequence[Limits] = (),
    ) -> Iterator[dict]:
        """Ask several things at once; like `Child.requests`.

        What a process was at when it was killed is done once more.
        """
        done, before = 0, None
        while True:
            left = message, row[done:], seconds, served, limits[done:]
            try:
                for answer in self.allowance.requests(self.living(), *left):
                    done += 1
                    yield answer
                return
            except Stopped as stopped:
                if stopped.limit != KILLED or done == before:
                    raise
                before = done

    def runner(
        self,
        name: str,
        replacements: Mapping[str, Callable] | None = None,
        expected: Measure = NOTHING,
        foreseen: Foreseen = nothing_foreseen,
    ) -> RemoteRunner:
        """Return a runner for a function that the cells have bound.

        Parameters
        ----------
        name : str
            Name of the function. If there is none, a call raises `NameError` as the
            answer.
        replacements : mapping of str to callable, optional
            The course's functions that stand for hers during a call.
        expected : Measure
            The size of the largest answer that is expected.
        foreseen : callable, optional
            What functions among the arguments will be asked, as in `RemoteRunner`.

        Returns
        -------
        RemoteRunner
            Good for as long as the session.
        """
        about = replacements, self.seconds_per_call, expected, foreseen
        return RemoteRunner(self, name, *about)

    def fresh(self) -> "Session":
        """Return a session with the same cells and a process of its own.

        Returns
        -------
        Session
            Nothing that a call did in this session has happened there.
        """
        other = Session(
            self.library,
            seconds_per_cell=self.seconds_per_cell,
            seconds_per_call=self.seconds_per_call,
            memory=self.memory,
            level=self.level,
            allowance=self.allowance,
            modules=self.modules,
        )
        other.cells = list(self.cells)
        return other


def write_first(library: Path, cells: Sequence[tuple[str, str]]) -> Path:
    """Put the first cells of a release into a library.

    Parameters
    ----------
    library : Path
        The directory made by `student_library`; no process of it runs yet.
    cells : sequence of (str, str)
        Label and source of each, in order.

    Returns
    -------
    Path
        The file.
    """
    plain = [{"label": label, "source": source} for label, source in cells]
    return atomic.write_text(
        library / FIRST_CELLS, json.dumps(plain), mode=atomic.PUBLIC
    )


def first_sources(library: Path) -> tuple[str, ...]:
    """Return the texts of the first cells that were put into a library.

    Parameters
    ----------
    library : Path
        The directory made by `student_library`.

    Returns
    -------
    tuple of str
        None of them where nothing was put there.
    """
    try:
        plain = json.loads((library / FIRST_CELLS).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return ()
    return tuple(cell["source"] for cell in plain)
