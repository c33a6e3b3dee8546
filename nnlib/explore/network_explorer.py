"""What two explorers of trained networks have in common: runs, frames, numbers."""

from __future__ import annotations

from collections.abc import Mapping

from nnlib.explore.explorer import Explorer
from nnlib.explore.frame import Frame, Panel
from nnlib.explore.network_frame import Examples, Run, border, differing, network_frame

REMEMBERED = 4  # runs: the present one and the kept one, and a step back from each


class NetworkExplorer(Explorer):
    """Shows a network while it is trained; a subclass says how.

    Parameters
    ----------
    controls, settings
        As for `Explorer`; one of the controls is ``step``.
    """

    scene = "network"
    compares = True
    sets: Mapping[str, Examples]

    def trained(self, now: Mapping) -> Run:
        """Train with some settings.

        Parameters
        ----------
        now : mapping
            A value for each control, and ``points``.

        Returns
        -------
        Run
            The whole training.
        """
        raise NotImplementedError

    def run(self, now: Mapping) -> Run:
        """Train, unless it was trained just now."""
        key = tuple(now[name] for name in self.keyed_by)
        known = self.__dict__.setdefault("_runs", {})
        if key not in known:
            known[key] = self.trained(now)
        for old in list(known)[:-REMEMBERED]:
            del known[old]
        return known[key]

    def set_of(self, now: Mapping) -> Examples:
        """Give the examples that are learned, without one's own."""
        return self.sets[now.get("data", "")]

    def frame(self, now: Mapping) -> Frame:
        """Make the first panel, hidden units and cost."""
        kept = self.beside(now)
        runs = self.run(now), self.run(kept) if kept else None
        words = differing(self.controls, now, kept) if kept else ""
        first = self.first_panel(now, *runs)
        return network_frame(first, *runs, self.set_of(now), now, words)

    def first_panel(self, now: Mapping, run: Run, kept: Run | None) -> Panel:
        """Make the panel on the left: the border between the classes."""
        examples = self.set_of(now)
        data = examples.joined(now["points"])
        return border(run, kept, examples, data, now["step"])

    def fixed(self) -> dict:
        """Give all sets of examples."""
        return {"sets": {name: one.fixed() for name, one in self.sets.items()}}

    def numbers(self, now: Mapping) -> dict:
        """Give a whole run."""
        return self.run(now).numbers()

    def ahead(self) -> list[dict]:
        """List the learning rates."""
        return [{"learning_rate": one} for one in self.controls["learning_rate"].values]
