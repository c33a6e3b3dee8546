"""Where no name fits, the check looks for the line.

It tries small changes of her own code. If one of them makes every output right in
every case, what is wrong stands there, and the check says in which line; never how the
line should read.
"""

from nnlib.check.pointing.said import POINTED, pointed

__all__ = ["POINTED", "pointed"]
