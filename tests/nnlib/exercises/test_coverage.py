"""The mistakes that learners are known to make are registered, or need not be.

`coverage.toml` lists them; here it is proved that every variant named there exists.
"""

import re
import tomllib
from itertools import chain
from pathlib import Path

from nnlib.check import all_mistakes
from nnlib.exercises import get
from tests.cases import every_case

KNOWN = tomllib.loads(
    Path(__file__).with_name("coverage.toml").read_text(encoding="utf-8")
)
MISTAKES = {
    f"{topic}: {mistake}": told
    for topic, mistakes in KNOWN.items()
    for mistake, told in mistakes.items()
}
NUMBERED = 126


@every_case("told", MISTAKES.values(), ids=MISTAKES)
def test_a_known_mistake_is_registered_or_a_reason_is_given(told):
    if isinstance(told, str):
        assert len(told.split()) >= 2
        return
    assert told
    for name in told:
        notebook, exercise, variant = name.split("/")
        ids = [one.id for one in all_mistakes(get(f"{notebook}/{exercise}"))]
        assert variant in ids, name


def test_the_numbered_mistakes_are_all_there():
    names = chain.from_iterable(KNOWN.values())
    numbers = [int(name[:3]) for name in names if re.match(r"\d{2,3} ", name)]
    assert numbers == list(range(1, NUMBERED + 1))


def test_most_known_mistakes_are_registered():
    registered = [told for told in MISTAKES.values() if isinstance(told, list)]
    assert len(registered) >= 0.75 * len(MISTAKES)
