"""What an exercise is: data that notebook, grader, tests and reports share.

An exercise names a function, the outputs that earn points, a reference, the inputs
to try it on, and the wrong versions that a learner plausibly writes. It runs nothing.
"""

import hashlib
import math
import pickle
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from nnlib.check.begun import BEGUN, FORMS, HELP, SEARCHED

MAX_HINTS = 4
# What pickle raises at an argument that it cannot write down.
UNKNOWN = (pickle.PicklingError, AttributeError, TypeError)


@dataclass(frozen=True)
class Probe:
    """One call of the function, and how closely its result is compared.

    Parameters
    ----------
    args : tuple
        Positional arguments.
    options : mapping
        Keyword arguments, such as ``learning_rate``.
    sizes : mapping of str to int
        Named sizes of this probe, such as ``{"n_x": 3, "m": 5}``; messages quote them.
    rtol, atol : float
        Relative and absolute tolerance of every compared number.
    shown : bool
        Whether the numbers are small enough to be shown to the learner.
    extreme : bool
        Whether the probe tests a limit of the numbers and not the formula.
    about : str
        An extreme probe in words, as in "nan appears for ...".
    open_ended : bool
        Whether versions of one formula differ there, as they do by what they take for
        the logarithm of 0.
    question : str
        What to ask where an extreme probe goes wrong and no mistake is named; may
        quote the probe's words: ``{about}``.
    drawn : bool
        Whether it hangs on the seed; the check sets it.
    """

    args: tuple
    options: Mapping[str, object] = field(default_factory=dict)
    sizes: Mapping[str, int] = field(default_factory=dict)
    rtol: float = 1e-7
    atol: float = 1e-10
    shown: bool = False
    extreme: bool = False
    about: str = "extreme inputs"
    open_ended: bool = False
    question: str = "what does each of your lines make of {about}?"
    drawn: bool = False

    @cached_property
    def fingerprint(self) -> bytes | None:
        """What tells its arguments from others; None if one cannot be written down."""
        try:
            asked = pickle.dumps((self.args, dict(self.options)))
        except UNKNOWN:
            return None
        return hashlib.sha256(asked).digest()


@dataclass(frozen=True)
class Variant:
    """A named wrong version of a function that differs from it by one thought.

    Parameters
    ----------
    id : str
        Name of the mistake, unique in its exercise.
    title : str
        The mistake in a few words, for reports.
    evidence : str
        What can be seen in the learner's numbers; may quote sizes: ``{m}``.
    question : str
        A question that leads to the idea, never to the line.
    function : callable
        The wrong version.
    worth : float
        Share of the points that an output keeps, where the mistake leaves most of it
        right.
    written : callable, optional
        ``written(source) -> bool``: whether the mistake stands in the learner's code.
        Given where another mistake makes the same numbers; without it, it is not said.
    """

    id: str
    title: str
    evidence: str
    question: str
    function: Callable
    worth: float = 0.0
    written: Callable[[str], bool] | None = None


def variant(
    title: str,
    *,
    evidence: str,
    question: str,
    worth: float = 0.0,
    written: Callable[[str], bool] | None = None,
) -> Callable[..., Variant]:
    """Turn a wrong function into a `Variant` whose id is the function's name."""

    def name(function: Callable) -> Variant:
        id = function.__name__
        return Variant(id, title, evidence, question, function, worth, written)

    return name


@dataclass(frozen=True)
class Property:
    """Something that holds for every right version, whatever its numbers.

    Parameters
    ----------
    sentence : str
        The property in words, for example "sigmoid(-z) is 1 - sigmoid(z)".
    holds : callable
        ``holds(call, rng) -> bool``, where ``call(*args, **options)`` is the function.
    parts : tuple of str
        The outputs that earn nothing while it does not hold.
    broken : str
        What can be seen where it does not hold, said to the learner.
    question : str
        A question that leads to the idea.
    """

    sentence: str
    holds: Callable[[Callable, np.random.Generator], bool]
    parts: tuple[str, ...]
    broken: str = ""
    question: str = ""


@dataclass(frozen=True)
class Tree:
    """An output of several arrays: a dictionary, list or tuple, of any depth.

    It is compared array by array, and the first that is wrong is named. What there is
    depends on the expected value, so it may differ from probe to probe, as the keys do
    with the number of layers. Further keys are welcome, where nothing else is said.

    Parameters
    ----------
    name : str
        Name of the output, such as ``"grads"``.
    exact : bool
        Whether a dictionary with further keys is wrong, as where the next cell goes
        through all of them.
    """

    name: str
    exact: bool = False


@dataclass(frozen=True)
class Exercise:
    """A graded function.

    Parameters
    ----------
    id : str
        Notebook and function, for example ``"02/propagate"``.
    parts : mapping of str to float
        Points of each output.
    reference : callable
        The right version.
    returns : str, set, tuple, Tree or None
        Form of the returned value: a name for one output, a set for a dictionary with
        these keys, a tuple for a tuple, a `Tree` for arrays whose number depends on
        the probe, None for something that is not compared.
    probes : callable
        ``probes(rng) -> list of Probe``.
    judge : callable, optional
        ``judge(probe, outputs, call) -> {part: expected}`` where the expected values
        depend on the learner's own start; by default the reference's values. Where no
        numbers can be foreseen, an `Unfulfilled` says what was asked and what came.
        A `Tree` comes and goes as {keys that lead to an array: array}. One that calls
        nothing takes no `call`: the probes can be asked all at once then.
    observe : callable, optional
        ``observe(probe, outputs) -> {part: output}`` where parts are not returned, but
        seen in what is returned: a network by its answers, a function of several cases
        by the case that was asked for. A judge is given what is seen.
    needs : tuple of str
        Exercises whose functions this one calls.
    properties : tuple of Property
        What every right version fulfils.
    vectorised : callable, optional
        ``vectorised(rng, size) -> Probe``: given, a loop over ``size`` costs points.
    sized : str
        What there are `size` of in these probes, in words.
    variants : tuple of Variant
        Named wrong versions.
    accepted : tuple of callable
        Right versions that are written differently.
    hints : tuple of str
        From a question to a worked sibling; never the line asked for.
    remark : callable, optional
        ``remark(value) -> str``: what is worth saying of a right value, and costs
        nothing; empty if there is nothing.
    without : mapping of str to str
        Traits of `nnlib.check.traits` that are not tried, and the reason why.
    edition : int
        One more than before whenever an answer may get another verdict than before.
    form : str
        What is asked: ``"write"``, ``"specified"``, ``"mend"``, ``"order"``,
        ``"clinic"`` or ``"open"``.
    help : str
        What stands beside the answer: ``"H0"`` nothing but what it must do, ``"H1"``
        shapes and one property, ``"H2"`` a formula in an earlier notebook, ``"H3"`` a
        formula in the same section, ``"H4"`` an example and the calls besides.
    starting : str
        The body with which the answer begins, if it is no placeholder.
    planted : tuple of str
        The variants that the starting text holds or leads to.
    given : tuple of str
        Outputs that the starting text has right: they earn nothing while another one
        is wrong.
    """

    id: str
    parts: Mapping[str, float]
    reference: Callable
    returns: object
    probes: Callable[[np.random.Generator], list[Probe]]
    judge: Callable | None = None
    observe: Callable | None = None
    needs: tuple[str, ...] = ()
    properties: tuple[Property, ...] = ()
    vectorised: Callable[[np.random.Generator, int], Probe] | None = None
    sized: str = "examples"
    variants: tuple[Variant, ...] = ()
    accepted: tuple[Callable, ...] = ()
    hints: tuple[str, ...] = ()
    remark: Callable[[object], str] | None = None
    without: Mapping[str, str] = field(default_factory=dict)
    edition: int = 1
    form: str = "write"
    help: str = "H3"
    starting: str = ""
    planted: tuple[str, ...] = ()
    given: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse an exercise that could not be graded."""
        names = [variant.id for variant in self.variants]
        repeated = sorted({name for name in names if names.count(name) > 1})
        if repeated:
            raise ValueError(f"{self.id}: variants share the id {repeated[0]!r}")
        unknown = sorted(set(self.parts) - set(output_names(self.returns)))
        if unknown and self.observe is None:
            raise ValueError(f"{self.id}: part {unknown[0]!r} is not in returns")
        if not all(points > 0 for points in self.parts.values()):
            raise ValueError(f"{self.id}: every part needs points above zero")
        if type(self.edition) is not int or self.edition < 1:
            raise ValueError(f"{self.id}: edition is {self.edition!r}, expected 1, 2 …")
        if len(self.hints) > MAX_HINTS:
            raise ValueError(f"{self.id}: {len(self.hints)} hints, at most {MAX_HINTS}")
        self._refuse_form(names)

    def _refuse_form(self, names: list[str]) -> None:
        asked = {"form": (self.form, FORMS), "help": (self.help, HELP)}
        for what, (given, known) in asked.items():
            if given not in known:
                said = f"{self.id}: {what} is {given!r}, expected one of"
                raise ValueError(f"{said} {', '.join(known)}")
        if bool(self.starting) != (self.form in BEGUN):
            has = "has" if self.starting else "lacks"
            raise ValueError(
                f"{self.id}: form {self.form!r} {has} a text to begin with; "
                f"{', '.join(BEGUN)} have one, by @exercise.starts or exercise.shuffled"
            )
        strange = sorted({*self.planted} - {*names})
        if strange:
            raise ValueError(f"{self.id}: planted {strange[0]!r} is no variant of it")
        if {*self.given} - {*self.parts} or {*self.given} == {*self.parts}:
            said = f"{self.id}: {', '.join(self.given)} should be some of the parts"
            raise ValueError(f"{said}, and not all")

    @property
    def searched(self) -> bool:
        """Whether finding what is wrong is the task."""
        return self.form in SEARCHED

    @property
    def notebook(self) -> str:
        """Return the notebook's number, for example ``"02"``."""
        return self.id.split("/")[0]

    @property
    def name(self) -> str:
        """Return the function's name."""
        return self.id.split("/")[1]

    @property
    def max_points(self) -> float:
        """Return the points of all parts together."""
        return math.fsum(self.parts.values())


def output_names(returns: object) -> list[str]:
    """List the names of the compared outputs in their order.

    Examples
    --------
    >>> output_names(({"dw", "db"}, "cost"))
    ['db', 'dw', 'cost']
    """
    if returns is None:
        return []
    if isinstance(returns, str):
        return [returns]
    if isinstance(returns, Tree):
        return [returns.name]
    nested = sorted(returns) if isinstance(returns, set | frozenset) else returns
    return [name for entry in nested for name in output_names(entry)]
