"""Run a command that is killed at one of its moments, by a real SIGKILL.

A moment is a step in which the command opens, renames, makes or removes something below
a folder, and a short while behind it. So kills fall where files change, and a run
without a kill says how many moments there are.

    python killed.py MOMENT SECONDS FOLDER MODULE WORD...
"""

import os
import runpy
import signal
import sys
import threading

STEPS = {
    *("open", "os.rename", "os.mkdir", "os.remove", "os.rmdir", "os.utime"),
    *("os.chmod", "shutil.copyfile", "sqlite3.connect"),
}
COUNTED = "moments: "


class Killer:
    """Counts moments, and ends the process at one of them."""

    def __init__(self, moment, seconds, folder):
        self.moment, self.seconds, self.folder, self.seen = moment, seconds, folder, 0
        self.pid = os.getpid()

    def __call__(self, event, arguments):
        if event not in STEPS or not any(map(self.is_below, arguments)):
            return
        if os.getpid() != self.pid:
            # A copy of the command, which would go on without it.
            return
        self.seen += 1
        if self.seen == self.moment:
            threading.Timer(self.seconds, kill).start() if self.seconds else kill()

    def is_below(self, argument):
        """Tell whether something names a place below the folder."""
        named = isinstance(argument, str | bytes | os.PathLike)
        return named and self.folder in os.fsdecode(argument)


def kill():
    """End this process as nothing can prevent."""
    os.kill(os.getpid(), signal.SIGKILL)


def main(moment, seconds, folder, module, *words):
    """Run a module as a command; say how many moments there were."""
    killer = Killer(int(moment), float(seconds), folder)
    sys.addaudithook(killer)
    sys.argv = [module, *words]
    try:
        runpy.run_module(module, run_name="__main__")
    finally:
        sys.stderr.write(f"{COUNTED}{killer.seen}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
