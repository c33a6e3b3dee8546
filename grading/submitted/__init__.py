"""One submitted notebook: read, mended against its release, and marked.

What was deleted, doubled, retyped or broken is put back from the released cells; each
repair is told. Nothing in here runs code of students.
"""
