"""What happens to notebooks on their way: by a person's accident, and by chance.

A notebook is the plain value that its JSON stands for. Each mutation returns a new one.
"""

import copy
import json

# --- By accident, to one cell -------------------------------------------------------


def deleted(notebook, place):
    del notebook["cells"][place]


def emptied(notebook, place):
    notebook["cells"][place]["source"] = ""


def doubled(notebook, place):
    """Copied and pasted below: with the same marks and a new id."""
    again = copy.deepcopy(notebook["cells"][place])
    again["id"] = f"copy-{place}"
    notebook["cells"].insert(place + 1, again)


def doubled_at_the_end(notebook, place):
    again = copy.deepcopy(notebook["cells"][place])
    again["id"] = f"copy-{place}"
    notebook["cells"].append(again)


def doubled_without_marks(notebook, place):
    again = copy.deepcopy(notebook["cells"][place])
    again["id"], again["metadata"] = f"copy-{place}", {}
    notebook["cells"].insert(place + 1, again)


def moved(steps):
    def move(notebook, place):
        cell = notebook["cells"].pop(place)
        notebook["cells"].insert(max(0, place + steps), cell)

    return move


def to_markdown(notebook, place):
    cell = notebook["cells"][place]
    cell["cell_type"] = "markdown"
    cell.pop("outputs", None)
    cell.pop("execution_count", None)


def to_raw(notebook, place):
    to_markdown(notebook, place)
    notebook["cells"][place]["cell_type"] = "raw"


def to_code(notebook, place):
    notebook["cells"][place] |= {
        "cell_type": "code",
        "outputs": [],
        "execution_count": None,
    }


def split(share, marked):
    """Cut in two at a line; some editors give the second half the marks as well."""

    def cut(notebook, place):
        cell = notebook["cells"][place]
        lines = cell["source"].splitlines(keepends=True)
        at = max(1, round(share * len(lines)))
        rest = copy.deepcopy(cell) | {"id": f"rest-{place}"}
        cell["source"], rest["source"] = "".join(lines[:at]), "".join(lines[at:])
        rest["metadata"] = rest["metadata"] if marked else {}
        notebook["cells"].insert(place + 1, rest)

    return cut


def merged(notebook, place):
    """Merged with the cell below: type, marks and id of the upper one stay."""
    if place + 1 < len(notebook["cells"]):
        below = notebook["cells"].pop(place + 1)
        notebook["cells"][place]["source"] += "\n\n" + below["source"]


def without_marks(notebook, place):
    notebook["cells"][place]["metadata"] = {}


def without_names(notebook, place):
    notebook["cells"][place]["metadata"] = {}
    notebook["cells"][place].pop("id", None)


def with_notes(notebook, place):
    """A cell of notes behind it, as people take them."""
    notes = {"cell_type": "code", "id": f"notes-{place}", "metadata": {}}
    notes |= {"source": "# ask about this", "outputs": [], "execution_count": None}
    notebook["cells"].insert(place + 1, notes)


def with_spaces(notebook, place):
    notebook["cells"][place]["source"] += "\n\n   \n"


ACCIDENTS = {
    "deleted": deleted,
    "emptied": emptied,
    "doubled": doubled,
    "doubled at the end": doubled_at_the_end,
    "doubled without marks": doubled_without_marks,
    "one up": moved(-1),
    "one down": moved(1),
    "five up": moved(-5),
    "five down": moved(5),
    "to the top": moved(-1000),
    "to the end": moved(1000),
    "to markdown": to_markdown,
    "to raw": to_raw,
    "to code": to_code,
    "split early": split(0.2, True),
    "split in the middle": split(0.5, True),
    "split late": split(0.8, True),
    "split without marks": split(0.5, False),
    "merged": merged,
    "without marks": without_marks,
    "without names": without_names,
    "notes behind": with_notes,
    "spaces behind": with_spaces,
}
# What takes the answer itself away.
LOSSES = ("deleted", "emptied")


def by_accident(notebook, place, name):
    """Return the notebook with one accident to one cell."""
    found = copy.deepcopy(notebook)
    ACCIDENTS[name](found, place)
    return found


# --- By chance: cells ---------------------------------------------------------------

ODD = (None, 3, -1.5, True, [], {}, "", "\ud800", "\0", [[[]]], {"a": {"b": None}})
KEYS = ("cell_type", "source", "metadata", "id", "outputs", "execution_count")


def shaken(notebook, rng):
    """Return the notebook after one to eight changes of any kind to its cells."""
    found = copy.deepcopy(notebook)
    for _ in range(rng.integers(1, 9)):
        CHANGES[rng.integers(len(CHANGES))](found, rng)
        if not found["cells"]:
            break
    return found


def some_cell(notebook, rng):
    cells = [cell for cell in notebook["cells"] if isinstance(cell, dict)]
    return cells[rng.integers(len(cells))] if cells else {}


def accident(notebook, rng):
    names = list(ACCIDENTS)
    place = int(rng.integers(len(notebook["cells"])))
    cell = notebook["cells"][place]
    if isinstance(cell, dict) and all(isinstance(cell.get(k), str) for k in SOUND):
        before = copy.deepcopy(notebook)
        try:
            ACCIDENTS[names[rng.integers(len(names))]](notebook, place)
        except (KeyError, TypeError, AttributeError):
            # Its neighbour is not sound any more.
            notebook.update(before)


SOUND = ("cell_type", "source")


def odd_value(notebook, rng):
    key = KEYS[rng.integers(len(KEYS))]
    some_cell(notebook, rng)[key] = copy.deepcopy(ODD[rng.integers(len(ODD))])


def odd_mark(notebook, rng):
    keys = ("grade_id", "grade", "solution", "locked", "points", "schema_version")
    odd = copy.deepcopy(ODD[rng.integers(len(ODD))])
    marks = {keys[rng.integers(len(keys))]: odd}
    some_cell(notebook, rng)["metadata"] = {
        "nbgrader": marks if rng.random() < 0.8 else odd
    }


def odd_cell(notebook, rng):
    place = int(rng.integers(len(notebook["cells"])))
    notebook["cells"][place] = copy.deepcopy(ODD[rng.integers(len(ODD))])


def lost_key(notebook, rng):
    some_cell(notebook, rng).pop(KEYS[rng.integers(len(KEYS))], None)


def shuffled(notebook, rng):
    rng.shuffle(notebook["cells"])


def odd_notebook(notebook, rng):
    keys = ("metadata", "nbformat", "nbformat_minor", "worksheets")
    odd = copy.deepcopy(ODD[rng.integers(len(ODD))])
    notebook[keys[rng.integers(len(keys))]] = odd


def scrambled_text(notebook, rng):
    cell = some_cell(notebook, rng)
    if isinstance(cell.get("source"), str) and cell["source"]:
        letters = list(cell["source"])
        for place in rng.integers(len(letters), size=3):
            letters[place] = "()[]{}\"'\n \t#=:\\\0"[rng.integers(16)]
        cell["source"] = "".join(letters)


CHANGES = (
    *(accident, accident, accident, odd_value, odd_mark, odd_cell),
    *(lost_key, shuffled, odd_notebook, scrambled_text),
)

# --- By chance: bytes ---------------------------------------------------------------

ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "latin-1", "utf-32")


def as_bytes(notebook, rng):
    """Write a notebook as some program might, and let something happen to the file."""
    indent = (None, 1, 2)[rng.integers(3)]
    text = json.dumps(notebook, indent=indent, ensure_ascii=bool(rng.random() < 0.5))
    encoding = (
        ENCODINGS[rng.integers(len(ENCODINGS))] if rng.random() < 0.3 else "utf-8"
    )
    data = text.encode(encoding, "replace")
    return DAMAGES[rng.integers(len(DAMAGES))](data, rng)


def cut_off(data, rng):
    return data[: rng.integers(len(data))]


def beheaded(data, rng):
    return data[rng.integers(len(data)) :]


def with_hole(data, rng):
    start, size = rng.integers(len(data)), rng.integers(1, 400)
    return data[:start] + data[start + size :]


def with_zeros(data, rng):
    start, size = rng.integers(len(data)), rng.integers(1, 4000)
    return data[:start] + bytes(int(size)) + data[start + size :]


def with_noise(data, rng):
    found = bytearray(data)
    for place in rng.integers(len(data), size=rng.integers(1, 20)):
        found[place] = rng.integers(256)
    return bytes(found)


def with_more(data, rng):
    return data + data[: rng.integers(len(data))]


def with_brackets(data, rng):
    start = rng.integers(len(data))
    return data[:start] + b"[" * int(rng.integers(1, 50_000)) + data[start:]


def with_conflict(data, rng):
    lines = data.split(b"\n")
    first, last = sorted(int(one) for one in rng.integers(len(lines) + 1, size=2))
    ours = lines[first:last]
    both = [b"<<<<<<< HEAD", *ours, b"=======", *ours, b">>>>>>> main"]
    return b"\n".join([*lines[:first], *both, *lines[last:]])


def unharmed(data, rng):
    return data


DAMAGES = (
    *(unharmed, cut_off, beheaded, with_hole, with_zeros, with_noise),
    *(with_more, with_brackets, with_conflict),
)
