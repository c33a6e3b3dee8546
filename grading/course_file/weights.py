"""What full marks, a mistake and what somebody is spared count in one submission."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Weights:
    """What everything that is found in a submission counts.

    Parameters
    ----------
    worth : mapping of str to float
        What full marks count, by function.
    full : collection of str
        Functions for which full marks are given, whatever was found.
    adjusted : mapping of (str, str) to float
        What a mistake counts more, by function and mistake.
    waived : collection of str
        Functions that the student is spared: each counts as the others on average.
    """

    worth: Mapping[str, float]
    full: Collection[str] = ()
    adjusted: Mapping[tuple[str, str | None], float] = field(default_factory=dict)
    waived: Collection[str] = ()


def on_average(scores: Mapping[str, float | None], weights: Weights) -> float | None:
    """Return the share of full marks that a student has in what she is not spared.

    Parameters
    ----------
    scores : mapping of str to (float or None)
        What each exercise counts, by function; None if nobody has decided yet.
    weights : Weights
        With what is waived.

    Returns
    -------
    float or None
        None if nothing else counts, or has been decided.

    Examples
    --------
    >>> weights = Weights({"a": 5.0, "b": 10.0, "c": 10.0}, waived=("a",))
    >>> on_average({"a": 0.0, "b": 10.0, "c": 5.0}, weights)
    0.75
    """
    rest = {
        name: score
        for name, score in scores.items()
        if name not in weights.waived and score is not None
    }
    whole = sum(weights.worth.get(name, 0.0) for name in rest)
    return sum(rest.values()) / whole if whole else None
