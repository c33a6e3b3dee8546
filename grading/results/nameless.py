"""What a page without names may say of a class: words and rough shares, nothing else.

The page is filled from this alone. No record, no id, no time and no word that a student
wrote comes into it, and its order follows from the course and from rough shares only.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from grading.course_file.terms import Terms
from grading.results import class_results
from grading.results.class_results import (
    ExerciseResults,
    Misconception,
    NotebookResults,
    Pair,
    Place,
)
from grading.results.without_names import FEWEST, groups, joined, mean_told, rough, told

Said = dict[str, object]


def values(pairs: Sequence[Pair], terms: Terms, title: str) -> Said:
    """Return what fills the page.

    Parameters
    ----------
    pairs : sequence of (Record, Grade)
        What was found in each submission, and what it counts.
    terms : Terms
        What was decided for the class.
    title : str
        Of which part of the class it speaks; empty for all of it.

    Returns
    -------
    dict of str to object
        Texts, and shares in tenths.
    """
    records = [one for one, _ in pairs]
    handed_in = Counter(one.notebook for one in records)
    notebooks = class_results.by_notebook(pairs)
    return {
        "title": title,
        "fewest": FEWEST,
        "mistakes": mistakes(class_results.misconceptions(records), handed_in),
        "places": places(class_results.places(records), handed_in),
        "notebooks": [notebook(one, terms) for one in notebooks],
        "parts": told_parts(class_results.lost_parts(pairs)),
        "left_out": left_out(class_results.not_attempted(records), handed_in),
        "legend": class_results.legend(
            groups(one.states) for each in notebooks for one in each.exercises.values()
        ),
    }


def mistakes(found: Iterable[Misconception], handed_in: Counter) -> list[Said]:
    """Return the mistakes that enough students made, in words of the course."""
    some = [
        {
            "exercise": one.exercise,
            "id": one.variant.id,
            "notebook": one.notebook,
            "name": one.name,
            "title": one.variant.title,
            "evidence": one.in_general,
            "question": one.variant.question,
            "share": rough(len(one.students), handed_in[one.notebook]),
            "told": told(len(one.students), handed_in[one.notebook]),
        }
        for one in found
    ]
    return sorted(filter(is_told, some), key=order)


def is_told(one: Said) -> bool:
    """Tell whether enough students have it in common."""
    return bool(one["told"])


def order(one: Said) -> tuple:
    """Put larger shares first, equal ones in the order of the course."""
    return -one["share"], one["exercise"], one.get("id", one.get("about"))


def places(found: Iterable[Place], handed_in: Counter) -> list[Said]:
    """Return what enough students should look at where no mistake has a name."""
    count: Counter = Counter()
    asked = {}
    for one in found:
        if one.about:
            count[one.exercise, one.about] += len(one.students)
            asked[one.about] = one.question
    some = [
        {
            "exercise": exercise,
            "about": about,
            "question": asked[about],
            "share": rough(many, handed_in[exercise.partition("/")[0]]),
            "told": told(many, handed_in[exercise.partition("/")[0]]),
        }
        for (exercise, about), many in count.items()
    ]
    return sorted(filter(is_told, some), key=order)


def notebook(one: NotebookResults, terms: Terms) -> Said:
    """Return what is said of a notebook; of few submissions nothing is."""
    steps = [
        (10 * start, 10 * end, told(count, len(one.scores)))
        for start, end, count in joined(one.steps)
    ]
    return {
        "number": one.number,
        "title": one.title,
        "decided": terms.decided(one.number),
        "steps": steps,
        "exercises": [exercise(each) for each in one.exercises.values()],
    }


def exercise(one: ExerciseResults) -> Said:
    """Return what is said of an exercise."""
    mean = mean_told(one.shares)
    return {"name": one.name, "groups": groups(one.states), "mean": mean or "–"}


def told_parts(
    found: Iterable[tuple[str, str, int, int]],
) -> list[tuple[str, str, str]]:
    """Return the parts that enough students have lost."""
    some = [
        (-(rough(lost, tried) or 0), exercise, part, told(lost, tried))
        for exercise, part, lost, tried in found
    ]
    return [one[1:] for one in sorted(some) if one[-1]][: class_results.MOST_PARTS]


def left_out(
    found: Iterable[tuple[str, int]], handed_in: Counter
) -> list[tuple[str, str]]:
    """Return the exercises that enough students have left out."""
    some = [
        (-(rough(count, of) or 0), exercise, told(count, of))
        for exercise, count in found
        for of in [handed_in[exercise.partition("/")[0]]]
    ]
    return [one[1:] for one in sorted(some) if one[-1]]
