"""Learning platforms: how each writes whose a file is, and whom its exports name.

A platform is a small file in `forms`; nothing here knows one by its name.
"""
