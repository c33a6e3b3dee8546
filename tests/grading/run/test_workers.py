"""Processes that work side by side: what they do, what they survive, how they end."""

import os
import subprocess
import sys

import pytest

from grading.run import workers
from grading.run.workers import TASKS_AHEAD, Lost, Pool, started

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX")

TASKS = '''
import os, signal, sys

class Prepare:
    """Writes down who began what, then does it."""

    def __init__(self, folder, fails=False):
        self.folder, self.fails = folder, fails

    def __call__(self):
        if self.fails:
            raise LookupError("nothing is prepared")
        return self.work

    def work(self, task):
        name = f"{task}-{os.getpid()}"
        open(os.path.join(self.folder, name), "w").close()
        begun = [one for one in os.listdir(self.folder) if one.startswith(f"{task}-")]
        if task == "dies" or (task == "dies once" and len(begun) == 1):
            os.kill(os.getpid(), signal.SIGKILL)
        if task == "leaves":
            os._exit(3)
        if task == "raises":
            raise KeyError("raised by a task")
        if task == "raises oddly":
            raise type("Local", (Exception,), {})("cannot be sent")
        if task == "prints":
            print("a task may print")
        if task == "where":
            import tempfile
            return tempfile.gettempdir(), os.environ["OPENBLAS_NUM_THREADS"]
        return task, os.getpid()
'''


@pytest.fixture
def tasks(tmp_path, monkeypatch):
    """A module whose tasks die, and the folder in which they leave a trace."""
    folder = tmp_path / "modules"
    folder.mkdir()
    (folder / "deadly_tasks.py").write_text(TASKS, encoding="utf-8")
    monkeypatch.syspath_prepend(folder)
    monkeypatch.delitem(sys.modules, "deadly_tasks", raising=False)
    import deadly_tasks

    (tmp_path / "begun").mkdir()
    return deadly_tasks


@pytest.fixture
def pool(tasks, tmp_path):
    """Two workers."""
    with Pool(tasks.Prepare(str(tmp_path / "begun")), 2, tmp_path) as found:
        yield found


def begun(tmp_path, task):
    return len(list((tmp_path / "begun").glob(f"{task}-*")))


def test_every_task_is_done_once_by_more_than_one_process(pool, tmp_path):
    done = dict(pool.completed(range(12)))
    assert sorted(done) == list(range(12))
    assert all(task == value for task, (value, _) in done.items())
    assert len({pid for _, pid in done.values()}) == 2
    assert os.getpid() not in {pid for _, pid in done.values()}
    assert {begun(tmp_path, task) for task in range(12)} == {1}


def test_workers_are_kept_for_the_next_tasks_and_end_with_the_block(pool):
    first = {pid for _, (_, pid) in pool.completed(range(4))}
    assert {pid for _, (_, pid) in pool.completed(range(4, 8))} <= first
    processes = [one.process for one in pool.workers]
    pool.__exit__(None, None, None)
    assert [one.returncode for one in processes] == [0, 0]


def test_no_more_is_handed_out_than_is_being_worked_on(pool):
    done = pool.completed(range(50))
    next(done)
    assert len(pool.left) >= 50 - 1 - 2 * TASKS_AHEAD
    assert len(list(done)) == 49


def test_no_more_processes_are_started_than_there_are_tasks(pool):
    list(pool.completed(["only"]))
    assert len(pool.workers) == 1


def test_task_over_which_a_worker_died_is_done_again(pool, tmp_path):
    done = dict(pool.completed([1, 2, "dies once", 3, 4, 5]))
    assert sorted(map(str, done)) == ["1", "2", "3", "4", "5", "dies once"]
    assert done["dies once"][0] == "dies once"
    assert begun(tmp_path, "dies once") == 2


@pytest.mark.parametrize(("task", "code"), [("dies", -9), ("leaves", 3)])
def test_task_over_which_two_workers_died_is_given_up_and_the_others_are_done(
    pool, tmp_path, task, code
):
    done = dict(pool.completed([1, 2, task, 3, 4, 5]))
    assert done.pop(task) == Lost(code)
    assert sorted(done) == [1, 2, 3, 4, 5]
    assert begun(tmp_path, task) == 2


def test_what_a_task_raises_is_raised_here_and_ends_all(tasks, tmp_path, monkeypatch):
    begun = []

    def noted(*args):
        begun.append(started(*args))
        return begun[-1]

    monkeypatch.setattr(workers, "started", noted)
    prepare = tasks.Prepare(str(tmp_path / "begun"))
    with pytest.raises(KeyError, match="raised by a task"):
        with Pool(prepare, 2, tmp_path) as pool:
            list(pool.completed([1, "raises", 2]))
    assert begun
    assert all(one.process.returncode is not None for one in begun)


def test_what_cannot_be_sent_is_told_in_words(pool):
    with pytest.raises(RuntimeError, match="Local: cannot be sent"):
        list(pool.completed(["raises oddly"]))


def test_what_goes_wrong_while_preparing_is_raised_here(tasks, tmp_path):
    prepare = tasks.Prepare(str(tmp_path), fails=True)
    with (
        Pool(prepare, 2, tmp_path) as pool,
        pytest.raises(LookupError, match="nothing"),
    ):
        list(pool.completed([1]))


def test_worker_has_one_thread_and_its_own_place_for_temporary_files(pool, tmp_path):
    ((_, found),) = pool.completed(["where"])
    assert found == (str(tmp_path), "1")


ENDLESS = """
import sys, threading, time
sys.path.insert(0, {folder!r})
import deadly_tasks
from pathlib import Path
from grading.run.workers import Pool

with Pool(deadly_tasks.Prepare({begun!r}), 2, Path({begun!r})) as pool:
    for task, (_, pid) in pool.completed(range(10_000_000)):
        if task < 8:
            print(pid, flush=True)
"""


def test_workers_end_with_a_caller_that_was_killed(tasks, tmp_path):
    text = ENDLESS.format(
        folder=os.path.dirname(tasks.__file__), begun=str(tmp_path / "begun")
    )
    with subprocess.Popen(
        [sys.executable, "-c", text], stdout=subprocess.PIPE, start_new_session=True
    ) as caller:
        pids = {int(caller.stdout.readline()) for _ in range(4)}
        caller.kill()
        # The end of the pipe: nobody is left who could write to it.
        caller.stdout.read()
    assert pids


def test_lock_of_a_class_is_refused_to_a_second_run_and_ends_with_its_process(course):
    from grading.errors import CourseError
    from grading.run import lock

    with lock.held(course.root):
        with pytest.raises(CourseError, match=f"graded by process {os.getpid()}"):
            with lock.held(course.root):
                pass
    text = (
        "import os, signal, sys\n"
        "from pathlib import Path\n"
        "from grading.run import lock\n"
        "with lock.held(Path(sys.argv[1])):\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    done = subprocess.run([sys.executable, "-c", text, str(course.root)])
    assert done.returncode == -9
    with lock.held(course.root):
        pass


def test_folder_of_a_killed_run_is_removed_by_the_next_and_no_other(tmp_path):
    from grading.run import lock, workplace

    left, living, foreign = (
        tmp_path / f"{workplace.PREFIX}{name}" for name in ("left", "living", "foreign")
    )
    for folder in (left, living, foreign):
        (folder / "02").mkdir(parents=True)
    (left / lock.NAME).touch()
    with lock.held(living):
        workplace.sweep(tmp_path)
        assert {one.name for one in tmp_path.iterdir()} == {living.name, foreign.name}


def test_folder_of_a_run_is_removed_with_it():
    from grading.run.workplace import workplace

    with workplace() as folder:
        assert folder.is_dir()
    assert not folder.exists()
