"""The engine of the checks: run, compare, diagnose, report.

It knows no exercise: `nnlib.exercises` holds those. What their files are written with,
slips included, is imported from here.
"""

from nnlib.check.compare import Unfulfilled, Unusable
from nnlib.check.description import Description
from nnlib.check.draft import Draft
from nnlib.check.evaluate import evaluate
from nnlib.check.exercise import Exercise, Probe, Property, Tree, Variant, variant
from nnlib.check.lending import course_lends
from nnlib.check.mistakes import all_mistakes, mistake_of
from nnlib.check.notebook import Check
from nnlib.check.pointing import pointed
from nnlib.check.points import Points
from nnlib.check.raised import Raised
from nnlib.check.runner import Answer, LocalRunner, Runner
from nnlib.check.slips import (
    around,
    called_with,
    changed,
    divided,
    entries,
    flattened,
    instead,
    negated,
    outputs,
    reordered,
    reworded,
    scaled,
    transposed,
    wrapped,
    wrong,
)
from nnlib.check.trial import NoValueError
from nnlib.check.verdict import STATUSES, Fact, Verdict
from nnlib.check.waiting import waits_for

__all__ = [
    "STATUSES",
    "Answer",
    "Check",
    "Description",
    "Draft",
    "Exercise",
    "Fact",
    "LocalRunner",
    "NoValueError",
    "Points",
    "Probe",
    "Property",
    "Raised",
    "Runner",
    "Tree",
    "Unfulfilled",
    "Unusable",
    "Variant",
    "Verdict",
    "all_mistakes",
    "around",
    "called_with",
    "changed",
    "course_lends",
    "divided",
    "entries",
    "evaluate",
    "flattened",
    "instead",
    "mistake_of",
    "negated",
    "outputs",
    "pointed",
    "reordered",
    "reworded",
    "scaled",
    "transposed",
    "variant",
    "waits_for",
    "wrapped",
    "wrong",
]
