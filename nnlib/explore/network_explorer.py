"""What two explorers of trained networks have in common: runs, frames, numbers."""

from collections.abc import Mapping

from nnlib.explore.explorer import Explorer
from nnlib.explore.frame import Frame, Panel
from nnlib.explore.network_frame import Examples, Run, border_panel, network_frame

REMEMBERED = 4  # runs: the present one and the kept one, and a step back from each


class NetworkExplorer(Explorer):
    """Shows a network while it is trained; a subclass says how.

    Parameters
    ----------
    controls, settings
        As for `Explorer`; one of the controls is ``step``.
    """

    along = "step"
    compares = True
    shares: tuple[str, ...] = ("step",)
    fetched = ("learning_rate",)
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
        key = tuple(now[name] for name in (*self.controls, "points") if name != "step")
        known = self.__dict__.setdefault("_runs", {})
        if key not in known:
            known[key] = self.trained(now)
        for old in list(known)[:-REMEMBERED]:
            del known[old]
        return known[key]

    def set_of(self, now: Mapping) -> Examples:
        """Give the examples that are learned, without one's own."""
        return self.sets[now.get("data", "")]

    def alone(self, now: Mapping) -> Frame:
        """Make the first panel, hidden units and cost."""
        run = self.run(now)
        return network_frame(self.first_panel(now, run), run, self.set_of(now), now)

    def first_panel(self, now: Mapping, run: Run) -> Panel:
        """Make the panel on the left: the border between the classes."""
        examples = self.set_of(now)
        return border_panel(run, examples, examples.joined(now["points"]), now["step"])
