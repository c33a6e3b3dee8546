"""How many processes can work side by side here."""

import os


def cores() -> int:
    """Count the cores that this process may use.

    Returns
    -------
    int
        At least 1; less than the machine has where the system gives only some.
    """
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
