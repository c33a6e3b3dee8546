"""How much memory this process may take while it computes with what others chose."""

import math
import os
import threading
import time

# Small questions come by the hundred, and this process grows slowly.
MEASURED_FOR = 1.0  # seconds


class Ceiling:
    """Keeps this process from growing far while it computes for others.

    Threads may be inside at the same time: the first one in lowers the limit of the
    address space, the last one out restores it. Linux only; elsewhere it does nothing.
    """

    def __init__(self, room: int) -> None:
        self.room = room
        self.size, self.measured = 0, -math.inf
        self.lock = threading.Lock()
        self.inside = 0
        self.before: tuple[int, int] | None = None

    def __enter__(self) -> None:
        with self.lock:
            self.inside += 1
            if self.inside == 1:
                self.before = self.lowered()

    def __exit__(self, *error: object) -> None:
        with self.lock:
            self.inside -= 1
            if self.inside == 0 and self.before is not None:
                import resource

                resource.setrlimit(resource.RLIMIT_AS, self.before)

    def lowered(self) -> tuple[int, int] | None:
        """Limit this process to its size and some room; return the old limits."""
        try:
            import resource

            most = self.present() + self.room
        except (ImportError, OSError):
            return None
        before = resource.getrlimit(resource.RLIMIT_AS)
        if before[0] == resource.RLIM_INFINITY or most < before[0]:
            resource.setrlimit(resource.RLIMIT_AS, (most, before[1]))
        return before

    def present(self) -> int:
        """Return the size of this process in bytes, as it was a moment ago."""
        now = time.monotonic()
        if now > self.measured + MEASURED_FOR:
            with open("/proc/self/statm", encoding="ascii") as pages:
                self.size = int(pages.read().split()[0]) * os.sysconf("SC_PAGESIZE")
            self.measured = now
        return self.size
