"""What was handed out: the notebooks of a course folder, and the marks in their cells.

`catalogue` lists number, name and points of each; `assignment` holds one with its
exercises; `marks` reads what nbgrader and the course wrote into a cell.
"""
