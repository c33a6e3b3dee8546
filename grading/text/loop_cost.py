"""What a loop costs, said where students write.

It stands above the place for an answer, in each exercise of which it is true: in their
notebook and in that of the instructor.
"""

import re
from typing import Any

from grading.text import rules
from nnlib.check.deductions import LOOP_SHARE, percent

LOOP = "# A loop over the {sized} costs {cost} %."


def about_loops(exercise: Any) -> str:
    """Say what a loop costs in an exercise; empty where it costs nothing."""
    if getattr(exercise, "vectorised", None) is None:
        return ""
    return LOOP.format(sized=exercise.sized, cost=percent(LOOP_SHARE))


def announced(text: str, about: str) -> str:
    """Write a comment above the place where students write."""
    line = re.compile(rf"^([ \t]*){rules.BEGIN}", re.MULTILINE)
    return line.sub(rf"\1{about}\n\g<0>", text, count=1) if about else text
