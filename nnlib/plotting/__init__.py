"""Static pictures of data, boundaries and training.

Functions and arrays come in as arguments, so a picture shows what the student wrote.
Each comes with a sentence that says what it shows. matplotlib is loaded when the first
one is drawn.
"""

from nnlib.plotting.boundary import decision_line
from nnlib.plotting.broadcasting import broadcasting
from nnlib.plotting.card import Picture
from nnlib.plotting.costs import cost_curve
from nnlib.plotting.curves import curve, tangent
from nnlib.plotting.descents import descent_path
from nnlib.plotting.families import curves
from nnlib.plotting.images import contact_sheet, weight_image
from nnlib.plotting.labelled import labelled_points
from nnlib.plotting.neuron import neuron_graph
from nnlib.plotting.outcomes import outcomes
from nnlib.plotting.products import product
from nnlib.plotting.rates import cost_panels, course
from nnlib.plotting.timings import duration, timings
from nnlib.plotting.training import training

__all__ = [
    "Picture",
    "broadcasting",
    "contact_sheet",
    "cost_curve",
    "cost_panels",
    "course",
    "curve",
    "curves",
    "decision_line",
    "descent_path",
    "duration",
    "labelled_points",
    "neuron_graph",
    "outcomes",
    "product",
    "tangent",
    "timings",
    "training",
    "weight_image",
]
