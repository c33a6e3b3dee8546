"""Every page for persons in a browser: light, dark, on a phone and on paper."""

import re
import shutil
from itertools import pairwise, product

import pytest

from grading import grade, slide
from grading.collect import collect
from grading.course import Course
from grading.feedback import feedback
from grading.report import report
from grading.results import pages
from grading.results.class_results import Misconception
from grading.sample import sample_class
from grading.sample.students import STUDENTS
from grading.similar import similar
from grading.student_report import student_report
from nnlib.exercises import NOTEBOOKS
from tests.cases import every_case
from tests.grading.made_up_class import fill
from tests.grading.similarity.copied_class import CopiedClass

pytestmark = pytest.mark.browser
WIDTHS = (375, 800, 1280)
SCHEMES = ("light", "dark")
# A class, so large that the page without names has something to say.
COUNT = 20
NAMES = ("feedback", "report", "anonymous", "student", "slide", "similar", "empty")
# What axe calls worse than a nuisance.
BAD = ("serious", "critical")
PROJECTORS = ((1280, 720), (1920, 1080), (1024, 768), (2560, 1440))
PAGE = re.compile(rb"/Type /Page\b")
SHEET = re.compile(rb"/MediaBox \[0 0 (\d+)[.\d]* (\d+)[.\d]*\]")
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
    shutil.copytree(released_course.root, folder / "many")
    many = Course.open(folder / "many")
    ids = fill(many, COUNT, ("01", "02"))
    CopiedClass(many, ["02"], size=14, copies=3, seed=1).hand_in(many)
    return {
        "feedback": feedback(course, student=wanted[0])[0],
        "empty": report(course, notebook="03"),
        "report": report(many),
        "anonymous": report(many, anonymous=True),
        "student": student_report(many, ids[0]),
        "slide": slide.slide(many, notebook="01", fewest=3).path,
        "similar": similar(many, most=5)[0],
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

    def opened(name, width=1280, height=900, **media):
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(**media)
        page.goto(written[name].as_uri())
        return page, asked

    yield opened
    page.close()


@every_case("name, width", product(NAMES, WIDTHS))
def test_page_fits_and_asks_for_no_other_file(opened, name, width):
    page, asked = opened(name, width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert [url for url in asked if not url.endswith(".html")] == []


@every_case("name, scheme", product(NAMES, SCHEMES))
def test_every_text_stands_out(opened, name, scheme):
    page, _ = opened(name, color_scheme=scheme)
    found = page.evaluate(COLOURS)
    assert len(found) > 10
    assert [text for one, other, text in found if contrast(one, other) < 4.5] == []


@every_case("name", NAMES)
def test_a_checker_of_access_finds_nothing_serious(opened, name):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page, _ = opened(name, 375)
    found = axe.run(page).response
    assert len(found["passes"]) > 10
    assert [
        (one["id"], node["html"][:90])
        for one in found["violations"]
        if one["impact"] in BAD
        for node in one["nodes"]
    ] == []


@every_case("name", NAMES)
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


@every_case("name", NAMES)
def test_page_prints_on_white_paper(opened, name):
    page, _ = opened(name, media="print")
    colour = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert colour == "rgb(255, 255, 255)"
    assert len(page.pdf(format="A4")) > 10_000


def said_at_most():
    """Yield the three mistakes of which the course says most, as they are shown."""
    every = [
        (exercise, variant)
        for some in NOTEBOOKS.values()
        for exercise in some
        for variant in exercise.variants
    ]
    every.sort(
        key=lambda pair: -len(pair[1].title + pair[1].evidence + pair[1].question)
    )
    for exercise, variant in every[:3]:
        yield Misconception(exercise.id, variant, "")


@pytest.fixture(scope="module")
def fullest(tmp_path_factory, written):
    """A slide with the most words that may ever stand on it."""
    path = tmp_path_factory.mktemp("fullest") / "slide.html"
    filled = slide.values([*said_at_most()], [], None)
    for card in filled["cards"]:
        card["told"] = "nearly all"  # the longest of what is said
    path.write_text(pages.render("slide.html.j2", filled), encoding="utf-8")
    written["fullest"] = path


@every_case("name, size", product(("slide", "fullest"), PROJECTORS))
def test_slide_fills_a_projector_and_no_more(fullest, opened, name, size):
    width, height = size
    page, _ = opened(name, width, height)
    needs = (
        "[document.documentElement.scrollWidth, document.documentElement.scrollHeight]"
    )
    assert page.evaluate(needs) == [width, height]
    smallest = "Math.min(...[...document.querySelectorAll('article *')].map(" \
        "one => parseFloat(getComputedStyle(one).fontSize)))"  # fmt: skip
    # Read from the last row of a room, what is least important included.
    assert page.evaluate(smallest) >= width / 72


@every_case("name", ("slide", "fullest"))
def test_slide_prints_on_one_sheet_of_16_to_9(fullest, opened, name):
    page, _ = opened(name, media="print")
    printed = page.pdf(prefer_css_page_size=True, print_background=True)
    assert len(PAGE.findall(printed)) == 1
    wide, high = map(int, SHEET.search(printed).groups())
    assert abs(wide / high - 16 / 9) < 0.01
