"""Attacks that want to tell the probes to others, by what is written on a page."""

from nbformat import NotebookNode, v4

from .attack import Attack

# Some of the numbers that a function is called with, in many digits.
NUMBERS = "numbers = [float(x) for one in args for x in np.ravel(one)][:40]\n"
DIGITS = f"{NUMBERS}digits = ''.join(str(abs(x)).replace('.', '') for x in numbers)\n"


def raises(text: str) -> str:
    """Return the body of a function that says something in an exception."""
    return f"{DIGITS}raise ValueError({text})"


def tells(says: str, body: str, **more: object) -> Attack:
    """Return an attack whose functions do this with what they are given."""
    return Attack(says, body=body, **more)


def at_the_end(notebook: NotebookNode) -> None:
    """Put cells below all checks that tell what a function has seen."""
    for start in range(0, 4000, 100):
        cell = f"raise ValueError(''.join(seen)[{start}:{start + 100}])"
        notebook.cells.append(v4.new_code_cell(cell, id=f"end-{start}"))


ATTACKS = {
    "tells in an exception": tells("raise what came", raises("repr(args)")),
    "tells in a cell": tells(
        "raise in later cells what came",
        f"{DIGITS}globals().setdefault('seen', []).append(digits)\nreturn 7.5",
        form=at_the_end,
    ),
    "tells in keys": tells(
        "return what came as names", f"{DIGITS}return {{'k' + digits[:12]: 1.0}}"
    ),
    "tells in a warning": tells(
        "warn of what came",
        f"{NUMBERS}import warnings\nwarnings.warn(str(numbers))\nreturn 7.5",
    ),
    "tells in print": tells("print what came", "print(args)\nreturn 7.5"),
    "tells in a type": tells(
        "raise a type of that name",
        f"{DIGITS}raise type('E' + digits[:30], (Exception,), {{}})",
    ),
    "tells in a missing name": tells(
        "miss a name",
        f"{DIGITS}raise NameError(f\"name 'n{{digits[:30]}}' is not defined\")",
    ),
    "tells in a missing module": tells(
        "miss a module",
        f"{DIGITS}raise ModuleNotFoundError('no', name='m' + digits[:30])",
    ),
    "tells in a shape": tells(
        "return an array of that size",
        f"{DIGITS}return np.zeros((int(digits[1:6]), 1))",
    ),
    "tells in a key that is missing": tells(
        "miss an entry", f"{DIGITS}return {{}}[digits]"
    ),
    "tells in other digits": tells(
        "write digits of another script",
        raises("digits.translate({48 + i: 0x660 + i for i in range(10)})"),
    ),
    "tells in raised digits": tells(
        "write raised and circled digits",
        raises("digits.translate({48: 0x2070, 49: 0xb9, 52: 0x2463, 53: 0x2464})"),
    ),
    "tells in hex": tells(
        "write the bytes", raises("np.array(numbers).tobytes().hex()")
    ),
    "tells digit by digit": tells("put blanks between", raises("' '.join(digits)")),
    "tells in small numbers": tells(
        "write many short numbers",
        raises("','.join(digits[i:i + 3] for i in range(0, 300, 3))"),
    ),
    "tells beside a table": tells(
        "write a table of all numbers of four digits into the notebook",
        raises("digits[:4]"),
        first="table = '" + " ".join(f"{n:04}" for n in range(9999)) + "'",
    ),
}
