"""What the student's process says, checked field by field before it is believed.

The process may have been taken over by the code that runs in it. So each message is
only a claim of a certain form: a wrong type, a missing field or a text that is longer
than agreed makes it malformed, and nothing of it is used.
"""

import inspect
from collections.abc import Callable
from dataclasses import dataclass

from grading.sandbox.measure import MAX_SOURCE
from grading.sandbox.protocol import MAX_ENTRIES
from nnlib.check.description import MOST_NAMES, Description
from nnlib.check.raised import MAX_TEXT, Raised
from nnlib.check.runner import MAX_PRINTED, Answer

# What is not told of a call.
USUAL = {name: one for name, one in vars(Answer()).items() if name != "value"}
LIMIT_NAMES = ("time", "steps", "memory", "crash", "output", "malformed", "interrupted")
MAX_PARAMETERS = 100
KINDS = frozenset(kind.name for kind in type(inspect.Parameter.VAR_KEYWORD))


class MalformedError(ValueError):
    """A message of the student's process that has not the agreed form."""


@dataclass(frozen=True)
class Fields:
    """The fields of one message, taken out with the form that each must have.

    Parameters
    ----------
    claim : dict
        The message.
    """

    claim: dict

    @classmethod
    def of(cls, claim: object) -> "Fields":
        """Return the fields of a message that is a dictionary."""
        require(type(claim) is dict, f"a {type(claim).__name__}, expected a dictionary")
        return cls(claim)

    def get(self, name: str) -> object:
        """Return a field of any form."""
        require(name in self.claim, f"the field {name} is missing")
        return self.claim[name]

    def text(self, name: str, most: int = MAX_TEXT) -> str:
        """Return a text of bounded length."""
        value = self.get(name)
        require(type(value) is str and len(value) <= most, f"{name} is no such text")
        return value

    def number(self, name: str) -> int:
        """Return an integer from zero up."""
        value = self.get(name)
        require(type(value) is int and value >= 0, f"{name} is no such number")
        return value

    def row(self, name: str, fits: Callable[[object], bool], most: int) -> tuple:
        """Return a tuple of bounded length whose members fit."""
        value = self.get(name)
        short = type(value) is tuple and len(value) <= most
        require(short and all(fits(entry) for entry in value), f"{name} is no such row")
        return value


def require(holds: bool, problem: str) -> None:
    """Refuse a message if something does not hold."""
    if not holds:
        raise MalformedError(problem)


def is_text(value: object) -> bool:
    """Tell whether a value is a text of the agreed length."""
    return type(value) is str and len(value) <= MAX_TEXT


def is_operand(value: object) -> bool:
    """Tell whether a value is the name of an array with its shape."""
    return type(value) is tuple and len(value) == 2 and all(map(is_text, value))


def is_parameter(value: object) -> bool:
    """Tell whether a value is (name, kind, required)."""
    if type(value) is not tuple or len(value) != 3:
        return False
    name, kind, required = value
    named = is_text(name) and name.isidentifier()
    return named and is_text(kind) and kind in KINDS and type(required) is bool


def limit_claimed(claim: dict) -> str:
    """Return the limit that a message names, or an empty text.

    Parameters
    ----------
    claim : dict
        The message.

    Returns
    -------
    str
        A name of `LIMIT_NAMES` or ``""``.

    Raises
    ------
    MalformedError
        If there is no such limit.
    """
    limit = Fields.of(claim).text("limit") if "limit" in claim else ""
    require(limit in ("", *LIMIT_NAMES), "there is no such limit")
    return limit


def raised_claimed(claim: object) -> Raised | None:
    """Return the summary of an exception.

    Parameters
    ----------
    claim : dict or None
        The fields of a `Raised`.

    Returns
    -------
    Raised or None
        None for None.

    Raises
    ------
    MalformedError
        If a field has another form.
    """
    if claim is None:
        return None
    fields = Fields.of(claim)
    return Raised(
        type=fields.text("type"),
        text=fields.text("text"),
        line=fields.text("line"),
        number=fields.number("number"),
        function=fields.text("function"),
        operands=fields.row("operands", is_operand, MAX_ENTRIES),
        missing=fields.text("missing"),
        caller=fields.text("caller"),
        called_at=fields.number("called_at"),
    )


def answer_claimed(claim: dict, given: int) -> Answer:
    """Return the answer to a call.

    Parameters
    ----------
    claim : dict
        The value, and those fields of an `Answer` that are not as usual.
    given : int
        Number of arguments of the call.

    Returns
    -------
    Answer
        Its value is whatever the reader lets through.

    Raises
    ------
    MalformedError
        If a field has another form.
    """
    fields = Fields.of({**USUAL, **claim})
    arguments = fields.row("arguments", lambda _: True, given)
    raised, limit = raised_claimed(fields.get("raised")), limit_claimed(claim)
    require(not arguments or len(arguments) == given, "arguments are missing")
    if raised is not None and raised.type == "MemoryError":
        raised, limit = None, "memory"
    return Answer(
        value=fields.get("value"),
        raised=raised,
        limit=limit,
        arguments=arguments,
        warnings=fields.row("warnings", is_text, MAX_ENTRIES),
        printed=fields.text("printed", MAX_PRINTED),
        steps=None if fields.get("steps") is None else fields.number("steps"),
    )


def description_claimed(claim: object) -> Description | None:
    """Return the description of a function.

    Parameters
    ----------
    claim : dict or None
        The fields of a `Description`; None if the name is not defined.

    Returns
    -------
    Description or None
        None for None.

    Raises
    ------
    MalformedError
        If a field has another form.
    """
    if claim is None:
        return None
    fields = Fields.of(claim)
    parameters = fields.get("parameters")
    if parameters is not None:
        parameters = fields.row("parameters", is_parameter, MAX_PARAMETERS)
    stub = fields.get("stub")
    require(type(stub) is bool, "stub is neither true nor false")
    return Description(
        name=fields.text("name"),
        parameters=parameters,
        source=fields.text("source", MAX_SOURCE),
        stub=stub,
    )


def uses_claimed(claim: dict) -> tuple[str, ...] | None:
    """Return the names that a function's code looks up to call, None if unknown.

    Raises
    ------
    MalformedError
        If they are no short texts.
    """
    fields = Fields.of(claim)
    names = fields.get("uses")
    return names if names is None else fields.row("uses", is_text, MOST_NAMES)
