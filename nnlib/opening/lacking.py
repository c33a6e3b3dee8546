"""A module that cannot be imported: what to install, or which two versions differ."""

import importlib.metadata
import importlib.util
import sys
from collections.abc import Mapping, Sequence

from nnlib.opening import messages
from nnlib.saved_notebook import built_with, own_file

COURSE = "nnlib"
# Module -> package of what the course needs; a test compares it with pyproject.toml.
PACKAGES = {
    "numpy": "numpy",
    "matplotlib": "matplotlib",
    "ipywidgets": "ipywidgets",
    "anywidget": "anywidget",
    "sklearn": "scikit-learn",
}


def explained(
    error: ImportError, namespace: Mapping[str, object]
) -> tuple[str, str] | None:
    """Say what an import of the course lacks.

    Parameters
    ----------
    error : ImportError
        What a cell stopped with.
    namespace : mapping of str to object
        The notebook's names.

    Returns
    -------
    (str, str) or None
        A title and a text; None for what the course does not need.
    """
    module = (error.name or "").partition(".")[0]
    if isinstance(error, ModuleNotFoundError) and module in PACKAGES:
        package = PACKAGES[module]
        return messages.MISSING.format(package=package), install([package])
    if module == COURSE:
        return two_versions(built_with(own_file(namespace)))
    return None


def install(packages: Sequence[str]) -> str:
    """Say how to install packages where this kernel runs.

    Parameters
    ----------
    packages : sequence of str
        One or more.

    Returns
    -------
    str
        With pip in a cell; an environment that uv has made has no pip.
    """
    has_pip = importlib.util.find_spec("pip") is not None
    line = messages.IN_A_CELL if has_pip else messages.IN_A_TERMINAL
    how = line.format(packages=" ".join(packages), python=sys.executable)
    return f"{how}\n{messages.THEN_RESTART}"


def two_versions(built: Mapping[str, object]) -> tuple[str, str] | None:
    """Say that a notebook was built for another version, if it was."""
    other, here = built.get("course_version"), installed(COURSE)
    if other is None or here in ("", other):
        return None
    text = messages.TWO_VERSIONS.format(built=other, here=here)
    return messages.OTHER_VERSION, text


def installed(package: str) -> str:
    """Return the version of a package, or an empty text."""
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return ""
