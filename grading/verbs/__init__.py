"""The verbs of `python -m grading`: what each one says, takes and does.

A function calls its stage, says what was done, and what comes next. What needs a look
goes to stderr, and makes the exit code 1. Modules of the stages are imported when their
verb is called: help must be quick.
"""

from grading.verbs import (
    authors,
    class_folder,
    collect,
    export,
    grade,
    marks,
    persons,
    release,
    similar,
    trial,
)
from grading.verbs.registered import REGISTERED

PATH = (
    *(release, collect, grade, marks, persons, export),
    *(similar, class_folder, authors, trial),
)
_PLACES = {module.__name__: place for place, module in enumerate(PATH)}
VERBS = sorted(REGISTERED, key=lambda one: _PLACES[one.run.__module__])
