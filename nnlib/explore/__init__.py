"""Sliders on functions that a student has written.

Each explorer begins with a question and in a state that already shows something. How
one is made:

- `Explorer` (`explorer.py`) is the base. A subclass keeps its arguments under their
  names, hands `Control`s (`controls.py`) to ``super().__init__`` and defines
  ``alone(now) -> Frame``: pure Python, no widgets. ``now`` holds a value for each
  control and ``now["points"]`` (examples added by clicks). Nothing more is needed: the
  browser then asks Python for every frame, one at a time, always for the newest state.
- A `Frame` (`frame.py`) is a sentence and panels of marks. All words and all numbers in
  them are written in Python. `static.py` draws it with matplotlib, `js/canvas.js` and
  `js/marks.js` in the browser. A new kind of mark needs a function in `frame.py`, one
  in `static.py` and one in `js/marks.js`. The marks of `when_kept` are what is seen of
  a state that is kept beside another.
- ``along`` names the control of a run: its frames are made together, and what they
  have in common crosses once (`encode.together`). Inside a run no slider needs Python.
  A network crosses by its weights, and is asked where it is drawn (`frame.border`,
  `frame.units`). ``fetched`` names the controls whose runs are fetched while nobody
  moves anything, one by one, and that a page without Python (`to_html`) holds.
- Where there are too many states for that, name a ``scene``: a function of that name in
  ``js/<scene>.js`` makes the frames from what ``fixed()`` gives, once: with the words
  and the panels of Python. They must be the same; a test compares them in node. Only
  there a number is written by the browser, in the two forms of `js/words.js`. What
  stands for a student's function there must have been seen to equal it
  (`Logits.is_softmax`); otherwise Python makes the frames.
- Training: `simulate` (`trajectory.py`) follows any ``train``; `network_path.py` takes
  fewer trainings where it can. Divergence is a result with a name.

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
