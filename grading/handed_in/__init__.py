"""What students hand in, before any of it is opened as a notebook.

Zips, folders and single files are unpacked with care, and each file is laid to the
student and the assignment it belongs to.
"""
