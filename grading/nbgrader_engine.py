"""nbgrader's commands, done by our stages: what the settings of a class call.

They call `install`. From then on `nbgrader autograde`, `nbgrader generate_feedback` and
formgrader's buttons, which make their converters from names in modules of nbgrader's,
make ours. What collects from an exchange is named in the settings.
"""

import sys
from pathlib import Path

from grading.course import SETTINGS
from grading.course_file import gradebook_address, settings


def install() -> None:
    """Have nbgrader use our engine in this process; a second call changes nothing.

    Whatever runs nbgrader has loaded its programs by now. Where they are not loaded, as
    in our own commands, there is nothing to be put in place of.
    """
    if "nbgrader.apps" in sys.modules:
        from grading.nbgrader_converters import put_in_place

        put_in_place()


def course_id(config: str) -> str:
    """Read what nbgrader calls a class.

    Parameters
    ----------
    config : str
        The path of its `nbgrader_config.py`.

    Returns
    -------
    str
        `course_id` in `course.toml` beside it.
    """
    return settings.course_id(Path(config).with_name(SETTINGS))


def db_url(config: str) -> str:
    """Read where the gradebook of a class lies.

    Parameters
    ----------
    config : str
        The path of its `nbgrader_config.py`.

    Returns
    -------
    str
        As nbgrader takes it: `gradebook` in `course.toml` beside it, or a file there.
    """
    return gradebook_address.db_url(Path(config).with_name(SETTINGS))
