"""A hundred thousand submissions: how many machines, how many minutes, and what limits.

    python -m benchmarks.hundred_thousand

It computes from `hundred_thousand.json`, which `benchmarks.cluster` has measured,
checks the arithmetic by a simulation, and writes `grading/A_HUNDRED_THOUSAND.md`.
"""

import heapq
import json
import textwrap
from collections import deque
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from statistics import mean
from typing import Any

from benchmarks.cluster import KEPT
from grading.run.workers import TASKS_AHEAD

PAGE = Path(__file__).parents[1] / "grading" / "A_HUNDRED_THOUSAND.md"
MANY = 100_000
MACHINE_CORES = 4
MACHINES = (1, 2, 3, 4, 8, 16)
# Of a simulated run; the whole of it would take minutes and say the same.
SIMULATED = 20_000
# Seconds from a worker to the command and back, and hours until a worker is lost.
ROUND_TRIP, HOURS = 0.02, 24.0
# Seconds until another one stands in its place.
REPLACED = 60.0
GIGABYTE, KILOBYTE = 1e9, 1e3
WIDTH = 88


@dataclass(frozen=True)
class Costs:
    """Seconds of a core for one submission, on average over the measured notebooks.

    Parameters
    ----------
    unit : float
        On a worker, with all processes below it.
    command, scheduler : float
        Of the command and of the scheduler; each of them is one at a time.
    start : float
        Once on each worker.
    sent, returned, shared : float
        Bytes: for each submission there and back, and once for each worker.
    finishing : float
        Which share of the command's time goes into the graded notebook.
    """

    unit: float
    command: float
    scheduler: float
    start: float
    sent: float
    returned: float
    shared: float
    finishing: float = 0.0

    @classmethod
    def of(cls, measured: dict[str, Any]) -> "Costs":
        """Average what was measured."""
        notebooks = [*measured["notebooks"].values()]

        def average(kind: str, *names: str) -> float:
            return mean(sum(one[kind][name] for name in names) for one in notebooks)

        return cls(
            unit=average("each", "graders", "worker"),
            command=average("each", "command"),
            scheduler=average("each", "scheduler"),
            start=average("once", "graders", "worker"),
            sent=average("sizes", "sent"),
            returned=average("sizes", "returned"),
            shared=average("sizes", "shared"),
            finishing=mean(one["finishing"] for one in notebooks),
        )

    @property
    def most_workers(self) -> float:
        """How many workers keep the command busy all the time."""
        return self.unit / self.command

    def seconds(self, many: int, workers: int) -> float:
        """Compute how long a class takes: whoever has most to do decides."""
        shares = self.unit / workers, self.command, self.scheduler
        return self.start + many * max(shares)


def simulated(costs: Costs, many: int, workers: int, seed: int = 0) -> float:
    """Play a run: workers that finish, wait and are lost, one command that takes.

    Parameters
    ----------
    costs : Costs
        What each step takes.
    many, workers : int
        How many submissions, and how many workers with one core each.
    seed : int
        Of the times that units take, and of the moments at which workers are lost.

    Returns
    -------
    float
        Seconds until the last result is entered.
    """
    random, left = Random(seed), many
    queues = [deque() for _ in range(workers)]
    until = [random.expovariate(1 / (3600 * HOURS)) for _ in range(workers)]
    events: list[tuple[float, int]] = []
    command = 0.0

    def begin(now: float, worker: int) -> None:
        took = random.expovariate(1 / costs.unit)
        if now + took > until[worker]:
            # It is lost with what it was at, which is done again by its successor.
            now = until[worker] + REPLACED + costs.start
            until[worker] = now + random.expovariate(1 / (3600 * HOURS))
        heapq.heappush(events, (now + took, worker))

    def give(now: float, worker: int) -> None:
        nonlocal left
        if left:
            left -= 1
            queues[worker].append(1)
            if len(queues[worker]) == 1:
                begin(now, worker)

    for _ in range(TASKS_AHEAD):
        for worker in range(workers):
            give(costs.start, worker)
    while events:
        now, worker = heapq.heappop(events)
        queues[worker].popleft()
        if queues[worker]:
            begin(now, worker)
        command = max(command, now + ROUND_TRIP / 2) + costs.command
        give(command + ROUND_TRIP / 2, worker)
    return command


def rows(costs: Costs) -> list[tuple[int, int, float, float]]:
    """List machines, workers, and seconds computed and simulated for all submissions.

    The simulation plays fewer, and what is not the start is scaled.
    """
    found = []
    for machines in MACHINES:
        workers = machines * MACHINE_CORES
        played = simulated(costs, SIMULATED, workers) - costs.start
        whole = costs.start + played * MANY / SIMULATED
        found.append((machines, workers, costs.seconds(MANY, workers), whole))
    return found


def page(measured: dict[str, Any]) -> str:
    """Write the page."""
    costs = Costs.of(measured)
    table = rows(costs)
    lighter = replace(costs, command=costs.command * (1 - costs.finishing))
    apart = max(abs(played / computed - 1) for *_, computed, played in table)
    enough = next(
        (machines for machines, workers, *_ in table if workers >= costs.most_workers),
        MACHINES[-1],
    )
    least = costs.seconds(MANY, 10**9) / 60
    lines = [
        f"| {machines} | {workers} | {computed / 60:.0f} | {played / 60:.0f} |"
        for machines, workers, computed, played in table
    ]
    found = TEXT.format(
        **{name: 1000 * getattr(costs, name) for name in MILLISECONDS},
        **sizes(costs),
        start=costs.start,
        machine=", ".join(measured["machine"].values()),
        notebooks=" and ".join(measured["notebooks"]),
        hours=MANY * costs.unit / 3600,
        most=costs.most_workers,
        enough=enough,
        cores=MACHINE_CORES,
        least=least,
        rate=1 / costs.command,
        scheduled=1 / costs.scheduler,
        apart=100 * apart,
        table="\n".join(lines),
        round_trip=1000 * ROUND_TRIP,
        lost=HOURS,
        simulated=SIMULATED,
        finishing=100 * costs.finishing,
        then=1 / lighter.command,
        later=lighter.seconds(MANY, 10**9) / 60,
        many=lighter.most_workers,
    )
    return "\n\n".join(map(filled, found.split("\n\n")))


def sizes(costs: Costs) -> dict[str, float]:
    """Return how much crosses the network, and how much of it stays where."""
    crossing = costs.sent + costs.returned
    return {
        "sent": costs.sent / KILOBYTE,
        "returned": costs.returned / KILOBYTE,
        "shared": costs.shared / KILOBYTE,
        "gigabytes": MANY * crossing / GIGABYTE,
        "kept": MANY * costs.returned / GIGABYTE,
        "wire": crossing / costs.command / 1e6,
        "remembered": MESSAGES * costs.sent / 1e6,
    }


def filled(block: str) -> str:
    """Break the lines of a paragraph anew; tables and headings stay as they are."""
    if block.startswith(("|", "#")):
        return block
    indent = "   " if block[0].isdigit() else ""
    end = "\n" if block.endswith("\n") else ""
    words = " ".join(block.split())
    options = {"break_long_words": False, "break_on_hyphens": False}
    return textwrap.fill(words, WIDTH, subsequent_indent=indent, **options) + end


# So many of its last messages to a worker Dask's scheduler keeps.
MESSAGES = 1000
MILLISECONDS = ("unit", "command", "scheduler")
TEXT = """\
# A hundred thousand submissions

Arithmetic, from what was measured on one machine ({machine}; notebooks {notebooks},
half of the submissions with a mistake that is looked for).
`benchmarks.hundred_thousand` writes this page, `benchmarks.cluster --keep` measures
anew.

| for each submission | |
|---|---|
| a core of a worker | {unit:.0f} ms |
| the command, one at a time | {command:.0f} ms |
| the scheduler, one at a time | {scheduler:.1f} ms |
| to a worker, and back | {sent:.0f} kB, {returned:.0f} kB |

A worker takes {start:.1f} seconds of its core and {shared:.0f} kB for each notebook
before it grades: it starts, and proves that it grades rightly what is known.

## Machines and minutes

All of it is {hours:.0f} hours of one core. A worker has one core, a machine {cores}.

| machines | workers | minutes | simulated |
|---|---|---|---|
{table}

The third column is `start + 100,000 · max(unit / workers, command, scheduler)`. The
last one is played, on {simulated:,} submissions: units of any length (an exponential
law with the same mean), {round_trip:.0f} ms between worker and command, a worker lost
every {lost:.0f} hours of its time and replaced after a minute. The two differ by
{apart:.1f} % at most.

## Where the limit lies

With the command. It takes what came, puts it beside what was found before, writes
record and graded notebook, and enters points: {rate:.0f} submissions in a second, so
{least:.0f} minutes for a hundred thousand, however many workers there are.
{most:.0f} workers keep it busy; beyond {enough} machines of {cores} cores all others
would stand idle. So for one class a cluster is worth its trouble while there are fewer
workers than that, or where a run takes longer than here (notebooks that train for
long, slower machines).

The scheduler could place {scheduled:.0f} in a second. The network carries
{gigabytes:.1f} GB in all, {wire:.1f} MB in a second at the most; {kept:.1f} GB are
kept. What the command holds in memory does not grow with the number of results: each
worker has two units at once, and a result is let go when it is written. Dask's
scheduler keeps its last thousand messages to each worker, with a submission in each:
{remembered:.0f} MB for a worker, unless it is told to keep fewer (GUIDE, *On many
machines*).

## What the next design would be

Nothing of this was tried; the first needs nothing new.

1. **Several classes, several commands.** The lock belongs to a class folder, workers
   belong to nobody: sections with folders of their own are graded by commands side by
   side, on the same scheduler, each at its own rate.

2. **The worker finishes the graded notebook.** {finishing:.0f} % of the command's time
   goes into reading that notebook, making it inert and writing it. A worker could do
   this, given weights and rubrics; the command would store bytes, {then:.0f} in a
   second: {later:.0f} minutes, with {many:.0f} workers.

3. **Several commands for one class**, with a gradebook that several can write to: each
   takes the submissions of some students, and locks these in place of the folder.
"""


def main() -> int:
    """Write the page."""
    measured = json.loads(KEPT.read_text(encoding="utf-8"))
    PAGE.write_text(page(measured), encoding="utf-8")
    print(f"wrote {PAGE}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
