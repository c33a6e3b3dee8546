"""Where student code runs: a process that receives inputs and gives back values.

`library` writes the one directory that this process can import from, `remote` starts
it and asks it, `session` runs a notebook in it cell by cell. What comes back is a
claim, checked field by field; nothing that decides a score is reachable from there.
"""
