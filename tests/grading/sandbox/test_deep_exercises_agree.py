"""Verdicts on networks of any depth are the same in the student's process."""

import linecache

import pytest

from grading.sandbox.library import student_library
from grading.sandbox.session import Session
from nnlib import exercises
from nnlib.check import LocalRunner, evaluate
from tests.nnlib.exercises.test_needs_deep import RIGHT

SOURCE = f"""{RIGHT}
def gradient_check(cost, parameters, grads, eps=1e-5):
    measured, given = [], []
    for name, W in parameters.items():
        for place in np.ndindex(W.shape):
            kept = W[place]
            W[place] = kept + eps
            above = cost(parameters)
            W[place] = kept - eps
            below = cost(parameters)
            W[place] = kept
            measured.append((above - below) / (2 * eps))
            given.append(grads["d" + name][place])
    length = np.linalg.norm
    difference = length(np.subtract(measured, given))
    return difference / max(length(measured) + length(given), 1e-15)
"""
# Function, what is replaced in the source, by what, and the mistake that is named.
SLIPS = [
    ("parameter_shapes", "(n, 1)", "(n,)", "bias_flat"),
    ("linear_activation_forward", "(linear_cache, Z)", "linear_cache",
     "cache_without_sums"),
    ("model_forward", '"sigmoid" if l == L else "relu"', '"relu"', "relu_last"),
    ("linear_backward", "return W.T @ dZ,", "return W.T @ dZ / dZ.shape[1],",
     "dA_mean"),
    ("linear_activation_backward", "g_slope(activation, Z)", "g(activation, Z)",
     "activation_for_slope"),
    ("model_backward", "-Y / AL + (1", "Y / AL - (1", "opposite_sign"),
    ("gradient_check", "W[place] = kept - eps", "W[place] = kept", None),
    ("gradient_of_four", 'caches[l - 1], "tanh"', 'caches[l], "tanh"',
     "cache_of_layer_above"),
    ("initialize_parameters_deep", "2 / n_prev", "2 / n", None),
]  # fmt: skip
NAMES = [one.name for one in exercises.exercises("04")]


@pytest.fixture(scope="module")
def library_of_04(tmp_path_factory):
    """What student code of notebook 04 can import. Do not change it."""
    return student_library(tmp_path_factory.mktemp("library") / "04", "04")


@pytest.fixture
def both(library_of_04):
    """Define functions here and there; give the verdicts on one of them."""
    file = "<functions of notebook 04>"

    def verdicts(name, source):
        linecache.cache[file] = (len(source), None, source.splitlines(True), file)
        namespace = {"__name__": "__main__"}
        exec(compile(source, file, "exec"), namespace)
        exercise = exercises.get(f"04/{name}")
        here = evaluate(exercise, LocalRunner(namespace[name]), seed=[3, 4])
        with Session(library_of_04) as session:
            assert session.run(source, "cell").completed
            return here, evaluate(exercise, session.runner(name), seed=[3, 4])

    yield verdicts
    linecache.cache.pop(file, None)


@pytest.mark.parametrize("name", NAMES)
def test_a_right_function_passes_on_both_sides(both, name):
    here, there = both(name, SOURCE)
    assert here.status == there.status == "passed", there.lines()
    assert here.lines() == there.lines()


@pytest.mark.parametrize(("name", "right", "wrong", "named"), SLIPS, ids=NAMES)
def test_a_slip_is_named_alike_on_both_sides(both, name, right, wrong, named):
    assert right in SOURCE
    here, there = both(name, SOURCE.replace(right, wrong))
    assert here.diagnosis == there.diagnosis
    assert named is None or here.diagnosis == named
    assert here.status == there.status != "passed"
    assert here.lines() == there.lines()
