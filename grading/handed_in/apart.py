"""The senders of an archive side by side: no two are one student unless told so."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from grading.handed_in.whose import Class, Whose


def told_apart(found: Iterable[Whose], everybody: Class) -> Iterator[Whose]:
    """Ask where two senders would be one student; give every new person an own id.

    Parameters
    ----------
    found : iterable of Whose
        Of all senders of an archive.
    everybody : Class
        Who is known.

    Yields
    ------
    Whose
        The same, with a question where there must be one.
    """
    found = list(found)
    taken = set(everybody.ids)
    numbered = [one if not one.is_new else renamed(one, taken) for one in found]
    claims: dict[str, list[Whose]] = {}
    for one in numbered:
        for student in one.students:
            claims.setdefault(student.casefold(), []).append(one)
    for one in numbered:
        rivals = [
            other
            for student in one.students
            for other in claims[student.casefold()]
            if other is not one
        ]
        if rivals and not all(each.by == "answered" for each in (one, *rivals)):
            others = " and ".join(other.sender.shown for other in rivals)
            who = everybody.shown(one.students[0])
            text = f"{others} would be {who} as well"
            yield Whose(one.sender, question=text)
        else:
            yield one


def renamed(one: Whose, taken: set[str]) -> Whose:
    """Give a new person an id that nobody has, and note it as taken."""
    if one.sender.name and one.keep is not None:
        id, number = one.students[0], 1
        while id.casefold() in taken:
            number += 1
            id = f"{one.students[0]}-{number}"
        one = replace(one, students=(id,), keep=replace(one.keep, student=id))
    if one.sender.name:
        taken.add(one.students[0].casefold())
    return one
