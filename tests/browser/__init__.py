"""Notebooks in JupyterLab, in a real browser: what a student sees and presses."""
