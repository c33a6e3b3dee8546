"""What IPython adds to Python in a cell, and what stays of it when graded.

Lines of shells and settings are left out. A magic that runs a statement, to time it or
to catch what it prints, leaves that statement, as IPython would run it. This file
stands alone, because the grader carries it into the process that runs student code.
"""

import ast
import re

# Magics of whole cells that run the rest of the cell as Python; a name behind the
# third gets what was printed.
TRANSPARENT = re.compile(r"%%(time|timeit|prun|capture)\b(?:.*?([A-Za-z_]\w*)\s*$)?")
KEEPS = "capture"
# Magics of one line that run the rest of it; the second takes options, some a value.
RUNS = re.compile(
    r"(?P<before>\s*(?:[^=%!#'\"]+=\s*)?)"
    r"%(?:time|prun(?:\s+-(?:[rq]|[DlsT]\s*\S+)(?=\s))*)\s+(?P<left>[^\s\\].*)"
)
# What is given a name, and is not there when graded.
GIVEN = re.compile(r"(?P<before>\s*[\w\s,.\[\]]+=\s*)(?:%[a-z]|!).*")
LEFT_OUT = re.compile(r"(?P<before>\s*)(?:[%!?].*|[\w.]+\s*\?\??\s*)")
# Commands that IPython takes without a sign, if nothing else stands in their cell.
BARE = re.compile(r"\s*(?:pip|conda|cd|ls|pwd)\b.*")
SILENT = "get_ipython()"


def python_of(source: str) -> str:
    r"""Return a cell without IPython's magics; its lines keep their numbers.

    A line that could be either is left alone where the cell is Python as it stands.

    Parameters
    ----------
    source : str
        The text of a cell.

    Returns
    -------
    str
        Python, if the cell was Python but for the magics.

    Examples
    --------
    >>> python_of("%matplotlib inline\nx = 1")
    'pass\nx = 1'
    >>> python_of("%time x = 1\ny = %time 2 * x\nfiles = !ls")
    'x = 1\ny = 2 * x\nfiles = get_ipython()'
    """
    if is_python(source):
        return source
    lines = source.split("\n")
    first = next((n for n, line in enumerate(lines) if line.strip()), 0)
    while first < len(lines) and lines[first].startswith("%%"):
        found = TRANSPARENT.match(lines[first])
        if not found:
            return ""
        keeps = found[1] == KEEPS and found[2]
        lines[first] = f"{found[2]} = {SILENT}" if keeps else "pass"
        first += 1
    if len(lines) == 1 and BARE.fullmatch(source):
        return "pass"
    left: list[str] = []
    for above, line in zip(["", *lines], lines, strict=False):
        if above.endswith("\\"):  # it goes on with what was kept, or was left out
            left.append(line if left[-1].endswith("\\") else "")
        else:
            left.append(line_of_python(line))
    return "\n".join(left)


def line_of_python(line: str) -> str:
    """Return what stays of a line, where it holds a magic."""
    if found := RUNS.fullmatch(line):
        return found["before"] + found["left"]
    if found := GIVEN.fullmatch(line):
        return found["before"] + SILENT
    if found := LEFT_OUT.fullmatch(line):
        return f"{found['before']}pass"
    return line


def is_python(source: str) -> bool:
    """Tell whether a text can be parsed."""
    try:
        ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True
