"""Many trainings at once: one for each learning rate, and for each start.

All runs are stacked along a first axis, so that numpy takes one step of all of them in
the time that it needs for a few. The gradient comes in as an argument.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from nnlib.explore.trajectory import ExplorerError, Trajectory


def sweep(
    gradients: Callable,
    starts: Mapping[str, np.ndarray],
    learning_rates: Sequence[float],
    num_iterations: int,
    keep: Sequence[int],
) -> list[Trajectory]:
    """Train all runs side by side, each as if it were alone.

    Parameters
    ----------
    gradients : callable
        ``gradients(parameters)`` takes parameters of shape (runs, ...) and returns
        gradients by the same names and shapes, and the costs (runs,).
    starts : mapping of str to ndarray, shape (runs, ...)
        Where each run begins; not changed.
    learning_rates : sequence of float
        One for each run.
    num_iterations : int
        Number of steps.
    keep : sequence of int
        After which numbers of steps the weights are kept; rising, the last at most
        `num_iterations`.

    Returns
    -------
    list of Trajectory
        In the order of the runs.

    Raises
    ------
    ExplorerError
        If a start has no entry for each learning rate.

    Examples
    --------
    >>> def bowl(parameters):
    ...     return {"w": 2 * parameters["w"]}, parameters["w"] ** 2
    >>> runs = sweep(bowl, {"w": np.array([4.0, 4.0])}, [0.25, 1.0], 2, [0, 1, 2])
    >>> [run.weights["w"].tolist() for run in runs]
    [[4.0, 2.0, 1.0], [4.0, -4.0, 4.0]]
    """
    rates = np.asarray(learning_rates, dtype=np.float64)
    now = {name: np.array(value, dtype=np.float64) for name, value in starts.items()}
    refuse_other_lengths(now, rates.size)
    costs = np.empty((num_iterations, rates.size))
    kept: dict[str, list[np.ndarray]] = {name: [] for name in now}
    wanted = set(keep)
    with np.errstate(all="ignore"):
        for step in range(num_iterations + 1):
            if step in wanted:
                for name, values in kept.items():
                    values.append(now[name])
            if step < num_iterations:
                grads, costs[step] = gradients(now)
                now = {n: W - aligned(rates, W) * grads[n] for n, W in now.items()}
    stacked = {name: np.stack(values) for name, values in kept.items()}
    return [
        Trajectory(
            np.asarray(keep), {n: W[:, k] for n, W in stacked.items()}, costs.T[k]
        )
        for k in range(rates.size)
    ]


def aligned(rates: np.ndarray, W: np.ndarray) -> np.ndarray:
    """Give the rates as many axes as an array of parameters has."""
    return rates.reshape(-1, *(1,) * (W.ndim - 1))


def refuse_other_lengths(starts: Mapping[str, np.ndarray], runs: int) -> None:
    """Insist on one entry for each learning rate."""
    for name, values in starts.items():
        if values.shape[:1] != (runs,):
            raise ExplorerError(
                f"starts[{name!r}] has shape {values.shape}, expected ({runs}, ...): "
                "one entry for each learning rate"
            )
