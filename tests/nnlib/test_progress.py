"""A long training says how far it has come, and can be ended before its time.

The witnesses are real: a kernel of IPython, as a front end and as a program address it,
and a process in a terminal.
"""

import os
import signal
import subprocess
import sys
import time

import pytest
from jupyter_client.manager import start_new_kernel

from nnlib.progress import bar, interrupts, steps
from tests.cases import every_case

# A training of many short steps, and what it returns: 0.02 s for each step.
TRAINING = """
import time
from nnlib.progress import steps

def train(num_iterations):
    costs, w = [], 0
    for _ in steps(num_iterations, costs):
        costs.append(1 / (1 + w))
        time.sleep(0.02)
        w += 1
    return w, costs
"""
LONG = "w, costs = train(2000)\nprint('returned', w == len(costs), 30 < w < 2000)"
SECONDS = 30  # until a machine that does much else has answered


@every_case("num_iterations", [0, 1, 7])
def test_steps_are_counted_like_a_range(num_iterations, capsys):
    assert list(steps(num_iterations, [])) == list(range(num_iterations))
    assert capsys.readouterr().out == ""


@every_case(
    ("done", "begins", "ends"),
    [(0, "....", "0 of 40 steps, cost 0.5000"), (40, "####", "40 of 40 steps, cost")],
)
def test_a_bar_fills_from_left_to_right(done, begins, ends):
    assert bar(done, 40, [0.7, 0.5]).startswith(5 * begins + " " + ends)


def test_the_second_interrupt_breaks_off_and_the_first_handler_comes_back():
    before = signal.getsignal(signal.SIGINT)
    with pytest.raises(KeyboardInterrupt), interrupts() as asked:
        signal.raise_signal(signal.SIGINT)
        assert asked == [signal.SIGINT]
        signal.raise_signal(signal.SIGINT)
    assert signal.getsignal(signal.SIGINT) is before


def test_an_error_in_a_step_gives_the_handler_back(monkeypatch):
    monkeypatch.setattr("nnlib.progress.watched", lambda: True)
    before = signal.getsignal(signal.SIGINT)
    with pytest.raises(ZeroDivisionError):
        for _ in steps(3, []):
            assert signal.getsignal(signal.SIGINT) is not before
            raise ZeroDivisionError
    assert signal.getsignal(signal.SIGINT) is before


@pytest.fixture(scope="module")
def kernel():
    manager, client = start_new_kernel()
    client.execute(TRAINING, reply=True, timeout=SECONDS)
    yield manager, client
    client.stop_channels()
    manager.shutdown_kernel(now=True)


def run(kernel, code, allow_stdin, interrupted=False):
    """Run a cell; return what it has printed, and how it ended."""
    manager, client = kernel
    asked = client.execute(code, allow_stdin=allow_stdin)
    printed, begun = "", time.monotonic()
    while True:
        message = client.get_iopub_msg(timeout=SECONDS)
        if message["parent_header"].get("msg_id") != asked:
            continue
        content = message["content"]
        printed += content.get("text", "")
        if interrupted and ("#" in printed or time.monotonic() > begun + SECONDS):
            manager.interrupt_kernel()
            interrupted = False
        if content.get("execution_state") == "idle":
            return printed, client.get_shell_msg(timeout=SECONDS)["content"]["status"]


def test_a_short_training_in_an_open_notebook_shows_nothing(kernel):
    assert run(kernel, "_ = train(3)", allow_stdin=True) == ("", "ok")


def test_a_long_training_in_an_open_notebook_shows_a_bar_with_its_cost(kernel):
    printed, status = run(kernel, "_ = train(70)", allow_stdin=True)
    assert status == "ok"
    *_, before_last, last = printed.rstrip("\n").split("\r")
    assert " of 70 steps, cost 0.0" in before_last
    assert last.startswith("#" * 20 + " 70 of 70 steps, cost 0.0143, ")


def test_an_interrupted_training_in_an_open_notebook_returns_what_it_has(kernel):
    printed, status = run(kernel, LONG, allow_stdin=True, interrupted=True)
    assert status == "ok"
    assert "interrupted after " in printed
    assert printed.endswith("returned True True\n")


def test_a_notebook_that_a_program_runs_shows_no_bar(kernel):
    assert run(kernel, "_ = train(70)", allow_stdin=False) == ("", "ok")


def test_a_training_that_a_program_runs_is_broken_off_by_an_interrupt(kernel):
    manager, client = kernel
    asked = client.execute("print('begun', flush=True)\n" + LONG, allow_stdin=False)
    while client.get_iopub_msg(timeout=SECONDS)["content"].get("name") != "stdout":
        pass
    manager.interrupt_kernel()
    reply = client.get_shell_msg(timeout=SECONDS)
    assert reply["parent_header"]["msg_id"] == asked
    assert reply["content"]["ename"] == "KeyboardInterrupt"


def test_a_training_in_a_terminal_shows_a_bar_and_ends_at_ctrl_c():
    master, slave = pytest.importorskip("pty").openpty()
    words = [sys.executable, "-c", TRAINING + LONG]
    with subprocess.Popen(words, stdin=slave, stdout=slave) as process:
        os.close(slave)
        printed = ""
        while "steps, cost" not in printed:
            printed += os.read(master, 1000).decode()
        process.send_signal(signal.SIGINT)
        while "returned" not in printed or not printed.endswith("\n"):
            printed += os.read(master, 1000).decode()
    os.close(master)
    assert process.returncode == 0
    assert "interrupted after " in printed
    assert "returned True True" in printed
