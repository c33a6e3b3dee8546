"""The trainings of `benchmarks.trainers` in PyTorch, JAX and scikit-learn.

Each is written as its own users write it, with examples as rows: modules, a loss and
SGD in PyTorch, one compiled loop in JAX, an MLPClassifier in scikit-learn.
"""

import importlib
import os
import warnings
from collections.abc import Callable
from itertools import pairwise

import numpy as np

from benchmarks.trainers import RATE, Problem, blas

MULTIPLIES = {"torch": "MKL", "jax": "XLA"}


def library(name: str) -> str:
    """Name a peer's version, and what multiplies its matrices; load it."""
    module = {"P": "torch", "J": "jax", "s": "sklearn"}[name[0]]
    version = f"{name.split()[0]} {importlib.import_module(module).__version__}"
    return f"{version}, {MULTIPLIES.get(module) or blas(name)}"


def torch_model(problem: Problem) -> tuple:
    """Build a network with the start of ours, its loss, and the batches."""
    import torch
    from torch import nn

    torch.set_num_threads(threads())
    torch.set_default_dtype(torch.float64)
    act, layers, W = {"relu": nn.ReLU, "tanh": nn.Tanh}[problem.hidden], [], []
    start, L = problem.start(), len(problem.dims) - 1
    for layer in range(1, L + 1):
        linear = nn.Linear(*problem.dims[layer - 1 : layer + 1])
        with torch.no_grad():
            linear.weight.copy_(torch.from_numpy(start[f"W{layer}"]))
            linear.bias.zero_()
        W.append(linear)
        layers += [linear, act()] if layer < L else [linear]
    X, Y = problem.data()
    rows, right = torch.from_numpy(X.T.copy()), torch.from_numpy(Y.T.copy())
    loss = nn.BCEWithLogitsLoss()
    if problem.output == "softmax":
        loss, right = nn.CrossEntropyLoss(), right.argmax(dim=1)
    parts = [(rows[one], right[one]) for one in problem.batches()]
    return nn.Sequential(*layers), loss, parts


def torch_run(problem: Problem, wrap: Callable) -> Callable[[int], list[float]]:
    """Train with SGD; `wrap` may compile what gives the loss."""
    import torch

    model, loss, parts = torch_model(problem)
    begin = {name: one.clone() for name, one in model.state_dict().items()}
    costed = wrap(lambda rows, right: loss(model(rows), right))

    def train(steps: int) -> list[float]:
        model.load_state_dict(begin)
        optimizer, costs = torch.optim.SGD(model.parameters(), lr=RATE), []
        for step in range(steps):
            cost = costed(*parts[step % len(parts)])
            optimizer.zero_grad()
            cost.backward()
            optimizer.step()
            costs.append(cost.item())
        return costs

    return train


def torch_eager(problem: Problem) -> Callable[[int], list[float]]:
    """Train in PyTorch as it is."""
    return torch_run(problem, lambda function: function)


def torch_compiled(problem: Problem) -> Callable[[int], list[float]]:
    """Train in PyTorch with model and loss compiled."""
    import torch

    train = torch_run(problem, torch.compile)
    train(2)
    return train


def torch_products(problem: Problem) -> Callable[[int], list[float]]:
    """Multiply the matrices of every step with PyTorch, and do nothing else."""
    import torch

    model, _, parts = torch_model(problem)
    W = [one.weight.detach() for one in model if hasattr(one, "weight")]
    rows = parts[0][0]
    A = [rows, *(torch.ones(len(rows), n) for n in problem.dims[1:])]
    Z, D = [torch.empty_like(one) for one in A], [torch.ones_like(one) for one in A]
    dW = [torch.empty_like(one) for one in W]

    def run(steps: int) -> list[float]:
        for _ in range(steps):
            for layer, one in enumerate(W):
                torch.mm(A[layer], one.T, out=Z[layer + 1])
            for layer in reversed(range(len(W))):
                torch.mm(D[layer + 1].T, A[layer], out=dW[layer])
                if layer:
                    torch.mm(D[layer + 1], W[layer], out=Z[layer])
        return []

    return run


def jax_arrays(problem: Problem) -> tuple:
    """Give JAX the start, and the batches in one array."""
    import jax
    import jax.numpy as jnp

    jax.config.update("jax_enable_x64", True)
    X, Y = problem.data()
    size, L = problem.batch or problem.m, len(problem.dims) - 1
    start = problem.start()
    layers = [
        (jnp.asarray(start[f"W{layer}"].T), jnp.asarray(start[f"b{layer}"][:, 0]))
        for layer in range(1, L + 1)
    ]
    rows, right = (jnp.asarray(one.T.reshape(-1, size, len(one))) for one in (X, Y))
    return layers, rows, right


def jax_jit(problem: Problem) -> Callable[[int], list[float]]:
    """Train in JAX, with the whole loop compiled."""
    import jax
    import jax.numpy as jnp

    start, rows, right = jax_arrays(problem)
    act = {"relu": jax.nn.relu, "tanh": jnp.tanh}[problem.hidden]

    def cost(layers: list, A: object, Y: object) -> object:
        for W, b in layers[:-1]:
            A = act(A @ W + b)
        Z = A @ layers[-1][0] + layers[-1][1]
        if problem.output == "softmax":
            return -jnp.mean(jnp.sum(Y * jax.nn.log_softmax(Z), axis=1))
        return jnp.mean(jnp.logaddexp(0, Z) - Y * Z)

    def step(layers: list, number: object, rows: object, right: object) -> tuple:
        at = number % len(rows)
        found, grads = jax.value_and_grad(cost)(layers, rows[at], right[at])
        return jax.tree.map(lambda p, g: p - RATE * g, layers, grads), found

    def loop(layers: list, numbers: object, rows: object, right: object) -> object:
        return jax.lax.scan(lambda p, n: step(p, n, rows, right), layers, numbers)[1]

    compiled = jax.jit(loop)
    for steps in (2, 20, problem.steps):
        compiled(start, jnp.arange(steps), rows, right).block_until_ready()
    return lambda n: compiled(start, jnp.arange(n), rows, right).tolist()


def jax_products(problem: Problem) -> Callable[[int], list[float]]:
    """Multiply the matrices of every step with JAX, and give them all back."""
    import jax
    import jax.numpy as jnp

    layers, rows, _ = jax_arrays(problem)
    W = [one for one, _ in layers]
    A = [rows[0], *(jnp.ones((len(rows[0]), n)) for n in problem.dims[1:])]

    def multiplied(W: list, A: list) -> list:
        forth = [a @ one for a, one in zip(A, W, strict=False)]
        slopes = [a.T @ d for a, d in pairwise(A)]
        return [forth, slopes, [d @ w.T for d, w in zip(A[2:], W[1:], strict=True)]]

    compiled = jax.jit(multiplied)
    jax.block_until_ready(compiled(W, A))

    def run(steps: int) -> list[float]:
        for _ in range(steps):
            jax.block_until_ready(compiled(W, A))
        return []

    return run


def sklearn_mlp(problem: Problem) -> Callable[[int], list[float]]:
    """Train an MLPClassifier from the start of ours, one step for each batch."""
    from sklearn.neural_network import MLPClassifier

    X, Y = problem.data()
    rows, labels = X.T.copy(), Y[0].astype(int)
    if problem.output == "softmax":
        labels = np.argmax(Y, axis=0)
    first = np.unique(labels, return_index=True)[1]  # one of each class, to exist
    start, L, size = problem.start(), len(problem.dims) - 1, problem.batch or problem.m
    plain = {"solver": "sgd", "alpha": 0, "momentum": 0, "shuffle": False, "tol": 0}
    in_pass = len(problem.batches())

    def train(steps: int) -> list[float]:
        model = MLPClassifier(
            problem.dims[1:-1],
            activation=problem.hidden,
            learning_rate_init=RATE,
            max_iter=-(-steps // in_pass),
            n_iter_no_change=steps + 1,
            warm_start=True,
            **plain,
        )
        model.partial_fit(rows[first], labels[first], classes=labels[first])
        model.batch_size = size
        model.coefs_ = [start[f"W{n}"].T.copy() for n in range(1, L + 1)]
        model.intercepts_ = [start[f"b{n}"][:, 0].copy() for n in range(1, L + 1)]
        with warnings.catch_warnings(action="ignore"):  # it has not converged
            model.fit(rows, labels)
        # With batches it notes the mean of a pass, which is no step's cost.
        return [] if problem.batch else model.loss_curve_

    return train


def threads() -> int:
    """Return how many threads a trainer may use."""
    return int(os.environ.get("OMP_NUM_THREADS", "1"))
