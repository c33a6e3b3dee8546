"""What a plan means beside what was handed in before: who goes back, who is missing."""

from collections import Counter
from dataclasses import replace

from grading.course import Course
from grading.handed_in import delivery
from grading.handed_in.plan import Item, Plan
from grading.roster.students import Person, Roster

OLDER = "older"


def ask_whether_older(course: Course, plan: Plan) -> None:
    """Ask about an archive by which many would go back to an earlier file."""
    back = [item for item in plan.taken if goes_back(course, item)]
    if len(back) > 1 and 2 * len(back) >= len(plan.taken):
        for item in back:
            text = "goes back to an earlier file, as others do: is this an old archive?"
            item.whose = replace(item.whose, question=text, accept=OLDER)


def goes_back(course: Course, item: Item) -> bool:
    """Tell whether a file that should count was handed in before, and another since."""
    last = {one.what.assignment: one.sha256 for one in item.seen}
    for student in item.whose.students:
        for assignment, sha256 in last.items():
            found = delivery.deliveries(course, student, assignment)
            if found and found[-1].sha256 != sha256:
                return any(one.sha256 == sha256 for one in found)
    return False


def nothing_from(course: Course, roster: Roster) -> dict[str, list[Person]]:
    """List who has handed in nothing, for each assignment that somebody handed in.

    Parameters
    ----------
    course : Course
        The class.
    roster : Roster
        Who is in it; where it is empty, everybody who ever handed in something.

    Returns
    -------
    dict of str to (list of Person)
        By assignment, in the order of the roster; without those that nobody lacks.
    """
    came: dict[str, set[str]] = {}
    for student, assignment in delivery.everyone(course):
        came.setdefault(assignment, set()).add(student)
    met = map(Person, sorted(set().union(*came.values())))
    people = roster.people or tuple(met)
    lacking = {
        name: [one for one in people if one.id not in came[name]]
        for name in sorted(came)
    }
    return {name: some for name, some in lacking.items() if some}


def missing(course: Course, roster: Roster, plan: Plan) -> list[str]:
    """Name who of the roster has never handed in what most hand in here."""
    found = Counter(assignment for _, assignment in plan.places)
    if not found:
        return []
    usual = found.most_common(1)[0][0]
    there = {student for student, assignment in plan.places if assignment == usual}
    there |= {who for who, one in delivery.everyone(course) if one == usual}
    return [one.shown for one in roster.people if one.id not in there]
