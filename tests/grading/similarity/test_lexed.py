"""Answers are read as rows of words, whatever stands in them."""

import pytest

from grading.similarity import lexed
from grading.similarity.lexed import MOST_LETTERS, MOST_WORDS, rows, without_comments

KNOWN = ("np", "sigmoid")
PLAIN = {
    "a = np.dot(w.T, X)": "· = np . dot ( · . T , · )",
    "return sigmoid(z)  # at last": "return sigmoid ( · )",
    "costs += [loss / 2.5e-3]": "· += [ · / 2.5e-3 ]",
    "for i in range(10): pass": "for · in range ( 10 ) : pass",
    'x = {"dw": dw}': '· = { "dw" : · }',
    "f'{z}' + b''": "f'{z}' + b''",
    "x = (a +\n     b)  # one row": "· = ( · + · )",
    "x = a \\\n  + b": "· = · + ·",
    '"""Only words."""': "",
    "# only a comment": "",
    "näme = 1": "· = 1",
}
# Texts that nobody writes by hand, and that are read all the same.
STRANGE = ("'''", '"' * 999, "\\" * 999, "(" * 999, ")" * 999, "\0\r\x1b", "é̂" * 99, "")


def test_rows_have_words_without_the_names_that_their_authors_chose():
    for text, words in PLAIN.items():
        found = rows(text, KNOWN)
        assert [" ".join(one.plain) for one in found] == [words] * bool(words), text


def test_a_row_knows_its_lines():
    text = '"""Half\nof it."""\nx = [\n  1,\n]\n\ny = 2'
    assert [(one.first, one.last) for one in rows(text)] == [(2, 4), (6, 6)]


def test_order_within_a_row_and_other_names_leave_the_bag_as_it_is():
    (one,), (other,) = rows("z = w * x + b"), rows("q = bias + x * weight")
    assert one.bag == other.bag
    assert one.written != other.written


def test_whatever_stands_in_a_text_it_is_read():
    for text in STRANGE:
        for before in ("", "x = 1\n", "x = ("):
            assert all(one.written for one in rows(before + text)), (before, text)


def test_what_is_longer_than_any_answer_is_refused():
    with pytest.raises(ValueError, match=f"at most {MOST_LETTERS} are read"):
        rows("x" * (MOST_LETTERS + 1))
    with pytest.raises(ValueError, match=f"at most {MOST_WORDS} are compared"):
        rows("(" * (MOST_WORDS + 1))


def test_a_text_without_comments_has_the_same_rows():
    text = 'def f(x):  # Ada\'s\n    """Ada."""\n    # by Ada\n    return "#" + x'
    plain = without_comments(text)
    assert plain == 'def f(x):\n    return "#" + x'
    assert [one.written for one in rows(plain)] == [one.written for one in rows(text)]


def test_a_name_has_a_sign_that_no_name_of_python_is():
    assert not lexed.NAME.isidentifier()
