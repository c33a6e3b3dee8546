"""One worker of a cluster, as seen from the run: what it was given, what it has proven.

A unit is given to one worker by name, and to nobody else: so it is known who had it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from importlib import import_module
from typing import TYPE_CHECKING
from uuid import uuid4

from grading.run.cluster import station
from grading.run.cluster.station import Parcel
from grading.run.unit import Unit

if TYPE_CHECKING:
    from distributed import Client, Future

RUNNING = "running"


@dataclass(eq=False)
class Hand:
    """One worker.

    Parameters
    ----------
    address, home : str
        Where it is reached, and its folder: another start has another one.
    threads : int
        How many units it does at once.
    client : Client
        The way to it.
    leaving : bool
        Whether it takes nothing more: it retires, or has too little memory for now.
    tasks : dict of str to (Unit, Future)
        What it was given, the first first, by key.
    tried, proven : set of Unit
        Proofs that it was given, and that it gave.
    """

    address: str
    home: str
    threads: int
    client: "Client"
    leaving: bool = False
    tasks: dict[str, tuple[Unit, "Future"]] = field(default_factory=dict)
    tried: set[Unit] = field(default_factory=set)
    proven: set[Unit] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Let it make itself ready for the run; whatever it is given waits for that."""
        # A worker that is sent a task of a module which it has not would end.
        there = self.submit("course", import_module, station.__name__)
        self.station = self.submit("station", station.opened, station.identity(), there)

    @classmethod
    def of(cls, client: "Client", address: str, info: dict) -> "Hand":
        """Take a worker on, as the scheduler describes it."""
        home, threads = info["local_directory"], info["nthreads"]
        return cls(address, home, threads, client, info["status"] != RUNNING)

    def is_there(self, found: dict[str, dict]) -> bool:
        """Tell whether it is still among the workers that the scheduler has."""
        info = found.get(self.address, {})
        if info:
            self.leaving = info["status"] != RUNNING
        return info.get("local_directory") == self.home

    def submit(self, what: str, function: object, *arguments: object) -> "Future":
        """Let it do a task, which nobody else may do."""
        key = f"nnlib-{what}-{uuid4().hex}"
        address = [self.address]
        return self.client.submit(function, *arguments, workers=address, key=key)

    def give(self, unit: Unit, parcel: Parcel, files: Iterable["Future"]) -> "Future":
        """Give it a unit, and what others need as well."""
        future = self.submit("unit", station.answer, self.station, parcel, *files)
        self.tasks[future.key] = unit, future
        return future

    def given(self) -> list[Unit]:
        """Return what it was given and has not done, the first first."""
        return [unit for unit, _ in self.tasks.values()]
