"""The explorers as pages that open from disk, with a page that leads to them.

They need neither Python nor a network, so they can be given to people who have
installed nothing, or stand on any web server.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from html import escape
from pathlib import Path

from grading import atomic
from grading.exhibits import EXHIBITS
from nnlib.explore import Explorer

Exhibits = Mapping[str, Sequence[Callable[[], Explorer]]]

INDEX = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Explorers</title>
<link rel="icon" href="data:,">
<style>
:root {{
  color-scheme: light dark;
  --paper: #fbfaf7; --card: #ffffff; --ink: #26272b; --soft: #5f5e59; --edge: #d9d5c9;
  --accent: #15508f;
}}
@media (prefers-color-scheme: dark) {{
  :root {{
    --paper: #1e1f24; --card: #2a2b31; --ink: #eceae4; --soft: #b4b3ad; --edge: #43444c;
    --accent: #84b9f5;
  }}
}}
body {{
  margin: 0 auto; max-width: 1060px; padding: 28px 20px 48px;
  background: var(--paper); color: var(--ink);
  font: 16px/1.5 system-ui, "Segoe UI", "DejaVu Sans", sans-serif;
}}
h1 {{ font-size: 30px; margin: 0 0 4px; }}
h2 {{ font-size: 18px; margin: 34px 0 12px; }}
header p {{ max-width: 40em; margin: 0; color: var(--soft); }}
ul {{
  display: grid; grid-template-columns: repeat(auto-fill, minmax(300px, 1fr));
  gap: 18px; margin: 0; padding: 0; list-style: none;
}}
a {{
  display: block; height: 100%; box-sizing: border-box; padding: 14px;
  border: 1px solid var(--edge); border-radius: 12px; background: var(--card);
  color: var(--ink); font-weight: 600; text-decoration: none; text-wrap: balance;
}}
a:hover, a:focus {{ border-color: var(--accent); }}
a:focus {{ outline: 3px solid var(--accent); outline-offset: 2px; }}
img {{
  display: block; width: 100%; height: auto; margin-bottom: 10px; border-radius: 6px;
}}
</style>
</head>
<body>
<header>
<h1>Explorers</h1>
<p>Each page asks a question. Answer it first; then move something.
Nothing has to be installed, and no page asks the network for anything.</p>
</header>
<main>
{sections}
</main>
</body>
</html>
"""
SECTION = "<section>\n<h2>{title}</h2>\n<ul>\n{cards}\n</ul>\n</section>"
# Stands above the explorer on its page, and leads back.
BACK = (
    '<nav style="max-width:792px;margin:0 auto;font:15px system-ui,sans-serif">'
    '<a href="index.html" style="display:inline-block;padding:4px 0;color:LinkText">'
    "← all explorers</a></nav>\n<main"
)
CARD = (
    '<li><a href="{name}.html"><img src="{name}.png" alt="" width="921" '
    'height="446" loading="lazy">{question}</a></li>'
)


def gallery(folder: Path, exhibits: Exhibits | None = None) -> Iterator[Path]:
    """Write a page for every explorer, its picture, and the page that leads to them.

    Parameters
    ----------
    folder : Path
        Where they go; made if needed. Files of the same name are replaced.
    exhibits : mapping of str to sequence of callable, optional
        From a heading to functions that make an explorer each; those of the course if
        omitted.

    Yields
    ------
    Path
        Each page, once it is written; ``index.html`` is the last.
    """
    exhibits = EXHIBITS if exhibits is None else exhibits
    folder.mkdir(parents=True, exist_ok=True)
    sections = []
    for title, makers in exhibits.items():
        cards = []
        for make in makers:
            explorer = make()
            yield write_page(folder, make.__name__, explorer)
            asked = escape(explorer.question)
            cards.append(CARD.format(name=make.__name__, question=asked))
        inner = "\n".join(cards)
        sections.append(SECTION.format(title=escape(title), cards=inner))
    text = INDEX.format(sections="\n".join(sections))
    yield atomic.write_text(folder / "index.html", text, mode=atomic.PUBLIC)


def write_page(folder: Path, name: str, explorer: Explorer) -> Path:
    """Write the page of one explorer, and its picture."""
    atomic.write(folder / f"{name}.png", explorer.picture().png, mode=atomic.PUBLIC)
    page = explorer.to_html().replace("<main", BACK, 1)
    return atomic.write_text(folder / f"{name}.html", page, mode=atomic.PUBLIC)
