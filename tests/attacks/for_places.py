"""Attacks on the search for the line, which has what is expected beside student code.

What it finds are points that nobody gives any more. A page must hold no text of theirs
but the lines that stand in their own function.
"""

from .attack import FOUND, LEFT, Attack

# In the student's own process none of this is there.
FORGED = """\
import sys, types
finder = sys.modules.get("_student_process.place_finder")
if finder is not None:
    claim = {"kind": "one", "lines": (2,), "family": "sign", "outputs": (),
             "right": (), "able": True}
    claim.update(%s)
    fact = types.SimpleNamespace(kind="pointed", about={"claim": claim})
    told = types.SimpleNamespace(facts=[fact])
    finder.pointed = lambda *args, **options: told
return 7.5"""
ONLY_THERE = """\
import sys
if "_student_process.place_finder" in sys.modules:
    %s
return 7.5"""

# What is claimed in place of what was found; none of it may be said.
REFUSED = {
    "a family of its own": f"family='<script>{FOUND}</script>'",
    "a kind of its own": f"kind='{FOUND}'",
    "a line that is not there": "lines=(999,)",
    "a text for a line": f"lines=('{FOUND}',)",
    "outputs of its own": f"outputs=('{FOUND}',)",
    "a field more": f"text='{FOUND}'",
    "a text that is huge": f"family='{FOUND}' * 10 ** 6",
    "more lines": "lines=(1, 2, 3)",
}
ATTACKS = {
    **{
        f"claims {name}": Attack(f"claims {name} of its place", body=FORGED % claim)
        for name, claim in REFUSED.items()
    },
    "claims a place": Attack("claims a place that may be one", body=FORGED % ""),
    "searched for ever": Attack(
        "keeps the search from ending", body=ONLY_THERE % "while True: pass"
    ),
    "searched in all memory": Attack(
        "fills the memory of the search", body=ONLY_THERE % "big = [b'x' * 10**9] * 9"
    ),
    "leaves a file in the search": Attack(
        "writes where it is searched",
        body=ONLY_THERE % f"open('{LEFT}', 'w').write('x'); "
        f"open('@course@/{LEFT}', 'w').write('x')",
    ),
}
# The last is an attack on what is told of probes.
EVERY_DAY = (
    *("claims a family of its own", "claims a place", "searched for ever"),
    "tells in an exception",
)
