"""Wrong functions as students hand them in, and whether what is said of them is true.

They were written from the notebooks alone, without a look at what the check knows.
"""

from importlib import import_module

NOTEBOOKS = ("00", "01", "02", "03", "04", "05")


def _functions(notebook):
    """Give the functions of one file by the id of their exercise."""
    module = import_module(f"{__name__}.wrong_{notebook}")
    found = {}
    for name, value in vars(module).items():
        exercise, _, number = name.rpartition("_")
        if number.isdigit() and callable(value):
            found.setdefault(f"{notebook}/{exercise}", []).append(value)
    return found


WRONG = {id: found for number in NOTEBOOKS for id, found in _functions(number).items()}

# Wrong functions that pass, as the check asks nothing that would show it, and why.
ACCEPTED = {
    ("01/predict_one", "predict_one_1"): "texts leave open what is said at 0.5",
    ("02/predict", "predict_1"): "texts leave open what is said at 0.5",
}
