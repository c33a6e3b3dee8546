"""An answer in words, as the record of a submission holds it."""

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Written:
    """An answer in words, to which only a person can give points.

    Parameters
    ----------
    name : str
        Its name: that of its cell.
    words : str
        What the student wrote; empty if nothing.
    score, max_score : float, optional
        What it counts as long as nobody has read it, and full marks; no score while it
        waits for somebody.
    """

    name: str
    words: str
    score: float | None = None
    max_score: float = 0.0

    def counting(self, worth: float, *, full: bool = False) -> "Written":
        """Return the same answer where full marks count `worth`, or all have them."""
        waits = bool(worth and self.words) and not full
        score = worth if full else 0.0
        return replace(self, score=None if waits else score, max_score=worth)
