"""The texts of the notebooks, read once: number -> source."""

from grading.text import source

TEXTS = {path.stem[:2]: source.read(path) for path in source.sources()}
