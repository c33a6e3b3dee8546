"""nbgrader's autograde, done by our engine.

The settings of a class call `install`. From then on `nbgrader autograde` and
formgrader's button, which make their converter from a name in a module of nbgrader's,
make ours.
"""

import sys


def install() -> None:
    """Have nbgrader use our engine in this process; a second call changes nothing.

    Whatever runs nbgrader has loaded its programs by now. Where they are not loaded, as
    in our own commands, there is nothing to be put in place of.
    """
    if "nbgrader.apps" in sys.modules:
        from grading.nbgrader_converters import put_in_place

        put_in_place()
