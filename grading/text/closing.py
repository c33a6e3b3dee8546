"""What the builder writes into a notebook's last text: links to what can be printed."""

from grading.text.source import Cell, Source

HAND_IN = "To hand in: "
FOLDER = "sheets"  # beside the notebooks
WORDS_ELSEWHERE = "words_elsewhere.html"
TO_PRINT = (
    "**To print:** [this notebook on one page]({folder}/{sheet}) · "
    "[words you will meet elsewhere]({folder}/{words})\n\n"
)


def sheet_of(stem: str) -> str:
    """Name the file with the printed sheet of a notebook."""
    return f"{stem}.html"


def closed(text: Source, cell: Cell, written: str) -> str:
    """Return the text of a cell; of the last one with links to what can be printed.

    Parameters
    ----------
    text : Source
        The notebook.
    cell : Cell
        One of its cells.
    written : str
        What the cell holds so far.

    Returns
    -------
    str
        What a notebook holds.
    """
    last = [one for one in text.student_cells if not one.is_code][-1]
    if cell.number != last.number:
        return written
    sheet = sheet_of(text.path.stem)
    links = TO_PRINT.format(folder=FOLDER, sheet=sheet, words=WORDS_ELSEWHERE)
    return written.replace(HAND_IN, f"{links}{HAND_IN}", 1)
