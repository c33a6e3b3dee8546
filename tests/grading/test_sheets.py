"""The printed sheets: from the texts, in step with them, with nothing left out."""

import re

import pytest

from grading import sheets
from grading.authored.topics import normal
from grading.errors import SourceError
from grading.formulas import displayed, drawn, plain
from grading.notebooks import NOTEBOOKS
from grading.text.closing import FOLDER, WORDS_ELSEWHERE, sheet_of
from tests.texts import TEXTS

PLACE = NOTEBOOKS / FOLDER
NEEDED = re.compile(r"""(?:src|href)=["'](?!data:)|<script|@import|url\(""")
FEWEST_WORDS = 4  # of each notebook on the page of words


@pytest.fixture(scope="module")
def one():
    """The sheet of one notebook, made anew."""
    text = TEXTS["02"]
    (phrase,) = [line.split("'")[1] for line in phrases() if line.startswith("02")]
    return sheets.sheet(text, {"02": phrase})


def phrases():
    file = TEXTS["02"].path.parent / sheets.PICTURES
    return file.read_text(encoding="utf-8").splitlines()


def committed(name):
    return (PLACE / name).read_text(encoding="utf-8")


def test_there_is_a_sheet_for_each_notebook_and_the_words():
    wanted = {sheet_of(text.path.stem) for text in TEXTS.values()} | {WORDS_ELSEWHERE}
    assert {path.name for path in PLACE.iterdir()} == wanted


def test_a_sheet_is_in_step_with_its_text(one):
    told = "run python -m grading notebooks"
    name = sheet_of(TEXTS["02"].path.stem)
    assert sheets.pictureless(committed(name)) == sheets.pictureless(one), told


@pytest.mark.long
def test_all_sheets_are_in_step_with_their_texts():
    for name, html in sheets.pages().items():
        assert sheets.pictureless(committed(name)) == sheets.pictureless(html), name


def test_sheets_need_nothing_but_themselves():
    for path in PLACE.iterdir():
        html = path.read_text(encoding="utf-8")
        assert not NEEDED.search(html), path.name
        # Every formula is drawn, and read aloud.
        assert "$" not in re.sub(r"<svg[^>]*>|<code>.*?</code>", "", html), path.name


def test_a_sheet_has_formulas_with_shapes_words_and_a_described_picture(one):
    assert "<h1>02 · Logistic regression with arrays</h1>" in one
    assert r"\underset{(n_x,1)}{dw}" in one and "<td>(1, m)</td>" in one
    assert "<strong>Words.</strong>" in one and "Overfitting" in one
    assert re.search(r'<img[^>]* alt="[^"]{20,}"', one)
    assert "Next." not in one and "To hand in" not in one


@pytest.mark.parametrize("notebook", TEXTS)
def test_each_notebook_has_formulas_that_can_be_drawn(notebook):
    found = sheets.formulas(TEXTS[notebook])
    assert len(found) > 2
    for tex in found:
        assert drawn(tex).startswith("<svg"), tex


def test_words_elsewhere_are_words_of_the_notebooks():
    found = sheets.words()
    gone = [
        one["here"]
        for one in found
        if one["here"].casefold() not in said(one["notebook"]).casefold()
    ]
    assert gone == []
    notebooks = [one["notebook"] for one in found]
    assert notebooks == sorted(notebooks)
    assert min(notebooks.count(number) for number in TEXTS) >= FEWEST_WORDS


def said(notebook):
    cells = TEXTS[notebook].student_cells
    return normal("\n".join(cell.text for cell in cells if not cell.is_code))


def test_a_picture_that_no_cell_draws_is_told():
    with pytest.raises(SourceError, match=r"stands in 0 cells, expected one"):
        sheets.picture(TEXTS["02"], "no such call(")


def test_links_stand_at_the_end_of_each_notebook(released_course):
    for path in released_course.release.glob("*/*.ipynb"):
        text = path.read_text(encoding="utf-8")
        for name in (sheet_of(path.stem), WORDS_ELSEWHERE):
            assert text.count(f"({FOLDER}/{name})") == 1


class TestFormulas:
    """From TeX to what matplotlib draws."""

    def test_what_stands_on_several_lines_is_a_list(self):
        tex = r"$$\begin{aligned}a&=1\\b&=2 \\[.8em] c &= 3\end{aligned}$$"
        assert [*map(plain, displayed(tex))] == ["a=1", "b=2", "c = 3"]

    def test_a_line_that_goes_on_is_one_formula(self):
        tex = r"$$\begin{gathered}a = (b \\[.6em] {} + c)\end{gathered}$$"
        assert displayed(tex) == ["a = (b + c)"]

    def test_matrices_and_cases_are_left_out(self):
        assert displayed(r"$$Y = \begin{pmatrix} 0 & 1 \end{pmatrix}$$") == []

    def test_signs_of_html_in_a_formula_do_no_harm(self):
        assert 'aria-label="a &lt; b"' in drawn("a < b")
