"""Static pictures of data, boundaries and training.

Functions and arrays come in as arguments, so a picture shows what the student wrote.
Each comes with a sentence that says what it shows. matplotlib is loaded when the first
one is drawn.
"""

from nnlib.plotting.answers import answers
from nnlib.plotting.bars import bars
from nnlib.plotting.blocks import blocks
from nnlib.plotting.boundary import decision_line
from nnlib.plotting.broadcasting import broadcasting
from nnlib.plotting.card import Picture
from nnlib.plotting.colours import colour_tables
from nnlib.plotting.confusions import confusions
from nnlib.plotting.costs import cost_curve
from nnlib.plotting.curves import curve, tangent
from nnlib.plotting.data_kinds import data_kinds
from nnlib.plotting.descents import descent_path
from nnlib.plotting.differences import differences
from nnlib.plotting.digit_sheets import digit_sheet
from nnlib.plotting.families import curves
from nnlib.plotting.feature_levels import feature_levels
from nnlib.plotting.fitted import fitted_lines
from nnlib.plotting.gallery import gallery
from nnlib.plotting.gates import gate_tree
from nnlib.plotting.graphs import computation_graph
from nnlib.plotting.hidden_units import hidden_units
from nnlib.plotting.images import contact_sheet, weight_image
from nnlib.plotting.layer_sizes import layer_sizes
from nnlib.plotting.learned_features import learned_features
from nnlib.plotting.learning_curves import learning_curves
from nnlib.plotting.network import network
from nnlib.plotting.network_families import network_families
from nnlib.plotting.network_values import network_values
from nnlib.plotting.neuron import neuron_graph
from nnlib.plotting.outcomes import outcomes
from nnlib.plotting.products import product
from nnlib.plotting.rates import cost_panels, course
from nnlib.plotting.regions import region_panels
from nnlib.plotting.scale_sketch import scale_sketch
from nnlib.plotting.shape_walk import shape_walk
from nnlib.plotting.strips import strips
from nnlib.plotting.sums import units_over_line
from nnlib.plotting.surface import surface
from nnlib.plotting.templates import templates
from nnlib.plotting.timings import duration, timings
from nnlib.plotting.valley import valley_sides
from nnlib.plotting.walks import walks

__all__ = [
    "Picture",
    "answers",
    "bars",
    "blocks",
    "broadcasting",
    "colour_tables",
    "computation_graph",
    "confusions",
    "contact_sheet",
    "cost_curve",
    "cost_panels",
    "course",
    "curve",
    "curves",
    "data_kinds",
    "decision_line",
    "descent_path",
    "differences",
    "digit_sheet",
    "duration",
    "feature_levels",
    "fitted_lines",
    "gallery",
    "gate_tree",
    "hidden_units",
    "layer_sizes",
    "learned_features",
    "learning_curves",
    "network",
    "network_families",
    "network_values",
    "neuron_graph",
    "outcomes",
    "product",
    "region_panels",
    "scale_sketch",
    "shape_walk",
    "strips",
    "surface",
    "tangent",
    "templates",
    "timings",
    "units_over_line",
    "valley_sides",
    "walks",
    "weight_image",
]
