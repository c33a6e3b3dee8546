"""Printed sheets in the real browser: one page of A4, and no network."""

import re
import shutil
from contextlib import closing

import pytest

from grading.notebooks import NOTEBOOKS
from grading.text.closing import FOLDER, WORDS_ELSEWHERE

from .lab import SHELL
from .opened import LOOPBACK, Opened

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

SHEETS = sorted((NOTEBOOKS / FOLDER).glob("*.html"))
PAGE = re.compile(rb"/Type /Page\b")
A4 = re.compile(rb"/MediaBox \[0 0 (59[45][.\d]*) (84[12][.\d]*)\]")


@pytest.mark.parametrize("sheet", SHEETS, ids=[path.stem for path in SHEETS])
def test_a_sheet_is_printed_on_one_page(browser, sheet):
    one = Opened(browser.new_page())
    one.page.goto(sheet.as_uri())
    printed = one.page.pdf(prefer_css_page_size=True)
    wide = one.page.evaluate("document.documentElement.scrollWidth - innerWidth")
    one.page.close()
    assert one.complaints == []
    assert set(one.hosts) <= {*LOOPBACK, ""}
    assert A4.search(printed)
    # The words of the whole course take two.
    assert len(PAGE.findall(printed)) == 1 + (sheet.name == WORDS_ELSEWHERE)
    assert wide <= 0


@pytest.mark.long
def test_the_link_at_the_end_of_a_notebook_opens_its_sheet(browser, lab):
    """In JupyterLab, beside the notebook."""
    shutil.copytree(NOTEBOOKS / FOLDER, lab.folder / FOLDER, dirs_exist_ok=True)
    for path in NOTEBOOKS.glob("00_*.ipynb"):
        shutil.copy(path, lab.folder)
    with closing(browser.new_page()) as page:
        one = Opened(page)
        one.open(lab.page("00_slopes_and_graphs.ipynb"))
        kernel = f"{SHELL}.sessionContext.session.kernel.id"
        mine = page.evaluate(kernel)
        page.get_by_role("link", name="this notebook on one page").click()
        sheet = page.frame_locator("iframe")
        sheet.get_by_role("heading", name="00 · Slopes and graphs").wait_for()
        assert sheet.locator(".formulas svg").count() > 10
        page.evaluate(
            "id => window.jupyterapp.serviceManager.kernels.shutdown(id)", mine
        )
