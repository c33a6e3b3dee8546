"""A class graded by workers on two hosts that come, go and die: as it is graded here.

The hosts are network namespaces with a wire between them. On the far one lies nothing
of the class: where this test has its folders, there is another file system.
``CLUSTER_SUBMISSIONS`` says how many submissions there are, if not 300.
"""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from uuid import uuid4

import pytest

from grading.course import Course
from tests import dask_cluster
from tests.dask_cluster import class_of_slopes
from tests.waiting import wait_for

MANY = int(os.environ.get("CLUSTER_SUBMISSIONS", 300))
# Megabytes that the later two thirds may take more.
FLAT = 5
NEAR_ADDRESS, FAR_ADDRESS = "10.77.23.1", "10.77.23.2"
# A third file system takes the place of this one's folder, with nothing but keys.
HIDE = """
set -e
folder=$1; base=$2; shift 2
mount -t tmpfs none /mnt
mkdir -p "/mnt/${folder#"$base"/}"
cp "$folder"/*.pem "/mnt/${folder#"$base"/}"
mount --move /mnt "$base"
cd "$folder"
exec "$@"
"""
ASKED = """
import sys
from pathlib import Path
from grading.run.cluster.scheduler import Way, reached

address, folder, *told = sys.argv[1:]
files = (Path(folder, name) for name in ("ca.pem", "cert.pem", "key.pem"))
with reached(Way(address, *files)) as crew:
    client = crew.client
    names = {one["name"]: at for at, one in client.scheduler_info()["workers"].items()}
"""
RETIRE = f"""{ASKED}
    client.retire_workers(workers=[names[one] for one in told])
"""
SEES = f"""{ASKED}
    found = client.run(lambda: Path(told[0]).exists())
    print(sorted(name for name, at in names.items() if found[at]))
"""
ENDS_ITS_PROCESS = "import os\nos._exit(0)"
# To write on all memory that is allowed may take longer than a call may: then it would
# be time that ends it, here or there.
FILLS_MEMORY = """\
def graph_forward(a, b, c):
    held = [bytearray(1 << 28)]
    while True:
        held.append(bytes(1 << 26))
"""

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(
        not (shutil.which("ip") and hasattr(os, "geteuid") and os.geteuid() == 0),
        reason="hosts are made by root, with iproute2",
    ),
    *dask_cluster.NEEDED,
]


KINDS = ("ada", "bob", "cy", "fay")


@pytest.fixture(scope="module")
def hosts():
    """Two hosts, each the beginning of a command that runs there."""
    mark = uuid4().hex[:6]
    near, far = f"near-{mark}", f"far-{mark}"
    ends = f"n{mark}", f"f{mark}"

    def ip(*words):
        subprocess.run(["ip", *words], check=True)

    try:
        for name in (near, far):
            ip("netns", "add", name)
            ip("-n", name, "link", "set", "lo", "up")
        ip("link", "add", ends[0], "netns", near, "type", "veth", "peer", ends[1])
        ip("link", "set", ends[1], "netns", far)
        for name, end, address in zip(
            (near, far), ends, (NEAR_ADDRESS, FAR_ADDRESS), strict=True
        ):
            ip("-n", name, "address", "add", f"{address}/24", "dev", end)
            ip("-n", name, "link", "set", end, "up")
        yield [("ip", "netns", "exec", name) for name in (near, far)]
    finally:
        for name in (near, far):
            subprocess.run(["ip", "netns", "delete", name], check=False)


@pytest.fixture(scope="module")
def many(released_course, tmp_path_factory):
    """A large class that has handed in and is not graded yet. Do not change it."""
    root = tmp_path_factory.mktemp("many") / "course"
    course = class_of_slopes.hand_in(released_course, root)
    made = {one: course.submitted / one for one in class_of_slopes.STUDENTS}
    for number in range(MANY - 2):
        kind = made[KINDS[number % len(KINDS)]]
        shutil.copytree(kind, course.submitted / f"student{number:03}")
    for folder in made.values():
        shutil.rmtree(folder)
    solved = class_of_slopes.solved(course)
    for student, text in (("kills", ENDS_ITS_PROCESS), ("fills", FILLS_MEMORY)):
        texts = {**solved, "graph_forward-solution": text}
        class_of_slopes.write(course, student, texts)
    return course


def copied(course, root):
    shutil.copytree(course.root, root)
    return Course.open(root)


class Graded:
    """The command that grades, watched from outside."""

    def __init__(self, course, *words, within=(), others=()):
        command = [*within, sys.executable, "-m", "grading", "grade"]
        self.course, self.others, self.memory = course, others, {}
        self.begun = time.monotonic()
        self.process = subprocess.Popen(
            [*command, "--course", str(course.root), "--no-pointing", *words],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def waits(self, share):
        """Wait until a share of the class is graded; note the megabytes of then."""
        wait_for(lambda: self.done() >= share * MANY, seconds=3000)
        pids = self.process.pid, *self.others
        self.memory[share] = [megabytes(pid) for pid in pids]

    def done(self):
        """Count what is graded."""
        assert self.process.poll() is None, self.process.communicate()[0]
        return len(list(self.course.results.glob("*/*.json")))

    def processor(self):
        """Return the seconds that the process itself has computed."""
        return processor(self.process.pid)

    def end(self):
        """End it, where the test has failed before."""
        if self.process.poll() is None:
            self.process.kill()
            self.process.communicate()

    def ended(self):
        """Wait for its end; return what it said."""
        said, _ = self.process.communicate(timeout=3000)
        assert self.process.returncode == 0, said
        self.seconds = time.monotonic() - self.begun
        return said


def megabytes(pid):
    """Return how much memory a process has."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    (kilobytes,) = (line.split()[1] for line in lines if line.startswith("Rss:"))
    return int(kilobytes) // 1024


def processor(pid):
    """Return the seconds that a process has computed, without its children."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rsplit(")")[1]
    user, system = fields.split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


class Workers:
    """The workers of a cluster on both hosts, as seen from the near one.

    Parameters
    ----------
    cluster : dask_cluster.Cluster
        Its scheduler is on the near host.
    near : sequence of str
        The beginning of a command that runs on the near one.
    """

    def __init__(self, cluster, near):
        self.cluster, self.near = cluster, near
        own_cache = str(cluster.folder / "cache")
        self.env = {**os.environ, "XDG_CACHE_HOME": own_cache}

    def begin(self, name, host):
        """Start a worker there."""
        told = {"within": host, "env": self.env}
        return self.cluster.work(name, "--no-nanny", "--no-dashboard", **told)

    def tell(self, script, *words):
        """Run a script that asks the scheduler; return what it says."""
        where = self.cluster.address, str(self.cluster.folder)
        command = [*self.near, sys.executable, "-c", script, *where, *words]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        return done.stdout.strip()


def test_workers_of_two_hosts_come_go_and_die(
    many, hosts, tmp_path, tmp_path_factory, capsys, request
):
    near, far = hosts
    course, here = (copied(many, tmp_path / name) for name in ("course", "here"))
    folder = tmp_path / "tls"
    folder.mkdir()
    base = str(tmp_path_factory.getbasetemp())
    hidden = *far, "unshare", "--mount", "sh", "-c", HIDE, "sh", str(folder), base
    with dask_cluster.cluster(folder, NEAR_ADDRESS, near) as found:
        scheduler = found.processes[0].pid
        workers = Workers(found, near)
        workers.begin("one", near)
        two, _ = (workers.begin(name, hidden) for name in ("two", "three"))
        seen = (SEES, sys.executable)
        wait_for(lambda: workers.tell(*seen).count(",") == 2)
        assert workers.tell(SEES, str(course.root)) == "['one']"
        words = f"--scheduler={found.address}", *found.tls
        run = Graded(course, *words, within=near, others=[scheduler])
        request.addfinalizer(run.end)
        run.waits(0.1)
        two.kill()
        run.waits(0.3)
        workers.tell(RETIRE, "three")
        run.waits(0.4)
        workers.begin("four", hidden)
        run.waits(0.6)
        run.waits(0.95)
        spent = run.processor(), processor(scheduler)
        said = run.ended()
    assert f"Graded {MANY} submissions" in said
    assert "grades nothing" not in said
    alone = Graded(here, "--jobs", "1")
    request.addfinalizer(alone.end)
    alone.waits(0.95)
    spent += (alone.processor(),)
    alone.ended()
    with capsys.disabled():
        tell(run, alone, *spent)
    outcomes = map(class_of_slopes.outcome, (course, here))
    assert class_of_slopes.differing(*outcomes) == {}
    grown = zip(run.memory[0.95], run.memory[0.3], strict=True)
    assert max(late - early for late, early in grown) < FLAT


def tell(run, alone, command, scheduler, here):
    """Print what each submission took, and the memory of who is not a worker."""
    each = {
        f"the command {command:.1f} s, here {here:.1f} s": (command - here) / MANY,
        f"the scheduler {scheduler:.1f} s": scheduler / MANY,
    }
    print(f"\n{MANY} submissions; more than here, for each of them:")
    for what, seconds in each.items():
        print(f"  {what}: {1000 * seconds:.0f} ms")
    print(f"  MB of command and scheduler: {run.memory}, here {alone.memory}")
    print(f"  seconds: {run.seconds:.0f}, here {alone.seconds:.0f}")
