"""How far a long training has come, and how to end it before its time.

Where somebody is looking, in a terminal or in a notebook that somebody has opened, a
training that takes longer than a second says in one line where it is. An interrupt (the
button ■ in JupyterLab, Ctrl+C in a terminal) then ends it after the step that it is in,
and what was reached is returned; a second interrupt breaks off at once. Where nobody
is looking (a notebook that a program runs, a file, a check), nothing is shown and an
interrupt is what it always is: half a training must not pass for a whole one there.
"""

import signal
import sys
import threading
import time
from contextlib import contextmanager

QUIET = 1.0  # seconds before there is anything to see
EVERY = 0.1  # seconds from one picture to the next
WIDTH = 20  # letters of a bar


def steps(num_iterations, costs):
    """Yield the numbers of the steps, and show how far a long training has come.

    Parameters
    ----------
    num_iterations : int
        How many steps there are.
    costs : list of float
        What the training appends its costs to; the last one is shown.

    Yields
    ------
    int
        0, 1, ..., up to `num_iterations` - 1, or fewer if somebody interrupts.

    Examples
    --------
    >>> list(steps(3, []))
    [0, 1, 2]
    """
    if not watched():
        yield from range(num_iterations)
        return
    begun = time.monotonic()
    drawn = begun + QUIET - EVERY
    with interrupts() as asked:
        for step in range(num_iterations):
            yield step
            now = time.monotonic()
            if asked:
                show(f"\rinterrupted after {line(step + 1, num_iterations, costs)}\n")
                return
            if now - drawn >= EVERY:
                show(f"\r{bar(step + 1, num_iterations, costs)}")
                drawn = now
        if drawn > begun + QUIET - EVERY:
            seconds = time.monotonic() - begun
            show(f"\r{bar(num_iterations, num_iterations, costs)}, {seconds:.1f} s\n")


def watched():
    """Tell whether somebody sees what is printed, and can interrupt.

    A front end that somebody sits at lets a cell ask for input; a program that runs a
    notebook does not.

    Returns
    -------
    bool
        True in a terminal and in an open notebook.
    """
    if threading.current_thread() is not threading.main_thread():
        return False
    if type(sys.stdout).__module__.startswith("ipykernel"):
        kernel = getattr(sys.modules["IPython"].get_ipython(), "kernel", None)
        return bool(getattr(kernel, "_allow_stdin", False))
    return bool(getattr(sys.stdout, "isatty", lambda: False)())


@contextmanager
def interrupts():
    """Note an interrupt inside a ``with`` block; the second one is raised.

    Yields
    ------
    list
        Empty until there was one.

    Examples
    --------
    >>> with interrupts() as asked:
    ...     signal.raise_signal(signal.SIGINT)
    >>> len(asked)
    1
    """
    before, asked = signal.getsignal(signal.SIGINT), []

    def note(number, frame):
        if asked:
            raise KeyboardInterrupt
        asked.append(number)

    signal.signal(signal.SIGINT, note)
    try:
        yield asked
    finally:
        signal.signal(signal.SIGINT, before or signal.default_int_handler)


def bar(done, of, costs):
    """Draw how much is done.

    Examples
    --------
    >>> bar(500, 2000, [0.7, 0.25])
    '#####............... 500 of 2,000 steps, cost 0.2500'
    """
    full = WIDTH * done // of
    return f"{'#' * full}{'.' * (WIDTH - full)} {line(done, of, costs)}"


def line(done, of, costs):
    """Say how much is done.

    Examples
    --------
    >>> line(1, 2000, [])
    '1 of 2,000 steps'
    """
    cost = f", cost {costs[-1]:.4f}" if costs else ""
    return f"{done:,} of {of:,} steps{cost}"


def show(text):
    """Write a text at once."""
    sys.stdout.write(text)
    sys.stdout.flush()
