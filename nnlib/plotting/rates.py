"""Several trainings side by side, and one word for how each of them goes.

All panels share their axes, so that a curve that hardly moves looks like one. A cost
that leaves the top of the picture comes back as soon as it is low enough.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from nnlib.plotting.card import BLUE, FAINT, Picture, finished, panels, picture
from nnlib.plotting.sentences import amount

PANEL_HEIGHT = 2.1  # inches
HIGHEST = 3.0  # of the first cost: what lies above is cut off
LATE, FEWEST = 0.1, 3  # the last tenth of the iterations is the end, at least three
SWINGS = 0.1  # share of the first cost by which an oscillating end goes up and down
ABOVE, DIVERGED = "above its start", "diverged"
HARDLY = 0.1  # share of the first cost that a stalled training does not lose


def course(costs: Sequence[float]) -> str:
    """Say in one word how a training goes.

    Parameters
    ----------
    costs : sequence of float
        Cost before each step; one entry per iteration.

    Returns
    -------
    str
        ``"diverged"`` if a cost is not finite, ``"above its start"`` if the end is on
        average, ``"oscillating"`` if the end still goes up and down by a tenth of the
        first cost, ``"stalled"`` if less than a tenth is lost, else ``"falling"``.

    Raises
    ------
    ValueError
        If there are fewer than two costs.

    Examples
    --------
    >>> course([0.7, 0.5, 0.4]), course([0.7, 0.69, 0.68])
    ('falling', 'stalled')
    >>> course([0.7, 0.3, 0.5, 0.2]), course([0.7, 2.0, 9.0]), course([0.7, np.inf])
    ('oscillating', 'above its start', 'diverged')
    """
    values = np.asarray(costs, dtype=np.float64)
    if values.ndim != 1 or values.size < 2:
        raise ValueError(f"costs has shape {values.shape}, expected two costs or more")
    if not np.isfinite(values).all():
        return DIVERGED
    first, end = abs(values[0]), values[-max(FEWEST, round(LATE * values.size)) :]
    # a mean of equal numbers may differ from them in the last digit
    if end.mean() > values[0] + 1e-9 * first:
        return ABOVE
    # what falls all the way has a range as well
    if np.max(end - np.minimum.accumulate(end)) >= SWINGS * first:
        return "oscillating"
    return "stalled" if values[0] - end[-1] < HARDLY * first else "falling"


@picture
def cost_panels(
    runs: Mapping[str, Sequence[float]], caption: str | None = None
) -> Picture:
    """Draw the costs of several trainings, a panel for each.

    Parameters
    ----------
    runs : mapping of str to sequence of float
        From the name of a training to its costs, one entry per iteration.
    caption : str, optional
        Sentence below the picture; computed if left out.

    Returns
    -------
    Picture
        Two panels in a row; each says how its training goes.

    Raises
    ------
    ValueError
        If there is no training, or one has fewer than two costs.

    Examples
    --------
    >>> cost_panels({"slow": [0.7, 0.69], "quick": [0.7, 0.2]}).alt
    'slow: stalled, from 0.700 to 0.690. quick: falling, from 0.700 to 0.200.'
    """
    if not runs:
        raise ValueError("runs is empty, expected the costs of one training or more")
    alt = " ".join(f"{name}: {describe(costs)}." for name, costs in runs.items())
    height = PANEL_HEIGHT * -(-len(runs) // 2)
    with panels(len(runs), 2, height, sharex=True, sharey=True) as (figure, row):
        for panel, (name, costs) in zip(row, runs.items(), strict=True):
            draw_panel(panel, costs, f"{name}: {course(costs)}")
        share_limits(row, list(runs.values()))
        return finished(figure, alt, caption or finding(runs))


def finding(runs: Mapping[str, Sequence[float]]) -> str:
    """Say which trainings go well, and which do not.

    Parameters
    ----------
    runs : mapping of str to sequence of float
        From the name of a training to its costs.

    Returns
    -------
    str
        One sentence.

    Examples
    --------
    >>> finding({"small": [0.7, 0.69], "right": [0.7, 0.2], "far": [0.7, 9.0]})
    'Stalled: small. Falling: right. Above its start: far (up to 9.000).'
    """
    groups: dict[str, list[str]] = {}
    cut = HIGHEST * max(costs[0] for costs in runs.values())
    for name, costs in runs.items():
        top = max(costs)
        said = f"{name} (up to {amount(top)})" if cut < top < np.inf else name
        groups.setdefault(course(costs).capitalize(), []).append(said)
    return " ".join(f"{word}: {'; '.join(names)}." for word, names in groups.items())


def describe(costs: Sequence[float]) -> str:
    """Say how a training goes, with its first and its last cost.

    Examples
    --------
    >>> describe([0.7, 0.2])
    'falling, from 0.700 to 0.200'
    """
    return f"{course(costs)}, from {amount(costs[0])} to {amount(costs[-1])}"


def draw_panel(panel, costs: Sequence[float], title: str) -> None:
    """Draw one curve under its title.

    Parameters
    ----------
    panel : Axes
        Where to draw.
    costs : sequence of float
        One entry per iteration.
    title : str
        What stands above.
    """
    values = np.asarray(costs, dtype=np.float64)
    panel.axhline(values[0], color=FAINT, linewidth=1.0, dashes=(4, 3), zorder=0)
    panel.plot(np.where(np.isfinite(values), values, np.nan), color=BLUE, linewidth=1.8)
    panel.set_title(title, fontsize=11.5, loc="left")
    panel.locator_params(nbins=4)


def share_limits(panels: np.ndarray, runs: list[Sequence[float]]) -> None:
    """Give all panels the same range, from 0 to what can still be read.

    Parameters
    ----------
    panels : ndarray of Axes, shape (k,)
        The panels, two in a row.
    runs : list of sequence of float
        Costs of each training.
    """
    everything = np.concatenate([np.ravel(costs) for costs in runs])
    top = everything[np.isfinite(everything)].max(initial=0.0) or 1.0
    first = max(costs[0] for costs in runs)
    panels[0].set_ylim(0, 1.05 * min(top, HIGHEST * first))
    for panel in panels[-2:]:
        panel.set_xlabel("iteration")
        panel.tick_params(labelbottom=True)  # also where nothing stands below
    for panel in panels[::2]:
        panel.set_ylabel("cost")
