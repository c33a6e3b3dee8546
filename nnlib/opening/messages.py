"""Every sentence of the first minute, apart from the code that decides to say it."""

UNKNOWN = "This kernel does not know {name} yet"
MISTYPED = "Did you mean {near}?"
MISTYPED_BELOW = (
    "This kernel knows no {name}. Python reads names letter by letter, capitals too."
)
RUN_OPENING = "Run the first code cell of this page, then this cell again."
RUN_CELL = "Run the cell that begins “{line}”, then this cell again."
TYPE_OPENING = (
    "Type first what the notebook begins with, with its number:\n"
    'from nnlib.exercises import checks, waits_for; check = checks("00")'
)
TYPE_FIRST = "Type its function first, then this line again."
NOTHING_RAN = (
    "Was the kernel restarted? Then it has forgotten everything: choose "
    "Run All Above Selected Cell in the menu Run."
)
NOT_DEFINED = "No cell of this page defines {name}"
OTHER_NAME = (
    "As last saved, its cell begins “{line}”. Give the function the name {name} there, "
    "run that cell, then this one again."
)
CELL_GONE = (
    "As last saved, the page has no cell for it. Undo Cell Operation in the menu Edit "
    "brings back a cell that was deleted."
)

MISSING = "{package} is missing where this notebook runs"
IN_A_CELL = "Write %pip install {packages} into a cell of its own, and run it."
IN_A_TERMINAL = "Type in a terminal: uv pip install --python {python} {packages}"
THEN_RESTART = "Then restart the kernel and run the page from the top."
OTHER_VERSION = "This notebook and the course are of different versions"
TWO_VERSIONS = (
    "The notebook was made for version {built}; version {here} is installed.\n"
    "Take both from the same release. README.md says how to install it."
)

READY = "✓ Ready: {where}"
NOT_QUITE = "! Nearly ready: {where}"
RENAMED = "a page that was renamed or moved since its kernel started"
READ_ONLY = (
    "The folder {folder} cannot be written to, so nothing that you write is saved. "
    "Copy the course to a folder of your own, and open the notebook there."
)
COPIES = (
    "Beside this page lies another copy of the same notebook: {names}. "
    "You are working in {own}, and this is the one to hand in."
)
NO_SLIDERS = "Sliders are shown as pictures, because {missing} is missing."
SHARED = (
    "This kernel has run notebook {other} as well, and keeps its functions. "
    "Choose Restart Kernel in the menu Kernel, and give each page a kernel of its own."
)
