"""Two sliders on one neuron: what its weight and its bias do to the curve."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from nnlib.plotting import Picture, labelled_points

WEIGHTS, BIASES = (-4.0, 4.0), (-12.0, 12.0)
START = {"w": 1.0, "b": 0.0}


class WeightAndBias:
    """Draws the neuron's curve over labelled examples again when a slider moves.

    Parameters
    ----------
    probability : callable
        ``probability(w, b, x)`` takes three numbers and returns one.
    loss : callable
        ``loss(a, y)`` of one example.
    x, y : ndarray, shape (m,)
        Feature and label of each example.
    name : str
        What the feature is called.
    """

    def __init__(
        self,
        probability: Callable,
        loss: Callable,
        x: np.ndarray,
        y: np.ndarray,
        name: str = "x",
    ) -> None:
        self.probability, self.loss = probability, loss
        self.x, self.y, self.name = x, y, name
        # Drawn here, so that a function that does not work yet is noticed here.
        self.first = self.picture(**START)

    def picture(self, w: float, b: float) -> Picture:
        """Draw the curve of one weight and one bias.

        Parameters
        ----------
        w, b : float
            Weight and bias.

        Returns
        -------
        Picture
            Examples, curve and cost.
        """
        answers = [self.probability(w, b, float(x)) for x in self.x]
        pairs = zip(answers, self.y, strict=True)
        cost = float(np.mean([self.loss(a, float(y)) for a, y in pairs]))
        return labelled_points(
            lambda x: self.probability(w, b, x),
            self.x,
            self.y,
            cost=cost,
            name=self.name,
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
        look = {"step": 0.1, "readout_format": ".1f"}
        look["layout"] = ipywidgets.Layout(width="34em")
        w, b = (
            ipywidgets.FloatSlider(
                START[name], min=low, max=high, description=text, **look
            )
            for name, text, (low, high) in (
                ("w", "weight w", WEIGHTS),
                ("b", "bias b", BIASES),
            )
        )

        def renew(change: object) -> None:
            view.value = self.html(w=w.value, b=b.value)

        for slider in (w, b):
            slider.observe(renew, "value")
        return ipywidgets.VBox([w, b, view])

    def _repr_mimebundle_(self, **_: object) -> dict:
        """Show the sliders, or one picture where there are no widgets."""
        try:
            shown = self.widget()._repr_mimebundle_()
        except ImportError:
            shown = {"text/html": self.first.html()}
        sliders = "Two sliders, for the weight and the bias."
        return {**shown, "text/plain": f"{sliders} {self.first.alt}"}
