"""Every explorer of the course in JupyterLab: keys, themes, and no kernel at all."""

from functools import cache

import nbformat
import pytest

from grading.exhibits import EXHIBITS

from .answers import save
from .opened import DARK, LIGHT, LOOPBACK, SHUTDOWN, opened
from .test_explorers import explorer, paper, pixels

pytestmark = pytest.mark.browser

MAKERS = {make.__name__: make for makers in EXHIBITS.values() for make in makers}
NAMES = list(MAKERS)
FUNCTIONS = """\
from grading import exhibits

def quiet(explorer):
    explorer.ahead = list  # nothing is fetched that was not asked for
    return explorer
"""
CELLS = {name: f"quiet(exhibits.{name}())" for name in NAMES}
# JupyterLab may give a picture its width back some frames after the theme.
SHOWS = "([canvas, was]) => canvas.toDataURL() === was"
MEASURES = ("loops_and_arrays",)  # what it says are times, other ones in each process
KERNEL = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
STATUS = """() => {
    const { content, sessionContext } = window.jupyterapp.shell.currentWidget;
    const { activeCellIndex, mode, widgets } = content;
    const trusted = widgets.some(({ model }) => model.type === "code" && model.trusted);
    const kernel = Boolean(sessionContext.session?.kernel);
    return { activeCellIndex, mode, cells: widgets.length, trusted, kernel };
}"""


@cache
def twin(name):
    """The same explorer in this process."""
    return MAKERS[name]()


@pytest.fixture(scope="module")
def every(open_notebook):
    """A notebook with all explorers, run once."""
    with open_notebook("every-explorer", {"functions": FUNCTIONS, **CELLS}) as notebook:
        explorer(notebook.page, len(NAMES) - 1)
        yield notebook


@pytest.fixture(params=NAMES)
def name(request):
    return request.param


@pytest.fixture
def found(every, name):
    """One explorer, at its beginning."""
    found = explorer(every.page, NAMES.index(name))
    found.get_by_role("button", name="start again").click()
    return found


def wait_for_state(found, name, state):
    """Wait for what Python says of a state; for times, until the slider is there."""
    if name not in MEASURES:
        now = {**twin(name).settings, **state}
        told = twin(name).frame(now).sentence
        found.page.wait_for_function(
            "([e, told]) => e.textContent === told",
            arg=[found.locator(".sentence").element_handle(), told],
        )


# From a position to the one after a key, of a slider with so many values.
KEYS = {
    "Home": lambda k, most: 0,
    "ArrowRight": lambda k, most: k + 1,
    "ArrowUp": lambda k, most: k + 1,
    "ArrowLeft": lambda k, most: k - 1,
    "End": lambda k, most: most,
    "ArrowDown": lambda k, most: k - 1,
}


def test_every_key_shows_the_value_that_python_means(found, name):
    control = [one for one in twin(name).controls.values() if one.kind == "range"][-1]
    slider, k = found.locator("input[type=range]").last, 0
    slider.focus()
    for key, after in KEYS.items():
        slider.press(key)
        k = after(k, len(control.values) - 1)
        assert int(slider.input_value()) == k
        assert slider.get_attribute("aria-valuetext") == control.texts[k]
        wait_for_state(found, name, {control.name: control.values[k]})
        assert slider.evaluate("e => e === document.activeElement")


def test_page_keys_make_larger_steps(found):
    slider = found.locator("input[type=range]").last
    slider.press("Home")
    slider.press("PageUp")
    there = int(slider.input_value())
    slider.press("PageDown")
    assert there >= 1 and int(slider.input_value()) < there


def test_picture_follows_the_slider(found, name):
    slider, seen = found.locator("input[type=range]").last, set()
    control = [one for one in twin(name).controls.values() if one.kind == "range"][-1]
    for key, value in (("Home", control.values[0]), ("End", control.values[-1])):
        slider.press(key)
        wait_for_state(found, name, {control.name: value})
        seen.add(pixels(found))
    assert len(seen) == 2


def test_jupyterlab_takes_no_key_from_a_slider(every):
    slider = explorer(every.page).locator("input[type=range]").first
    slider.focus()
    before = every.page.evaluate(STATUS)
    # In JupyterLab's command mode these add, cut, move and turn cells.
    for key in ("a", "b", "x", "m", "j", "k", "ArrowDown", "Shift+ArrowDown", "Enter"):
        slider.press(key)
    assert every.page.evaluate(STATUS) == before


def test_theme_change_redraws_every_explorer(every):
    shown = [explorer(every.page, k) for k in range(len(NAMES))]
    light = [(paper(one), pixels(one)) for one in shown]
    every.theme(DARK)
    for one in shown:
        one.locator("xpath=self::*[@data-theme='dark']").wait_for()
    dark = [(paper(one), pixels(one)) for one in shown]
    every.theme(LIGHT)
    for one, (_, was) in zip(shown, light, strict=True):
        canvas = one.locator("canvas").first.element_handle()
        every.page.wait_for_function(SHOWS, arg=[canvas, was])
    assert all(min(colour) > 240 for colour, _ in light)
    assert all(max(colour) < 50 for colour, _ in dark)
    assert [(paper(one), pixels(one)) for one in shown] == light


def test_page_is_quiet_and_asks_nobody_else(every):
    # JupyterLab itself complains of a machine that is busy while it starts.
    assert [one for one in every.complaints if "to activate" not in one] == []
    assert set(every.hosts) <= set(LOOPBACK)


def test_saved_notebook_shows_every_picture_without_a_kernel(every, browser, lab):
    cells = []
    for name in NAMES:
        cell = nbformat.v4.new_code_cell(CELLS[name], id=name.replace("_", "-"))
        outputs = every.cell(name)["outputs"]
        cell["outputs"] = [nbformat.from_dict(output) for output in outputs]
        cells.append(cell)
    saved = nbformat.v4.new_notebook(cells=cells, metadata=KERNEL)
    file = save(saved, lab.folder, "every-saved")
    with opened(browser, lab, file) as page:
        page.page.evaluate(SHUTDOWN)
        status = page.page.evaluate(STATUS)
        assert not status["kernel"] and not status["trusted"]
        pictures = page.page.locator(".jp-OutputArea img")
        pictures.nth(len(NAMES) - 1).wait_for()
        seen = pictures.evaluate_all("all => all.map(e => [e.alt, e.naturalWidth > 0])")
        assert page.page.locator(".nnlib-explorer").count() == 0
    for name, (alt, drawn) in zip(NAMES, seen, strict=True):
        assert drawn
        assert name in MEASURES or alt == twin(name).first.sentence
