"""Pictures that belong to a single notebook, which shows each in one line.

They take functions and arrays as those of the library do. What a student's function
returns is looked at before it is drawn; arguments that only a notebook's author writes
are not.
"""

from nnlib.plotting.card import pictures_of
from nnlib.plotting.exhibits.timings import gradient_seconds

globals().update(pictures_of(__name__, __path__))

__all__ = ["gradient_seconds", *pictures_of(__name__, __path__)]
