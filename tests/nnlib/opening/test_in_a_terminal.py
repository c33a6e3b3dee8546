"""The first minute where lines are typed: IPython's own shell in a terminal."""

import os
import subprocess
import sys

import pytest

from nnlib.opening import messages

BEGIN = "from nnlib.opening import listening; listening.begin()"
KNOWN = "from nnlib.exercises import checks; check = checks('01')"


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ([BEGIN, "check(sigmoid)"], messages.TYPE_OPENING),
        ([BEGIN, KNOWN, "check(sigmoid)"], messages.TYPE_FIRST),
    ],
)
def test_no_cell_is_spoken_of_where_there_are_none(lines, said, tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "IPython", "--colors=NoColor", "--simple-prompt"],
        input="\n".join(lines) + "\n",
        env={**os.environ, "IPYTHONDIR": str(tmp_path), "COLUMNS": "100"},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert said in done.stdout
    assert "NameError: name " in done.stdout
    assert " cell" not in done.stdout
