"""The check of a notebook: what the learner calls below her function.

It finds the exercise, lets the course's function stand in for a needed one that has
not passed, shows the verdict and returns the points. It never raises.
"""

from __future__ import annotations

import inspect
import sys
import warnings
from collections.abc import Callable, Mapping, Sequence

import numpy as np

from nnlib.check import messages
from nnlib.check.compare import kind, shape_text
from nnlib.check.evaluate import evaluate
from nnlib.check.exercise import Exercise, Probe
from nnlib.check.page import note
from nnlib.check.points import Points
from nnlib.check.runner import LocalRunner, name_of, source_of, text_of
from nnlib.check.stopping import nothing
from nnlib.check.trial import probe_generator, trial
from nnlib.check.verdict import Fact, Verdict

SECONDS_PER_CALL = 10.0
PUBLIC_SEED = 0
NEXT_HINT = "The next hint opens when you have changed your code and checked it."


class Note:
    """A title and a text that a notebook shows."""

    def __init__(self, title: str, text: str) -> None:
        self.title, self.text = title, text

    def _repr_mimebundle_(self, **_: object) -> dict:
        return {
            "text/html": note(self.title, self.text),
            "text/plain": f"{self.title}\n{self.text}",
        }


class Check:
    """Checks the functions of one notebook.

    Parameters
    ----------
    exercises : sequence of Exercise
        The exercises of the notebook.
    """

    def __init__(self, exercises: Sequence[Exercise]) -> None:
        self.exercises = {exercise.name: exercise for exercise in exercises}
        self.hinted: dict[str, list[str]] = {}
        self.checked: dict[str, str] = {}
        self.needed: dict[str, Verdict] = {}
        self.functions: list[tuple[str, Callable]] = []

    def __call__(self, function: Callable) -> Points:
        """Check a function, show what was found and return its points.

        Parameters
        ----------
        function : callable
            A function of this notebook.

        Returns
        -------
        Points
            Zero where there is nothing to check.
        """
        namespace = sys._getframe(1).f_globals
        exercise = self.find(function, namespace)
        if exercise is None:
            show(self.unknown(function))
            return Points(0.0, 0.0)
        self.forget_if_changed(namespace)
        verdict = self.verdict(exercise, function, namespace)
        self.checked[exercise.name] = source_of(function)
        show(verdict)
        return Points(verdict.points, verdict.max_points)

    def find(self, function: Callable, namespace: Mapping) -> Exercise | None:
        """Return the exercise of a function, by its name in the notebook or its own."""
        for name, exercise in self.exercises.items():
            if namespace.get(name) is function:
                return exercise
        return self.exercises.get(name_of(function))

    def unknown(self, function: object) -> Note:
        """Say which functions can be checked."""
        names = ", ".join(self.exercises)
        title = f"{name_of(function)} is no exercise here"
        return Note(title, f"You can check: {names}.")

    def verdict(
        self, exercise: Exercise, function: Callable, namespace: Mapping
    ) -> Verdict:
        """Evaluate a function; a failure of the check itself is a verdict as well."""
        # Whatever warns in here must not reach the cell: graders read it as an error.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                return self.evaluated(exercise, function, namespace)
            except KeyboardInterrupt:
                said = Fact("limit", {"limit": messages.limit("interrupted", None)})
                return nothing(exercise, "limit", said)
            except (Exception, SystemExit) as error:
                text = messages.on_one_line(f"{type(error).__name__}: {text_of(error)}")
                said = Fact("could_not_check", {"text": text})
                return nothing(exercise, "could_not_check", said)

    def evaluated(
        self, exercise: Exercise, function: Callable, namespace: Mapping
    ) -> Verdict:
        """Evaluate a function; the course's stand in where hers have not passed."""
        replacements = self.stand_ins(exercise, namespace)
        runner = LocalRunner(function, replacements, SECONDS_PER_CALL)
        names = tuple(replacements)
        return evaluate(exercise, runner, seed=PUBLIC_SEED, with_course=names)

    def forget_if_changed(self, namespace: Mapping) -> None:
        """Drop what is known of needed functions when any function is another one."""
        now = [(name, one) for name, one in namespace.items() if callable(one)]
        before = [(name, id(one)) for name, one in self.functions]
        if before != [(name, id(one)) for name, one in now]:
            self.needed.clear()
            # They are kept, so that no other object can get the id of one of them.
            self.functions = now

    def stand_ins(self, exercise: Exercise, namespace: Mapping) -> dict[str, Callable]:
        """Return the course's version of each needed function that has not passed."""
        found: dict[str, Callable] = {}
        for needed in exercise.needs:
            other = self.exercises[needed.split("/")[1]]
            if not self.passed(other, namespace):
                found[other.name] = other.reference
            found |= self.stand_ins(other, namespace)
        return found

    def lacking(
        self, function: Callable, namespace: Mapping[str, object]
    ) -> dict[str, Callable]:
        """Return the course's version of a function and of what it needs.

        Parameters
        ----------
        function : callable
            A function of this notebook.
        namespace : mapping of str to object
            The notebook's names.

        Returns
        -------
        dict of str to callable
            Of those that have not passed; empty for a function that is no exercise.
        """
        exercise = self.find(function, namespace)
        if exercise is None:
            return {}
        self.forget_if_changed(namespace)
        found = self.stand_ins(exercise, namespace)
        if not self.passed(exercise, namespace):
            found[exercise.name] = exercise.reference
        return found

    def passed(self, exercise: Exercise, namespace: Mapping) -> bool:
        """Tell whether the notebook's version of a needed function passes."""
        function = namespace.get(exercise.name)
        if not callable(function):
            return False
        if exercise.id not in self.needed:
            verdict = self.verdict(exercise, function, namespace)
            if verdict.status == "limit":  # perhaps only interrupted
                return False
            self.needed[exercise.id] = verdict
        return self.needed[exercise.id].status == "passed"

    def hint(self, function: Callable) -> None:
        """Show the next hint; one more opens after the code was changed and checked.

        Parameters
        ----------
        function : callable
            A function of this notebook.
        """
        exercise = self.find(function, sys._getframe(1).f_globals)
        if exercise is None:
            return show(self.unknown(function))
        if not exercise.hints:
            return show(Note(f"No hint for {exercise.name}", "There is none."))
        opened = self.open_hint(exercise, source_of(function))
        return show(self.hint_note(exercise, opened))

    def open_hint(self, exercise: Exercise, source: str) -> bool:
        """Open one more hint, if the code was changed and checked since the last."""
        seen = self.hinted.setdefault(exercise.name, [])
        tried = source not in seen and self.checked.get(exercise.name) == source
        if len(seen) < len(exercise.hints) and (tried or not seen):
            seen.append(source)
            return True
        return False

    def hint_note(self, exercise: Exercise, opened: bool) -> Note:
        """Return the note of the latest hint that is open."""
        level, levels = len(self.hinted[exercise.name]), len(exercise.hints)
        title = f"Hint {level} of {levels} for {exercise.name}"
        closed = "" if opened or level == levels else NEXT_HINT
        return Note(title, " ".join(filter(None, [exercise.hints[level - 1], closed])))

    def replay(self, function: Callable) -> object:
        """Call a function on the first probe that it fails, with nothing caught.

        Parameters
        ----------
        function : callable
            A function of this notebook.

        Returns
        -------
        object
            What the function returns; None if no probe fails.
        """
        namespace = sys._getframe(1).f_globals
        exercise = self.find(function, namespace)
        if exercise is None:
            return show(self.unknown(function))
        probe = self.failing(exercise, LocalRunner(function, {}, SECONDS_PER_CALL))
        if probe is None:
            return show(Note(f"{exercise.name}: nothing to replay", "No probe fails."))
        show(Note(f"Replaying {exercise.name}", call_with_shapes(exercise, probe)))
        return function(*probe.args, **probe.options)

    def failing(self, exercise: Exercise, runner: LocalRunner) -> Probe | None:
        """Return the first probe on which an output is not right."""
        probes = exercise.probes(probe_generator(exercise, PUBLIC_SEED))
        with np.errstate(all="ignore"):
            for probe in probes:
                one = trial(exercise, runner, probe)
                if one.stopped or not all(one.right(part) for part in exercise.parts):
                    return probe
        return None


def show(thing: object) -> None:
    """Display in a notebook, print elsewhere."""
    # IPython is never imported here: where it runs a notebook, it is already loaded.
    ipython = sys.modules.get("IPython")
    if ipython is not None and ipython.get_ipython() is not None:
        ipython.display.display(thing)
    else:
        text = thing._repr_mimebundle_()["text/plain"]
        encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
        print(text.encode(encoding, "replace").decode(encoding))


def call_with_shapes(exercise: Exercise, probe: Probe) -> str:
    """Write a probe as a call, with the shapes of its arrays."""
    names = inspect.signature(exercise.reference).parameters
    given = [*zip(names, probe.args, strict=False), *probe.options.items()]
    written = [f"{name}: {short(value)}" for name, value in given]
    return f"{exercise.name}({', '.join(written)})"


def short(value: object) -> str:
    """Write a number or a text, and of anything larger its shape.

    Examples
    --------
    >>> short(0.5), short("relu"), short(np.ones((2, 3))), short({"W1": 1, "b1": 2})
    ('0.5', "'relu'", 'shape (2, 3)', 'a dictionary with W1, b1')
    """
    if isinstance(value, np.ndarray):
        return shape_text(value.shape)
    if isinstance(value, int | float | str):
        return repr(value)
    return kind(value)
