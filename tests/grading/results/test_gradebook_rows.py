"""Rows of submissions made in bulk are those that nbgrader itself would make."""

import pytest
from nbgrader.api import MissingEntry

from grading.results import gradebook, gradebook_rows

NAME = "07_tiny"


def rows(found):
    """Return what a submission holds, without its ids."""
    return {
        notebook.name: (
            sorted(
                (
                    one.name,
                    one.auto_score,
                    one.manual_score,
                    one.extra_credit,
                    one.needs_manual_grade,
                    one.max_score,
                )
                for one in notebook.grades
            ),
            sorted(
                (one.name, one.auto_comment, one.manual_comment)
                for one in notebook.comments
            ),
            notebook.flagged,
            notebook.late_submission_penalty,
        )
        for notebook in found.notebooks
    }


def test_bulk_rows_equal_those_of_nbgrader(gradable):
    with gradebook.opened(gradable) as book:
        book.update_or_create_student("theirs")
        book.update_or_create_submission(NAME, "theirs")
        ours = gradebook_rows.submissions(book, NAME, ["ours", "another"])
        book.db.commit()
        assert sorted(ours) == ["another", "ours"]
        theirs = rows(book.find_submission(NAME, "theirs"))
        assert rows(book.find_submission(NAME, "ours")) == theirs
        assert theirs[NAME][0]
        assert {one.id for one in book.students} == {"theirs", "ours", "another"}
        (shown,) = [
            one for one in book.submission_dicts(NAME) if one["student"] == "ours"
        ]
        assert (shown["score"], shown["max_score"]) == (0, 15)


def test_rows_that_are_there_are_found_and_kept(gradable):
    with gradebook.opened(gradable) as book:
        first = gradebook_rows.submissions(book, NAME, ["ada"])["ada"]
        first.notebooks[0].grades[0].manual_score = 3
        book.db.commit()
        again = gradebook_rows.submissions(book, NAME, ["ada", "bob"])
        assert again["ada"].id == first.id
        assert (
            sum(one.manual_score or 0 for one in again["ada"].notebooks[0].grades) == 3
        )
        assert len(book.assignment_submissions(NAME)) == 2


def test_unknown_assignment_is_refused(gradable):
    with gradebook.opened(gradable) as book, pytest.raises(MissingEntry):
        gradebook_rows.submissions(book, "08_none", ["ada"])


def test_names_are_filled_where_there_are_none(gradable):
    with gradebook.opened(gradable) as book:
        book.update_or_create_student("cy", first_name="Cyrus", last_name=None)
        gradebook_rows.make_students(book, ["ada", "bob", "dan"])
        names = {"ada": "Ada King Lovelace", "bob": "Byron, Bob", "cy": "Cy Other"}
        for _ in range(2):
            gradebook_rows.name_students(book, names)
        assert {one.id: (one.first_name, one.last_name) for one in book.students} == {
            "ada": ("Ada King", "Lovelace"),
            "bob": ("Bob", "Byron"),
            "cy": ("Cyrus", None),
            "dan": (None, None),
        }
