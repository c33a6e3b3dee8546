"""Explorers where nothing but text is shown: IPython in a terminal."""

import os
import subprocess
import sys

SHOW = "from grading import exhibits; exhibits.two_losses()"
CHANGED = "one = exhibits.two_losses(); one.move(start=1.0); one"


def said(code, folder):
    """Run code as IPython's command line does; return what it prints."""
    done = subprocess.run(
        [sys.executable, "-m", "IPython", "--colors=NoColor", "-c", code],
        env={**os.environ, "IPYTHONDIR": str(folder), "COLUMNS": "80"},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0 and done.stderr == ""
    return done.stdout


def test_plain_ipython_shows_question_sentence_and_a_call_to_change(tmp_path):
    from grading import exhibits

    explorer = exhibits.two_losses()
    told = said(SHOW, tmp_path)
    assert f"{explorer.question} {explorer.first.sentence}" in told
    assert told.rstrip().endswith(explorer.call())


def test_changed_settings_are_those_of_the_next_answer(tmp_path):
    told = said(f"from grading import exhibits; {CHANGED}", tmp_path)
    assert "From w = 1," in told
    assert told.rstrip().endswith("start=1.0, times=1.0, num_iterations=200)")
