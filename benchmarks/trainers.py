"""One trainer in a process of its own: ours, a peer, or the matrix products alone.

    python -m benchmarks.trainers NAME

It answers one line of JSON for each line that it reads; `benchmarks.training` asks.
All take the same steps from the same start: full gradient descent, or the batches of
`mini` in their order, in float64, and all note the cost before each step. Each gets its
data in the layout that suits it, before the clock starts.
"""

import importlib
import json
import os
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from nnlib import deep, fast, logistic, logistic_loops, losses, multiclass, two_layer
from nnlib.initializers import initialize_parameters, initialize_parameters_deep

RATE = 0.01
BATCH = 64


def seeded() -> np.random.Generator:
    """Return the generator that every training starts with."""
    return np.random.default_rng(2)


@dataclass(frozen=True)
class Problem:
    """What is trained: sizes, activations, and how many steps take about a second.

    Parameters
    ----------
    dims : tuple of int
        Number of units per layer, the input first.
    m : int
        Number of examples.
    hidden, output : str
        Names of the activations.
    steps : int
        How many steps are timed; a quarter of them is timed too, and the difference
        is what a step costs, without what a training does once.
    whole : int
        Steps of a whole training. `nnlib.fast` is timed over all of it, since there
        much of the work is done once.
    batch : int, optional
        Examples that a step looks at.
    often : int
        Rounds for each one that is asked for. Where a step waits for memory, which
        whoever shares the machine slows down, many short rounds meet a quiet moment.
    """

    dims: tuple[int, ...]
    m: int
    hidden: str = "relu"
    output: str = "sigmoid"
    steps: int = 50
    whole: int = 2000
    batch: int | None = None
    often: int = 1

    def data(self) -> tuple[np.ndarray, np.ndarray]:
        """Draw examples around 0, each in one piece, and labels that can be learned."""
        rng = np.random.default_rng(1)
        X = rng.standard_normal((self.m, self.dims[0])).T
        K = self.dims[-1]
        score = rng.standard_normal((max(K, 2), self.dims[0])) @ X
        if self.output == "softmax":
            return X, np.eye(K)[:, np.argmax(score, axis=0)]
        return X, np.float64(score[:1] > 0)

    def start(self) -> dict[str, np.ndarray]:
        """Draw the start that our own trainings draw from the generator `seeded`."""
        if self.hidden == "tanh":
            return initialize_parameters(*self.dims, rng=seeded())
        return initialize_parameters_deep(self.dims, seeded())

    def needed(self) -> tuple[int, int]:
        """Return the bytes of the data, and of the weights with Z and A everywhere."""
        weights = sum(n * (k + 1) for k, n in pairwise(self.dims))
        examples = self.batch or self.m
        data = (self.dims[0] + self.dims[-1]) * self.m
        return 8 * data, 8 * (weights + 2 * sum(self.dims[1:]) * examples)

    def batches(self) -> list[slice]:
        """Return which examples one step after the other looks at."""
        size = self.batch or self.m
        return [slice(at, at + size) for at in range(0, self.m, size)]


DIGITS = (784, 512, 256, 10)
PROBLEMS = {
    "wide": Problem((12288, 1), 209, steps=200, often=3),
    "small": Problem((2, 4, 1), 400, hidden="tanh", steps=2000, whole=10_000),
    "deep": Problem((12288, 20, 7, 5, 1), 209, steps=40, whole=2500, often=3),
    "large": Problem(DIGITS, 10_000, output="softmax", steps=4, whole=20),
    "mini": Problem(DIGITS, 1920, output="softmax", steps=120, whole=120, batch=BATCH),
}
# A trainer takes a problem and returns a function of a number of steps, which trains
# anew from the start and returns the costs.
Trainer = Callable[[Problem], Callable[[int], list[float]]]


def ours_plain(problem: Problem) -> Callable[[int], list[float]]:
    """Train with the plain functions of the notebooks."""
    X, Y = problem.data()
    dims = problem.dims
    if problem.batch:
        return by_batches(problem, X, Y)
    if len(dims) == 2:
        w, b = problem.start()["W1"].T, 0.0
        return lambda steps: logistic.optimize(w, b, X, Y, RATE, steps)[2]
    if problem.hidden == "tanh":
        return lambda n: two_layer.nn_model(X, Y, dims[1], RATE, n, rng=seeded())[1]
    many = problem.output == "softmax"
    train = multiclass.train_digits if many else deep.train_deep
    return lambda steps: train(X, Y, dims, RATE, steps, rng=seeded())[1]


def by_batches(
    problem: Problem, X: np.ndarray, Y: np.ndarray
) -> Callable[[int], list[float]]:
    """Train plainly on one batch after the other, as a student would write it."""
    parts = [(X[:, one].copy(), Y[:, one].copy()) for one in problem.batches()]

    def train(steps: int) -> list[float]:
        parameters, costs = problem.start(), []
        for step in range(steps):
            part, right = parts[step % len(parts)]
            A, caches = multiclass.softmax_forward(part, parameters)
            costs.append(losses.cross_entropy(A, right))
            grads = multiclass.softmax_backward(A, right, caches)
            parameters = two_layer.update_parameters(parameters, grads, RATE)
            del caches, grads  # before the next step makes its own
        return costs

    return train


class InOrder(np.random.Generator):
    """Shuffles nothing: the examples come in the order in which they are."""

    def permutation(self, m: int) -> np.ndarray:
        """Return 0, 1, ..., m - 1."""
        return np.arange(m)


def ours_fast(problem: Problem) -> Callable[[int], list[float]]:
    """Train with `nnlib.fast`."""
    X, Y = problem.data()
    start = problem.start()
    options = {"hidden": problem.hidden, "output": problem.output}
    if problem.batch:
        options |= {"batch_size": problem.batch, "rng": InOrder(np.random.PCG64())}
    return lambda steps: fast.descend(X, Y, start, RATE, steps, **options)[1]


def products(problem: Problem) -> Callable[[int], list[float]]:
    """Multiply the matrices of every step, and do nothing else."""
    return min(
        (multiplied(problem, one) for one in (np.ascontiguousarray, np.asfortranarray)),
        key=lambda run: seconds(run, problem.steps),
    )


def multiplied(problem: Problem, layout: Callable) -> Callable[[int], list[float]]:
    """Multiply into arrays that are there, with X in one of the two layouts."""
    X, _ = problem.data()
    m = problem.batch or problem.m
    W = [w for name, w in problem.start().items() if name[0] == "W"]
    A = [np.ones((n, m)) for n in problem.dims]
    A[0] = layout(X[:, :m])
    D, dW = [np.ones_like(one) for one in A], [np.empty_like(one) for one in W]
    Z = [np.empty_like(one) for one in A]

    def run(steps: int) -> list[float]:
        for _ in range(steps):
            for layer, one in enumerate(W):
                np.dot(one, A[layer], out=Z[layer + 1])
            for layer in reversed(range(len(W))):
                np.dot(D[layer + 1], A[layer].T, out=dW[layer])
                if layer:
                    np.dot(W[layer].T, D[layer + 1], out=Z[layer])
        return []

    return run


def seconds(run: Callable[[int], object], steps: int) -> float:
    """Return the shortest of three runs."""
    times = []
    for _ in range(3):
        begun = time.process_time()
        run(steps)
        times.append(time.process_time() - begun)
    return min(times)


def gradient(function: Callable) -> Trainer:
    """Make a trainer that computes one gradient of one neuron for each step."""

    def make(problem: Problem) -> Callable[[int], list[float]]:
        X, Y = problem.data()
        w = np.full((problem.dims[0], 1), 0.01)

        def run(steps: int) -> list[float]:
            for _ in range(steps):
                function(w, 0.1, X, Y)
            return []

        return run

    return make


two_loops = gradient(logistic_loops.gradients_and_cost)
one_loop = gradient(logistic.gradients_one_loop)
arrays = gradient(logistic.propagate)

LOOPS = {
    "two loops": "benchmarks.trainers:two_loops",
    "one loop": "benchmarks.trainers:one_loop",
    "arrays": "benchmarks.trainers:arrays",
}
TRAINERS: dict[str, str] = {
    "products": "benchmarks.trainers:products",
    "nnlib": "benchmarks.trainers:ours_plain",
    "nnlib.fast": "benchmarks.trainers:ours_fast",
    "PyTorch products": "benchmarks.peers:torch_products",
    "PyTorch": "benchmarks.peers:torch_eager",
    "PyTorch compiled": "benchmarks.peers:torch_compiled",
    "JAX products": "benchmarks.peers:jax_products",
    "JAX": "benchmarks.peers:jax_jit",
    "scikit-learn": "benchmarks.peers:sklearn_mlp",
}


def trainer(name: str) -> Trainer:
    """Find a trainer by its name; a peer that is not installed is an ImportError."""
    module, function = (TRAINERS | LOOPS)[name].split(":")
    return getattr(importlib.import_module(module), function)


def measured(run: Callable[[int], list[float]], steps: int) -> dict[str, float]:
    """Time one training, in seconds."""
    processor, wall = time.process_time(), time.perf_counter()
    costs = run(steps)
    wall, processor = time.perf_counter() - wall, time.process_time() - processor
    cost = costs[-1] if costs else None
    return {"processor": processor, "wall": wall, "cost": cost}


def peak(run: Callable[[int], list[float]], steps: int) -> int:
    """Return the bytes by which memory grows while a training runs, on Linux."""
    with open("/proc/self/clear_refs", "w") as file:
        file.write("5")  # the highest mark starts again from here
    before = resident("VmRSS")
    run(steps)
    return resident("VmHWM") - before


def resident(mark: str) -> int:
    """Read a mark of this process's memory, in bytes."""
    with open("/proc/self/status") as file:
        return next(
            1024 * int(line.split()[1]) for line in file if line.startswith(mark)
        )


def blas(name: str) -> str:
    """Name the library that multiplies our matrices."""
    found = np.show_config(mode="dicts")["Build Dependencies"]["blas"]
    return f"numpy {np.__version__}, {found['name']} {found['version']}"


def answers(make: Trainer) -> Iterator[dict]:
    """Answer each question that comes in."""
    ready: dict = {}
    for line in sys.stdin:
        asked = json.loads(line)
        problem = Problem(
            **{**asked["problem"], "dims": tuple(asked["problem"]["dims"])}
        )
        if problem not in ready:
            ready.clear()  # one problem's data at a time
            ready[problem] = make(problem)
        run, steps = ready[problem], asked["steps"]
        yield {"peak": peak(run, steps)} if asked["peak"] else measured(run, steps)


def main() -> int:
    """Answer until nothing more is asked."""
    warnings.simplefilter("ignore")
    if hasattr(os, "sched_setaffinity") and os.environ.get("ONE_CORE"):
        # The first core answers most interrupts.
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    try:
        make = trainer(sys.argv[1])
        library = getattr(sys.modules[make.__module__], "library", blas)(sys.argv[1])
        print(json.dumps({"library": library}), flush=True)
        for answer in answers(make):
            print(json.dumps(answer), flush=True)
    except ImportError as error:
        print(json.dumps({"absent": str(error)}), flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
