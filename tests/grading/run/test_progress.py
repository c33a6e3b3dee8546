"""The table after grading: what counts, who is missing, within 80 columns."""

from rich.console import Console

from grading.found.record import Record, Result
from grading.results.standing import Standing
from grading.run import progress
from nnlib.exercises import NOTEBOOKS

LONG = "maria-magdalena.von-und-zu-bergmann (María Magdalena von und zu Bergmann)"


def record(student, number, status):
    """Return a record in which every answer has come to the same."""
    results = [
        Result(one.id, status, 0.0, one.max_points, {}, None, "", [], max_score=1.0)
        for one in NOTEBOOKS[number]
    ]
    return Record(
        student, f"{number}_x", number, f"{number} · A title", "1", "p",
        {"sha256": ""}, "", "process", "", [], [], results,
    )  # fmt: skip


def standing(points, **more):
    """Return what a submission counts."""
    about = {"by_hand": [], "full": [], "penalty": 0.0, "step": 0.5, **more}
    return Standing("", [], {"all": points}, {"all": 20.0}, sha256="", graded="",
                    course_version="", **about)  # fmt: skip


def shown(records, counting, **more):
    """Return the lines of the tables where the output is no terminal."""
    console = Console(width=progress.TABLE, highlight=False, markup=False)
    with console.capture() as captured:
        console.print(*progress.tables(records, counting, **more))
    return captured.get().splitlines()


def test_it_fits_80_columns_with_long_names_and_all_exercises():
    for number in NOTEBOOKS:
        records = [record(one, number, "failed") for one in ("ada", "bob")]
        counting = {(one, f"{number}_x"): standing(19.66) for one in ("ada", "bob")}
        lines = shown(records, counting, who=lambda one: LONG if one == "bob" else one)
        assert max(map(len, lines)) <= progress.TABLE
        signs = " ".join(
            "✗" * len(NOTEBOOKS[number][start : start + 5])
            for start in range(0, len(NOTEBOOKS[number]), 5)
        )
        (row,) = [line for line in lines if "ada" in line]
        assert signs in row
        letters = "".join(line.split("│")[1].strip() for line in lines if "│" in line)
        assert LONG.replace(" ", "") in letters.replace(" ", "")


def test_it_shows_what_counts_and_who_is_missing():
    counts = standing(19.66, by_hand=["all"], penalty=2.0)
    lines = shown(
        [record("ada", "01", "passed")],
        {("ada", "01_x"): counts},
        who=lambda one: {"cy": "cy (Cy Young)"}.get(one, one),
        missing={"01": ["cy"], "02": ["dan"]},
    )
    text = "\n".join(lines)
    (row,) = [line for line in lines if "ada" in line]
    # 17.66 in steps of a half.
    assert " 17.5 " in row and "of 20" in text
    assert "by hand: all 19.66;" in row and "late: 2 off" in text
    (row,) = [line for line in lines if "cy (Cy Young)" in line]
    assert progress.NOTHING in row and "dan" not in text
