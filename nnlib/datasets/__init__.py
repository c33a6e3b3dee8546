"""Data to learn from, each example a column.

Drawn by a program, from ``m`` and a generator ``rng``:

==================  =================================================================
points in a plane   ``xor``, ``flower``, ``circles``, ``moons``, ``spiral``
rows of bits        ``parity``
pictures            ``cats`` (drawings), ``seven_segments`` (digits, 16 by 16)
==================  =================================================================

Given: ``tumour_sizes`` and ``house_prices`` are tables small enough for paper;
``tumours`` and ``digits`` were measured, and lie in ``nnlib/data`` with their origin
and licence. ``load_image_set`` and ``load_digit_set`` read files from elsewhere.
``split`` keeps some examples back for a test. Every call gives new arrays, so changing
them harms nobody.
"""

from nnlib.datasets.bits import parity
from nnlib.datasets.breast_tumours import tumour_features, tumours
from nnlib.datasets.cat_pictures import KINDS, cats, draw_pictures
from nnlib.datasets.data_files import DataFileError
from nnlib.datasets.display_digits import draw_digits, seven_segments
from nnlib.datasets.handwriting import digits
from nnlib.datasets.local_files import load_digit_set, load_image_set
from nnlib.datasets.plane import circles, flower, moons, spiral, xor
from nnlib.datasets.small_tables import house_prices, tumour_sizes
from nnlib.datasets.splitting import split

__all__ = [
    "KINDS",
    "DataFileError",
    "cats",
    "circles",
    "digits",
    "draw_digits",
    "draw_pictures",
    "flower",
    "house_prices",
    "load_digit_set",
    "load_image_set",
    "moons",
    "parity",
    "seven_segments",
    "spiral",
    "split",
    "tumour_features",
    "tumour_sizes",
    "tumours",
    "xor",
]
