"""The sentences: short, said to "you", without expected numbers on demand."""

import re
import string

from nnlib.check import STATUSES, counts, kinds, messages
from nnlib.check.messages import LIMITS, SENTENCES, STATES, WITHOUT_VALUES, sentence
from tests.cases import every_case
from tests.words import END, WORD, words

MOST_WORDS = 20
LONGEST = "linear_activation_backward"
SIZES = "n_x = 3, m = 8, learning_rate = 0.3, num_iterations = 25"

# What each kind speaks of, as long as it gets.
ABOUT = {
    "with_course": {"needed": LONGEST},
    "with_course_all": {"needed": "sigmoid, propagate, initialize_with_zeros, predict"},
    "not_attempted": {"name": LONGEST},
    "not_mended": {"name": LONGEST},
    "not_ordered": {"name": LONGEST},
    "search": {},
    "no_more": {},
    "missing": {"name": LONGEST},
    "needs_first": {"name": LONGEST, "needed": LONGEST},
    "signature": {
        "name": "optimize",
        "call": "optimize(w, b, X, Y, learning_rate=..., num_iterations=...)",
        "parameters": "w, b, X, Y, num_iterations",
    },
    "tested": {"sizes": SIZES},
    "type": {
        "part": "dw, db",
        "expected": "2 values: a dictionary with db, dw, then cost",
        "got": "a dictionary with dw, db",
    },
    "none": {
        "part": "dw, db",
        "expected": "2 values: a dictionary with db, dw, then cost",
        "got": "None",
    },
    "no_return": {
        "part": "dw, db",
        "expected": "2 values: a dictionary with db, dw, then cost",
        "got": "None",
    },
    "gives_none": {
        "part": "choice, best",
        "expected": "a dictionary with layer_dims, learning_rate, num_iterations",
        "got": "None",
    },
    "shape": {"part": "dw, db", "expected": "shape (3, 1)", "got": "shape (1, 3)"},
    "value": {
        "part": "dw",
        "place": "[0, 2]",
        "expected": "[[ 0.3972], [-0.1421]]",
        "got": "[[ 1.1916], [-0.4263]]",
    },
    "other_values": {"part": "w, b, costs", "sizes": SIZES},
    "numbers": {"part": "w, b, costs", "sizes": SIZES},
    "quoted": {"text": "“return s” stands inside “for a in x:”: it ends."},
    "evidence": {"text": "Your dw is m times the expected one (m = 3, 5 tried)."},
    "right": {"parts": "dv, du, da, db, dc"},
    "question": {"text": "which of your lines divide by the number of examples?"},
    "pointed": {
        "lines": [12, 13],
        "quoted": ["dw = X @ dZ.T", "db = np.sum(dZ)"],
        "family": "size factor",
        "text": messages.PLACES["two"].format(
            first=12,
            one="dw = X @ dZ.T",
            second=13,
            other="db = np.sum(dZ)",
            aim="every ordinary case come out right",
        ),
        "question": "What does this line count, and how many are there?",
    },
    "property": {"text": "small steps lower the cost every time"},
    "factor": {"part": "dw, db", "factor": "1/m", "cases": " for m = 3, 5 and more"},
    "transposed": {"part": "dw, db", "how": "transposed"},
    "table": {
        "part": "dw, db",
        "rows": "n_x",
        "columns": "m",
        "wanted": "an array with one axis",
    },
    "reshaped": {
        "part": "db, cost",
        "numbers": "number",
        "how": "wrapped in an array of shape (1, 1)",
    },
    "fixed_divisor": {"part": "dw, db", "divisor": "209"},
    "rounded": {"part": "dw, db", "digits": "5"},
    "near": {"part": "dw, db", "digits": "5"},
    "guard": {"number": "1e-05"},
    "listed": {"part": "dw"},
    "from_outside": {"name": "X_train"},
    "in_demo": {"name": "X_train", "part": "3 · The same for all features"},
    "in_check": {"name": "stable"},
    "not_there": {"name": "scipy"},
    "stops_cell": {"name": "nnlib.logistic.propagate"},
    "not_allowed": {
        "name": "multiprocessing",
        "why": "no further processes can be started",
    },
    "own_file": {"name": "helpers.py"},
    "left_out": {
        "name": "helpers.py",
        "why": "a module of this name is there already, so yours needs another one",
    },
    "no_data": {"name": "my_weights.npz"},
    "echo": {"part": "dw, db", "argument": "learning_rate"},
    "constant": {"part": "dw, db", "number": "0.693147"},
    "whole": {"part": "dw, db", "how": "rounded down"},
    "coarse": {"part": "dw, db", "digits": "seven"},
    "exchanged": {"part": "dw, db"},
    "layer": {"part": "grads", "start": "L", "layer": "L - 1"},
    "no_bias": {"part": "Z1, A1, Z2, A2", "bias": "b1 = b2 = 0"},
    "one_counted": {"part": "dw, db", "which": "last", "divided": ", divided by m"},
    "one_right": {"part": "dw, db", "tried": "3, 5 and more"},
    "one_size": {"part": "dw, db", "m": "3", "tried": "5, 7 and more"},
    "unsteady": {},
    "global_random": {},
    "outside": {"name": "learning_rate"},
    "extreme": {
        "part": "cost",
        "problem": "FloatingPointError is raised",
        "inputs": "answers so certain that A is exactly 0 or 1",
        "cost": "10",
    },
    "changed": {"argument": "parameters", "cost": "10"},
    "changed_question": {"what": "parameters, or an array in it"},
    "broken": {
        "text": "Your costs do not fall at every step, though the steps are small."
    },
    "worth": {"share": "70"},
    "order": {"expected": "a dictionary with W1, W2, b1, b2, then costs"},
    "order_question": {},
    "ignored": {"argument": "num_iterations"},
    "ignored_question": {"argument": "num_iterations"},
    "comma": {"line": "level = 0,5", "pair": "0,5"},
    "first_turn": {"line": "return w, b, costs", "loop": "for k in range(m):"},
    "loops_unknown": {},
    "loop": {"cost": "20", "sized": "examples"},
    "loop_question": {"sized": "examples"},
    "placeholder": {"name": LONGEST},
    "error_line": {"number": 12, "function": LONGEST, "line": "Z = w.T @ X + b"},
    "error_in_cell": {"number": 12, "line": "Z = w.T @ X + b"},
    "error_text": {"type": "ValueError", "text": "matmul: wrong size"},
    "error_called": {"number": 12, "caller": LONGEST},
    "error_means": {"text": "It is a plain list, and lists do no arithmetic."},
    "error_shapes": {"operands": "w has shape (3, 1), X has shape (3, 5)"},
    "error_on": {"sizes": SIZES},
    "refused": {"handled": 1, "all": "3 drawn cases"},
    "limit": {"limit": messages.limit("time", 10.0)},
    "delegated": {"missing": "nnlib.logistic.propagate"},
    "advice": {"text": "overflow encountered in exp"},
    "remark": {"text": "one of your sums is exactly 0. A unit fires above 0 only."},
    "printed": {"count": 2000},
    "passed": {"parts": "dv, du, da, db, dc", "cases": "4 cases"},
    "holds": {"text": "small steps lower the cost every time"},
    "passed_too": {
        "list": "extreme inputs, arguments untouched, no loop over the examples"
    },
    "could_not_check": {"text": "KeyError: 'm'"},
}


def test_what_is_told_in_silence_are_kinds_of_facts():
    assert set(kinds.SYMPTOMS) <= set(SENTENCES)
    assert not set(kinds.SYMPTOMS) & {"evidence", "quoted", *kinds.QUESTIONS}


def test_every_kind_of_fact_is_tried_here():
    assert set(ABOUT) == set(SENTENCES)


@every_case("values", [True, False], ids=["values", "no-values"])
@every_case("kind", SENTENCES)
def test_no_sentence_has_more_than_twenty_words(kind, values):
    for one in END.split(sentence(kind, ABOUT[kind], values)):
        assert words(one) <= MOST_WORDS, one


@every_case("name", LIMITS)
@every_case("seconds", [10.0, None])
def test_every_limit_is_said_in_short_sentences(name, seconds):
    said = messages.limit(name, seconds)
    assert "{" not in said
    assert all(words(one) <= MOST_WORDS for one in END.split(said))


@every_case("kind", SENTENCES)
def test_a_sentence_uses_everything_that_it_is_about(kind):
    fields = {name for _, name, _, _ in string.Formatter().parse(SENTENCES[kind])}
    unsaid = {"got"} if kind in ("none", "no_return", "gives_none") else set()
    unsaid |= {"lines", "quoted", "family"} if kind == "pointed" else set()
    assert fields - {None} == set(ABOUT[kind]) - unsaid


@every_case("kind", WITHOUT_VALUES)
def test_what_is_said_without_values_names_no_expected_number(kind):
    said = sentence(kind, ABOUT[kind], values=False)
    for hidden in {"expected", "got", "count"} & {*ABOUT[kind]}:
        assert str(ABOUT[kind][hidden]) not in said


@every_case("kind", sorted({*SENTENCES} - {"could_not_check"}))
def test_sentences_speak_to_the_learner(kind):
    template = SENTENCES[kind] + WITHOUT_VALUES.get(kind, "")
    assert not re.search(r"\b(we|us|our|I|student|user|wrong!)\b", template)


def test_every_status_has_a_symbol_and_a_word():
    assert set(STATES) == set(STATUSES)
    for symbol, word in STATES.values():
        assert len(symbol) == 1
        assert WORD.search(word)
    assert len({word for _, word in STATES.values()}) == len(STATES)


@every_case(
    ("text", "line"),
    [
        ("one\n  two\tthree ", "one two three"),
        ("", ""),
        ("x" * 300, "x" * 300),
        ("x" * 301, "x" * 299 + "…"),
    ],
    ids=["several-lines", "empty", "longest", "too-long"],
)
def test_a_text_of_several_lines_becomes_one_of_bounded_length(text, line):
    assert messages.on_one_line(text) == line


@every_case(
    ("tried", "found"),
    [
        ([{"m": 5}, {"m": 7}, {"m": 5}], {"m": "5, 7"}),
        ([{}, {"n_x": 3, "m": 5}], {"n_x": "3", "m": "5"}),
        ([], {}),
    ],
    ids=["repeated", "two-sizes", "none"],
)
def test_sizes_are_collected_in_the_order_tried(tried, found):
    assert counts.sizes_tried(tried) == found
