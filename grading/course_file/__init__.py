"""What a course's settings say: points, exercises, due dates, late work.

`settings` reads course.toml; `times`, `due` and `late` know the clock; `terms` holds
all that counts for one student and one assignment.
"""
