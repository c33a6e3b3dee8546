"""The page about a hundred thousand says what is computed, and the play agrees."""

import json

import pytest

from benchmarks import cluster, hundred_thousand
from benchmarks.hundred_thousand import Costs, simulated

COSTS = Costs(
    unit=0.5,
    command=0.01,
    scheduler=0.001,
    start=4.0,
    sent=1e5,
    returned=1e5,
    shared=1e6,
)


def test_the_page_is_what_the_program_writes():
    measured = json.loads(cluster.KEPT.read_text(encoding="utf-8"))
    assert hundred_thousand.PAGE.read_text(encoding="utf-8") == hundred_thousand.page(
        measured
    )


@pytest.mark.parametrize("workers", [4, 16, 200])
def test_who_has_most_to_do_decides_how_long_a_run_takes(workers):
    """With few workers these, with many the command."""
    computed = COSTS.seconds(4000, workers)
    slowest = COSTS.unit / workers if workers < COSTS.most_workers else COSTS.command
    assert computed == pytest.approx(4 + 4000 * slowest)
    assert simulated(COSTS, 4000, workers) == pytest.approx(computed, rel=0.1)


def test_a_play_is_the_same_each_time_and_does_every_submission():
    assert simulated(COSTS, 500, 8) == simulated(COSTS, 500, 8)
    alone = Costs(1.0, 1e-9, 1e-9, 0.0, 0, 0, 0)
    assert simulated(alone, 2000, 1) == pytest.approx(2000, rel=0.1)
