"""Notebook texts: from a source with roles to the cells of a notebook.

A source is read (`source`), the words of its cell markers mean something (`roles`),
it must keep the rules of the format (`rules`), and becomes cells (`assembly`).
"""
