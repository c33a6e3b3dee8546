"""Static pictures of data, boundaries and training.

Functions and arrays come in as arguments, so a picture shows what the student wrote.
Each comes with a sentence that says what it shows. matplotlib is loaded when the first
one is drawn. Here are the pictures that several notebooks use; those of a single one
are in `exhibits`.
"""

from nnlib.plotting.card import Picture, pictures_of
from nnlib.plotting.rates import course

globals().update(pictures_of(__name__, __path__))

__all__ = ["Picture", "course", *pictures_of(__name__, __path__)]
