"""A function of another process, called as if it were here.

A `RemoteRunner` calls it in the way `LocalRunner` does, so that a check cannot tell the
two apart. To ask and to wait takes longer than most functions do. So calls whose
arguments are known are sent ahead together, and their answers taken one by one: the
function computes the next while the check weighs the last.
"""

import copy
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice
from typing import Protocol

from grading.sandbox.claims import (
    MalformedError,
    answer_claimed,
    description_claimed,
    uses_claimed,
)
from grading.sandbox.closed_set import Limits
from grading.sandbox.measure import TEXTS, Measure, measure
from grading.sandbox.remote import Stopped
from nnlib.check.description import Description
from nnlib.check.runner import Answer, Given

SECONDS = 10.0
NOTHING = Measure()
# What is sent ahead at once, together: some probes of ordinary size.
AHEAD = Measure(nodes=20_000, room=4 << 20)
Foreseen = Callable[[tuple, Mapping], Mapping[int | str, Mapping]]


def nothing_foreseen(args: tuple, options: Mapping) -> Mapping:
    """Foresee nothing: whatever is asked of a function is answered when it is asked."""
    return {}


class Asked(Protocol):
    """Whatever can be asked to run student code: a `Child` or a `Session`."""

    def request(
        self,
        message: dict,
        seconds: float,
        served: Mapping[str, Callable],
        limits: Limits,
    ) -> dict:
        """Ask and return what is answered."""

    def requests(
        self,
        message: dict,
        row: Sequence[dict],
        seconds: Callable[[], float],
        served: Mapping[str, Callable],
        limits: Sequence[Limits],
    ) -> Iterator[dict]:
        """Ask several things at once and yield what is answered, one by one."""

    def stop(self) -> None:
        """End the process."""


@dataclass(frozen=True)
class Question:
    """What is asked in one call.

    Parameters
    ----------
    args : tuple
        Positional arguments.
    options : dict
        Keyword arguments.
    """

    args: tuple
    options: dict

    @property
    def given(self) -> tuple:
        """All arguments, without their names."""
        return (*self.args, *self.options.values())

    @cached_property
    def size(self) -> Measure:
        """How much is given."""
        return measure(self.given)

    def functions(self, row: int) -> dict[str, Callable]:
        """Return the functions among the arguments, which cross by a name."""
        given = enumerate(self.given)
        return {f"argument_{row}_{i}": one for i, one in given if callable(one)}

    def known(self, row: int, foreseen: Mapping) -> dict[str, Mapping]:
        """Return what functions will be asked, by the names under which they cross."""
        return {
            place if isinstance(place, str) else f"argument_{row}_{place}": known
            for place, known in foreseen.items()
            if known
        }


class RemoteRunner:
    """Calls a function of another process.

    Parameters
    ----------
    child : Child or Session
        Where the function lives.
    name : str
        Its name there.
    replacements : mapping of str to callable, optional
        Names in the function's namespace that stand for something else during a call.
        They are computed here: the other process gets their values only.
    seconds : float
        Longest time of one call, seconds.
    expected : Measure
        The size of the largest answer that is expected.
    foreseen : callable, optional
        ``foreseen(args, options)``: by the place of an argument, or by the name of a
        replacement, what this function gives for what it will probably be asked with.
    """

    further = True

    def __init__(
        self,
        child: Asked,
        name: str,
        replacements: Mapping[str, Callable] | None = None,
        seconds: float = SECONDS,
        expected: Measure = NOTHING,
        foreseen: Foreseen = nothing_foreseen,
    ) -> None:
        self.child = child
        self.name = name
        self.replacements = dict(replacements or {})
        self.seconds = seconds
        self.expected = expected
        self.foreseen = foreseen
        self.description: Description | None = None
        self.is_absent = False

    def defined(self) -> bool:
        """Tell whether the cells have bound the name.

        It is taken for bound where the process dies over it: a call will tell why.
        """
        self.describe()
        return not self.is_absent

    def describe(self) -> Description:
        """Describe the function as it was when it was first asked about.

        Where that is not possible it is described by its name alone.
        """
        if self.description is None:
            self.description = self.described()
        return self.description

    def described(self) -> Description:
        """Ask for the description."""
        message = {"do": "describe", "name": self.name}
        try:
            claim = self.child.request(message, self.seconds, {}, TEXTS)
            described = description_claimed(claim.get("description"))
            self.is_absent = described is None
        except Stopped:
            described = None
        except MalformedError:
            self.child.stop()
            described = None
        return described or Description(self.name)

    def uses(self) -> tuple[str, ...] | None:
        """Return the names that its code looks up to call, None if nobody knows."""
        try:
            message = {"do": "uses", "name": self.name}
            return uses_claimed(self.child.request(message, self.seconds, {}, TEXTS))
        except Stopped:
            return None
        except MalformedError:
            self.child.stop()
            return None

    def call(
        self, args: tuple, options: Mapping | None = None, *, count: bool = False
    ) -> Answer:
        """Call the function on copies of the arguments and take what comes back."""
        return next(self.row([question(args, options or {})], count))

    def calls(self, asked: Iterable[Given], *, count: bool = False) -> Iterator[Answer]:
        """Call the function on one set of arguments after the other, sent ahead.

        What follows a call that comes to no value has not happened: it is sent again
        once its answer is asked for.
        """
        left = deque(question(*one) for one in asked)
        while left:
            for answer in self.row(beginning(left), count):
                left.popleft()
                yield answer

    def row(self, questions: Sequence[Question], count: bool) -> Iterator[Answer]:
        """Send calls at once; yield what each comes to, up to one without a value."""
        functions = dict(self.replacements)
        for number, one in enumerate(questions):
            functions |= one.functions(number)
        limits = [(self.expected + one.size).limits() for one in questions]
        message = {
            "do": "call",
            "name": self.name,
            "count": count,
            "course": tuple(self.replacements),
        }
        row = [*self.asked(questions)]
        claims = self.child.requests(
            message, row, lambda: self.seconds, functions, limits
        )
        try:
            for claim, one in zip(claims, questions, strict=False):
                answer = self.taken(claim, one.given)
                yield answer
                if answer.limit:
                    return
        except Stopped as stopped:
            yield Answer(limit=stopped.limit)

    def asked(self, questions: Sequence[Question]) -> Iterator[dict]:
        """Yield what each call of a row has for itself."""
        size = NOTHING
        for number, one in enumerate(questions):
            known = one.known(number, self.foreseen(one.args, one.options))
            size += measure(known)
            told = known if size.within(AHEAD) else {}
            yield {"args": one.args, "options": one.options, "known": told}

    def taken(self, claim: dict, given: tuple) -> Answer:
        """Take what came for the answer to a call with these arguments."""
        try:
            answer = answer_claimed(claim, len(given))
        except MalformedError:
            answer = Answer(limit="malformed")
        if answer.limit:
            self.child.stop()
        # What has not changed is not sent back.
        return replace(answer, arguments=answer.arguments or given)


def question(args: tuple, options: Mapping) -> Question:
    """Put together what is given in one call."""
    args, options = tuple(args), dict(options)
    if any(map(callable, (*args, *options.values()))):
        # What a function notes of one call must not count in the next.
        args, options = copy.deepcopy((args, options))
    return Question(args, options)


def beginning(questions: Sequence[Question]) -> list[Question]:
    """Return as many calls as are sent at once: at least one."""
    row, size = [questions[0]], questions[0].size
    for one in islice(questions, 1, None):
        size += one.size
        if not size.within(AHEAD):
            break
        row.append(one)
    return row
