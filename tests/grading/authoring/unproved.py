"""List sentences that look like claims, and have no proof: a look, not a test.

    python -m tests.grading.authoring.unproved 03

Definitions, instructions and questions look like claims as well; read with judgement.
"""

import importlib
import re
import sys
from collections.abc import Iterator

from grading.authored.sections import prose_cells
from grading.text.source import Source
from tests.texts import TEXTS

from .statements import FOLDS, normal

CLAIM = re.compile(
    r"\b(?:always|never|only|every|all|none|nothing|nobody|no|best|worst)\b|\d", re.I
)
END = re.compile(r"(?<=[.!?:])\s+(?=[A-Z*$\"(])")


def unproved(text: Source) -> Iterator[tuple[int, str]]:
    """Yield cell and sentence of what looks like a claim without a proof."""
    module = importlib.import_module(f"tests.grading.authoring.of_{text.notebook}")
    found = module.statements.found
    proved = [normal(claim) for one in found for claim in one.said]
    for cell in prose_cells(text):
        for sentence in END.split(normal(FOLDS.sub(" ", cell.text))):
            known = any(one in sentence or sentence in one for one in proved)
            if CLAIM.search(sentence) and not known and not sentence.endswith("?"):
                yield cell.number, sentence


if __name__ == "__main__":
    for asked in sys.argv[1:] or TEXTS:
        for number, sentence in unproved(TEXTS[asked]):
            print(f"{asked}, cell {number}: {sentence}")
