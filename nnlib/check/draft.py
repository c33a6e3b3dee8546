"""An exercise while its file is read: whatever is defined below registers itself here.

A file says first what is asked, then how it is tried, what goes wrong and what else is
right, and last the hints. Nothing is named a second time: the order of definition is
the order.
"""

import sys
import textwrap
from collections.abc import Callable, Mapping
from typing import Any

from nnlib.check.begun import as_comments, body_of, passed_on
from nnlib.check.exercise import Exercise, Property, Variant, variant
from nnlib.check.slips import Maker


class Draft:
    """Collects what belongs to an exercise, until the hints complete it.

    Parameters
    ----------
    id, parts, reference, returns, needs, sized, without, edition, form, help
        As of `nnlib.check.Exercise`.

    Examples
    --------
    >>> exercise = Draft("07/half", {"value": 1}, reference=abs, returns="value")
    >>> @exercise.probes
    ... def probes(rng):
    ...     return []
    >>> @exercise.variant("sign kept", evidence="Below 0.", question="can it be?")
    ... def unchanged(x):
    ...     return x
    >>> [one.id for one in exercise.with_hints("How far is it to 0?").variants]
    ['unchanged']
    """

    def __init__(
        self,
        id: str,
        parts: Mapping[str, float],
        *,
        reference: Callable,
        returns: object,
        needs: tuple[str, ...] = (),
        sized: str = "examples",
        without: Mapping[str, str] | None = None,
        edition: int = 1,
        form: str = "write",
        help: str = "H3",
    ) -> None:
        self._id, self._reference = id, reference
        self._asked = {"parts": parts, "returns": returns, "needs": needs}
        self._asked |= {"sized": sized, "without": without or {}, "edition": edition}
        self._asked |= {"form": form, "help": help}
        self._begins: dict[str, Any] = {}
        self._single: dict[str, Callable] = {}
        self._properties: list[Property] = []
        self._variants: list[Variant] = []
        self._accepted: list[Callable] = []
        self._complete = False

    # ---- how it is tried

    def probes(self, function: Callable) -> Callable:
        """Register ``probes(rng) -> list of Probe``, and return it."""
        return self._only("probes", function)

    def vectorised(self, function: Callable) -> Callable:
        """Register ``vectorised(rng, size) -> Probe``, and return it."""
        return self._only("vectorised", function)

    def judge(self, function: Callable) -> Callable:
        """Register ``judge(probe, outputs, call)``, or without `call`; return it."""
        return self._only("judge", function)

    def observe(self, function: Callable) -> Callable:
        """Register ``observe(probe, outputs)``, and return it."""
        return self._only("observe", function)

    def remark(self, function: Callable) -> Callable:
        """Register ``remark(value) -> str``, and return it."""
        return self._only("remark", function)

    def always(
        self, sentence: str, *, parts: tuple[str, ...], broken: str, question: str
    ) -> Callable[[Callable], Property]:
        """Register ``holds(call, rng) -> bool`` as a `Property`, and return that."""

        def register(holds: Callable) -> Property:
            self._open(sentence)
            claim = Property(sentence, holds, parts, broken, question)
            self._properties.append(claim)
            return claim

        return register

    # ---- how an answer begins

    def starts(
        self, title: str, *, evidence: str, question: str, right: tuple[str, ...] = ()
    ) -> Callable[[Callable], Variant]:
        """Register the function to *mend*, or of a *clinic*, as text and as variant.

        What stands in the file below its docstring is what students find.

        Parameters
        ----------
        title, evidence, question : str
            As of `nnlib.check.Variant`: what the check says once the search is over.
        right : tuple of str
            The outputs that it has right. They earn nothing while another is wrong.

        Returns
        -------
        callable
            A decorator that returns the `Variant`.
        """

        def register(function: Callable) -> Variant:
            id, wrong = function.__name__, passed_on(function)
            self._begin(id, body_of(function), given=right)
            return self._add_variant(Variant(id, title, evidence, question, wrong))

        return register

    def stops(self, function: Callable) -> Callable:
        """Register the function to *mend* whose error is the lesson, and return it.

        It gives no numbers by which a mistake could be named, so it is no variant.
        """
        self._begin("", body_of(function))
        return function

    def shuffled(self, lines: str, *, twin: str) -> None:
        """Register the lines to put in *order*, with one line too many.

        Parameters
        ----------
        lines : str
            In the order in which students find them, none further in than another:
            which lines stand in a loop is theirs to decide.
        twin : str
            Id of the variant that follows from putting one of two equal lines where the
            other belongs.
        """
        self._begin(twin, as_comments(textwrap.dedent(lines).strip("\n").rstrip()))

    # ---- what goes wrong, and what else is right

    def variant(self, title: str, **words: Any) -> Callable[[Callable], Variant]:
        """Register a wrong function as a `Variant` of its name, and return that.

        Parameters
        ----------
        title : str
            The mistake in a few words.
        **words
            As of `nnlib.check.variant`.

        Returns
        -------
        callable
            A decorator that returns the `Variant`.
        """
        name = variant(title, **words)

        def register(function: Callable) -> Variant:
            return self._add_variant(name(function))

        return register

    def variants(self, *rows: Variant | Maker) -> None:
        """Register a table of wrong versions.

        Parameters
        ----------
        *rows : Maker or Variant
            Plain changes of the reference, as `nnlib.check.slips.wrong` makes them,
            and what siblings share, in order.
        """
        for one in rows:
            self._add_variant(self._made(one))

    def accepted(self, function: Callable) -> Callable:
        """Register a right version that is written differently, and return it."""
        self._open(function.__name__)
        self._accepted.append(function)
        return function

    def with_hints(self, *hints: str) -> Exercise:
        """Complete the exercise: what is registered later would be lost.

        Parameters
        ----------
        *hints : str
            From a question to a worked sibling; never the line asked for.

        Returns
        -------
        Exercise
            With all that was registered, in this order.

        Raises
        ------
        ValueError
            If there are no probes, or a variant of the file is not registered.
        """
        self._open("the hints")
        if "probes" not in self._single:
            raise ValueError(f"{self._id}: no function is marked @exercise.probes")
        self._refuse_strays(vars(sys.modules[self._single["probes"].__module__]))
        self._complete = True
        return Exercise(
            id=self._id,
            reference=self._reference,
            properties=tuple(self._properties),
            variants=tuple(self._variants),
            accepted=tuple(self._accepted),
            hints=hints,
            **self._asked,
            **self._begins,
            **self._single,
        )

    # ---- nothing is lost, nothing replaced

    def _only(self, kind: str, function: Callable) -> Callable:
        self._open(function.__name__)
        if kind in self._single:
            before = self._single[kind].__name__
            text = f"{self._id}: {kind} is {before} already, and {function.__name__}"
            raise ValueError(f"{text} comes as well")
        self._single[kind] = function
        return function

    def _begin(self, planted: str, starting: str, given: tuple[str, ...] = ()) -> None:
        self._open(planted)
        if self._begins:
            raise ValueError(
                f"{self._id}: an answer begins in one way, and {planted} is another"
            )
        planted_ids = (planted,) if planted else ()
        self._begins = {"starting": starting, "planted": planted_ids, "given": given}

    def _made(self, one: Variant | Maker) -> Variant:
        if isinstance(one, Variant):
            return one
        return one.make(self._reference, self._asked["returns"])

    def _add_variant(self, new: Variant) -> Variant:
        self._open(new.id)
        self._variants.append(new)
        return new

    def _open(self, name: str) -> None:
        if self._complete:
            raise ValueError(
                f"{self._id}: {name} comes after the hints, which complete an exercise"
            )

    def _refuse_strays(self, namespace: Mapping[str, Any]) -> None:
        known = [one.id for one in self._variants]
        for name, value in namespace.items():
            if isinstance(value, Variant | Maker) and value.id not in known:
                raise ValueError(
                    f"{self._id}: {name} is a variant that is not registered; write "
                    "@exercise.variant, or exercise.variants(...)"
                )
