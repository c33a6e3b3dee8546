"""The student's process: runs the cells of a notebook and calls her functions.

It is forked by `zygote`, with which it is copied into the directory that student code
can import from, so it imports nothing else of the course. It holds no expected value,
no seed and no function of the course: where one is to stand in for hers, it asks the
grader, and everything it answers is only a claim.
"""

import contextlib
import copy
import json
import linecache
import socket
import sys
import types
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np

from .closed_set import TooLargeError
from .description import names_used
from .magics import python_of
from .protocol import BUILTIN_ERRORS, MAX_ENTRIES, Channel, ends_row, sign
from .raised import MAX_TEXT, Raised, summary
from .runner import MAX_PRINTED, Answer, BoundedText, LocalRunner, quiet
from .stand_ins import SILENT
from .steps import loops_are_counted

try:
    from . import forbidden
except ImportError:
    # Where the sandbox tests itself it is not there: the layers themselves must refuse.
    forbidden = None

# The released cells that submissions begin with, if the grader has put them here.
FIRST_CELLS = Path(__file__).with_name("first_cells.json")
# What an answer is where nothing happened; its value is told in any case.
USUAL = {name: one for name, one in vars(Answer()).items() if name != "value"}


def main(stream: int) -> None:
    """Answer the grader until it closes the conversation.

    Parameters
    ----------
    stream : int
        File descriptor of the socket to the grader.
    """
    # A fork of numpy's own generator would draw what every other fork draws.
    np.random.seed()
    if forbidden is not None:
        forbidden.name_what_is_forbidden(Path.cwd())
    channel = Channel(socket.socket(fileno=stream))
    with contextlib.suppress(EOFError, OSError):
        Student(channel).serve()


class Student:
    """The namespace of a notebook and the conversation about it.

    Parameters
    ----------
    channel : Channel, optional
        The way to the grader; without one, cells can be run and nothing else.
    """

    def __init__(self, channel: Channel | None) -> None:
        self.channel = channel
        self.course = Course(channel)
        self.namespace = notebook_namespace()
        self.cells = 0
        self.described: dict[str, tuple[object, dict]] = {}

    def serve(self) -> None:
        """Answer one request after the other."""
        self.channel.send({"ready": True})
        while True:
            request = self.channel.receive(callables=self.course)
            for number, answer in enumerate(self.answers(request), request["number"]):
                self.say(number, answer)

    def say(self, number: int, answer: dict) -> None:
        """Send an answer, or why it cannot be sent."""
        try:
            self.channel.send({"number": number, **answer}, callables=self.course)
        except TooLargeError:
            self.channel.send({"number": number, "limit": "output"})
        except MemoryError:
            self.channel.send({"number": number, "limit": "memory"})

    def answers(self, request: dict) -> Iterator[dict]:
        """Answer a request, or a row of them, each when the one before has gone."""
        for each in request.get("row", ({},)):
            answer = self.answer({**request, **each})
            yield answer
            if ends_row(request, answer):
                return

    def answer(self, request: dict) -> dict:
        """Answer one request, whatever happens."""
        asked = {
            "first": self.first,
            "module": self.module,
            "run": self.run,
            "describe": self.describe,
            "uses": self.uses,
            "call": self.call,
        }
        try:
            return asked[request["do"]](request)
        except MemoryError:
            return {"limit": "memory"}
        except BaseException:
            # Only an exception that cannot even be summarised ends here.
            return {"limit": "malformed"}

    def first(self, request: dict) -> dict:
        """Go on from where the first cells of the release have led."""
        if BEGUN is None:
            return {"first": False}
        sys.modules["__main__"], self.cells = BEGUN
        self.namespace = vars(BEGUN[0])
        return {"first": True}

    def module(self, request: dict) -> dict:
        """Keep a module of the student's own; one that is there already comes first."""
        home = str(Path.cwd())
        Path(home, request["name"]).write_text(request["source"], encoding="utf-8")
        if home not in sys.path:
            sys.path.append(home)
        return {"module": True}

    def run(self, request: dict) -> dict:
        """Run a cell."""
        self.cells += 1
        file = f"<{request['label']} [{self.cells}]>"
        raised, printed = None, BoundedText(MAX_PRINTED)
        with quiet(printed, printed):
            try:
                execute(python_of(request["source"]), file, self.namespace)
            except SyntaxError as error:
                raised = plain_syntax_error(error, file, self.namespace)
            except BaseException as error:
                raised = plain_raised(summary(error, self.namespace))
        return {"raised": raised, "printed": printed.getvalue()}

    def describe(self, request: dict) -> dict:
        """Describe a name of the namespace."""
        if request["name"] not in self.namespace:
            return {"description": None}
        name = request["name"]
        function = self.namespace[name]
        known, description = self.described.get(name, (None, None))
        if description is None or known is not function:
            description = vars(LocalRunner(function).describe())
            self.described[name] = function, description
        return {"description": description}

    def uses(self, request: dict) -> dict:
        """Tell what a name of the namespace calls."""
        function = self.namespace.get(request["name"])
        return {"uses": None if function is None else names_used(function)}

    def call(self, request: dict) -> dict:
        """Call a name of the namespace."""
        name = request["name"]
        if name not in self.namespace:
            text = f"name {name!r} is not defined"
            return plain_answer(Answer(raised=Raised("NameError", text)))
        self.course.known = request["known"]
        stand_ins = {needed: self.course[needed] for needed in request["course"]}
        runner = LocalRunner(self.namespace[name], stand_ins)
        args, options = request["args"], request["options"]
        answer = runner.call(args, options, count=request["count"])
        if unchanged((*args, *options.values()), answer.arguments):
            answer = replace(answer, arguments=())
        return plain_answer(answer)


class Course(dict):
    """Functions that the grader computes, each made when it is first named."""

    def __init__(self, channel: Channel) -> None:
        super().__init__()
        self.channel = channel
        self.known: Mapping[str, Mapping[int, object]] = {}

    def __missing__(self, name: str) -> Callable:
        def ask(*args: object, **options: object) -> object:
            known = self.known.get(name)
            given = sign(args, options) if known else None
            if given in (known or ()):
                return copy.deepcopy(known[given])
            return self.ask(name, args, options)

        ask.__name__ = ask.__qualname__ = name
        self[name] = ask
        return ask

    def ask(self, name: str, args: tuple, options: Mapping) -> object:
        """Ask the grader for the value of one of its functions."""
        question = {"course": name, "args": args, "options": options}
        self.channel.send(question, callables=self)
        reply = self.channel.receive(callables=self)
        advance(generators_among(args, options), reply["generators"])
        if reply["raised"] is not None:
            kind, text = reply["raised"]
            raise BUILTIN_ERRORS[kind](text)
        return reply["value"]


def unchanged(before: object, after: object) -> bool:
    """Tell whether arguments are surely as they were."""
    if before is after:
        return True
    if type(before) is not type(after):
        return False
    if isinstance(before, np.random.Generator):
        return before.bit_generator.state == after.bit_generator.state
    if isinstance(before, np.ndarray):
        forms = (before.shape, before.dtype) == (after.shape, after.dtype)
        return forms and before.tobytes() == after.tobytes()
    if isinstance(before, dict):
        before, after = [*before.items()], [*after.items()]
    if isinstance(before, list | tuple):
        return len(before) == len(after) and all(map(unchanged, before, after))
    return isinstance(before, int | str) and before == after


def generators_among(args: tuple, options: Mapping) -> list[np.random.Generator]:
    """Return the generators among the arguments of a call."""
    given = (*args, *options.values())
    return [value for value in given if isinstance(value, np.random.Generator)]


def advance(mine: list[np.random.Generator], theirs: list[np.random.Generator]) -> None:
    """Bring generators to the state that others have reached."""
    for one, other in zip(mine, theirs, strict=True):
        one.bit_generator.state = other.bit_generator.state


def notebook_namespace() -> dict:
    """Return the namespace that cells run in: that of the module `__main__`."""
    module = types.ModuleType("__main__")
    sys.modules["__main__"] = module
    module.display = module.get_ipython = SILENT
    return vars(module)


def execute(source: str, file: str, namespace: dict) -> None:
    """Run source text whose lines can be looked up later."""
    # The last line ends like any other, as in a file.
    lines = [f"{line}\n" for line in source.split("\n")]
    linecache.cache[file] = (len(source), None, lines, file)
    exec(compile(source, file, "exec", dont_inherit=True), namespace)


def plain_raised(raised: Raised | None) -> dict | None:
    """Return an exception summary as a dictionary, cut to the agreed lengths."""
    if raised is None:
        return None
    cut = {
        name: value[:MAX_TEXT] if isinstance(value, str) else value
        for name, value in vars(raised).items()
    }
    return {**cut, "operands": raised.operands[:MAX_ENTRIES]}


def plain_syntax_error(error: SyntaxError, file: str, namespace: dict) -> dict | None:
    """Return the summary of a cell that is not Python, with the line in question."""
    if error.filename != file:
        return plain_raised(summary(error, namespace))
    line, number = (error.text or "").strip(), error.lineno or 0
    return plain_raised(Raised(type(error).__name__, error.msg, line, number))


def plain_answer(answer: Answer) -> dict:
    """Return what is not as usual in an answer, cut to the agreed lengths."""
    cut = {
        **vars(answer),
        "raised": plain_raised(answer.raised),
        "warnings": tuple(text[:MAX_TEXT] for text in answer.warnings[:MAX_ENTRIES]),
    }
    told = {name: cut[name] for name in USUAL if cut[name] != USUAL[name]}
    return {**told, "value": answer.value}


def begun(path: Path) -> tuple[types.ModuleType, int] | None:
    """Run the cells that every submission begins with, once for all forks.

    They are the release's own text. Return the module in which they have run, and how
    many they are; None where there are none, or one does not run to its end.
    """
    if not path.exists():
        return None
    before, student = sys.modules["__main__"], Student(None)
    try:
        for cell in json.loads(path.read_text(encoding="utf-8")):
            if student.run(cell)["raised"] is not None:
                return None
        return sys.modules["__main__"], student.cells
    finally:
        sys.modules["__main__"] = before


BEGUN = begun(FIRST_CELLS)
# It is tried here, once for all forks, and before any student's code.
loops_are_counted()
