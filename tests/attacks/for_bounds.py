"""Attacks by claims that are large, deep, many or endless: whoever weighs them pays.

What a student's process gives back costs the grader more than it cost the student: a
bool becomes a float, a shape is broadcast, a text is parsed, a name is followed.
"""

from .attack import POINTS, TRIED_RIGHT, Attack, wrong
from .for_harm import in_one

# What is said beside a value is said by the process, and so can be made up.
FORGED = """\
try:
    import _student_process.child as c
    describe, call = c.Student.describe, c.Student.call
    def forged(self, request):
        found = describe(self, request)
        told = found["description"]
        if told is not None and request["name"] == "flatten_images":
            found["description"] = {{**told, {told}}}
        return found
    def answered(self, request):
        found = call(self, request)
        if request["name"] == "flatten_images":
            found |= {{{answer}}}
        return found
    c.Student.describe, c.Student.call = forged, answered
except ImportError:
    pass
"""


# Wrong in a way that no detector knows: all of them are asked, the source as well.
VARIES = "return 1.37 * np.sum(images) + np.size(images) ** 2"


def forges(says: str, told: str = "", answer: str = "", **options: object) -> Attack:
    """Return an attack that makes up what is said of a function, or beside its value.

    `told` and `answer` are entries of a dictionary.
    """
    return in_one(
        says, VARIES, first=FORGED.format(told=told, answer=answer), **options
    )


def with_source(says: str, source: str, **options: object) -> Attack:
    """Return an attack whose function has a source that nobody has written."""
    return forges(says, told=f"'source': {source}", **options)


# Each name uses a hundred others that nobody has heard of.
ENDLESS_NAMES = """\
try:
    import _student_process.child as c
    def forged(self, request):
        n = forged.count = forged.count + 1
        names = tuple(f"n{n}_{i}" for i in range(100))
        return {"uses": names}
    forged.count = 0
    c.Student.uses = forged
except ImportError:
    pass
"""
HEADER = """\
import os, struct
os.write(3, struct.pack("<Q", {size}))
while True: os.write(3, bytes(1 << 20))"""
TRICKLE = """\
import os, struct, time
os.write(3, struct.pack("<Q", 1 << 20))
while True:
    os.write(3, b"0")
    time.sleep(0.2)"""
RESIZED = "args[0].resize((10**6,), refcheck=False)\nreturn 7.5"
ASKS = """\
for n in range(10**6): sigmoid(np.ones((300, 300)))
return 7.5"""
LONG_TYPE = "return type('x' * 10**6, (), {})()"
DEEP_ROWS = """\
x = 0.5
for _ in range(30): x = [x, 0.5]
return [x] * 300"""
DEEP_KEYS = "x = 0.5\nfor n in range(31): x = {n: x}\nreturn x"
PAYLOADS = """\
bits = np.arange(1, 200001, 2)
return (bits.astype(np.uint64) | np.uint64(0x7FF0000000000000)).view(float)"""
AST_150001 = """\
'(*h(((h(h(h(' + '['*35 + '*h(' + '['*38 + '**h(' + '['*31 + '('*4 + '~'*20 + 'F{' \\
+ '['*27 + '**h(' + '['*31 + '('*4 + '~'*23 + 'F{F\\"{F\\"{F\\"{F\\"{FF\\"\\"{{F'"""

ALL = sum(POINTS[name] for name in TRIED_RIGHT)
ATTACKS = {
    # ---- by shape
    "56 MB of bools": in_one(
        "return 56 million bools", "return np.ones((7000, 8000), bool)", peer=False
    ),
    "4 MB of bools": in_one(
        "return 4 million bools, each time", "return np.ones((2000, 2000), bool)"
    ),
    "just within": in_one(
        "return as many bools as are read", "return np.arange(130000) % 3 == 0"
    ),
    "a long row": in_one(
        "return what a comparison would broadcast", "return np.ones((1, 120000))"
    ),
    "no numbers on long axes": in_one(
        "return an empty array with long axes", "return np.ones((0, 10**7, 10**7))"
    ),
    "16 axes": in_one("return 16 axes", "return np.ones((2,) * 16)"),
    "a thousand arrays": in_one(
        "return a thousand arrays", "return {f'k{n}': np.ones(999) for n in range(999)}"
    ),
    "grows its argument": in_one("let an argument grow", RESIZED),
    "complex numbers": in_one(
        "return complex numbers", "return np.full((90, 90), 1j * np.nan)"
    ),
    # ---- by trees and names
    "deep rows": in_one("return 300 lists, 30 deep", DEEP_ROWS),
    "deep keys": in_one("return dictionaries, 31 deep", DEEP_KEYS),
    "many empty ones": in_one("return 50 000 tuples", "return ((),) * 50000"),
    "many keys": in_one(
        "return 40 000 keys", "return {f'key{n}': n for n in range(40000)}"
    ),
    "long keys": in_one(
        "return keys of 10 000 letters",
        "return {'k' * 10000 + str(n): n for n in range(99)}",
    ),
    "endless names": Attack(
        "use names without end", ENDLESS_NAMES, writes={}, harms_itself=True
    ),
    "many parameters": forges(
        "say that it has ten million parameters",
        told="'parameters': (('x', 'KEYWORD_ONLY', False),) * 10**7",
    ),
    # ---- by text
    "a long type": in_one("return a type with a name of 1 MB", LONG_TYPE),
    "long texts": in_one("return a list of texts", "return ['x' * 10**5] * 9"),
    "prints without end": forges(
        "say that it printed 5 MB", answer="'printed': 'x' * 5 * 10**6"
    ),
    "warns without end": forges(
        "say that it warned a million times", answer="'warnings': ('x' * 500,) * 10**6"
    ),
    # ---- by what becomes large when it is weighed
    "rows of objects": in_one(
        "return objects in an array", "return np.array([object()] * 10**5)"
    ),
    "rows of generators": in_one(
        "return generators", "return [np.random.default_rng(n) for n in range(999)]"
    ),
    "wide numbers": in_one(
        "return 9000 numbers of 1000 bits",
        "return [(1 << 1000) + n for n in range(9000)]",
    ),
    "numbers of two kinds": in_one(
        "return numbers that fit into no array together", "return [1 << 63, -1] * 5000"
    ),
    "payloads": in_one("return 100 000 other kinds of nan", PAYLOADS),
    # ---- by its source
    "a long source": with_source(
        "have a source of 900 000 lines", "'x = 1\\n' * 900000"
    ),
    "many signs": with_source("have 60 000 signs before a number", "'-' * 60000 + '1'"),
    "many dots": with_source("have 20 000 dots", "'x' + '.a' * 20000"),
    "many sums": with_source("have 20 000 sums", "'x=0' + '+0' * 20000"),
    "many brackets": with_source("open 60 000 brackets", "'[' * 60000"),
    "many lambdas": with_source(
        "have 9000 functions in functions", "'lambda:' * 9000 + '1'"
    ),
    "many ifs": with_source(
        "have blocks in blocks", "''.join(' ' * n + 'if x:\\n' for n in range(98))"
    ),
    "many logarithms": with_source(
        "have logarithms in logarithms", "'np.log(' * 190 + 'x' + ')' * 190"
    ),
    "a source for the parser": with_source("crash the parser", AST_150001),
    "a source with null": with_source("have no source", "'x = 1\\0'"),
    "half a letter": with_source("have half a letter", "'x = \\ud800'"),
    # ---- by how it is said
    "an endless header": in_one(
        "announce 2^63 bytes", HEADER.format(size="2**63"), peer=False
    ),
    "a header of 60 MB": in_one(
        "announce 60 MB", HEADER.format(size="60 << 20"), peer=False
    ),
    "trickles": in_one("say a byte at a time", TRICKLE, peer=False),
    "asks without end": Attack(
        "ask for the course's sigmoid without end",
        writes={
            "sigmoid": wrong("sigmoid", "return 7.5"),
            "predict": wrong("predict", ASKS),
        },
    ),
}
# One of each kind.
EVERY_DAY = {
    *("4 MB of bools", "grows its argument", "many keys", "endless names"),
    *("wide numbers", "a long source", "a source for the parser", "an endless header"),
}
