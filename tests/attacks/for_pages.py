"""Texts that do something where somebody looks at them, for every place of a notebook.

Each puts its name into ``hits`` of the page where it runs, or asks an address with
``evil-NAME`` in it, of this server or of another.
"""

import base64

from nbformat import v4

NUMBER = "02"
HOST = "http://elsewhere.test"
PIXEL = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAA"
    "AABJRU5ErkJggg=="
)


def run(name):
    """Return a script that says that it ran."""
    return f"window.hits=(window.hits||[]).concat('{name}')"


def asks(name):
    """Return an address that nobody has."""
    return f"{HOST}/evil-{name}.png"


DRAWING = (
    f'<svg xmlns="http://www.w3.org/2000/svg" onload="{run("drawing")}"><script>'
    f"{run('drawing')}</script></svg>"
)

# What is written in a cell of text. Those in capitals need a person who presses.
MARKDOWN = {
    "script": f"<script>{run('script')}</script>",
    "script_in_line": f"so <b>it <script>{run('script_in_line')}</script></b> is",
    "error": f'<img src=x onerror="{run("error")}">',
    "error_unclosed": f"<img src=x onerror={run('error_unclosed')} x=",
    "load": f'<svg onload="{run("load")}"></svg>',
    "toggle": f'<details open ontoggle="{run("toggle")}">x</details>',
    "focus": f'<input autofocus onfocus="{run("focus")}">',
    "animated": f'<svg><animate onbegin="{run("animated")}" attributeName=x dur=1s>',
    "style_animation": f'<style>@keyframes x{{}}</style><b style="animation:x" '
    f'onanimationstart="{run("style_animation")}">x</b>',
    "frame": f'<iframe srcdoc="<script>parent.{run("frame")}</script>"></iframe>',
    "frame_far": f'<iframe src="{asks("frame_far")}"></iframe>',
    "frame_javascript": f'<iframe src="javascript:parent.{run("x")}"></iframe>',
    "object": f'<object data="{asks("object")}"></object><embed src="{asks("embed")}">',
    "refresh": f'<meta http-equiv="refresh" content="0;url={asks("refresh")}">',
    "base": f'<base href="{HOST}/evil-base/"><img src="x.png">',
    "sheet": f'<link rel="stylesheet" href="{asks("sheet")}">',
    "prefetch": f'<link rel="prefetch" href="{asks("prefetch")}">',
    "style": f"<style>@import url({asks('style')}); p {{background: url({asks('p')})}}"
    "</style>",
    "css": f'<div style="background:url({asks("css")})">x</div>',
    "css_list": f'<ul style="list-style-image:url({asks("css_list")})"><li>x</ul>',
    "css_colour": f'<b style="color:red;background:url({asks("css_colour")})">x</b>',
    "remote": f"![a picture]({asks('remote')})",
    "remote_reference": f"![a picture][far]\n\n[far]: {asks('remote_reference')}",
    "remote_mark": f'<img src="{asks("remote_mark")}" srcset="{asks("set")} 2x">',
    "remote_plain": "<img src=//elsewhere.test/evil-plain.png>",
    "here": "![a picture](/logout?evil-here) <img src='../../api/evil-here-too'>",
    "source": f'<picture><source srcset="{asks("source")}"><img></picture>',
    "video": f'<video poster="{asks("video")}" src="{asks("film")}" autoplay></video>',
    "audio": f'<audio src="{asks("audio")}" autoplay></audio>',
    "old_background": f'<table background="{asks("old_background")}"><td>x</table>',
    "comment": f"<!--><img src=x onerror={run('comment')}>-->",
    "comment_end": f"<!-- --!><img src=x onerror={run('comment_end')}> -->",
    "cdata": f"<![CDATA[ ]]><img src=x onerror={run('cdata')}> ]]>",
    "instruction": f"<?x ?><img src=x onerror={run('instruction')}> ?>",
    "other_rules": "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;"
    f"&lt;img src=1 onerror={run('other_rules')}&gt;'>",
    "no_script": f"<noscript><p title='</noscript><img src=x onerror={run('no')}>'>",
    "template": f"<template><img src=x onerror={run('template')}></template>",
    "in_code": f"`code <img src=x onerror={run('in_code')}> with no end",
    "in_two": f"`` a ` b `` ` <img src=x onerror={run('in_two')}> ``",
    "in_fence": f"~~~\n```\n~~~\n<img src=x onerror={run('in_fence')}>\n```",
    "in_formula": f'$x <img alt="$" src=x onerror={run("in_formula")} title="$"> y$',
    "formula_in_mark": f"<img alt='$' src=x onerror={run('formula_in_mark')} x='$'>",
    "formula_lines": f"$$\n\n<img src=x onerror={run('formula_lines')}>\n\n$$",
    "formula_named": rf"\begin{{x}}<img src=x onerror={run('formula_named')}>\end{{x}}",
    "formula_quote": f'<b title="$a$" x="$"><img src=x onerror={run("quote")}>$</b>',
    "held": f"&#xf5b0;0&#xf5b1; <i title='&#xf5b0;0&#xf5b1;'>$' onload={run('held')}$",
    "href": rf"$\href{{javascript:{run('href')}}}{{\text{{HREF}}}}$",
    "bbox": rf"$\bbox[background: url({asks('bbox')})]{{x}}$",
    "tex_style": rf"$\style{{background: url({asks('tex_style')})}}{{x}}$",
    "require": r"$\require{../../../evil-require}$",
    "token": rf'$\mmlToken{{mi}}[href="javascript:{run("token")}"]{{TOKEN}}$',
    "diagram": '```mermaid\nflowchart LR\nA["<img src=x onerror='
    f'{run("diagram")}>"]\nB@{{ img: "{asks("diagram")}" }}\nA --> B\n```',
    "LINK": f"[LINK](javascript:{run('LINK')})",
    "LINK_TAB": f'<a href="java&#9;script:{run("LINK_TAB")}">LINK_TAB</a>',
    "LINK_CASE": f"[LINK_CASE](JaVaScRiPt:{run('LINK_CASE')})",
    "LINK_NAMED": f"[LINK_NAMED][go]\n\n[go]: javascript:{run('LINK_NAMED')}",
    "LINK_AUTO": f"<javascript:{run('LINK_AUTO')}>",
    "LINK_DATA": "[LINK_DATA](data:text/html;base64,PHNjcmlwdD4x)",
    "LINK_HERE": "[LINK_HERE](/logout?evil-LINK_HERE)",
    "LINK_PING": f'<a href="#x" ping="{asks("LINK_PING")}">LINK_PING</a>',
    "PRESSED": f'<b onclick="{run("PRESSED")}">PRESSED</b>',
    "SENT": f'<form action="{asks("SENT")}"><button>SENT</button></form>',
    "COMMAND": '<a data-commandlinker-command="filebrowser:delete" '
    "data-commandlinker-args='{}'>COMMAND</a>",
    "taken_name": "# sigmoid\n\nsigmoid\n=======\n\n<input id='sigmoid' class='score'>",
}
# What a cell has shown, by kind.
OUTPUTS = {
    "text/html": f"<script>{run('html')}</script><img src='{asks('html')}'>",
    "image/svg+xml": DRAWING,
    "application/javascript": run("javascript"),
    "text/latex": rf"$\href{{javascript:{run('latex')}}}{{x}}$",
    "text/markdown": f"<img src=x onerror={run('markdown')}>",
    "application/vnd.jupyter.widget-view+json": {"model_id": "w", "version_major": 2},
    "application/vnd.mermaid": f"flowchart LR\nA[<img src=x onerror={run('mermaid')}>]",
    "text/plain": f"\x1b]8;;{asks('plain')}\x07plain\x1b]8;;\x07 \u202egnp",
}
# What stands in the notebook and in no cell.
STATE = {
    "state": {
        "w": {
            "model_name": "HTMLModel",
            "model_module": "@jupyter-widgets/controls",
            "model_module_version": "2.0.0",
            "state": {"value": f"<img src=x onerror={run('widget')}>"},
        }
    },
    "version_major": 2,
    "version_minor": 0,
}
# What an exception says.
SAID = rf"<img src=x onerror={run('said')}> $\href{{javascript:{run('said')}}}{{x}}$"
WRONG = (
    f"def sigmoid(z):\n    raise ValueError({SAID!r} + chr(27) + '[2J' + chr(0x202E))"
)


def hostile(notebook):
    """Write all of these into a notebook that was handed out, and return it."""
    for cell in notebook.cells:
        if cell.metadata.get("nbgrader", {}).get("grade_id") == "sigmoid-solution":
            cell.source = WRONG
    for name, text in MARKDOWN.items():
        notebook.cells.append(v4.new_markdown_cell(text, id=f"md-{name}"[:64]))
    notebook.cells.append(v4.new_raw_cell(MARKDOWN["error"], id="raw"))
    notebook.cells[-1].metadata = {"raw_mimetype": "text/html", "format": "text/html"}
    drawn = base64.b64encode(DRAWING.encode()).decode()
    attached = v4.new_markdown_cell("![a](attachment:a.svg)", id="attached")
    attached["attachments"] = {"a.svg": {"image/svg+xml": drawn}}
    shown = v4.new_code_cell("1 + 1", id="shown")
    shown.outputs = [v4.new_output("display_data", {k: v}) for k, v in OUTPUTS.items()]
    shown.metadata = {"collapsed": False, "tags": [MARKDOWN["error"]]}
    own = v4.new_code_cell(f"# \u202e\x1b[2J\nraise ValueError({SAID!r})", id="own")
    # The first text of the course is changed as well.
    first = next(one for one in notebook.cells if one.cell_type == "markdown")
    first.source += "\n\n" + MARKDOWN["script"]
    notebook.cells += [attached, shown, own]
    notebook.metadata["widgets"] = {"application/vnd.jupyter.widget-state+json": STATE}
    notebook.metadata["title"] = MARKDOWN["error"]
    return notebook
