"""Records of older versions, turned into those of the next: one function for each step.

A step is a pure function from the content of a file to that of the next version; what
was decided then is not changed later.
"""

from grading.state_file import Content

# What had no number yet was the first edition.
FIRST_EDITION = 1
# Each student had seeds of their own; they stand in the record.
BEFORE_ROUNDS = 0


def from_hashes_to_editions(old: Content) -> Content:
    """Turn a record of version 2, which names exercises by a hash, into version 3.

    Parameters
    ----------
    old : dict
        With a hash of the exercises of the notebook in the record, in each result and
        in what the notebook carried.

    Returns
    -------
    dict
        With the edition of each exercise, and the round of its seed.
    """
    results = [
        {**without_hash(one), "edition": FIRST_EDITION, "round": BEFORE_ROUNDS}
        for one in old["results"]
    ]
    carried = old["submitted"]
    names = [one["exercise"].split("/")[1] for one in results]
    editions = dict.fromkeys(names, FIRST_EDITION) if carried.get("exercises") else {}
    return {
        **without_hash(old),
        "submitted": {**without_hash(carried), "editions": editions},
        "results": results,
    }


def without_hash(old: Content) -> Content:
    """Leave out the hash of the exercises."""
    return {key: value for key, value in old.items() if key != "exercises"}


def from_no_place_to_places(old: Content) -> Content:
    """Turn a record of version 3, which knows of no places, into version 4.

    Parameters
    ----------
    old : dict
        Of each result it says what was found, and not where it stands.

    Returns
    -------
    dict
        With an empty place in each result.
    """
    return {**old, "results": [{**one, "place": ""} for one in old["results"]]}


def from_code_alone_to_words(old: Content) -> Content:
    """Turn a record of version 4, which holds what was run, into version 5.

    Parameters
    ----------
    old : dict
        It does not know what a student wrote in words.

    Returns
    -------
    dict
        With no answer in words: nobody has looked for any.
    """
    return {**old, "written": []}
