"""The commands: exit codes, one line for an error, the next step for a success."""

import errno
import subprocess
import sys

import pytest

from grading import cli, notebooks
from grading.course import CHECKOUT

VERBS = [
    *("build", "release", "collect", "grade", "report", "adjust", "feedback", "slide"),
    *("export", "solutions"),
]


def run(capsys, *words):
    code = cli.main([str(word) for word in words])
    return code, *capsys.readouterr()


def test_help_lists_the_verbs_in_the_order_of_the_path(capsys):
    with pytest.raises(SystemExit) as stop:
        cli.main(["--help"])
    assert stop.value.code == 0
    lines = capsys.readouterr().out.splitlines()
    first = [line.split()[0] for line in lines if line.startswith("    ")]
    assert [word for word in first if word in VERBS] == VERBS


@pytest.mark.parametrize(
    "verb",
    [
        *VERBS,
        "instructor",
        "gallery",
        "notebooks",
        "demo",
        "probes",
        "check-course",
        "tasks",
        "editions",
        "new-exercise",
    ],
)
def test_every_verb_explains_itself(capsys, verb):
    with pytest.raises(SystemExit) as stop:
        cli.main([verb, "--help"])
    assert stop.value.code == 0
    assert f"python -m grading {verb}" in capsys.readouterr().out


def test_help_loads_nothing_heavy():
    program = (
        "import sys; from grading import cli\n"
        "try: cli.main(['--help'])\n"
        "except SystemExit: pass\n"
        "heavy = {'nbgrader.api', 'nbformat', 'jupytext', 'numpy', 'sqlalchemy'}\n"
        "sys.exit(' '.join(heavy & set(sys.modules)) or 0)"
    )
    subprocess.run([sys.executable, "-c", program], check=True, capture_output=True)


def test_grading_starts_without_a_grammar_that_takes_seconds_to_compile():
    program = "import sys; import grading.grade; sys.exit('lark' in sys.modules)"
    subprocess.run([sys.executable, "-c", program], check=True, capture_output=True)


WRONG_USE = {
    "no verb": ([], "VERB"),
    "unknown verb": (["grate"], "invalid choice: 'grate'"),
    "no course": (["build"], "--course"),
    "no submissions": (["collect", "--course", "x"], "SOURCE"),
    "unknown option": (["grade", "--course", "x", "--fast"], "--fast"),
}


@pytest.mark.parametrize(("words", "said"), WRONG_USE.values(), ids=WRONG_USE)
def test_wrong_use_is_code_2_and_one_line(capsys, words, said):
    code, out, err = run(capsys, *words)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert err.startswith("error: ")
    assert said in err
    assert "--help" in err


WORK = [
    *("release", "grade", "feedback", "report", "collect", "export", "solutions"),
    "instructor",
]


@pytest.mark.parametrize("verb", WORK)
def test_failed_work_is_code_1_and_one_line(capsys, tmp_path, verb):
    more = ["x"] if verb in ("collect", "export") else []
    code, out, err = run(capsys, verb, "--course", tmp_path / "nowhere", *more)
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert err.startswith("error: ")
    assert "is not a course folder" in err


def test_a_course_inside_the_checkout_is_refused(capsys):
    code, _, err = run(capsys, "build", "--course", CHECKOUT / "notebooks")
    assert code == 1
    assert "inside the checkout" in err


def test_an_error_of_the_system_names_the_file(capsys, monkeypatch, tmp_path):
    def fail(*args, **options):
        raise PermissionError(13, "Permission denied", "course")

    monkeypatch.setattr("grading.course.Course.create", fail)
    code, _, err = run(capsys, "build", "--course", tmp_path)
    assert (code, err) == (1, "error: Permission denied: course\n")


def test_a_stop_by_hand_is_code_1_and_one_line(capsys, monkeypatch, tmp_path):
    def stop(*args, **options):
        raise KeyboardInterrupt

    monkeypatch.setattr("grading.course.Course.create", stop)
    code, _, err = run(capsys, "build", "--course", tmp_path)
    assert (code, err.count("\n")) == (1, 1)
    assert "what was finished is kept" in err


def test_build_and_release_say_what_they_did_and_what_comes_next(released):
    folder, archive = released.course.root, released.archive
    assert released.built.startswith("Built ")
    assert f"stand in {folder / 'course.toml'}" in released.built
    assert f"Next: python -m grading release --course {folder}" in released.built
    assert released.released.startswith("Released ")
    assert f"Next: hand out {archive}" in released.released
    assert archive.is_file()


def test_help_says_what_a_class_has_and_what_exit_codes_mean(capsys):
    with pytest.raises(SystemExit):
        cli.main(["--help"])
    said = capsys.readouterr().out
    for word in ("course.toml", "extensions.csv", "exit codes: 0 done; 1"):
        assert word in said
    assert max(map(len, said.splitlines())) <= 88


def test_whole_path_says_what_was_done_and_what_comes_next(capsys, room):
    course = room.course.root
    source = room.folder / "in"
    room.hand_in("ada")
    (source / "bob.zip").write_bytes(b"PK damaged")
    code, out, err = run(capsys, "collect", "--course", course, source)
    assert code == 1
    assert "Collected 0 submissions" in out and "Already there: 1." in out
    assert f"Next: python -m grading grade --course {course}" in out
    assert err.startswith("refused: bob: “bob.zip” is no zip, or a damaged one")
    assert err.count("\n") == 1
    code, out, err = run(capsys, "grade", "--course", course)
    assert (code, err) == (0, "")
    assert f"Graded 1 submission; records are in {room.course.results}.\n" in out
    assert f"Next: python -m grading report --course {course}\n" in out
    code, out, _ = run(capsys, "grade", "--course", course)
    assert "Graded 0 submissions" in out and "07 · A tiny" not in out
    assert "Graded before and unchanged: 1; --table shows all of them." in out
    code, out, _ = run(capsys, "grade", "--course", course, "--table")
    assert "07 · A tiny" in out and "Graded before and unchanged: 1." in out
    room.hand_in("cy", half="def half(x):\n    return x / 2")
    code, out, _ = run(capsys, "grade", "--course", course)
    assert "│ cy " in out and "│ ada " not in out
    # What only counts something else is new in the table as well.
    room.by_hand("ada", "half", 2.0)
    code, out, _ = run(capsys, "grade", "--course", course)
    assert "│ ada " in out and "│ cy " not in out
    room.by_hand("ada", "half", None)
    words = ["grade", "--course", course, "--student", "ada", "--exercise", "half"]
    code, out, _ = run(capsys, *words)
    assert (code, "Graded 1 submission;" in out) == (0, True)
    code, out, _ = run(capsys, "feedback", "--course", course, "--student", "ada")
    assert (code, "Wrote 1 page in" in out) == (0, True)
    target = room.folder / "scores.csv"
    code, out, _ = run(capsys, "export", "--course", course, target)
    assert (code, f"Wrote the scores to {target}" in out) == (0, True)
    assert f"python -m grading solutions --course {course}" in out
    code, out, err = run(capsys, "solutions", "--course", course)
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert "notebook 07 has no due time in course.toml; --now writes them" in err
    code, out, _ = run(capsys, "solutions", "--course", course, "--now")
    assert (code, "Wrote 1 solved notebook to" in out) == (0, True)


def test_fault_of_the_grader_is_code_1_and_names_whom_it_concerns(
    capsys, room, monkeypatch
):
    def fail(*args, **options):
        raise IndexError("a mistake of ours")

    room.hand_in("ada", half="def half(x):\n    return x / 2")
    monkeypatch.setattr("grading.run.examine.evaluate", fail)
    code, out, err = run(capsys, "grade", "--course", room.course.root)
    assert code == 1
    assert "Next: " in out
    said = "the grader failed: ada, notebook 07: half, double could not be checked"
    assert err.startswith(said) and str(room.course.fault_log) in err
    assert err.count("\n") == 1


UNKNOWN = {
    "student": ["--student", "adda"],
    "notebook": ["--notebook", "09"],
    "exercise": ["--exercise", "halve"],
}


@pytest.mark.parametrize("words", UNKNOWN.values(), ids=UNKNOWN)
def test_unknown_name_is_code_2_and_one_line(capsys, room, words):
    room.hand_in("ada")
    code, _, err = run(capsys, "grade", "--course", room.course.root, *words)
    assert (code, err.count("\n")) == (2, 1)
    assert words[1] in err


def test_time_that_is_none_is_code_2(capsys, room):
    words = ["collect", "--course", room.course.root, room.folder, "--at", "noon"]
    code, out, err = run(capsys, *words)
    assert (code, out) == (2, "")
    assert err == (
        "error: --at is 'noon', expected a date with a time, such as 2026-11-30 23:59\n"
    )


@pytest.mark.parametrize("number", ["0", "-1", "two", "1.5", "²"])
def test_number_of_jobs_that_is_none_is_code_2(capsys, room, number):
    words = ["grade", "--course", room.course.root, "--jobs", number]
    code, out, err = run(capsys, *words)
    assert (code, out) == (2, "")
    assert err.startswith("error: ")
    assert "--jobs" in err and err.count("\n") == 1


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_full_disk_says_what_to_do(capsys, room, monkeypatch, number):
    def full(*args):
        raise OSError(number, "No space left on device")

    room.hand_in("ada")
    monkeypatch.setattr("os.fsync", full)
    code, _, err = run(capsys, "grade", "--course", room.course.root)
    assert (code, err.count("\n")) == (1, 1)
    assert err.startswith("error: No space left on device: ")
    assert "free some space and run the same command again: what is done is" in err


def test_notebooks_check_names_what_is_out_of_step(capsys, monkeypatch, tmp_path):
    monkeypatch.setattr(notebooks, "fresh", lambda: {"02_a.ipynb": b"x"})
    monkeypatch.setattr(notebooks.check, "__defaults__", (tmp_path,))
    code, _, err = run(capsys, "notebooks", "--check")
    assert code == 1
    assert "02_a.ipynb differ from a fresh build" in err
