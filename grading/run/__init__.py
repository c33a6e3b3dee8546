"""One run of grading: what is graded, by whom, in which order and how far it is.

Submissions become units; workers examine each in the sandbox; canaries go first; a
lock keeps two runs apart.
"""
