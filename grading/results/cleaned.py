"""What students wrote in a notebook, made inert: it is shown, and does nothing.

Whoever opens a graded notebook has the instructor's rights, in formgrader and in
JupyterLab. A text that is words, formulas, tables and code stays as it was written:
no program makes more of it. One that holds marks of HTML, a link or a picture may be
more, and how much differs between programs. It is rendered as formgrader would, what
is left of it by a sanitizer is kept, and every program shows that alike. The file as
it was handed in lies in `received`.
"""

import re
from collections.abc import Mapping
from html import escape

import nh3
from nbformat import NotebookNode
from pygments.token import STANDARD_TYPES

from grading import inert

# Where one of these stands, programs may see a mark, a link, a picture, or a diagram:
# looked for without regard to code and formulas, whose ends programs see differently.
ACTIVE = re.compile(r"<[A-Za-z/!?]|\][(:]|attachment:|\bmermaid\b", re.IGNORECASE)
# A heading of one word gets an id, which may be that of a field of formgrader.
NAMED = re.compile(
    r"^ {0,3}#{1,6}[ \t]*[\w`*-]+[ \t#]*$|^[ \t]*[\w`*-]+[ \t]*\n[ \t]*[=-]+[ \t]*$",
    re.MULTILINE,
)
# Of a formula: what makes links, styles or names, or loads something.
MACROS = re.compile(
    r"\\(?=(?:href|url|style|class|cssId|data|html\w*|mmlToken|bbox|require"
    r"|includegraphics)(?![A-Za-z]))"
)
# A picture may be of pixels, and stand in the notebook.
PICTURE = re.compile(r"data:image/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/=\s]+")
LINK = re.compile(r"(?:https?|mailto):", re.IGNORECASE)
# A longer text is shown as letters: what is rendered may become ten times as long.
MOST_RENDERED = 20_000
MOST_RENDERED_TOGETHER = 400_000

TAGS = {*nh3.ALLOWED_TAGS, "font"} - {"area", "map"}
ALIGNED = ("caption", "div", "h1", "h2", "h3", "h4", "h5", "h6", "p", "table", "tr")
ATTRIBUTES = {
    **{tag: {"align"} for tag in ALIGNED},
    **{tag: {"align", "colspan", "rowspan", "style"} for tag in ("td", "th")},
    "*": set(),
    "a": {"href", "title"},
    "details": {"open"},
    "font": {"color", "size"},
    "img": {"alt", "height", "src", "title", "width"},
    "ol": {"start"},
    "span": {"style"},
}
# None of these can name an address.
STYLES = {"color", "background-color", "font-style", "font-weight", "text-align"}
CLASSES = {"div": {"highlight"}, "span": {*STANDARD_TYPES.values()} - {""}}
# Stand for formulas while a sanitizer reads the rest; no keyboard has them.
FIRST, LAST = "\uf5b0", "\uf5b1"
HELD = re.compile(f"{FIRST}(\\d+){LAST}")
BLANK = re.compile(r"\n[ \t]*(?=\n)")


def notebook(handed_in: NotebookNode, released: NotebookNode) -> None:
    """Make all inert that a student wrote in a notebook.

    Parameters
    ----------
    handed_in : NotebookNode
        A submission in order, without outputs; it is changed.
    released : NotebookNode
        What was handed out: a text that stands in it is the course's, and stays.
    """
    ours = {one.source.strip() for one in released.cells}
    left = MOST_RENDERED_TOGETHER
    for cell in handed_in.cells:
        attached = cell.pop("attachments", {})
        if cell.source.strip() in ours:
            continue
        if cell.cell_type == "code":
            # It is shown as letters everywhere.
            cell.source = inert.shown(cell.source)
            continue
        left -= len(cell.source)
        if cell.cell_type == "markdown" and left > 0:
            cell.source = markdown(cell.source, attached)
            continue
        # Of a raw cell, some programs make HTML.
        cell.cell_type = "markdown"
        cell.source = letters(cell.source)


def markdown(text: str, pictures: Mapping[str, Mapping[str, str]] | None = None) -> str:
    r"""Make a text of a student's inert.

    Parameters
    ----------
    text : str
        Markdown, as it was handed in.
    pictures : mapping of str to mapping of str to str, optional
        Pictures that came with the cell, by name and kind, in base64.

    Returns
    -------
    str
        Markdown that every program shows, and that does nothing: the same text, or one
        element of HTML.

    Examples
    --------
    >>> markdown("The *cost* is $-\\log a$ where `a < b`.")
    'The *cost* is $-\\log a$ where `a < b`.'
    >>> print(markdown('See <b onclick="go()">this</b><script>go()</script>.'))
    <div>
    <p>See <b>this</b>.</p>
    </div>
    """
    text = harmless(text)
    if not ACTIVE.search(text) and not NAMED.search(text):
        return text
    if len(text) > MOST_RENDERED:
        return letters(text)
    try:
        return rendered(text, pictures or {})
    except (RecursionError, MemoryError, ValueError, LookupError):
        # What no program made for it can read is no text of a person's.
        return letters(text)


def harmless(text: str) -> str:
    r"""Take out of formulas what does more than to show them.

    Examples
    --------
    >>> print(harmless(r"$\\href{javascript:go()}{x^2}$"))
    $\\ href{javascript:go()}{x^2}$
    """
    return MACROS.sub(r"\\ ", inert.shown(text))


def rendered(text: str, pictures: Mapping[str, Mapping[str, str]]) -> str:
    """Render Markdown as one element of HTML that does nothing."""
    # Most classes need it for nobody, and it takes long to import.
    from grading.results.rendering import html_of

    html, held = html_of(text.replace(FIRST, "").replace(LAST, ""), pictures)
    html, formulas = cleaned(html), dict(enumerate(held))
    # Should a program read it as Markdown all the same, it finds no link in it.
    html = html.replace("[", "&#91;").replace("]", "&#93;")
    return element(HELD.sub(lambda found: formulas.get(int(found[1]), ""), html))


def element(html: str) -> str:
    """Write HTML so that it goes as it is through what reads Markdown."""
    # Up to a blank line it does.
    return f"<div>\n{BLANK.sub('&#10;', html.strip())}\n</div>"


def letters(text: str) -> str:
    r"""Show a text as what it is, letter by letter.

    Examples
    --------
    >>> print(letters("<b>\n\n$x$"))
    <div>
    <pre>&lt;b&gt;&#10;
    &#36;x&#36;</pre>
    </div>
    """
    html = escape(inert.shown(text))
    for sign in "[]$\\`*_":
        html = html.replace(sign, f"&#{ord(sign)};")
    return element(f"<pre>{html}</pre>")


def cleaned(html: str) -> str:
    """Leave of HTML what is shown and does nothing."""
    return nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        attribute_filter=kept,
        allowed_classes=CLASSES,
        filter_style_properties=STYLES,
        url_schemes={"http", "https", "mailto", "data"},
    )


def kept(tag: str, name: str, value: str) -> str | None:
    """Return the value of an attribute, or None if it goes."""
    if FIRST in value or LAST in value:
        return None
    if name == "src":
        return value if PICTURE.fullmatch(value) else None
    if name == "href":
        return value if LINK.match(value) else None
    return value


def plain(formula: str) -> str:
    r"""Write a formula so that no program sees more in it.

    Blanks mean nothing in a formula, and what is no mark of HTML is not escaped: some
    programs escape formulas themselves.

    Examples
    --------
    >>> plain("a<b & c[i](j)")
    'a< b & c[i] (j)'
    """
    formula = re.sub(r"([<&])(?=\S)", r"\1 ", formula).replace('"', "''")
    return re.sub(r"\](?=[(:\[])", "] ", BLANK.sub("", formula))
