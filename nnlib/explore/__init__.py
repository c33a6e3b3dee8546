"""Sliders on functions that a student has written.

Each explorer begins with a question and in a state that already shows something. How
one is made:

- `Explorer` (`explorer.py`) is the base. A subclass keeps its arguments under their
  names, hands `Control`s (`controls.py`) to ``super().__init__`` and defines
  ``frame(now) -> Frame``: pure Python, no widgets. ``now`` holds a value for each
  control, ``now["kept"]`` (a second state to compare, or None) and ``now["points"]``
  (examples added by clicks). Nothing more is needed: the browser then asks Python for
  every frame, one at a time, always for the newest state.
- A `Frame` (`frame.py`) is a sentence and panels of marks. `static.py` draws it with
  matplotlib, `js/canvas.js` and `js/marks.js` in the browser. A new kind of mark needs
  a function in `frame.py`, one in `static.py` and one in `js/marks.js`.
- To answer without Python, name a ``scene``: a function of that name in
  ``js/<scene>.js``, ``SCENES.name = (fixed, numbers, now, kept, setup) => frame``,
  made from what ``fixed()`` (once) and ``numbers(now)`` (once for each value of the
  settings in ``keyed_by``) give. It must make the same frame; a test compares the two
  in node. What stands for a student's function there must have been seen to equal it
  (`LearningRate.is_a_neuron`); otherwise the scene stays ``"given"``.
- ``ahead()`` lists settings that are fetched while nobody moves anything, one by one,
  and that a page without Python (`to_html`) holds.
- Training: `simulate` (`trajectory.py`) follows any ``train``; `sweep.py` takes many
  with a given gradient step by step together. Divergence is a result with a name.

What is wrong with a given function is noticed when the explorer is made; what goes
wrong later is said in one line, in place of the sentence.
"""

from nnlib.explore.deep_network import DeepNetwork
from nnlib.explore.descent import Descent
from nnlib.explore.drawn_digit import DrawnDigit
from nnlib.explore.explorer import Explorer
from nnlib.explore.first_weights import FirstWeights
from nnlib.explore.folds import Folds
from nnlib.explore.learning_rate import LearningRate
from nnlib.explore.logits import Logits
from nnlib.explore.loops_and_arrays import LoopsAndArrays
from nnlib.explore.nudge import Nudge
from nnlib.explore.outlier import Outlier
from nnlib.explore.staircase import Staircase
from nnlib.explore.symmetry_trap import SymmetryTrap
from nnlib.explore.two_layers import TwoLayers
from nnlib.explore.two_losses import TwoLosses
from nnlib.explore.weight_and_bias import WeightAndBias

__all__ = [
    "DeepNetwork",
    "Descent",
    "DrawnDigit",
    "Explorer",
    "FirstWeights",
    "Folds",
    "LearningRate",
    "Logits",
    "LoopsAndArrays",
    "Nudge",
    "Outlier",
    "Staircase",
    "SymmetryTrap",
    "TwoLayers",
    "TwoLosses",
    "WeightAndBias",
]
