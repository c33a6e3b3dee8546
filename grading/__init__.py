"""The instructor's side of the course: from the text of a notebook to a class report.

One verb is one module and one arrow: build, release, collect, grade, feedback, export.
The stages do not know each other; the files of a course folder and nbgrader's gradebook
lie between them. Nothing of this package is ever handed to students.
"""

import sys

from grading.lean import lean

# A library of nbformat's compiles a grammar of internet addresses when it is imported,
# which takes as long as grading ten submissions. It does without where there is none.
sys.modules.setdefault("rfc3987_syntax", None)
for package in ("nbgrader", "nbconvert", "nbconvert.filters", "requests"):
    lean(package)
