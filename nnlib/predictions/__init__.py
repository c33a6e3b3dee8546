"""What each notebook asks before it shows: a file per notebook, in its order.

The question stands in the text, above a cell ``check.predict("name", ...)``; a choice
is a list with numbers there. Here stands what is right, and what is said.
"""

import importlib
import pkgutil
from collections.abc import Mapping
from functools import cache

from nnlib.check.prediction import Prediction


@cache
def predictions(notebook: str) -> Mapping[str, Prediction]:
    """Return the questions of a notebook by name.

    Parameters
    ----------
    notebook : str
        Number of the notebook, for example ``"02"``.

    Returns
    -------
    mapping of str to nnlib.check.prediction.Prediction
        Empty for a notebook that asks nothing.

    Examples
    --------
    >>> predictions("02")["equal_shares"].shown()
    '0.693'
    """
    files = [one.name for one in pkgutil.iter_modules(__path__)]
    name = next((one for one in files if one.startswith(f"of_{notebook}_")), None)
    return importlib.import_module(f"{__name__}.{name}").PREDICTIONS if name else {}
