"""Static pictures of data, boundaries and training.

Functions and arrays come in as arguments, so a picture shows what the student wrote.
Each comes with a sentence that says what it shows. matplotlib is loaded when the first
one is drawn.
"""

from nnlib.plotting.boundary import decision_line
from nnlib.plotting.card import Picture
from nnlib.plotting.costs import cost_curve
from nnlib.plotting.curves import curve, tangent

__all__ = ["Picture", "cost_curve", "curve", "decision_line", "tangent"]
