"""Pages that people receive: templates filled into one file that needs no other."""

import re
from collections.abc import Mapping
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from grading.found.record import number
from nnlib.check import messages, page

# A word and a colour for each state; never the colour alone.
GROUPS = {
    "passed": ("passed", "#2a9d6f", ("passed",)),
    "partial": ("partly right", "#e0a83a", ("partial",)),
    "failed": ("not right yet", "#d1495b", ("failed",)),
    "stopped": ("stopped", "#7b4b94", ("error", "limit")),
    "delegated": ("handed over", "#3f5f8a", ("delegated",)),
    "absent": ("not there", "#a9a7a0", ("not_attempted", "missing", "needs_first")),
    "open": ("open", "#5b5b5b", ("could_not_check",)),
}

# What quotes lines of a student's code, and how.
OF_PLACES = ("pointed", "quoted")
QUOTED = re.compile(r"“(.+?)”(?=[.:, ]|$)")


def render(template: str, values: Mapping[str, object]) -> str:
    """Fill a template.

    Parameters
    ----------
    template : str
        Its name in `grading/templates`.
    values : mapping of str to object
        What it speaks of; texts are escaped.

    Returns
    -------
    str
        HTML.
    """
    return environment().get_template(template).render(**values)


@cache
def environment() -> Environment:
    """Return what reads the templates, each once."""
    found = Environment(
        loader=PackageLoader("grading"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.filters |= {"code": code, "together": together}
    return found


def together(text: str) -> str:
    """Keep what an equation holds on one line."""
    return text.replace(" = ", "\u00a0=\u00a0")


def code(name: str) -> Markup:
    """Write a name of the program, which may be broken behind an underscore."""
    parts = Markup("_<wbr>").join(str(name).split("_"))
    return Markup("<code>{}</code>").format(parts)


def group(status: str) -> str:
    """Return the group of a state, for pictures and counts."""
    return next(name for name, (_, _, states) in GROUPS.items() if status in states)


def state(status: str) -> Markup:
    """Write a state as a symbol and a word."""
    symbol, word = messages.STATES[status]
    return Markup('<span aria-hidden="true">{}</span>&nbsp;{}').format(symbol, word)


def bar(share: float, said: str, status: str = "passed") -> Markup:
    """Draw a share of full marks as a bar."""
    _, colour, _ = GROUPS[group(status)]
    width = round(100 * min(1.0, max(0.0, share)), 1)
    return Markup(
        '<svg class="bar" viewBox="0 0 100 6" preserveAspectRatio="none" role="img" '
        f'aria-label="{escape(said)}"><rect class="rail" width="100" height="6"/>'
        f'<rect width="{width}" height="6" fill="{colour}"/></svg>'
    )


def lines(said: list[list[str]]) -> Markup:
    """Write what a check said, in the style of its card; every text is escaped."""
    return Markup("").join(
        Markup('<p class="said" style="{}">{}</p>').format(
            page.LINE.get(kind, ""),
            # Lines of code stay as they are: they may be copied.
            with_code(text) if kind in OF_PLACES else together(text),
        )
        for kind, text in said
    )


def with_code(text: str) -> Markup:
    """Write lines of a student's code that a sentence quotes as code."""
    parts = QUOTED.split(text)
    marked = [
        Markup("“<code>{}</code>”").format(part) if place % 2 else escape(part)
        for place, part in enumerate(parts)
    ]
    return Markup("").join(marked)


def points(value: float) -> str:
    """Say a number of points.

    Examples
    --------
    >>> points(3.78947), points(1.0)
    ('3.79 points', '1 point')
    """
    shown = number(value)
    return f"{shown} point" if shown == "1" else f"{shown} points"
