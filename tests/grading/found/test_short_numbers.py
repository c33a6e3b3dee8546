"""What a student's process says is kept without numbers that tell the questions."""

import linecache

from grading.found.short_numbers import (
    MOST_OF_HERS,
    known_numbers,
    with_short_numbers,
)
from grading.results.outcome import said_of
from nnlib.exercises import evaluate

SEEN = [1.319686080450403, 3.3323259961975125]
FORGED = f"def neuron(w, b, x):\n    for n in {SEEN}[:9]:\n        return 0\n"


def test_a_quoted_line_that_the_process_forged_is_shortened():
    linecache.cache["<told>"] = len(FORGED), None, FORGED.splitlines(True), "<told>"
    names = {}
    exec(compile(FORGED, "<told>", "exec"), names)
    verdict = evaluate("01/neuron", names["neuron"])
    assert verdict.diagnosis == "first_turn"
    said = " ".join(text for _, text in said_of(verdict, frozenset()))
    assert "stands inside" in said and "1.32" in said
    assert not any(str(one) in said for one in SEEN)


def test_a_text_that_holds_every_number_does_not_show_them_all():
    words = [f"{number:03}" for number in range(1000)]
    known = known_numbers([" ".join(words)])
    (told,) = with_short_numbers([" ".join(words[261:461])], known)
    assert sum(one.isdigit() for one in told.split()) == MOST_OF_HERS
