"""How often the check names a wrong function's mistake, or points at its line.

Run from the checkout: ``python -m benchmarks.pointing FILE``, by default with the
everyday slips of the tests. A file holds one wrong function in each cell, headed
``# %% 02/propagate | 5, 7 | what is wrong``; lines are counted from the function's
first. Printed is, for each, what was said and in how many milliseconds of the
processor, and at the end how many were named, located (a true line is among one or two
that were said), exact (that line alone), and wrong (no line that was said is true).
Exercises of which no line was said are named: so a training that takes too long for a
search is seen.
"""

import argparse
import importlib
import linecache
import math
import re
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from nnlib.check import Verdict
from nnlib.exercises import NOTEBOOKS, evaluate, exercises

EVERYDAY = Path("tests/nnlib/check/pointing/everyday_slips.txt")
HEAD = re.compile(r"^# %% (\S+) \| ([\d, ]*) \| (.*)$", re.MULTILINE)
PACKAGE = Path(importlib.import_module("nnlib").__file__).parent


@dataclass(frozen=True)
class Slip:
    """A wrong function, and where it is wrong.

    Parameters
    ----------
    exercise : str
        Id of the exercise.
    lines : tuple of int
        Lines that are wrong, the function's first being 1.
    what : str
        What is wrong, in words.
    text : str
        The function.
    """

    exercise: str
    lines: tuple[int, ...]
    what: str
    text: str


@dataclass(frozen=True)
class Found:
    """What a check said of a slip, and the milliseconds that this took.

    `added` are those beyond what the check takes without pointing.
    """

    slip: Slip
    verdict: Verdict
    ms: float
    added: float

    @property
    def lines(self) -> tuple[int, ...]:
        """Return the lines that were pointed at."""
        facts = [one for one in self.verdict.facts if one.kind == "pointed"]
        return tuple(line for one in facts for line in one.about["lines"])

    @property
    def located(self) -> bool:
        """Tell whether a true line is among one or two that were said."""
        return len(self.lines) <= 2 and bool({*self.lines} & {*self.slip.lines})

    @property
    def exact(self) -> bool:
        """Tell whether a single line was said, and is true."""
        return len(self.lines) == 1 and self.located

    @property
    def wrong(self) -> bool:
        """Tell whether lines were said of which none is true."""
        return bool(self.lines) and not {*self.lines} & {*self.slip.lines}

    @property
    def named(self) -> bool:
        """Tell whether the mistake has a name."""
        return self.verdict.diagnosis is not None


def slips_in(text: str) -> Iterator[Slip]:
    r"""Yield the wrong functions of a file.

    Examples
    --------
    >>> (slip,) = slips_in("# %% 00/squared_loss | 2 | no half\ndef f(a, y):\n  ...")
    >>> slip.exercise, slip.lines, slip.what
    ('00/squared_loss', (2,), 'no half')
    """
    heads = list(HEAD.finditer(text))
    ends = [one.start() for one in heads[1:]] + [len(text)]
    for head, end in zip(heads, ends, strict=True):
        id, lines, what = head.groups()
        numbers = tuple(int(one) for one in re.findall(r"\d+", lines))
        yield Slip(id, numbers, what, text[head.end() : end].strip("\n") + "\n")


def names_in(notebook: str) -> dict[str, object]:
    """Return what a notebook knows, its own exercises as the course solves them."""
    names: dict[str, object] = {"np": np, "math": math}
    for path in sorted(PACKAGE.glob("*.py")):
        if not path.stem.startswith("__"):
            module = importlib.import_module(f"nnlib.{path.stem}")
            built = {
                name: getattr(one, "built_in", "99") for name, one in pairs(module)
            }
            names |= {n: vars(module)[n] for n, at in built.items() if at <= notebook}
    names["g"], names["g_slope"] = (names.get(f"activation{x}") for x in ("", "_slope"))
    for number in NOTEBOOKS:
        if number <= notebook:
            names |= {one.name: one.reference for one in exercises(number)}
    return names


def pairs(module: object) -> list[tuple[str, object]]:
    """List what a module defines itself, by name."""
    own = vars(module).items()
    return [(n, f) for n, f in own if getattr(f, "__module__", "") == module.__name__]


def defined(slip: Slip, number: int) -> Callable:
    """Define the function of a slip among the names of its notebook."""
    notebook, name = slip.exercise.split("/")
    place, names = f"<slip {number}>", names_in(notebook)
    linecache.cache[place] = (len(slip.text), None, slip.text.splitlines(True), place)
    exec(compile(slip.text, place, "exec"), names)
    return names[name]


def judged(slip: Slip, number: int) -> Found:
    """Check the function of a slip, and measure."""
    function = defined(slip, number)
    start = time.process_time()
    evaluate(slip.exercise, function, pointing=False)
    between = time.process_time()
    verdict = evaluate(slip.exercise, function)
    end = time.process_time()
    ms, without = 1000 * (end - between), 1000 * (between - start)
    return Found(slip, verdict, ms, ms - without)


def row(number: int, found: Found) -> str:
    """Write what was found of one slip on a line."""
    slip, verdict = found.slip, found.verdict
    told = verdict.diagnosis or "-"
    state = next(
        (one for one in ("wrong", "exact", "located") if getattr(found, one)), "-"
    )
    lines = ", ".join(map(str, found.lines)) or "-"
    true = ", ".join(map(str, slip.lines))
    return (
        f"{number:4} {slip.exercise:30} {state:8} said {lines:6} true {true:6} "
        f"{found.ms:6.0f} ms  {told:24.24} {slip.what}"
    )


def summary(found: Sequence[Found]) -> str:
    """Write how many were named, located, exact and wrong, and how long it took."""
    many = len(found)
    counts = {
        "accepted": [one.verdict.status == "passed" for one in found],
        "named": [one.named for one in found],
        "located": [one.located for one in found],
        "exact": [one.exact for one in found],
        "named or located": [one.named or one.located for one in found],
        "wrong": [one.wrong for one in found],
    }
    lines = [f"{many} wrong functions"]
    lines += [
        f"{x:18} {sum(n):4} {100 * sum(n) / many:6.1f} %" for x, n in counts.items()
    ]
    for what, ms in (
        ("check", [f.ms for f in found]),
        ("added", [f.added for f in found]),
    ):
        cut = statistics.quantiles(ms, n=20) if many > 1 else ms * 19
        middle = statistics.median(ms)
        lines.append(
            f"{what}: median {middle:.0f} ms, 95th percentile {cut[-1]:.0f} ms"
        )
    times = statistics.median(one.ms / max(one.ms - one.added, 0.1) for one in found)
    lines.append(
        f"a check with the search takes {times:.1f} times a plain one (median)"
    )
    silent = {one.slip.exercise for one in found if not one.lines}
    silent -= {one.slip.exercise for one in found if one.lines}
    lines.append(f"no line of: {', '.join(sorted(silent)) or '-'}")
    return "\n".join(lines)


def main(words: Sequence[str] | None = None) -> int:
    """Judge the functions of a file, and print what was found."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", nargs="?", type=Path, default=EVERYDAY)
    parser.add_argument("--only", default="", help="exercises that begin so")
    parser.add_argument("--quiet", action="store_true", help="print the summary alone")
    asked = parser.parse_args(words)
    found = []
    slips = slips_in(asked.file.read_text(encoding="utf-8"))
    for number, slip in enumerate(slips, 1):
        if slip.exercise.startswith(asked.only):
            found.append(judged(slip, number))
            if not asked.quiet:
                print(row(number, found[-1]), flush=True)
    print(summary(found))
    return 0


if __name__ == "__main__":
    sys.exit(main())
