"""Feedback page and class report in a browser: light, dark, narrow and on paper."""

import shutil
from itertools import pairwise

import pytest

from grading import grade
from grading.collect import collect
from grading.course import Course
from grading.feedback import feedback
from grading.report import report
from grading.sample import sample_class
from grading.sample.students import STUDENTS

pytestmark = pytest.mark.browser
WIDTHS = {"wide": 1280, "narrow": 390}
# Text and what is behind it, of every element that holds words of its own.
COLOURS = """() => {
    const parts = text => text.match(/[\\d.]+/g).map(Number);
    const behind = element => {
        for (let one = element; one; one = one.parentElement) {
            const colour = parts(getComputedStyle(one).backgroundColor);
            if (colour.length < 4 || colour[3] > 0) return colour;
        }
        return [255, 255, 255];
    };
    const own = element => !element.matches("style, script") &&
        [...element.childNodes].some(
            node => node.nodeType === 3 && node.textContent.trim());
    return [...document.body.querySelectorAll("*")].filter(own)
        .filter(element => !element.closest("svg"))
        .map(element => [parts(getComputedStyle(element).color), behind(element),
                         element.textContent.trim().slice(0, 40)]);
}"""


@pytest.fixture(scope="module")
def written(released_course, tmp_path_factory):
    """Return feedback page and class report of two students."""
    folder = tmp_path_factory.mktemp("pages")
    shutil.copytree(released_course.root, folder / "course")
    course = Course.open(folder / "course")
    wanted = ("s13-many-slips", "s15-cells-out-of-order")
    with pytest.MonkeyPatch.context() as patch:
        chosen = [one for one in STUDENTS if one.id in wanted]
        patch.setattr(sample_class, "STUDENTS", chosen)
        sample_class.write(course, folder / "handed_in")
    collect(course, folder / "handed_in")
    grade.grade(course, notebook="03")
    return {
        "feedback": feedback(course, student=wanted[0])[0],
        "report": report(course),
    }


def luminance(colour):
    """Return the relative luminance of a colour (WCAG 2.1)."""
    parts = [one / 255 for one in colour[:3]]
    parts = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(w * p for w, p in zip((0.2126, 0.7152, 0.0722), parts, strict=True))


def contrast(one, other):
    """Return how far a text stands out, from 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.fixture
def opened(browser, written):
    """Open a page in some way, and record what it asks of others."""
    page = browser.new_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url))

    def opened(name, width=1280, **media):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(**media)
        page.goto(written[name].as_uri())
        return page, asked

    yield opened
    page.close()


@pytest.mark.parametrize("name", ["feedback", "report"])
@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS)
def test_page_fits_and_asks_for_no_other_file(opened, name, width):
    page, asked = opened(name, width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert [url for url in asked if not url.endswith(".html")] == []


@pytest.mark.parametrize("name", ["feedback", "report"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_stands_out(opened, name, scheme):
    page, _ = opened(name, color_scheme=scheme)
    found = page.evaluate(COLOURS)
    assert len(found) > 30
    assert [text for one, other, text in found if contrast(one, other) < 4.5] == []


@pytest.mark.parametrize("name", ["feedback", "report"])
def test_headings_go_down_one_level_at_a_time_and_pictures_speak(opened, name):
    page, _ = opened(name)
    levels = page.eval_on_selector_all(
        "h1, h2, h3, h4", "all => all.map(one => +one.tagName[1])"
    )
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(b - a <= 1 for a, b in pairwise(levels))
    silent = page.eval_on_selector_all(
        "svg", "all => all.filter(one => !one.closest('[aria-hidden]') &&"
        " !one.getAttribute('aria-label')).length",
    )  # fmt: skip
    assert silent == 0


@pytest.mark.parametrize("name", ["feedback", "report"])
def test_page_prints_on_white_paper(opened, name, tmp_path):
    page, _ = opened(name, media="print")
    colour = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert colour == "rgb(255, 255, 255)"
    page.pdf(path=tmp_path / "page.pdf", format="A4")
    assert (tmp_path / "page.pdf").stat().st_size > 10_000
