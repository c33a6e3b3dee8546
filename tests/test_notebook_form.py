"""The form of the notebooks: what a reader may count on in every one of them.

Each text opens, paces and closes alike, explains in bites that fit on a screen, and
shows every function at work. Notes for the instructor are no part of what is measured.
"""

import re

from nnlib.exercises import exercises
from tests.cases import every_case
from tests.texts import TEXTS

MOST_CELLS = 90
MOST_WORDS = 3500
# In one cell, and between two cells that run; folded text is not counted.
MOST_IN_A_CELL = 220
MOST_IN_A_ROW = 310
LONGEST_SITTING = 120

CLOCK = re.compile(r"\*\*About (\d+) minutes\b[^*]*\*\*")
STOP = re.compile(r"\*\*A good place to stop\.\*\*")
FOLDED = re.compile(r"<details>.*?</details>", re.DOTALL)
EXERCISE = re.compile(r"^### Exercise: `(\w+)`$", re.MULTILINE)
SECTION = re.compile(r"^## (.+)$", re.MULTILINE)
PREDICTION = re.compile(r"\*\*Predict\b")

OPENING = (r"\*\*You will\*\* ", r"\*\*You need\*\* ", r"\b(?:minutes|hours?)\b")
CLOSING = ("## Summary", "**Words.** ", "**Next.** ", "To hand in: ")

each = every_case("text", TEXTS.values(), ids=lambda text: text.path.stem)


def prose(text):
    """What is to be read, cell by cell."""
    return [cell.text for cell in text.student_cells if not cell.is_code]


def whole(text):
    """Everything that is to be read."""
    return "\n\n".join(prose(text))


def words(markdown):
    """Count the words outside folded text."""
    return len(FOLDED.sub(" ", markdown).split())


def sections(text):
    """Cut a notebook at its second headings: title, and what is below, cell by cell."""
    found = [("", [])]
    for cell in text.student_cells:
        if cell.is_code:
            found[-1][1].append(cell)
            continue
        first, *rest = SECTION.split(cell.text)
        found[-1][1].append(first)
        found += [
            (title, [below]) for title, below in zip(rest[::2], rest[1::2], strict=True)
        ]
    return found[1:]


def sittings(text):
    """Minutes that the clocks name, from one place to stop to the next."""
    parts = STOP.split(whole(text))
    return [[int(minutes) for minutes in CLOCK.findall(part)] for part in parts]


def section(text, title):
    """Join the prose of the only section with a title."""
    (below,) = [below for name, below in sections(text) if name == title]
    return "\n\n".join(piece for piece in below if isinstance(piece, str))


@each
def test_notebook_has_at_most_ninety_cells(text):
    assert len(text.student_cells) <= MOST_CELLS


@each
def test_notebook_has_at_most_3500_words(text):
    assert len(whole(text).split()) <= MOST_WORDS


@each
def test_no_cell_is_a_wall_of_text(text):
    long = {c.number: words(c.text) for c in text.student_cells if not c.is_code}
    assert {n: many for n, many in long.items() if many > MOST_IN_A_CELL} == {}


@each
def test_something_runs_before_a_screen_of_text_is_full(text):
    runs = {0: 0}
    for cell in text.student_cells:
        if cell.is_code:
            runs[cell.number] = 0
        else:
            runs[list(runs)[-1]] += words(cell.text)
    assert {n: many for n, many in runs.items() if many > MOST_IN_A_ROW} == {}


@each
@every_case("promise", OPENING)
def test_opening_says_what_you_will_do_what_you_need_and_how_long(text, promise):
    opening = prose(text)[0]
    assert opening.startswith(f"# {text.notebook} · ")
    assert re.search(promise, opening)


@each
@every_case("part", CLOSING)
def test_end_has_summary_words_next_and_how_to_hand_in(text, part):
    assert prose(text)[-1].count(part) == 1


@each
def test_every_part_has_a_clock_and_ends_where_one_can_stop(text):
    assert len(sittings(text)) >= 2
    assert all(sittings(text))


@each
def test_no_part_takes_more_than_one_sitting(text):
    assert max(map(sum, sittings(text))) <= LONGEST_SITTING


@each
def test_headings_of_exercises_are_the_exercises_in_order(text):
    expected = [exercise.name for exercise in exercises(text.notebook)]
    assert EXERCISE.findall(whole(text)) == expected
    assert [cell.role.name for cell in text.named("check")] == expected


@each
def test_every_exercise_says_how_long_it_typically_is(text):
    pieces = EXERCISE.split(whole(text))[1:]
    below = dict(zip(pieces[::2], pieces[1::2], strict=True))
    assert [n for n, text in below.items() if "Typically " not in text] == []


@each
def test_every_function_is_shown_at_work_before_the_next_exercise(text):
    unseen, waiting = [], None
    for cell in text.student_cells:
        if cell.role.kind == "check":
            waiting = cell.role.name
        elif cell.role.kind == "demo":
            waiting = None
        elif waiting and EXERCISE.search(cell.text):
            unseen.append(waiting)
    assert [*unseen, *filter(None, [waiting])] == []


@each
def test_every_section_with_an_exercise_has_a_prediction(text):
    without = [
        title
        for title, below in sections(text)
        if any(isinstance(p, str) and EXERCISE.search(p) for p in below)
        and not any(isinstance(p, str) and PREDICTION.search(p) for p in below)
    ]
    assert without == []


@each
def test_every_prediction_is_answered_below_it(text):
    """Folded in the same section, or by something that runs there."""
    for title, below in sections(text):
        asked = [
            i
            for i, piece in enumerate(below)
            if isinstance(piece, str) and PREDICTION.search(piece)
        ]
        for i in asked:
            after = PREDICTION.split(below[i])[-1]
            shown = any(not isinstance(p, str) for p in below[i + 1 :])
            assert "<details>" in after or shown, title


@each
def test_there_is_one_cell_to_break_and_one_thing_to_say(text):
    titles = [title for title, _ in sections(text)]
    assert titles.count("Break it") == titles.count("Say it in two sentences") == 1
    (broken,) = [below for title, below in sections(text) if title == "Break it"]
    assert any(not isinstance(piece, str) for piece in broken)
    assert "<details>" in section(text, "Say it in two sentences")


@each
def test_folded_text_is_closed_and_has_a_line_to_click(text):
    for cell in prose(text):
        opened = cell.count("<details>")
        assert opened == cell.count("</details>") == cell.count("<summary>")


@each
def test_instructor_has_notes_for_every_part_a_rubric_and_eight_questions(text):
    notes = [cell.text for cell in text.named("instructor")]
    assert len(notes) >= len(sittings(text))
    assert sum(note.count("**Rubric") for note in notes) == 1
    quiz = [part for note in notes for part in note.split("**Eight questions")[1:]]
    assert len(quiz) == 1
    numbers = re.findall(r"^(\d+)\. ", quiz[0], re.MULTILINE)
    assert numbers == [str(i) for i in range(1, 9)]
