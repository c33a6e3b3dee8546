"""An explorer as HTML: in a page of its own, and as what a notebook saves.

The page holds the script, the style and all numbers that the sliders can ask for. It
opens from disk in any browser, so it can be handed to people who install nothing.

A notebook saves the picture with its sentence, never a reference to a widget: that is
an error once the kernel is gone. While a kernel is there, the widget moves into the
place of the picture (`js/place.js`). Where Python is not needed, the script does it,
also in a notebook of yesterday or in its export, if scripts may run there. Where there
are neither widgets nor scripts, the picture stays, and a line of code to change.
"""

from dataclasses import replace
from html import escape

from nnlib.explore import encode, view

PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{question}</title>
<link rel="icon" href="data:,">
<style>
body {{ margin: 0; padding: 16px; background: Canvas; color-scheme: light dark; }}
main {{ max-width: 792px; margin: 0 auto; }}
</style>
</head>
<body>
<main>
{explorer}
</main>
</body>
</html>
"""
ALIVE = """<div class="nnlib-{name}" data-whole>{instead}
<script type="application/json">{setup}</script>
</div>
<style>
{style}
</style>
<script type="module">
{script}
wake("{name}");
{shown}
</script>
"""
# A module waits until its place is on the page, in nbclassic as well.
STILL = """<div class="nnlib-{name}">{instead}</div>
<script type="module">{shown}</script>
"""
STEADY = """{picture}
<p style="max-width:43em;margin:4px;line-height:1.45">{before}<code>{call}</code></p>"""
BY_HAND = (
    "To move it, run this cell. Where no sliders appear, write the settings "
    "into the call, change them, and run it again: "
)
# Tells a widget that its place is there.
SHOWN = 'document.dispatchEvent(new CustomEvent("nnlib-shown", {{detail: "{name}"}}))'


def page(explorer) -> str:
    """Write the page of an explorer.

    Parameters
    ----------
    explorer : Explorer
        In the state in which the page shall begin.

    Returns
    -------
    str
        HTML.
    """
    sentence = escape(explorer.frame(explorer.settings).sentence)
    inside = alive(explorer, f"<noscript>{sentence}</noscript>")
    return PAGE.format(question=escape(explorer.question), explorer=inside)


def output(explorer) -> dict[str, str]:
    """Write what a notebook shows and saves.

    Parameters
    ----------
    explorer : Explorer
        In the state in which it is shown.

    Returns
    -------
    dict of str to str
        As ``text/html`` the picture, with the script that brings it to life, and as
        ``text/plain`` its words; both with the settings as a call has them.
    """
    picture, call = explorer.picture(), explorer.call()
    words = {"before": BY_HAND, "call": escape(call)}
    instead = STEADY.format(picture=picture.html(), **words)
    if explorer.whole():
        html = alive(explorer, instead)
    else:
        shown = SHOWN.format(name=explorer.place)
        html = STILL.format(name=explorer.place, instead=instead, shown=shown)
    return {"text/html": html, "text/plain": f"{picture.caption}\n{BY_HAND}{call}"}


def alive(explorer, instead: str) -> str:
    """Write a place that needs no Python; `instead` stands there without scripts."""
    setup = view.setup(explorer, live=False)
    states = [state for state, _ in setup["runs"]]
    setup["controls"] = [known(one, states, setup) for one in setup["controls"]]
    # Without Python nothing is trained on examples of one's own, and what is compared
    # must be known.
    if "points" in setup["keyedBy"]:
        setup["ownLabels"] = ()
    setup["compares"] &= "kept" not in setup["keyedBy"]
    return ALIVE.format(
        name=explorer.place,
        instead=instead,
        setup=encode.text(setup),
        style=view.style(),
        script=view.script().replace("</script", "<\\/script"),
        shown=SHOWN.format(name=explorer.place),
    )


def known(control, states: list, setup: dict):
    """Leave a control the values for which the page has numbers."""
    if control.name not in setup["keyedBy"]:
        return control
    there = [state[control.name] for state in states]
    pairs = zip(control.values, control.texts, strict=True)
    values, texts = zip(*[pair for pair in pairs if pair[0] in there], strict=True)
    return replace(control, values=values, texts=texts)
