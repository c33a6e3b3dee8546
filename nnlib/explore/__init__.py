"""Sliders on functions that a student has written.

Each explorer has a pure part, from settings to a picture, that needs no browser. Where
no widgets can be shown, it shows that picture.
"""

from nnlib.explore.learning_rate import LearningRate
from nnlib.explore.weight_and_bias import WeightAndBias

__all__ = ["LearningRate", "WeightAndBias"]
