"""What students wrote does nothing in formgrader and in a JupyterLab that trusts it."""

import json
import shutil
import subprocess
import sys
import time
from contextlib import closing, contextmanager
from urllib.error import URLError
from urllib.request import urlopen

import nbformat
import pytest

from grading import grade
from grading.collect import collect
from grading.course import Course
from grading.results import cleaned
from grading.sample import sample_class, work
from tests.attacks import for_pages

from . import lab as servers

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

NAME = work.NOTEBOOKS[for_pages.NUMBER]
STUDENT = "eve"
# Of the page that shows a notebook of JupyterLab.
DRAWN = "document.querySelectorAll('.jp-MarkdownOutput').length > 50"
# nbgrader's own pages ask for MathJax there; whoever has none has formulas as text.
OF_NBGRADER = "https://cdnjs.cloudflare.com/ajax/libs/mathjax/"
DANGER = """() => [...document.querySelectorAll('*')].flatMap(one =>
    [...one.attributes].filter(a =>
        /^\\s*(javascript|data:text)/i.test(a.value.replace(/[\\t\\n]/g, '')) ||
        /commandlinker/.test(a.name) || /^on/.test(a.name) && /hits/.test(a.value)
    ).map(a => `${one.tagName} ${a.name}=${a.value}`.slice(0, 100)))"""


@pytest.fixture(scope="module")
def course(released_course, tmp_path_factory):
    """Return a class in which one student has handed in all of `for_pages`."""
    folder = tmp_path_factory.mktemp("inert")
    shutil.copytree(released_course.root, folder / "course")
    course = Course.open(folder / "course")
    notebook = for_pages.hostile(sample_class.read(course.release, for_pages.NUMBER))
    path = folder / "in" / STUDENT / f"{NAME}.ipynb"
    path.parent.mkdir(parents=True)
    nbformat.write(notebook, path)
    collect(course, folder / "in")
    done = grade.grade(course, notebook=for_pages.NUMBER)
    assert done.graded == 1 and done.faults == []
    return course


@pytest.fixture(scope="module")
def server(course, tmp_path_factory):
    """JupyterLab with formgrader in the folder of the class."""
    scratch = tmp_path_factory.mktemp("server")
    servers.configure(scratch)
    on = {
        "ServerApp": {
            "jpserver_extensions": {"nbgrader.server_extensions.formgrader": True}
        }
    }
    servers.write_json(scratch / "config" / "jupyter_server_config.json", on)
    options = servers.LAB.options
    with servers.serving(scratch, course.root, "jupyterlab", *options) as server:
        end = time.monotonic() + servers.START_SECONDS
        while time.monotonic() < end:
            try:
                urlopen(f"{server.url}api?token={server.token}").close()
                break
            except URLError:
                time.sleep(0.05)
        yield scratch, server


def trust(scratch, server, path):
    """Sign a notebook, as its owner does who trusts it."""
    environment = servers.environment(scratch, server.token)
    words = [sys.executable, "-m", "jupyter", "trust", str(path)]
    subprocess.run(words, env=environment, check=True, capture_output=True)


@contextmanager
def looked_at(browser, address, drawn="true"):
    """Open a page, press what it invites to press; yield what it did meanwhile."""
    with closing(browser.new_page()) as page:
        asked, dialogs = [], []
        page.on("request", lambda request: asked.append(request.url))
        page.on("dialog", lambda one: (dialogs.append(one.message), one.dismiss()))
        page.goto(address)
        page.wait_for_function(drawn)
        page.wait_for_timeout(500)
        done = {"danger": page.evaluate(DANGER), "page": page, "asked": asked}
        done["hits"] = page.evaluate("window.hits || []")
        for name in [one for one in for_pages.MARKDOWN if one.isupper()]:
            for found in page.get_by_text(name, exact=True).all():
                found.dispatch_event("click")
        page.wait_for_timeout(200)
        done["hits"] += page.evaluate("window.hits || []")
        yield done
        done["dialogs"] = dialogs


def foreign(asked, server):
    """Return what was asked of others, or by a hostile text."""
    known = (
        server.url,
        server.url.replace("http", "ws"),
        "data:",
        "blob:",
        OF_NBGRADER,
    )
    return [url for url in asked if "evil" in url or not url.startswith(known)]


def quiet(found, server):
    """Tell what a page did that it should not: nothing."""
    return found["hits"], foreign(found["asked"], server), found["danger"]


def submission(browser, server):
    """Return the address of formgrader's page of the only submission."""
    pages, token = f"{server.url}formgrader", f"?token={server.token}"
    url = f"{pages}/api/submitted_notebooks/{NAME}/{NAME}{token}"
    (row,) = json.loads(urlopen(url).read())
    return f"{pages}/submissions/{row['id']}/{token}"


def test_nothing_runs_in_formgrader(browser, server, course):
    _, server = server
    with looked_at(browser, submission(browser, server)) as found:
        assert quiet(found, server) == ([], [], [])
        assert "PRESSED" in found["page"].inner_text("body")
        # Where points are given, no text of hers has taken the place.
        assert found["page"].evaluate(
            "document.querySelector('#sigmoid').matches('.nbgrader_cell input.score')"
        )
    assert found["dialogs"] == []


@pytest.mark.long
def test_nothing_runs_in_a_lab_that_trusts_it(browser, server, course):
    scratch, server = server
    path = graded(course)
    trust(scratch, server, path)
    shown = server.page(str(path.relative_to(course.root)))
    with looked_at(browser, shown, DRAWN) as found:
        assert quiet(found, server) == ([], [], [])
        assert "PRESSED" in found["page"].inner_text("body")
    assert found["dialogs"] == []


@pytest.mark.long
def test_in_a_lab_that_trusts_it_what_was_handed_in_would_run(browser, server, course):
    """The same harness sees what runs, where nothing was cleaned."""
    scratch, server = server
    path = course.root / "as_handed_in.ipynb"
    shutil.copy(handed_in(course), path)
    trust(scratch, server, path)
    with looked_at(browser, server.page(path.name), DRAWN) as found:
        assert len(foreign(found["asked"], server)) > 3 and found["hits"]


@pytest.mark.long
def test_in_formgrader_what_was_handed_in_would_run(browser, server, course):
    _, server = server
    path = graded(course)
    kept = path.read_bytes()
    notebook = nbformat.from_dict(json.loads(kept))
    notebook.cells = [one for one in notebook.cells if not one.id.startswith("md-")]
    for name in ("script", "error", "load", "css", "remote", "LINK"):
        text = for_pages.MARKDOWN[name]
        notebook.cells.append(nbformat.v4.new_markdown_cell(text, id=f"md-{name}"))
    nbformat.write(notebook, path)
    try:
        with looked_at(browser, submission(browser, server)) as found:
            assert {"script", "error", "load", "LINK"} <= set(found["hits"])
            assert len(foreign(found["asked"], server)) >= 2 and found["danger"]
    finally:
        path.write_bytes(kept)


def graded(course):
    """Return the graded notebook, which may be written to."""
    path = course.autograded / STUDENT / NAME / f"{NAME}.ipynb"
    path.chmod(0o600)
    return path


def handed_in(course):
    """Return the file as it came."""
    (path,) = course.received.rglob("*.ipynb")
    return path


HONEST = """
An *answer* of **mine**, with $a<b$, `if a<b:` and a [book](https://example.org/a_b).

$$
\\begin{aligned} J(w) &= \\frac{1}{m}\\sum_i L(a^{(i)}) \\\\ c &< d \\end{aligned}
$$

| rate | cost |
|-----:|:----:|
| 0.1  | $J_1$ |

```python
def f(x):

    return x < 3 and "a&b"
```

- one
- two<br>lines, <u>under</u>, <font color="red">red</font>

> quoted

![pixel](data:image/png;base64,PIXEL)
""".replace("PIXEL", for_pages.PIXEL)
LOOK = """id => {
    const cell = window.jupyterapp.shell.currentWidget.content.widgets
        .find(one => one.model.id === id).node.querySelector('.jp-MarkdownOutput');
    const count = what => cell.querySelectorAll(what).length;
    return {words: cell.innerText.replace(/\\s+/g, ' ').replace(/¶/g, '').trim(),
            counts: ['mjx-container', 'table td', 'pre', 'img[src]', 'li',
                     'a[href^=http]', 'blockquote', 'u', 'font'].map(count),
            errors: count('mjx-merror'),
            right: getComputedStyle(cell.querySelector('td')).textAlign.slice(-5)}
}"""


@pytest.mark.long
def test_honest_words_look_as_before(browser, server, course):
    _, server = server
    clean = cleaned.markdown(HONEST)
    assert clean != HONEST
    cells = {
        "as-written": HONEST,
        "cleaned": clean,
        "plain": cleaned.markdown("a $a<b$ `c`"),
    }
    notebook = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_markdown_cell(text, id=id) for id, text in cells.items()]
    )
    nbformat.write(notebook, course.root / "honest.ipynb")
    drawn = "document.querySelectorAll('.jp-MarkdownOutput mjx-container').length >= 7"
    with looked_at(browser, server.page("honest.ipynb"), drawn) as found:
        page = found["page"]
        assert page.evaluate(LOOK, "cleaned") == page.evaluate(LOOK, "as-written")
        look = page.evaluate(LOOK, "cleaned")
        assert look["counts"] == [3, 2, 1, 1, 2, 1, 1, 1, 1] and not look["errors"]
