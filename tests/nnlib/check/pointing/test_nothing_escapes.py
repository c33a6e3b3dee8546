"""Nothing of a search can be seen: in her objects, in files or on the screen."""

import ast
import pickle
import random
import sys
import threading
import tracemalloc

import numpy as np
import pytest

from nnlib.check.pointing.allowed import allowed, readable
from nnlib.check.pointing.search import Search
from nnlib.check.trial import probes_of
from nnlib.exercises import evaluate, get
from tests.cases import every_case

SHAPED = "def softmax(Z):\n{}\n    E = np.exp(Z)\n    return E / np.sum(E, axis=1)\n"
# What a line would do beside the mathematics, and what it is.
REFUSED = {
    "a file": "    open('trace.txt', 'w')",
    "a file of numpy": "    np.save('trace.npy', Z)",
    "a question": "    input()",
    "a module": "    import os",
    "text that is run": "    exec('x = 1')",
    "a global name": "    global E",
    "the generator of numpy": "    np.random.seed(0)",
    "an attribute": "    Z.shape = Z.shape",
    "inner things": "    Z.__class__",
    "what is caught": "    try:\n        pass\n    except ValueError:\n        pass",
    "data of another cell": "    rows.append(1)",
    "a picture": "    plt.plot(Z)",
}


def begun(written, line, further=()):
    """Return the tree of a function with a line, and whether it may be searched."""
    names = {"rows": [], "plt": sys, **dict(further)}
    function = written(SHAPED.format(line), "05", names)
    tree = readable(function)
    return tree is not None and allowed(tree, function.__globals__, ()) is not None


@every_case("line", REFUSED.values(), REFUSED)
def test_what_does_more_than_mathematics_is_left_alone(written, line):
    assert not begun(written, line)


def test_mathematics_is_searched(written):
    assert begun(written, "    Z = Z - np.max(Z, axis=0, keepdims=True)")
    assert begun(written, "    print(Z)")


def test_arguments_names_and_draws_stay_as_they_are(
    written, capfd, tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    limit = np.array([1.0])
    function = written(SHAPED.format("    print('here')"), "05", {"limit": limit})
    before = dict(function.__globals__)
    code, state = function.__code__, random.getstate()
    numbers = np.random.get_state()[1].copy()
    assert any(one.kind == "pointed" for one in evaluate("05/softmax", function).facts)
    assert dict(function.__globals__) == before and function.__code__ is code
    assert random.getstate() == state and (np.random.get_state()[1] == numbers).all()
    assert capfd.readouterr() == ("", "") and not [*tmp_path.iterdir()]


ENDLESS = """
def descend(slope, w0, learning_rate, num_iterations):
    path = [w0]
    count = 0
    while count < num_iterations:
        path.append(path[0] - learning_rate * slope(path[-1]))
        count = count + 1
    return path
"""


def test_changes_that_never_end_are_ended_by_their_steps(written):
    found = evaluate("00/descend", written(ENDLESS, "00"))
    (said,) = [one.about for one in found.facts if one.kind == "pointed"]
    assert said["lines"] == [5]


def test_what_others_hang_on_nodes_is_not_followed(written):
    # All trees share one node for "is read", and IPython gives it a parent.
    tree = ast.parse("x")
    tree.body[0].value.ctx.parent = tree
    try:
        found = evaluate("00/descend", written(ENDLESS, "00"))
    finally:
        del tree.body[0].value.ctx.parent
    assert [one.about["lines"] for one in found.facts if one.kind == "pointed"] == [[5]]


SHIFTED = """
def descend(slope, w0, learning_rate, num_iterations):
    path = [w0]
    for k in range(num_iterations):
        path.append(path[0] - learning_rate * slope(path[-1]))
    return list(np.array(path))
"""


def test_no_list_is_put_into_itself(written):
    # An array of such a list is built without end, by what no step can stop.
    found = evaluate("00/descend", written(SHIFTED, "00"))
    assert [one.about["lines"] for one in found.facts if one.kind == "pointed"] == [[4]]


def test_a_thread_without_a_clock_says_the_same(written):
    function, said = written(ENDLESS, "00"), []
    thread = threading.Thread(
        target=lambda: said.append(evaluate("00/descend", function).lines())
    )
    thread.start()
    thread.join()
    assert said == [evaluate("00/descend", function).lines()]


def test_a_list_that_holds_itself_is_no_result(written):
    text = "def descend(slope, w0, learning_rate, num_iterations):\n    path = [w0]\n"
    text += "    for k in range(num_iterations):\n"
    text += "        path.append(path[-1] + learning_rate * slope(path[-1]))\n"
    text += "    return path"
    found = evaluate("00/descend", written(text, "00"))
    assert [one.about["lines"] for one in found.facts if one.kind == "pointed"] == [[4]]


def test_a_search_that_takes_too_long_says_nothing(written, monkeypatch):
    monkeypatch.setattr("nnlib.check.pointing.search.SECONDS", -1.0)
    found = evaluate("05/softmax", written(SHAPED.format("    pass"), "05"))
    assert not any(one.kind == "pointed" for one in found.facts)


def test_a_failure_of_the_search_leaves_the_verdict(written, monkeypatch):
    def broken(*_):
        raise RuntimeError("a mistake in the search itself")

    monkeypatch.setattr("nnlib.check.pointing.said.prepared", broken)
    found = evaluate("05/softmax", written(SHAPED.format("    pass"), "05"))
    assert found.status == "error" and found.facts


GROWING = """
def softmax(Z):
    K, m = Z.shape
    count = 10 ** K
    rows = [0] * (m * K)
    table = np.zeros((m * K, m * K))
    for i in range(m * K):
        rows[i] = i * count
        table[i, i] = 2.0 ** i
    E = np.exp(Z) + 0 * table[0, 0] * rows[0]
    return E / np.sum(E, axis=1, keepdims=True)
"""


def test_changes_do_not_fill_the_memory(written):
    function = written(GROWING, "05")
    tracemalloc.start()
    try:
        found = evaluate("05/softmax", function)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    (said,) = [one.about for one in found.facts if one.kind == "pointed"]
    assert said["lines"] == [10] and most < 200 << 20


WRITING = """
def update_parameters(parameters, grads, learning_rate):
    new = {}
    for key in parameters:
        value = parameters[key] * 1.0
        value += learning_rate * grads["d" + key]
        new[key] = value
    return new
"""


def test_changes_that_write_into_arguments_leave_the_probes_as_they_are(written):
    exercise = get("03/update_parameters")
    before = [pickle.dumps(one) for one in probes_of(exercise, 0)]
    function = written(WRITING, "03")
    searches = []

    class Kept(Search):
        def __init__(self, *args, **options):
            super().__init__(*args, **options)
            searches.append(self)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("nnlib.check.pointing.search.Search", Kept)
        said = evaluate("03/update_parameters", function)
    assert any(one.kind == "pointed" for one in said.facts)
    (search,) = searches
    kept = {pickle.dumps(one.probe) for one in search.all_cases}
    assert kept <= {*before} and search.tried > 20
