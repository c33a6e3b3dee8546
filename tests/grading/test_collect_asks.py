"""Collect asks where it is not certain whose a file is, and takes back what it took."""

import csv
import json
import zipfile

import pytest

from grading import cli
from grading.collect import AskedError, collect, undo
from grading.enrol import enrol
from grading.errors import CollectError, CourseError, UsageError
from grading.handed_in import delivery, forward
from grading.roster import students
from grading.roster.students import Person, Roster

NAME = "07_tiny"
ROSTER = Roster(
    (
        Person("ada", "Ada Lovelace", "ada@x.edu", group="Blue"),
        Person("bo", "Bo Li", group="Blue"),
        Person("zoe", "Zoë O'Neil"),
    )
)


def notebook(course, text=None):
    """Return the released notebook as bytes, with a text in its first answer."""
    path = course.release / NAME / f"{NAME}.ipynb"
    content = json.loads(path.read_text("utf-8"))
    for cell in content["cells"]:
        if cell["id"] == "half-solution" and text is not None:
            cell["source"] = text
    return json.dumps(content).encode()


def archive(folder, files):
    """Write a zip from path to bytes."""
    path = folder / "class.zip"
    with zipfile.ZipFile(path, "w") as opened:
        for name, data in files.items():
            opened.writestr(name, data)
    return path


def moodle(name, number):
    return f"{name}_{number}_assignsubmission_file/{NAME}.ipynb"


def state(course):
    """Return every file of a class, with its bytes."""
    paths = [path for path in course.root.rglob("*") if path.is_file()]
    return {path.relative_to(course.root): path.read_bytes() for path in paths}


@pytest.fixture
def rostered(tiny_course):
    students.write(tiny_course.students_file, ROSTER)
    return tiny_course


def test_moodles_archive_goes_to_the_people_of_the_roster(rostered, tmp_path):
    files = {
        moodle("Ada Lovelace", 1): notebook(rostered, "a"),
        moodle("Zoë ONeil", 2): notebook(rostered, "z"),
    }
    done = collect(rostered, archive(tmp_path, files))
    assert done.students == {"ada", "zoe"}
    assert done.plan.missing == ["bo (Bo Li)"]
    assert not rostered.matches_file.exists()


def test_what_is_asked_is_not_written_and_an_answer_is_kept(rostered, tmp_path):
    files = {
        moodle("Ada Lovelace", 1): notebook(rostered, "a"),
        moodle("Eve X", 2): notebook(rostered, "e"),
    }
    source, before = archive(tmp_path, files), state(rostered)
    with pytest.raises(AskedError, match="Eve X · 2"):
        collect(rostered, source)
    assert collect(rostered, source, dry=True).plan.asked
    assert state(rostered) == before
    assert collect(rostered, source, answers={"2": "zoe"}).students == {"ada", "zoe"}
    assert collect(rostered, source).new == []
    line = rostered.matches_file.read_text("utf-8-sig").splitlines()[1]
    assert line == "moodle,07,2,Eve X,zoe,you"


def test_sender_can_be_left_out_or_taken_as_new(rostered, tmp_path):
    files = {moodle("Eve X", 2): notebook(rostered, "e")}
    source = archive(tmp_path, files)
    assert collect(rostered, source, answers={"Eve X": "-"}).students == set()
    rostered.matches_file.unlink()
    assert collect(rostered, source, accept=["new"]).students == {"eve-x"}


WRONG = {
    "for nobody": ({"9": "ada"}, "nobody is called so, expected one of Eve X"),
    "of nobody": ({"2": "adda"}, "'adda' is nobody in students.csv.*mean ada"),
}


@pytest.mark.parametrize(("answers", "said"), WRONG.values(), ids=WRONG)
def test_answer_that_fits_nobody_is_wrong_use(rostered, tmp_path, answers, said):
    source = archive(tmp_path, {moodle("Eve X", 2): notebook(rostered)})
    with pytest.raises(UsageError, match=said):
        collect(rostered, source, answers=answers)


def test_file_of_a_group_is_everybodys(rostered, tmp_path):
    source = archive(tmp_path, {moodle("Blue", 88): notebook(rostered, "a")})
    assert collect(rostered, source).students == {"ada", "bo"}


def test_without_a_roster_a_name_is_asked_the_second_time(tiny_course, tmp_path):
    first = {moodle("Ada X", 1): notebook(tiny_course, "a")}
    assert collect(tiny_course, archive(tmp_path, first)).students == {"ada-x"}
    assert collect(tiny_course, archive(tmp_path, first)).new == []
    second = archive(tmp_path, {moodle("Ada X", 2): notebook(tiny_course, "b")})
    with pytest.raises(AskedError):
        collect(tiny_course, second)
    done = collect(tiny_course, second, accept=["names"])
    assert done.students == {"ada-x"}
    assert len(delivery.deliveries(tiny_course, "ada-x", NAME)) == 2


def test_canvas_keeps_a_person_over_weeks_and_namesakes_apart(tiny_course, tmp_path):
    week = {
        f"xada_20511_{n}_{NAME}.ipynb": notebook(tiny_course, str(n)) for n in (1, 2)
    }
    for number, (path, data) in enumerate(week.items()):
        other = f"xada_20999_{number + 7}_{NAME}.ipynb"
        files = {path: data, other: notebook(tiny_course, other)}
        done = collect(tiny_course, archive(tmp_path, files))
        assert done.students == {"xada-20511", "xada-20999"}


def test_latest_attempt_of_blackboard_counts_at_its_own_time(tiny_course, tmp_path):
    days = {"04": "new", "03": "old"}
    files = {
        f"Lab 1_ada_attempt_2026-02-{day}-14-05-59_x.ipynb": notebook(tiny_course, text)
        for day, text in days.items()
    }
    receipt = {"Lab 1_ada_attempt_2026-02-04-14-05-59.txt": b"Name: Ada"}
    done = collect(tiny_course, archive(tmp_path, {**files, **receipt}))
    assert [one.time.day for one in done.new] == [3, 4]
    counts = tiny_course.submitted / "ada" / NAME / f"{NAME}.ipynb"
    assert counts.read_bytes() == notebook(tiny_course, "new")


def test_user_names_with_the_sign_before_them_are_no_one_person(tiny_course, tmp_path):
    time = "attempt_2026-02-03-14-05-59_x.ipynb"
    files = {
        f"Lab 1_{one}_{time}": notebook(tiny_course, one) for one in ("a_lo", "b_lo")
    }
    with pytest.raises(CollectError, match="user names hold _: Lab 1_a, Lab 1_b"):
        collect(tiny_course, archive(tmp_path, files))
    roster = Roster((Person("a_lo"), Person("b_lo"), Person("lo")))
    students.write(tiny_course.students_file, roster)
    assert collect(tiny_course, archive(tmp_path, files)).students == {"a_lo", "b_lo"}


def test_folder_with_a_name_is_that_persons(rostered, tmp_path):
    files = {"Lovelace, Ada/x.ipynb": notebook(rostered, "a")}
    assert collect(rostered, archive(tmp_path, files)).students == {"ada"}


LEVELS = {
    "a zip in a zip": {"all of it.zip": None},
    "sections": {
        **{f"Section A/{one}/x.ipynb": one for one in ("ada", "bo")},
        **{f"Section B/{one}/x.ipynb": one for one in ("cy", "di")},
    },
    "a word": {"Rooms/ada/x.ipynb": "a", "Rooms/bo/x.ipynb": "b", "Halls/x.ipynb": "c"},
    "stages": {"source/x.ipynb": "a", "release/x.ipynb": "b"},
    "numbers": {"02_ada.ipynb": "a", "02_bo.ipynb": "b"},
    "parts of names": {"van_den_berg.ipynb": "a", "van_der_lo.ipynb": "b"},
}


@pytest.mark.parametrize("files", LEVELS.values(), ids=LEVELS)
def test_class_that_would_fall_on_few_people_is_asked(tiny_course, tmp_path, files):
    source = {path: notebook(tiny_course, text) for path, text in files.items()}
    if not all(files.values()):
        inner = {f"{one}/x.ipynb": notebook(tiny_course, one) for one in ("ada", "bo")}
        source = dict.fromkeys(files, archive(tmp_path, inner).read_bytes())
    before = state(tiny_course)
    with pytest.raises(AskedError):
        collect(tiny_course, archive(tmp_path, source))
    assert state(tiny_course) == before


def test_level_of_folders_is_that_of_people_who_are_known(rostered, tmp_path):
    files = {f"week 1/section {one}/{one}/x.ipynb": one for one in ("ada", "zoe")}
    source = {path: notebook(rostered, text) for path, text in files.items()}
    assert collect(rostered, archive(tmp_path, source)).students == {"ada", "zoe"}


def test_course_folder_is_never_collected(tiny_course):
    for place in (tiny_course.root, tiny_course.release):
        with pytest.raises(CollectError, match="is a course folder, or lies in one"):
            collect(tiny_course, place)


def test_untouched_original_never_counts(tiny_course, tmp_path):
    files = {
        f"ada/{NAME}.ipynb": notebook(tiny_course),
        f"ada/{NAME}_FINAL.ipynb": notebook(tiny_course, "mine"),
    }
    done = collect(tiny_course, archive(tmp_path, files))
    counts = tiny_course.submitted / "ada" / NAME / f"{NAME}.ipynb"
    assert counts.read_bytes() == notebook(tiny_course, "mine")
    assert "the only one with work in it" in done.notes[-1][1]
    again = {f"ada/{NAME}.ipynb": notebook(tiny_course)}
    collect(tiny_course, archive(tmp_path, again))
    chosen = forward.put_forward(tiny_course, "ada", NAME, None)
    assert chosen.path.read_bytes() == notebook(tiny_course, "mine")
    assert "the latest with work in it" in chosen.notes[-1]


def test_going_back_to_an_earlier_file_counts_and_an_old_archive_is_asked(
    tiny_course, tmp_path
):
    def week(text, people="ab"):
        files = {f"{one}/x.ipynb": notebook(tiny_course, text) for one in people}
        return archive(tmp_path, files)

    for text in ("first", "second"):
        collect(tiny_course, week(text))
    collect(tiny_course, week("first", "a"))
    counts = tiny_course.submitted / "a" / NAME / f"{NAME}.ipynb"
    assert counts.read_bytes() == notebook(tiny_course, "first")
    collect(tiny_course, week("second", "a"))
    with pytest.raises(AskedError):
        collect(tiny_course, week("first"))
    assert len(collect(tiny_course, week("first"), accept=["older"]).new) == 2


SUFFIXES = [".ipynb.json", ".ipynb.txt", ".ipynb (1)", ".ipynb.html", ".IPYNB"]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_suffix_that_a_browser_added_is_understood(tiny_course, tmp_path, suffix):
    files = {f"ada/{NAME}{suffix}": notebook(tiny_course, "a")}
    assert collect(tiny_course, archive(tmp_path, files)).students == {"ada"}


def test_archive_that_is_not_read_is_named_with_its_remedy(tiny_course, tmp_path):
    files = {"ada/x.ipynb": notebook(tiny_course, "a"), "ada/all.rar": b"Rar!"}
    done = collect(tiny_course, archive(tmp_path, files))
    assert done.notes[0][1] == (
        "“ada/all.rar” is no zip and was left out: ask for a zip, or unpack it."
    )


def test_undo_leaves_nothing_and_can_be_done_once(rostered, tmp_path):
    collect(rostered, archive(tmp_path, {"ada/x.ipynb": notebook(rostered, "1")}))
    before = state(rostered)
    files = {
        "ada/x.ipynb": notebook(rostered, "2"),
        "eve/x.ipynb": notebook(rostered, "e"),
    }
    collect(rostered, archive(tmp_path, files), accept=["new"])
    assert undo(rostered).files == 2
    gone = {path for path in before if path.name == "collected.json"}
    left = {path: data for path, data in state(rostered).items()}
    receipts = {path for path in left if path.parts[0] == "receipts"}
    assert {p: d for p, d in left.items() if p not in receipts} == {
        path: data
        for path, data in before.items()
        if path not in gone and path not in receipts
    }
    with pytest.raises(CollectError, match="no collection"):
        undo(rostered)


def test_undo_puts_back_what_had_moved_to_an_earlier_time(tiny_course, tmp_path):
    source = archive(tmp_path, {"ada/x.ipynb": notebook(tiny_course, "1")})
    collect(tiny_course, source)
    (before,) = delivery.deliveries(tiny_course, "ada", NAME)
    collect(tiny_course, source, at="2026-01-09 12:00")
    undo(tiny_course)
    assert delivery.deliveries(tiny_course, "ada", NAME) == [before]


def test_undo_of_a_graded_submission_takes_its_points_along(room):
    room.hand_in("ada", half="def half(x):\n    return x / 2")
    assert cli.main(["grade", "--course", str(room.course.root)]) == 0
    room.by_hand("ada", "half", 1.0)
    with pytest.raises(CourseError, match="points by hand"):
        undo(room.course)
    room.by_hand("ada", "half", None)
    undo(room.course)
    assert not list(room.course.results.rglob("*"))
    with pytest.raises(CourseError, match="No such submission"):
        room.book("ada")


def test_receipt_is_ready_for_a_mail_merge(rostered, tmp_path):
    files = {"ada/x.ipynb": notebook(rostered, "a"), "zoe/x.ipynb": b"{}"}
    files["zoe/x.ipynb"] = notebook(rostered)
    done = collect(rostered, archive(tmp_path, files))
    rows = list(csv.DictReader(done.receipt.read_text("utf-8-sig").splitlines()))
    assert [row["student"] for row in rows] == ["ada", "zoe"]
    assert (rows[0]["name"], rows[0]["email"]) == ("Ada Lovelace", "ada@x.edu")
    assert [row["answers_begun"] for row in rows] == ["1", "0"]
    assert [row["complete"] for row in rows] == ["no", "no"]


def test_extension_for_nobody_in_the_roster_names_the_nearest(rostered, tmp_path):
    due = '[notebooks.07]\ndue = "2026-01-10 23:59"\n'
    rostered.settings_file.write_text(due, encoding="utf-8")
    lines = "student,notebook,due\nzoee,07,2026-01-12 23:59\n"
    rostered.extensions_file.write_text(lines, encoding="utf-8")
    source = archive(tmp_path, {"ada/x.ipynb": notebook(rostered, "a")})
    with pytest.raises(CourseError, match=r"'zoee', .*did you mean zoe \(Zoë O'Neil"):
        collect(rostered, source)


def test_names_of_the_roster_stand_in_the_scores(room, tmp_path):
    room.hand_in("ada", half="def half(x):\n    return x / 2")
    students.write(room.course.students_file, ROSTER)
    course = ["--course", str(room.course.root)]
    assert cli.main(["grade", *course]) == 0
    assert cli.main(["export", *course, str(tmp_path / "x.csv")]) == 0
    (row,) = csv.DictReader((tmp_path / "x.csv").read_text("utf-8").splitlines())
    assert (row["student"], row["name"]) == ("ada", "Ada Lovelace")


def test_own_pattern_of_the_course_file(tiny_course, tmp_path):
    pattern = "^turned in/(?P<attempt>[^/]+)/(?P<key>[^/]+)--(?P<file>.+)$"
    tiny_course.settings_file.write_text(
        f"[platform]\npattern = '{pattern}'\ntime = '%Y-%m-%d %H.%M'\n"
    )
    files = {"turned in/2026-02-03 14.05/ada--x.ipynb": notebook(tiny_course, "a")}
    (one,) = collect(tiny_course, archive(tmp_path, files)).new
    assert (one.student, one.time.hour) == ("ada", 14)


def test_commands_show_the_plan_and_say_what_answers(tiny_course, tmp_path, capsys):
    listed = tmp_path / "list.csv"
    listed.write_text("id,name\nada,Ada Lovelace\n", encoding="utf-8")
    course = ["--course", str(tiny_course.root)]
    assert cli.main(["roster", *course, "import", str(listed)]) == 0
    files = {
        moodle("Ada Lovelace", 1): notebook(tiny_course, "a"),
        moodle("Eve X", 2): notebook(tiny_course, "e"),
    }
    source = str(archive(tmp_path, files))
    assert cli.main(["collect", *course, source]) == 1
    said = capsys.readouterr().out
    assert "From Moodle, notebook 07:" in said
    assert "asked: Eve X · 2: nobody in students.csv" in said
    assert "--accept new takes" in said
    assert cli.main(["collect", *course, source, "--dry-run"]) == 1
    assert cli.main(["collect", *course, source, "--match", "2=-"]) == 0
    assert cli.main(["collect", *course, "--undo"]) == 0
    assert cli.main(["collect", *course]) == 2
    assert cli.main(["collect", *course, source, "--match", "2"]) == 2
    assert enrol(tiny_course, listed).new == []
