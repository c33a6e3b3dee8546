"""Printed sheets: each notebook on one page, with its formulas, words and picture.

All of it is taken from the text: the formulas that stand on lines of their own, the
summary, and a picture that a cell draws. A further page has the words that a reader
meets elsewhere. The pages need no script, no font and no network; Ctrl+P prints them.
"""

import ast
import re
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from grading.authored.sections import FOLDED, prose_cells
from grading.errors import SourceError
from grading.formulas import INLINE, displayed, drawn
from grading.text import roles, source
from grading.text.closing import WORDS_ELSEWHERE, sheet_of
from grading.text.source import Source

PICTURES, WORDS = "sheets.toml", "elsewhere.toml"
SUMMARY = re.compile(r"## Summary\n(.*?)\*\*Next\.\*\*", re.DOTALL)
DRAWN = re.compile(r"<svg.*?</svg>|<img[^>]*>", re.DOTALL)
TITLE = re.compile(r"^# (.+)$", re.MULTILINE)


def pages(authoring: Path = source.AUTHORING) -> dict[str, str]:
    """Write all sheets.

    Parameters
    ----------
    authoring : Path
        Where the texts lie, and which picture goes on which sheet.

    Returns
    -------
    dict of str to str
        From file name to HTML: one for each notebook, and the words elsewhere.
    """
    texts = [source.read(path) for path in source.sources(authoring)]
    phrases = tomllib.loads((authoring / PICTURES).read_text(encoding="utf-8"))
    found = {sheet_of(one.path.stem): sheet(one, phrases["pictures"]) for one in texts}
    return found | {WORDS_ELSEWHERE: elsewhere(words(authoring))}


def words(authoring: Path = source.AUTHORING) -> list[dict[str, str]]:
    """Read the words that a reader meets elsewhere, in the order of the course."""
    return tomllib.loads((authoring / WORDS).read_text(encoding="utf-8"))["word"]


def pictureless(html: str) -> str:
    """Return a sheet without what another matplotlib draws otherwise."""
    return DRAWN.sub("", html)


def sheet(text: Source, phrases: Mapping[str, str]) -> str:
    """Write the sheet of one notebook."""
    prose = [cell.text for cell in prose_cells(text)]
    (summary,) = SUMMARY.findall(prose[-1])
    return filled(
        "sheet.html.j2",
        title=TITLE.findall(prose[0])[0],
        formulas=[drawn(one) for one in formulas(text)],
        summary=as_html(summary),
        picture=Markup(picture(text, phrases[text.notebook]).html()),
    )


def formulas(text: Source) -> list[str]:
    """List the formulas of a notebook that stand on lines of their own, each once."""
    prose = "\n\n".join(cell.text for cell in prose_cells(text))
    return list(dict.fromkeys(displayed(FOLDED.sub("", prose))))


def picture(text: Source, phrase: str) -> Any:
    """Draw the picture of a notebook by the cell that holds a phrase."""
    code = [cell for cell in text.student_cells if cell.is_code]
    found = [cell for cell in code if phrase in cell.text]
    if len(found) != 1:
        said = f"{phrase!r} of {PICTURES} stands in {len(found)} cells, expected one"
        raise SourceError(text.path, said)
    (opening,) = text.named(roles.OPENING)
    names: dict[str, Any] = {}
    imports = [node for node in ast.parse(opening.text).body if is_import(node)]
    *before, last = ast.parse(found[0].text).body
    body = ast.Module([*imports, *before], type_ignores=[])
    exec(compile(body, text.path.name, "exec"), names)
    return eval(ast.unparse(last), names)


def is_import(node: ast.stmt) -> bool:
    """Tell whether a line imports something."""
    return isinstance(node, ast.Import | ast.ImportFrom)


def elsewhere(found: Sequence[Mapping[str, str]]) -> str:
    """Write the page of words."""
    rows = [{name: as_html(said) for name, said in one.items()} for one in found]
    return filled("elsewhere.html.j2", words=rows)


def as_html(markdown: str) -> Markup:
    """Turn a text with formulas into HTML."""
    from nbconvert.filters.markdown_mistune import markdown2html_mistune

    kept: list[str] = INLINE.findall(markdown)
    numbers = iter(range(len(kept)))
    marked = INLINE.sub(lambda _: f"@@{next(numbers)}@@", markdown)
    html = markdown2html_mistune(marked)
    return Markup(re.sub(r"@@(\d+)@@", lambda one: drawn(kept[int(one[1])]), html))


def filled(template: str, **values: object) -> str:
    """Fill a template of this page's kind; texts are escaped."""
    environment = Environment(
        loader=PackageLoader("grading"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template(template).render(values) + "\n"
