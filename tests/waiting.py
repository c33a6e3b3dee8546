"""Wait for what another process does, as long as it may take on a busy machine."""

import time

SECONDS = 60


def wait_for(happened, seconds=SECONDS):
    """Wait until something has happened.

    Parameters
    ----------
    happened : callable
        Asked again and again; true once it has.
    seconds : float
        So long it may take.
    """
    until = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < until, "it did not happen in time"
        time.sleep(0.05)
