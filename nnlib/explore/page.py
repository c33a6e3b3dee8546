"""An explorer as one page that needs neither Python nor a network.

The page holds the script, the style and all numbers that the sliders can ask for. It
opens from disk in any browser, so it can be handed to people who install nothing.
"""

from __future__ import annotations

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
{style}
</style>
</head>
<body>
<main id="explorer"></main>
<noscript>{sentence}</noscript>
<script type="application/json" id="setup">{setup}</script>
<script type="module">
{script}
{{
const listeners = new Map();
const values = {{ setup: document.getElementById("setup").textContent }};
const model = {{
  get: (name) => values[name],
  set(name, value) {{
    values[name] = value;
    for (const heard of listeners.get(`change:${{name}}`) ?? []) heard();
  }},
  on: (name, heard) => listeners.set(name, [...(listeners.get(name) ?? []), heard]),
  off() {{}},
  save_changes() {{}},
}};
render({{ model, el: document.getElementById("explorer") }});
}}
</script>
</body>
</html>
"""


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
    setup = view.setup(explorer, live=False)
    states = [state for state, _ in setup["runs"]]
    setup["controls"] = [known(one, states, setup) for one in setup["controls"]]
    # Without Python nothing is trained on examples of one's own, and what is compared
    # must be known.
    if "points" in setup["keyedBy"]:
        setup["ownLabels"] = ()
    setup["compares"] &= "kept" not in setup["keyedBy"]
    return PAGE.format(
        question=escape(explorer.question),
        sentence=escape(explorer.frame(explorer.settings).sentence),
        style=view.style(),
        setup=encode.text(setup),
        script=view.script().replace("</script", "<\\/script"),
    )


def known(control, states: list, setup: dict):
    """Leave a control the values for which the page has numbers."""
    if control.name not in setup["keyedBy"]:
        return control
    there = [state[control.name] for state in states]
    pairs = zip(control.values, control.texts, strict=True)
    values, texts = zip(*[pair for pair in pairs if pair[0] in there], strict=True)
    return replace(control, values=values, texts=texts)
