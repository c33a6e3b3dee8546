"""Two sliders on a training: how long its steps are, and how many it takes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from nnlib.plotting import Picture
from nnlib.plotting.training import training

START = {"learning_rate": 0.1, "num_iterations": 100}
EXPONENTS = (-3, 2)  # the learning rate runs from 0.001 to 100
STEPS = (10, 300)


class LearningRate:
    """Trains again when a slider moves, and shows cost curve and decision line.

    Parameters
    ----------
    train : callable
        ``train(learning_rate=..., num_iterations=...) -> (params, grads, costs)``.
    probability : callable
        ``probability(params, points)`` maps points (2, k) to probabilities (1, k).
    X : ndarray, shape (2, m)
        Examples, one per column.
    Y : ndarray, shape (1, m)
        Labels, 0 or 1.
    labels : sequence of two str
        What label 0 and label 1 mean.
    """

    def __init__(
        self,
        train: Callable,
        probability: Callable,
        X: np.ndarray,
        Y: np.ndarray,
        labels: Sequence[str] = ("label 0", "label 1"),
    ) -> None:
        self.train, self.probability = train, probability
        self.X, self.Y, self.labels = X, Y, labels
        # Drawn here, so that a function that does not work yet is noticed here.
        self.first = self.picture(**START)

    def picture(self, learning_rate: float, num_iterations: int) -> Picture:
        """Train once and draw the result.

        Parameters
        ----------
        learning_rate : float
            Length of a step, as a multiple of the gradient.
        num_iterations : int
            Number of steps.

        Returns
        -------
        Picture
            Cost curve and decision line.
        """
        options = {"learning_rate": learning_rate, "num_iterations": num_iterations}
        # Steps that are too long may leave the range of floats.
        with np.errstate(all="ignore"):
            params, _, costs = self.train(**options)
            return training(
                costs,
                lambda points: self.probability(params, points),
                self.X,
                self.Y,
                labels=self.labels,
            )

    def html(self, **settings: float) -> str:
        """Write the picture of some settings, or what keeps it from being drawn."""
        try:
            return self.picture(**settings).html()
        except Exception as error:
            # It runs inside a slider, where nobody would see the error.
            return f"<p>This stopped with {type(error).__name__}: {error}</p>"

    def widget(self) -> object:
        """Join two sliders to the picture.

        Returns
        -------
        ipywidgets.VBox
            Sliders above, picture below.
        """
        import ipywidgets

        view = ipywidgets.HTML(self.first.html())
        wide = {
            "style": {"description_width": "9em"},
            "layout": ipywidgets.Layout(width="34em"),
            "continuous_update": False,
        }
        rate = ipywidgets.FloatLogSlider(
            START["learning_rate"],
            min=EXPONENTS[0],
            max=EXPONENTS[1],
            step=0.25,
            description="learning rate α",
            readout_format=".2g",
            **wide,
        )
        steps = ipywidgets.IntSlider(
            START["num_iterations"], *STEPS, 10, description="iterations", **wide
        )

        def renew(change: object) -> None:
            view.value = self.html(learning_rate=rate.value, num_iterations=steps.value)

        for slider in (rate, steps):
            slider.observe(renew, "value")
        return ipywidgets.VBox([rate, steps, view])

    def _repr_mimebundle_(self, **_: object) -> dict:
        """Show the sliders, or one picture where there are no widgets."""
        try:
            shown = self.widget()._repr_mimebundle_()
        except ImportError:
            shown = {"text/html": self.first.html()}
        sliders = "Two sliders, for the learning rate and the number of iterations."
        return {**shown, "text/plain": f"{sliders} {self.first.alt}"}
