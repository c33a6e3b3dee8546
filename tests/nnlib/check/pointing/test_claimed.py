"""A claim is let through if it is one of a few things, and says nothing of its own."""

from nnlib.check.pointing import Claim, claimed, fact_of
from nnlib.check.pointing.claimed import KINDS, questions

ROWS = ["def propagate(w, b, X, Y):", "    dw = X @ dZ.T", "    return dw"]
PARTS = ["cost", "dw", "db"]
GOOD = Claim("two", (1, 2), "sign", ("dw",), ("cost",), True).as_plain()
# What is put in place of a field, and is no claim then.
REFUSED = {
    "no dictionary": [1],
    "a field more": {**GOOD, "text": "x"},
    "a field less": {name: one for name, one in GOOD.items() if name != "able"},
    "another kind": {**GOOD, "kind": "three"},
    "a kind that is no text": {**GOOD, "kind": ("two",)},
    "another family": {**GOOD, "family": "<script>"},
    "a list of lines": {**GOOD, "lines": [1, 2]},
    "a line too many": {**GOOD, "lines": (1, 2, 3)},
    "a line below": {**GOOD, "lines": (0, 2)},
    "a line beyond": {**GOOD, "lines": (1, 4)},
    "a line that is true": {**GOOD, "lines": (True, 2)},
    "an unknown output": {**GOOD, "outputs": ("dw", "x")},
    "an output twice": {**GOOD, "outputs": ("dw", "dw")},
    "an output that is no text": {**GOOD, "right": (7,)},
    "a number for a truth": {**GOOD, "able": 1},
    "a change where it is traced": {**GOOD, "kind": "writes", "lines": (2,)},
}


def test_a_claim_that_can_be_one_is_taken():
    assert claimed(GOOD, ROWS, PARTS) == Claim(**GOOD)


def test_a_claim_that_can_be_none_is_refused():
    taken = [name for name, one in REFUSED.items() if claimed(one, ROWS, PARTS)]
    assert taken == []


def test_all_words_are_made_of_the_text_and_the_claim():
    for kind, (lines, _) in KINDS.items():
        family = {"writes": "in place", "nan": "nan"}.get(kind, "axis")
        claim = Claim(kind, (2, 3)[:lines], family, ("dw",), ("cost",))
        about = fact_of(claim, ROWS, PARTS, inputs="large numbers").about
        quoted = ["dw = X @ dZ.T", "return dw"][:lines]
        assert about["quoted"] == quoted
        assert all(f"“{row}”" in about["text"] for row in quoted)
        assert bool(about["question"]) is (kind not in ("writes", "nan"))


def test_every_family_has_a_question_and_words_for_whoever_teaches():
    for family in questions():
        claim = Claim("one", (2,), family)
        assert claim.question.endswith("?") and claim.about, family
