"""The schedule holds with the installed xdist: a unit is never divided."""

from types import SimpleNamespace

import pytest

from tests import schedule

xdist = pytest.importorskip("xdist")

ITEMS = [
    "tests/browser/test_pages.py::test_a",
    "tests/browser/test_explorers.py::test_b[1]",
    "tests/browser/test_explorers.py::test_b[2]",
    "tests/test_leaks.py::test_c",
    "tests/test_leaks.py::test_d",
    "tests/nnlib/exercises/test_matrix.py::test_e[02/predict-one]",
    "tests/nnlib/exercises/test_matrix.py::test_e[02/predict-two]",
    "tests/nnlib/exercises/test_matrix.py::test_e[02/sigmoid-one]",
    "tests/nnlib/exercises/test_matrix.py::test_f[02/sigmoid]",
]


class Process:
    """Stands for a process of xdist: does at once what it is sent."""

    shutting_down = False

    def __init__(self, name):
        self.gateway, self.ran = SimpleNamespace(id=name), []

    def send_runtest_some(self, indices):
        self.ran += [ITEMS[index] for index in indices]

    def shutdown(self):
        self.shutting_down = True


class Log:
    """Says nothing."""

    def __call__(self, *said):
        pass

    def __getattr__(self, name):
        return self


def test_every_unit_goes_to_one_process_in_the_order_of_the_tests():
    option = SimpleNamespace(loadscopereorder=True)
    config = SimpleNamespace(option=option, getvalue=lambda name: ["popen", "popen"])
    hand_out = schedule.scheduler(config, Log())
    processes = [Process("gw0"), Process("gw1")]
    for one in processes:
        hand_out.add_node(one)
        hand_out.add_node_collection(one, ITEMS)
    hand_out.schedule()
    done = {one: 0 for one in processes}
    while any(done[one] < len(one.ran) for one in processes):
        for one in processes:
            if done[one] < len(one.ran):
                index = ITEMS.index(one.ran[done[one]])
                done[one] += 1
                hand_out.mark_test_complete(one, index)
    assert sorted(ITEMS) == sorted(item for one in processes for item in one.ran)
    where = {(schedule.unit(item), id(one)) for one in processes for item in one.ran}
    assert len(where) == len({schedule.unit(item) for item in ITEMS}) == 4
    for one in processes:
        assert one.ran == sorted(one.ran, key=ITEMS.index)
