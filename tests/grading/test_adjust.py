"""One decision for all who made the same mistake: shown, kept, named, taken back."""

from dataclasses import replace

import pytest

from grading import cli
from grading.adjust import adjust
from grading.course_file.terms import Terms
from grading.errors import CourseError, UsageError
from grading.feedback import feedback
from grading.found import record
from grading.grade import grade
from grading.results.standing import ADJUSTED, history

NAME = "07_tiny"
HALF = "def half(x):\n    return x / 2"
DOUBLE = "def double(x):\n    return 2 * x"
MADE = ["adjust", "--exercise", "07/half", "--mistake", "twice"]


@pytest.fixture
def graded(room):
    """Ada and Bob made one mistake, Cy another; Dan none."""
    course = room.course
    for student in ("ada", "bob", "cy"):
        room.hand_in(student, half="def half(x):\n    return 2 * x", double=DOUBLE)
    room.hand_in("dan", half=HALF)
    grade(course)
    named = {"ada": "twice", "bob": "twice", "cy": "thrice"}
    for student, mistake in named.items():
        one = room.record(student)
        half, double = one.results
        one = replace(one, results=[replace(half, diagnosis=mistake), double])
        record.write(one, course.results)
    return room


def scores(room):
    """Return what the exercise counts, in records and in the gradebook alike."""
    found = {s: room.book(s)["half"][0] for s in ("ada", "bob", "cy", "dan")}
    for student, score in found.items():
        assert room.record(student).results[0].score == score
    return found


def test_it_is_shown_first_then_holds_and_can_be_taken_back(graded, capsys):
    course = graded.course
    words = [*MADE, "--course", str(course.root)]
    ways = ["--points", "+3", "--reason", "The text was not clear."]
    before = scores(graded)
    assert before == {"ada": 0, "bob": 0, "cy": 0, "dan": 5}
    assert cli.main([*words, *ways]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "ada 07: 10 to 13",
        "bob 07: 10 to 13",
        "2 students of 2 who made twice in 07/half.",
        "Next: the same with --yes, to do it",
    ]
    assert scores(graded) == before and not course.adjustments_file.exists()
    assert cli.main([*words, *ways, "--yes"]) == 0
    assert scores(graded) == {**before, "ada": 3, "bob": 3}
    assert history(course.results, "ada", NAME)[-1].why == [ADJUSTED]
    feedback(course)
    page = (course.feedback / "ada" / NAME / f"{NAME}.html").read_text()
    assert (
        "In half, +3 for what was found there. Reason: The text was not clear." in page
    )
    assert "by the check. In your sum counts: 3 of 5.</p>" in page
    other = (course.feedback / "cy" / NAME / f"{NAME}.html").read_text()
    assert "not clear" not in other and "by the check" not in other
    assert cli.main([*words, "--undo", "--yes"]) == 0
    assert scores(graded) == before
    with pytest.raises(UsageError, match="there is no decision about 'twice'"):
        adjust(course, "07/half", "twice", undo=True)


def test_it_is_kept_at_a_regrade_and_never_counts_more_than_there_is(graded):
    course = graded.course
    adjust(course, "07/half", "twice", points=30, reason="All of it.", do=True)
    assert scores(graded)["ada"] == 5
    grade(course)
    assert scores(graded)["ada"] == 5
    graded.decide("[notebooks.07]\ntotal = 3")
    grade(course)
    assert scores(graded)["ada"] == 1


def test_fewer_are_never_below_none_and_taken_back_when_nobody_has_the_mistake(graded):
    course, twice = graded.course, ("07/half", "twice")
    adjust(course, *twice, points=-3, reason="Said <twice> & more.", do=True)
    assert scores(graded)["ada"] == 0
    for student in ("ada", "bob"):
        graded.hand_in(student, half=HALF)
    grade(course)
    adjust(course, *twice, undo=True, do=True)
    assert Terms.read(course).adjustments == ()


def test_what_nobody_did_is_refused_by_name(graded, capsys):
    with pytest.raises(UsageError, match="did you mean 'twice'"):
        adjust(graded.course, "07/half", "twise", points=1, reason="So.")
    for points in (float("nan"), float("-inf"), 5000):
        with pytest.raises(UsageError, match="expected less than 1000"):
            adjust(graded.course, "07/half", "twice", points=points, reason="So.")
    with pytest.raises(UsageError, match="how many points and why"):
        adjust(graded.course, "07/half", "twice", points=1)
    words = [*MADE, "--course", str(graded.course.root), "--points", "2,5"]
    assert cli.main(words) == 2
    assert (
        "--points is '2,5', expected a number with a point" in capsys.readouterr().err
    )
    with pytest.raises(UsageError, match="no mistake that has a name"):
        adjust(graded.course, "07/double", "twice", points=1, reason="So.")
    with pytest.raises(UsageError, match=r"no exercise 'haf', .*mean half"):
        adjust(graded.course, "haf", "twice", points=1, reason="So.")
    # Where only one exercise is called so, its name is enough.
    assert adjust(graded.course, "half", "twice", points=1, reason="So.").made == 2


def test_place_that_has_no_name_is_refused_with_what_to_do(graded):
    for student in ("cy", "dan"):
        one = graded.record(student)
        half, double = one.results
        half = replace(half, diagnosis=None, place="the formula in w")
        record.write(replace(one, results=[half, double]), graded.course.results)
    with pytest.raises(
        UsageError, match="'the formula in w' in 07/half is a place"
    ) as e:
        adjust(graded.course, "half", "the formula in w", points=1, reason="So.")
    assert str(e.value).endswith("give points by hand in formgrader: cy and dan")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("exercise,mistake\n", "line 1: 'exercise,mistake', expected exercise,mis"),
        ("{}07/thirds,twice,3,So.\n", "line 2: '07/thirds', expected an exercise"),
        ("{}07/half,twice,many,So.\n", "line 2: 'many', expected a number of points"),
        ("{}07/half,twice,3,\n", "expected a mistake, points and a reason"),
        ("{}07/half,a,1,So.\n07/half,a,2,So.\n", "line 3: 'a', expected each mist"),
    ],
)
def test_a_wrong_line_is_named(tiny_course, text, said):
    head = "exercise,mistake,points,reason\n"
    tiny_course.adjustments_file.write_text(text.format(head))
    with pytest.raises(CourseError, match=said):
        Terms.read(tiny_course)
