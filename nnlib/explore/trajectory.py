"""A training as a path: weights at some of its steps, all costs, and how it went.

That a training diverges is a result with a name, not an error. What a given function
returns is looked at before it is used, and what is wrong with it is said in one line.
"""

import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from nnlib.plotting.rates import ABOVE, DIVERGED, course
from nnlib.plotting.sentences import amount


class ExplorerError(ValueError):
    """A given function returned something that cannot be shown."""


@dataclass(frozen=True)
class Trajectory:
    """What one training did.

    Parameters
    ----------
    steps : ndarray of int, shape (k,)
        After how many steps the weights were kept; rising.
    weights : dict of str to ndarray
        From the name of each parameter to its values, shape (k, ...).
    costs : ndarray, shape (n,)
        Cost before each step.
    """

    steps: np.ndarray
    weights: dict[str, np.ndarray]
    costs: np.ndarray

    def at(self, step: int) -> dict[str, np.ndarray]:
        """Return the weights after a number of steps; of the nearest that were kept."""
        k = int(np.argmin(np.abs(self.steps - step)))
        return {name: values[k] for name, values in self.weights.items()}


def simulate(
    train: Callable, learning_rate: float, steps: Sequence[int], **options: object
) -> Trajectory:
    """Run a training once for each number of steps.

    The function is only asked for what it promises: where it ends. So any training
    can be followed, whatever it looks like inside.

    Parameters
    ----------
    train : callable
        ``train(learning_rate=..., num_iterations=...)`` returns a tuple whose first
        entry is the dict of parameters and whose last are the costs.
    learning_rate : float
        Length of a step.
    steps : sequence of int
        Numbers of iterations, rising.
    **options : object
        Passed on to `train`.

    Returns
    -------
    Trajectory
        The weights after each of `steps`, and the costs of the longest run.

    Raises
    ------
    ExplorerError
        If `train` returns something else.
    """
    kept: dict[str, list[np.ndarray]] = {}
    for count in steps:
        parameters, costs = one_run(train, learning_rate, int(count), **options)
        for name, value in parameters.items():
            kept.setdefault(name, []).append(value)
    weights = {name: np.stack(values) for name, values in kept.items()}
    return Trajectory(np.asarray(steps), weights, costs)


def one_run(
    train: Callable, learning_rate: float, num_iterations: int, **options: object
) -> tuple[dict[str, np.ndarray], np.ndarray]:
    """Run a training once and look at what it returns."""
    options |= {"learning_rate": learning_rate, "num_iterations": num_iterations}
    # Steps that are too long may leave the range of floats.
    with np.errstate(all="ignore"), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        result = train(**options)
    if not isinstance(result, tuple) or len(result) < 2:
        raise ExplorerError(
            f"{called(train)} returned {kind(result)}, "
            "expected a tuple (parameters, ..., costs)"
        )
    if not isinstance(result[0], dict):
        raise ExplorerError(
            f"{called(train)} returned {kind(result[0])} first, "
            "expected the dict of parameters"
        )
    costs = numbers(f"the costs of {called(train)}", result[-1])
    if costs.shape != (num_iterations,):
        raise ExplorerError(
            f"{called(train)} returned {costs.size} costs, expected {num_iterations}: "
            "one for each iteration"
        )
    named = {name: numbers(name, value) for name, value in result[0].items()}
    return named, costs


def numbers(name: str, value: object) -> np.ndarray:
    """Insist on numbers.

    Raises
    ------
    ExplorerError
        If there is something else.

    Examples
    --------
    >>> numbers("w", [1, 2])
    array([1., 2.])
    >>> numbers("w", None)
    Traceback (most recent call last):
    nnlib.explore.trajectory.ExplorerError: w is None, expected numbers
    """
    try:
        if value is None:
            raise TypeError
        return np.asarray(value, dtype=np.float64)
    except (TypeError, ValueError):
        raise ExplorerError(f"{name} is {kind(value)}, expected numbers") from None


def sized(function: Callable, value: object, shape: tuple[int, int]) -> np.ndarray:
    """Insist on as many numbers as a shape holds, and give them that shape.

    Raises
    ------
    ExplorerError
        If what the function returned is something else.
    """
    found = numbers(called(function), value)
    if found.size != shape[0] * shape[1]:
        raise ExplorerError(
            f"{called(function)} returned shape {found.shape}, "
            f"expected (1, {shape[0] * shape[1]})"
        )
    return found.reshape(shape)


def walked(
    descend: Callable,
    slope: Callable,
    cost: Callable,
    start: float,
    learning_rate: float,
    num_iterations: int,
) -> tuple[np.ndarray, np.ndarray]:
    """Walk downhill from a start: places and their costs, the start included.

    Raises
    ------
    ExplorerError
        If there is not one place for each step.
    """
    options = {"learning_rate": learning_rate, "num_iterations": num_iterations}
    with np.errstate(all="ignore"):
        found = descend(slope, start, **options)
    places = numbers(f"what {called(descend)} returns", found)
    if places.shape != (num_iterations + 1,):
        raise ExplorerError(
            f"{called(descend)} returned {places.size} places, "
            f"expected {num_iterations + 1}: the start and {num_iterations} steps"
        )
    return places, heights(cost, places)


def heights(cost: Callable, places: Sequence[float]) -> np.ndarray:
    """Ask for the cost at each place; nan where it has none."""
    with np.errstate(all="ignore"):
        found = [cost(float(w)) if np.isfinite(w) else np.nan for w in places]
    return numbers(f"what {called(cost)} returns", found)


def above_from(costs: Sequence[float]) -> int | None:
    """Tell from which step on the cost stays above its start, or is no number.

    Parameters
    ----------
    costs : sequence of float
        Cost before each step.

    Returns
    -------
    int or None
        The first step of the end; None if the end is not above the start.

    Examples
    --------
    >>> above_from([0.7, 0.9, 0.6, 0.8, np.inf]), above_from([0.7, 0.9, 0.6])
    (3, None)
    """
    values = np.asarray(costs, dtype=np.float64)
    below = np.flatnonzero(values <= values[0] * (1 + 1e-9)) if values.size else []
    last = int(below[-1]) if len(below) else 0
    return last + 1 if last + 1 < values.size else None


def told(costs: Sequence[float]) -> str:
    """Say how a training goes, up to its last cost.

    Parameters
    ----------
    costs : sequence of float
        Cost before each step, and the one after the last step if it is known.

    Returns
    -------
    str
        A word and two numbers.

    Examples
    --------
    >>> told([0.7, 0.2]), told([0.7])
    ('falling, from 0.700 to 0.200', '0.700')
    >>> told([0.7, 2.0, 9.0])
    'above its start from step 1 on, from 0.700 to 9.000'
    """
    costs = np.asarray(costs, dtype=np.float64)
    if costs.size < 2:
        return "".join(map(amount, costs)) or "not begun"
    word, step = course(costs), above_from(costs)
    if word in (ABOVE, DIVERGED) and step is not None:
        word = f"{word} from step {step} on"
    return f"{word}, from {amount(costs[0])} to {amount(costs[-1])}"


def called(function: Callable) -> str:
    """Return what a function is called, also if some arguments stand already."""
    function = getattr(function, "func", function)
    return getattr(function, "__name__", type(function).__name__)


def kind(value: object) -> str:
    """Say what came."""
    return "None" if value is None else f"of type {type(value).__name__}"
