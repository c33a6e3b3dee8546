"""Lines are put in order by the keys that the text names, in a real JupyterLab."""

import pytest

from nnlib.check.begun import PLACEHOLDER, lines_in
from nnlib.exercises import get, starting_text

pytestmark = [pytest.mark.browser, pytest.mark.long]

ID = "01/train"
OPENING = "import numpy as np\nfrom nnlib.exercises import checks\ncheck = checks('01')"
START = "w, b = np.zeros((X.shape[0], 1)), 0.0"
ORDER = (
    START,
    "costs = []",
    "for _ in range(num_iterations):",
    "    grads, cost = gradients_and_cost(w, b, X, Y)",
    "    costs.append(cost)",
    "    w, b = gradient_step(w, b, grads, learning_rate)",
    "return w, b, costs",
)


IN_THE_LOOP = [place for place, line in enumerate(ORDER) if line.startswith(" ")]


def moves(lines):
    """Say of each line of the answer where it goes, and where it is until then."""
    now = list(lines)
    for place, wanted in enumerate(ORDER):
        found = now.index(wanted.strip(), place)
        now.insert(place, now.pop(found))
        yield place, found


def test_lines_are_moved_and_uncommented_by_keys(open_notebook):
    lines = lines_in(get(ID).starting)
    text = starting_text(ID)
    first = text.splitlines().index(f"    # {lines[0]}")
    cells = {"opening": OPENING, "train-solution": text, "train": "check(train)"}
    with open_notebook("order", cells) as page:
        page.page.locator(".jp-CodeCell .cm-content").nth(1).click()
        for place, found in moves(lines):
            page.press("Control+Home")
            for _ in range(first + found):
                page.press("ArrowDown")
            for _ in range(found - place):
                page.press("Alt+ArrowUp")
        page.press("Control+Home")
        for _ in range(first):
            page.press("ArrowDown")
        page.press("Home")
        for _ in ORDER:
            page.press("Shift+ArrowDown")
        page.press("Control+/")
        # What is left are the line too many and the placeholder.
        page.press("ArrowRight")
        page.press("Control+Shift+End")
        page.press("Delete")
        page.press("Control+Home")
        for _ in range(first + IN_THE_LOOP[0]):
            page.press("ArrowDown")
        page.press("Home")
        for _ in IN_THE_LOOP[1:]:
            page.press("Shift+ArrowDown")
        page.press("Tab")
        written = page.page.locator(".jp-CodeCell .cm-content").nth(1).inner_text()
        assert PLACEHOLDER not in written
        body = [line for line in written.splitlines() if line.strip()][-len(ORDER) :]
        assert [line.removeprefix("    ") for line in body] == list(ORDER)
        page.press("Shift+Enter")
        page.press("Shift+Enter")
        page.page.wait_for_function(
            "measure.cell('train').cards.some(c => c.words.includes('passed'))"
        )
