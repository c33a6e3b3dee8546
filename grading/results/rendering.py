"""Markdown as formgrader renders it, with its formulas held back."""

from collections.abc import Mapping

from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

from grading.results.cleaned import FIRST, LAST, plain


class Renderer(IPythonRenderer):
    """Renders as formgrader does; formulas are held back, and diagrams are code.

    Parameters
    ----------
    pictures : mapping of str to mapping of str to str
        The cell's own, by name and kind, in base64.
    """

    def __init__(self, pictures: Mapping[str, Mapping[str, str]]) -> None:
        super().__init__(escape=False, exclude_anchor_links=True, attachments=pictures)
        self.formulas: list[str] = []

    def held(self, formula: str) -> str:
        """Hold a formula back; what comes in its place is only letters."""
        self.formulas.append(formula)
        return f"{FIRST}{len(self.formulas) - 1}{LAST}"

    def block_math(self, body: str) -> str:
        """Hold back a formula on lines of its own."""
        return self.held(f"$${plain(body)}$$")

    def inline_math(self, body: str) -> str:
        """Hold back a formula in a line."""
        return self.held(f"${plain(body)}$")

    def latex_environment(self, name: str, body: str) -> str:
        """Hold back a formula with a name."""
        return self.held(rf"\begin{{{name}}}{plain(body)}\end{{{name}}}")

    def block_mermaidjs(self, code: str) -> str:
        """Show the text of a diagram."""
        return self.block_code(code)

    def image(self, text: str, url: str, title: str | None = None) -> str:
        """Show a picture that came with the notebook, and the words of any other."""
        name = url.removeprefix("attachment:")
        if name != url and name not in self.attachments:
            url = ""
        return super().image(text, url, title)


def html_of(
    text: str, pictures: Mapping[str, Mapping[str, str]]
) -> tuple[str, list[str]]:
    """Render a text.

    Parameters
    ----------
    text : str
        Markdown.
    pictures : mapping of str to mapping of str to str
        The cell's own, by name and kind, in base64.

    Returns
    -------
    html : str
        With a mark in the place of each formula.
    formulas : list of str
        In the order of their marks.
    """
    renderer = Renderer(pictures)
    return MarkdownWithMath(renderer=renderer).render(text), renderer.formulas
