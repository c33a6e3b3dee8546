"""Training beside every peer: time, memory, growth, and loops against arrays.

    python -m benchmarks.training [--rounds 5] [--threads 1 2] [--quick]

Each trainer runs in a process of its own; they take turns, in an order that rotates.
Time is compared with that of the matrix products of the same steps alone, in the same
round, by our library and by the peer's own. What is kept is the shortest of all rounds:
whatever else the machine does can only add to it. Peers are `pip install -e .[peers]`;
one that is absent is named and left out. The result goes to `benchmarks/results/`.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, replace
from pathlib import Path

from rich.console import Console

from benchmarks import training_page
from benchmarks.trainers import LOOPS, PROBLEMS, TRAINERS, Problem

ROOT = Path(__file__).parents[1]
RESULTS = Path(__file__).parent / "results"
# A library's idle thread spins for a while; with two threads it takes a core.
PAUSE = 0.35
SAME = 1e-6  # costs after some steps, relative: then the same is computed
GROWING = ("nnlib", "nnlib.fast", "PyTorch", "JAX")
CLOCKS = ("processor", "wall")
# What grows -> the problems in which it does.
GROWTH = {
    "m": [Problem((1000, 20, 1), m, steps=20) for m in (50, 200, 800, 3200)],
    "n_x": [Problem((n, 20, 1), 200, steps=20) for n in (250, 1000, 4000, 16000)],
    "depth": [Problem((64,) * d + (1,), 500, steps=20) for d in (2, 4, 8, 16, 32)],
}
CELLS = [(n_x, 209) for n_x in (2, 10, 100, 1000, 12288)]


class Worker:
    """A trainer in its own process."""

    def __init__(self, name: str, threads: int) -> None:
        limits = ("OPENBLAS", "OMP", "MKL", "NUMEXPR", "VECLIB")
        env = {**os.environ, **{f"{one}_NUM_THREADS": str(threads) for one in limits}}
        if threads == 1:
            env |= {"ONE_CORE": "1", "XLA_FLAGS": "--xla_cpu_multi_thread_eigen=false"}
        self.name = name
        self.process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.trainers", name],
            cwd=ROOT,
            env=env,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.library = json.loads(self.process.stdout.readline())

    def ask(self, problem: Problem, steps: int, peak: bool = False) -> dict:
        """Let it train; return what was measured."""
        asked = {"problem": asdict(problem), "steps": steps, "peak": peak}
        self.process.stdin.write(json.dumps(asked) + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        if not answer:
            raise RuntimeError(f"{self.name} has ended on {problem}")
        return json.loads(answer)

    def end(self) -> None:
        """End the process, if it has not ended by itself."""
        self.process.kill()
        self.process.communicate()


@contextmanager
def workers(names: Sequence[str], threads: int) -> Iterator[dict[str, Worker]]:
    """Start those trainers that are installed; end them after the block."""
    with ExitStack() as stack:
        found = {}
        for name in names:
            worker = Worker(name, threads)
            stack.callback(worker.end)
            if "absent" not in worker.library:
                found[name] = worker
        yield found


def parts_of(name: str, problem: Problem) -> tuple[int, int]:
    """Return two numbers of steps; what lies between them is what is timed."""
    if name == "nnlib.fast":
        return 0, problem.whole
    return problem.steps // 4, problem.steps


def same_costs(found: dict[str, Worker], problem: Problem) -> None:
    """Insist that all trainers compute the same; without that, times say nothing."""
    costs = {
        name: answer["cost"]
        for name, worker in found.items()
        if (answer := worker.ask(problem, 20))["cost"] is not None
    }
    wanted = costs["nnlib"]
    apart = {n: c for n, c in costs.items() if abs(c - wanted) > SAME * abs(wanted)}
    if apart:
        raise AssertionError(f"after 20 steps nnlib has cost {wanted}, others {apart}")


def raced(
    found: dict[str, Worker], problem: Problem, rounds: int, pause: float
) -> dict:
    """Let all trainers take turns; return the shortest seconds for a step, by name.

    The shortest times of a few steps and of more are taken first, and then their
    difference: the other way round, a few slow steps would look like fast ones.
    """
    names, best = list(found), {}
    for turn in range(rounds * problem.often):
        first = turn % len(names)
        for name in names[first:] + names[:first]:
            for steps in filter(None, parts_of(name, problem)):
                time.sleep(pause)
                answer = found[name].ask(problem, steps)
                for clock in CLOCKS:
                    key = name, clock, steps
                    best[key] = min(answer[clock], best.get(key, answer[clock]))
    return {
        name: {clock: each(best, name, clock, problem) for clock in CLOCKS}
        for name in names
    }


def each(best: dict, name: str, clock: str, problem: Problem) -> float:
    """Return the seconds of one step."""
    few, many = parts_of(name, problem)
    return (best[name, clock, many] - best.get((name, clock, few), 0.0)) / (many - few)


def compared(
    threads: int, rounds: int, problems: dict[str, Problem], shown: Console
) -> dict:
    """Race on all problems; return times by problem and trainer, and who was there."""
    with workers([*TRAINERS], threads) as found:
        times = {}
        for name, problem in problems.items():
            same_costs(found, problem)
            times[name] = raced(found, problem, rounds, PAUSE if threads > 1 else 0)
            ratios = (
                f"{one} {training_page.ratio(times[name], one):.2f}" for one in found
            )
            shown.print(f"{name}: {', '.join(ratios)} times the products")
        libraries = {name: one.library["library"] for name, one in found.items()}
    return {"times": times, "libraries": libraries}


def grown(rounds: int) -> dict:
    """Measure how the time of a step grows with examples, features and layers."""
    with workers(GROWING, 1) as found:
        return {
            what: [
                {
                    "size": len(p.dims) - 1
                    if what == "depth"
                    else p.m
                    if what == "m"
                    else p.dims[0],
                    "times": raced(found, replace(p, whole=500), rounds, 0),
                }
                for p in problems
            ]
            for what, problems in GROWTH.items()
        }


def looped(rounds: int) -> list[dict]:
    """Measure one gradient of one neuron, with two loops, with one and with none."""
    with workers([*LOOPS], 1) as found:
        rows = []
        for n_x, m in CELLS:
            times = {}
            for name, worker in found.items():
                steps = max(1, 200_000 // (n_x * m)) * (100 if name == "arrays" else 1)
                problem = Problem((n_x, 1), m, steps=steps, whole=steps)
                times |= raced({name: worker}, problem, min(rounds, 3), 0)
            rows.append({"n_x": n_x, "m": m, "times": times})
        return rows


def peaks(problems: dict[str, Problem]) -> dict:
    """Measure memory at its peak, each in a fresh process, next to what is needed."""
    found: dict = {}
    for name in TRAINERS:
        if "products" in name:
            continue
        for title, problem in problems.items():
            with workers([name], 1) as there:
                if name in there:
                    _, steps = parts_of(name, problem)
                    grows = there[name].ask(problem, steps, peak=True)["peak"]
                    found.setdefault(title, {})[name] = grows + problem.needed()[0]
    return {
        title: {"data": sum(problems[title].needed()), "peak": found[title]}
        for title in found
    }


def main(argv: Sequence[str] | None = None) -> int:
    """Measure, print, and keep the result."""
    arguments = parser().parse_args(argv)
    problems = {name: PROBLEMS[name] for name in arguments.problems}
    shown = Console(width=110, highlight=False)
    found: dict = {"machine": training_page.machine(), "threads": {}}
    for threads in arguments.threads:
        result = compared(threads, arguments.rounds, problems, shown)
        found["threads"][str(threads)] = result
        shown.print(training_page.table(result, threads))
    absent = [name for name in TRAINERS if name not in result["libraries"]]
    found["absent"] = absent
    if absent:
        shown.print(f"Not installed, and left out: {', '.join(absent)}")
    if not arguments.quick:
        found["memory"] = peaks(problems)
        found["growth"] = grown(arguments.rounds)
        found["loops"] = looped(arguments.rounds)
        training_page.keep(found, arguments.out)
        shown.print(f"Kept in {arguments.out}")
    return 0


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    found = argparse.ArgumentParser(prog="python -m benchmarks.training")
    found.add_argument("--rounds", type=int, default=5)
    found.add_argument("--threads", type=int, nargs="+", default=[1, 2])
    found.add_argument("--problems", nargs="+", default=[*PROBLEMS], choices=PROBLEMS)
    found.add_argument("--quick", action="store_true", help="the race alone, not kept")
    found.add_argument("--out", type=Path, default=RESULTS)
    return found


if __name__ == "__main__":
    raise SystemExit(main())
