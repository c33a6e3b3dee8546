"""The check of a notebook: what the learner calls below her function.

It finds the exercise, lets the course's function stand in for a needed one that has
not passed, shows the verdict and returns the points. It never raises.
"""

import sys
import warnings
from collections.abc import Callable, Mapping, Sequence
from types import FrameType, MappingProxyType

from nnlib.check import counts, kinds, messages, prediction, replay, when_graded
from nnlib.check.absence import RunnerWithoutAnswers
from nnlib.check.asking import asked_wrongly
from nnlib.check.begun import as_begun, code_of
from nnlib.check.description import name_of, names_used, namespace_of, source_of
from nnlib.check.evaluate import evaluate
from nnlib.check.exercise import Exercise
from nnlib.check.handing_in import handing_in
from nnlib.check.needs import all_needed, unpassed
from nnlib.check.pointing import POINTED, pointed
from nnlib.check.points import Points
from nnlib.check.raised import text_of
from nnlib.check.runner import LocalRunner, replaced
from nnlib.check.searching import PLACE_IS_ASKED, VERSIONS, silent, with_an_end
from nnlib.check.shown import Note, Shown, show
from nnlib.check.stopping import nothing
from nnlib.check.verdict import Fact, Verdict

SECONDS_PER_CALL = 10.0
PUBLIC_SEED = 0


class Check:
    """Checks the functions of one notebook.

    Parameters
    ----------
    exercises : sequence of Exercise
        The exercises of the notebook.
    starting_text : callable, optional
        From the id of an exercise to the text with which its answer begins.
    predictions : mapping of str to Prediction
        What the notebook asks before it shows, by name.
    """

    def __init__(
        self,
        exercises: Sequence[Exercise],
        starting_text: Callable[[str], str] | None = None,
        predictions: Mapping[str, prediction.Prediction] = MappingProxyType({}),
    ) -> None:
        self.exercises = {exercise.name: exercise for exercise in exercises}
        self.starting_text = starting_text
        self.predictions = predictions
        self.predicted: dict[str, list[object]] = {}
        self.hinted: dict[str, list[str]] = {}
        self.checked: dict[str, str] = {}
        self.versions: dict[str, set[str]] = {name: set() for name in self.exercises}
        self.needed: dict[str, Verdict] = {}
        self.functions: list[tuple[str, Callable]] = []
        self.latest: dict[str, Verdict] = {}
        self.arguments: dict[str, object] = {}

    @property
    def number(self) -> str:
        """Return the number of the notebook."""
        return next((one.id.split("/")[0] for one in self.exercises.values()), "")

    def __call__(self, *function: Callable) -> Points:
        """Check a function, show what was found and return its points.

        Parameters
        ----------
        *function : callable
            One function of this notebook.

        Returns
        -------
        Points
            Zero where there is nothing to check.
        """
        frame = sys._getframe(1)
        namespace, exercise = frame.f_globals, self.asked(function, frame)
        if exercise is None:
            return Points(0.0, 0.0)
        (function,) = function
        self.forget_if_changed(namespace)
        verdict = self.verdict(exercise, function, namespace)
        self.checked[exercise.name] = source_of(function)
        self.latest[exercise.name] = verdict
        searches = self.searches(exercise)
        told = silent(verdict) if searches else verdict
        if verdict.status in POINTED and self.may_point(exercise):
            told = self.pointed(exercise, function, namespace, told)
        if exercise.searched and not searches:
            told = with_an_end(told)
        show(Shown(told, self.below(told)))
        return Points(verdict.points, verdict.max_points)

    def searches(self, exercise: Exercise) -> bool:
        """Tell whether the learner is still to find by herself what is wrong.

        It is over with her third version that differs from what was handed out, or
        once every hint is open.
        """
        source, seen = self.checked[exercise.name], self.versions[exercise.name]
        if not as_begun(source, exercise.starting):
            seen.add(code_of(source))
        over = len(seen) >= VERSIONS or self.all_open(exercise)
        return exercise.searched and not over

    def all_open(self, exercise: Exercise) -> bool:
        """Tell whether an exercise has hints, and the last one is open."""
        return 0 < len(exercise.hints) == len(self.hinted.get(exercise.name, ()))

    def may_point(self, exercise: Exercise) -> bool:
        """Tell whether the place of a mistake may be said."""
        tried = len(self.versions[exercise.name]) >= VERSIONS
        found = exercise.searched and self.all_open(exercise)
        return exercise.form not in PLACE_IS_ASKED or tried or found

    def pointed(
        self,
        exercise: Exercise,
        function: Callable,
        namespace: Mapping,
        verdict: Verdict,
    ) -> Verdict:
        """Add where the mistake stands, if it can be found in her code."""
        lent = self.stand_ins(exercise, function, namespace)
        used = {*(names_used(function) or ())} & {*self.exercises}
        passed = {one for one in used if self.passed(self.exercises[one], namespace)}
        return pointed(
            exercise, function, verdict, seed=PUBLIC_SEED, lent=lent, passed=passed
        )

    def below(self, verdict: Verdict) -> list[str]:
        """Say how to see a failing call, and how far the notebook has come."""
        lines = []
        if any(fact.kind in kinds.REPLAYED for fact in verdict.facts):
            lines.append(messages.TRY_REPLAY.format(name=verdict.name))
        if any(one.points for one in self.latest.values()):
            passed = sum(one.status == "passed" for one in self.latest.values())
            earned = sum(one.points for one in self.latest.values())
            most = sum(one.max_points for one in self.exercises.values())
            lines.append(counts.progress(passed, len(self.exercises), earned, most))
        return lines

    def find(self, function: Callable, namespace: Mapping) -> Exercise | None:
        """Return the exercise of a function, by its name in the notebook or its own."""
        for name, exercise in self.exercises.items():
            if name in namespace and namespace[name] is function:
                return exercise
        return self.exercises.get(name_of(function))

    def asked(self, given: Sequence[object], frame: FrameType) -> Exercise | None:
        """Return the exercise that a call is about, or say how it is called."""
        exercise = self.find(given[0], frame.f_globals) if len(given) == 1 else None
        if exercise is None:
            show(Note(*asked_wrongly(self, given, frame)))
        return exercise

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
        """Evaluate a function; the course's stand in where hers have not passed.

        What will be missing when graded is said here, and the course's own function
        earns here what it earns there.
        """
        number, names = self.number, [*self.exercises]
        announced = when_graded.announced(function, namespace, number, names)
        lent = self.stand_ins(exercise, function, namespace)
        runner = RunnerWithoutAnswers(function, number, lent, SECONDS_PER_CALL)
        course = tuple(lent)
        found = evaluate(exercise, runner, seed=PUBLIC_SEED, with_course=course)
        return found.with_facts(announced)

    def forget_if_changed(self, namespace: Mapping) -> None:
        """Drop what is known of needed functions when any function is another one."""
        now = [(name, one) for name, one in namespace.items() if callable(one)]
        before = [(name, id(one)) for name, one in self.functions]
        if before != [(name, id(one)) for name, one in now]:
            self.needed.clear()
            # They are kept, so that no other object can get the id of one of them.
            self.functions = now

    def stand_ins(
        self, exercise: Exercise, function: Callable, namespace: Mapping
    ) -> dict[str, Callable]:
        """Return the course's version of what a function uses and has not passed."""

        def uses(name: str) -> tuple[str, ...] | None:
            own = function if name == exercise.name else namespace.get(name)
            hers = own is function or namespace_of(own) is namespace
            return names_used(own) if hers else ()

        def passed(name: str) -> bool:
            return self.passed(self.exercises[name], namespace)

        names = unpassed(exercise, self.exercises, uses, passed)
        return {name: self.exercises[name].reference for name in names}

    def replacements(
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
        if self.passed(exercise, namespace):
            return self.stand_ins(exercise, function, namespace)
        names = [*all_needed(exercise, self.exercises), exercise.name]
        needed = [self.exercises[name] for name in names]
        return {
            one.name: one.reference for one in needed if not self.passed(one, namespace)
        }

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

    def hint(self, *function: Callable) -> None:
        """Show the next hint; one more opens after the code was changed and checked.

        Parameters
        ----------
        *function : callable
            One function of this notebook.
        """
        exercise = self.asked(function, sys._getframe(1))
        if exercise is None:
            return None
        if not exercise.hints:
            return show(Note(f"No hint for {exercise.name}", "There is none."))
        opened = self.open_hint(exercise, source_of(function[0]))
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
        below = [] if opened or level == levels else [messages.NEXT_HINT]
        if exercise.searched and level == levels:
            below = [messages.SEARCH_OVER]
        return Note(title, "\n".join([exercise.hints[level - 1], *below]))

    def restart(self, function: Callable | str) -> None:
        """Print the text with which an answer begins; nothing is changed.

        Parameters
        ----------
        function : callable or str
            A function of this notebook, or its name.
        """
        known = isinstance(function, str) and self.exercises.get(function)
        exercise = known or self.asked([function], sys._getframe(1))
        if exercise is None or self.starting_text is None:
            return
        title = messages.RESTART[0].format(name=exercise.name)
        show(Note(title, messages.RESTART[1]))
        # Printed, so that selecting and pasting takes the spaces along.
        print(self.starting_text(exercise.id))

    def predict(self, name: str, *answer: object) -> None:
        """Answer a prediction, or what is recalled, in words; it is never graded.

        Parameters
        ----------
        name : str
            Name of the question, as it stands in its cell.
        *answer : object
            What stands in place of the dots.
        """
        known = isinstance(name, str) and self.predictions.get(name)
        if not known:
            return show(Note(*prediction.unknown(name, [*self.predictions])))
        tried = self.predicted.setdefault(name, [])
        title, text = prediction.met(known, answer, tried)
        if place := known.where:
            return show(Note(f"{title} · {name}", text, {place.said: place.link}))
        return show(Note(title, text))

    # What is asked is looked up by its name; the other verb is for the reader.
    recall = predict

    def before_handing_in(self) -> None:
        """Show which checks passed in this kernel, and which file to hand in."""
        show(Note(*handing_in(self, sys._getframe(1).f_globals)))

    def replay(self, function: Callable | str) -> object:
        """Make the first call that fails once more, with nothing caught.

        Parameters
        ----------
        function : callable or str
            A function of this notebook, or its name.

        Returns
        -------
        object
            What the function returns; None if no call fails.
        """
        __tracebackhide__ = True  # IPython leaves this frame out
        frame = sys._getframe(1)
        namespace = frame.f_globals
        if isinstance(function, str):
            function = namespace.get(function, function)
        exercise = self.asked([function], frame)
        if exercise is None:
            return None
        lent = self.stand_ins(exercise, function, namespace)
        runner = LocalRunner(function, lent, SECONDS_PER_CALL)
        probe = replay.failing(exercise, runner, PUBLIC_SEED)
        if probe is None:
            title = messages.NO_REPLAY.format(name=exercise.name)
            return show(Note(title, messages.ALL_RIGHT))
        self.arguments = replay.arguments_of(exercise, probe)
        call = replay.written(exercise, probe)
        title = messages.REPLAY.format(name=exercise.name)
        show(Note(title, replay.described(call, self.arguments)))
        with replaced(runner.namespace, lent):
            return replay.called_once_more(function, call, self.arguments)
