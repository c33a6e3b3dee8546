"""What a picture must have: each rule is broken once. All that there are keep them:
`tests/nnlib/plotting/test_words_on_cards.py` draws them.
"""

import pytest

from grading.authored import pictures
from nnlib.plotting.card import Picture


def without_example():
    """Draw nothing."""


def without_alt():
    """Draw nothing.

    >>> without_alt()
    <Picture: >
    """
    return Picture(b"", alt="", caption="Nothing.")


def long_winded():
    """Draw nothing.

    >>> long_winded()
    <Picture: Nothing.>
    """
    return Picture(b"", alt="Nothing.", caption=26 * "a ")


BROKEN = {
    without_example: "its docstring has no example; end it with one call",
    without_alt: "its alt sentence is ''; say what there is to see, to a dot",
    long_winded: "its caption has 26 words; write 1 to 25",
}


@pytest.mark.parametrize(("draw", "said"), BROKEN.items())
def test_a_broken_rule_is_said_with_file_line_and_remedy(draw, said):
    (found,) = pictures.rule.broken(draw)
    assert found.text == f"{draw.__name__}: {said}"
    assert found.path.name == "test_pictures.py"
    line = found.path.read_text(encoding="utf-8").splitlines()[found.line - 1]
    assert line == f"def {draw.__name__}():"
