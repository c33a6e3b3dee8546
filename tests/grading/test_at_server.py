"""A class whose gradebook lies at a PostgreSQL server, with a real one."""

import shutil
import socket
import subprocess
import threading
import time

import pytest
from nbgrader.api import Gradebook

from grading import cli, persons
from grading.course import CONFIG, Course
from grading.course_file import gradebook_address
from grading.errors import CourseError
from grading.grade import grade
from grading.left_to_do import left_to_do
from grading.move_gradebook import HERE, KEPT, move_gradebook
from grading.new_term import new_term
from grading.rehearsal import settle
from grading.results import by_whom, gradebook, ledger, place
from grading.run import class_lock
from grading.setting_line import placed, without
from tests import certificates
from tests.waiting import wait_for

from . import postgres

NAME = "07_tiny"
HALF = "def half(x):\n    return x / 2"
DOUBLE = "def double(x):\n    return 2 * x"
STUDENTS = {"ann": {"half": HALF}, "ben": {"half": HALF, "double": DOUBLE}, "cat": {}}


@pytest.fixture
def handed_in(room):
    """A class of three that has handed in."""
    for student, texts in STUDENTS.items():
        room.hand_in(student, **texts)
    return room


@pytest.fixture
def there(handed_in, server):
    """The same, with its gradebook at a server."""
    return moved(handed_in, server)


def moved(room, server):
    """Move the gradebook of a class to a new database."""
    room.database = server.database()
    move_gradebook(room.course, server.address(room.database))
    return room


def give(room, server, user, student, points):
    """Give points by hand, as formgrader does, with nbgrader's own functions."""
    address = server.address(room.database, user).replace("://", "+psycopg://")
    url = f"{address}?application_name={user}%40desk+jupyter-lab"
    with Gradebook(url, room.course.coursedir().course_id) as book:
        book.find_grade("double", NAME, NAME, student).manual_score = points
        book.db.commit()


def scores(room):
    return {student: room.book(student) for student in STUDENTS}


def changes(room):
    """Return who changed what by hand, without times."""
    with gradebook.opened(room.course) as book:
        return [
            (one.person, one.account, one.student, one.exercise, one.before, one.after)
            for one in by_whom.noted(book)
        ]


def test_everything_goes_there_and_back_and_is_compared(handed_in, server):
    course, database = handed_in.course, server.database()
    grade(course)
    handed_in.by_hand("ann", "double", 7.5)
    before, noted = scores(handed_in), changes(handed_in)
    address = server.address(database)
    done = move_gradebook(course, address)
    assert (done.rows["grade"], done.rows["changed_by_hand"]) == (6, 1)
    assert place.of(course).shown == address
    assert not course.gradebook_file.exists() and (course.root / KEPT).exists()
    assert scores(handed_in) == before and changes(handed_in) == noted
    assert grade(course).graded == 0
    # What lies there is another than in a file with other points.
    move_gradebook(course, HERE)
    handed_in.by_hand("ann", "double", 8.0)
    with pytest.raises(CourseError, match=r"holds a gradebook already, with .* rows"):
        move_gradebook(course, address)
    handed_in.by_hand("ann", "double", 7.5)
    assert scores(handed_in) == before
    # The old place is closed.
    with pytest.raises(Exception, match=r"was moved to .*gradebook.db: start Jupyter"):
        server.ask("UPDATE grade SET manual_score = 1", database)


def test_points_given_while_all_are_rescaled_are_not_written_over(
    there, server, monkeypatch
):
    grade(there.course)
    give(there, server, postgres.BO, "ann", 4.0)
    waiting = "SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
    arguments = (there, server, postgres.BO, "ann", 9.0)
    writer = threading.Thread(target=give, args=arguments)
    scaled = ledger.scaled

    def meanwhile(points, factor):
        """Give points between what is read and what is written."""
        if points and not writer.ident:
            writer.start()
            while writer.is_alive() and not server.ask(waiting):
                time.sleep(0.01)
        return scaled(points, factor)

    monkeypatch.setattr(ledger, "scaled", meanwhile)
    there.decide(there.course.settings_file.read_text() + "[notebooks.07]\ntotal = 30")
    assert grade(there.course).graded == 0
    writer.join()
    assert there.book("ann")["double"] == (9.0, 20.0)
    whole = [
        (person, before, after) for person, _, _, _, before, after in changes(there)
    ]
    assert whole[0] == ("bo", None, "4") and whole[-1] == ("bo", "8", "9")


def test_second_machine_is_told_who_grades(there, server, tmp_path, monkeypatch):
    monkeypatch.setattr("grading.results.server.SECONDS_ENDING", 0)
    shutil.copytree(there.course.root, tmp_path / "elsewhere")
    other = Course.open(tmp_path / "elsewhere")
    with class_lock.held(there.course):
        said = rf"{there.database} is being graded by .*@.* \(account ada\)"
        with pytest.raises(CourseError, match=said):
            grade(other)
    assert grade(other).graded == 3
    # Where the lock is lost, somebody else may grade: nothing more is written.
    with class_lock.held(there.course), pytest.raises(CourseError, match="the lock of"):
        assert server.end_connections(there.database)
        with gradebook.opened(there.course) as book:
            gradebook.alone(book)


def test_connection_that_dies_costs_nothing(handed_in, server, tmp_path, monkeypatch):
    shutil.copytree(handed_in.course.root, tmp_path / "undisturbed")
    undisturbed = type(handed_in)(Course.open(tmp_path / "undisturbed"), tmp_path)
    grade(undisturbed.course)
    there = moved(handed_in, server)
    enter, died = ledger.enter, []

    def die(*words):
        """End the connection that writes, and not the one that holds the lock."""
        enter(*words)
        if not died:
            died.append(server.end_connections(there.database, but=server.locking()))

    monkeypatch.setattr(ledger, "enter", die)
    with pytest.raises(CourseError, match=r"could not be reached .*the same command"):
        grade(there.course)
    assert died == [1]
    # One that waits between two steps is made anew, and nobody notices.
    with gradebook.opened(there.course) as book:
        server.end_connections(there.database)
        gradebook.alone(book)
        book.db.commit()
    assert grade(there.course).graded == 0
    assert scores(there) == scores(undisturbed)


def test_what_is_left_to_do_is_told_by_share(there, server):
    there.course.students_file.write_text("id,section\nann,A\nben,A\ncat,B\n")
    grade(there.course)
    waits = "UPDATE grade SET needs_manual_grade = true WHERE manual_score IS NULL"
    give(there, server, postgres.BO, "ann", 3.0)
    server.ask(waits, there.database)
    text = there.course.settings_file.read_text()
    there.decide(f'{text}[graders.ada]\nsections = ["B"]\nexercises = ["07"]\n')
    told = left_to_do(there.course)
    rows = list(zip(*(column.cells for column in told.columns), strict=True))
    assert rows == [
        ("ada", "2", "0", "07/double 1, 07/half 1"),
        ("bo", "0", "1", ""),
        ("in nobody's share", "3", "0", "07/double 1, 07/half 2"),
    ]


def test_a_student_is_told_all_and_forgotten_with_who_changed_what(there, server):
    grade(there.course)
    for student in ("ann", "ben"):
        give(there, server, postgres.BO, student, 3.0)
    about = persons.about(there.course, "ann", there.folder / "ann.zip")
    ((one,),) = (about.book[persons.CHANGES],)
    assert (one["account"], one["before"], one["after"]) == ("bo", None, "3")
    persons.forget(there.course, "ann")
    assert [student for _, _, student, *_ in changes(there)] == ["ben"]
    assert server.ask("SELECT id FROM student ORDER BY id", there.database) == [
        ("ben",),
        ("cat",),
    ]


def test_backup_holds_a_copy_with_which_the_class_can_go_on(there, server, capsys):
    grade(there.course)
    give(there, server, postgres.BO, "ann", 3.0)
    before, noted = scores(there), changes(there)
    words = ["--course", str(there.course.root), str(there.folder / "class.zip")]
    assert cli.main(["backup", *words]) == 0
    assert "a copy of it is in the backup, as gradebook.db" in capsys.readouterr().out
    server.ask(f"DROP DATABASE {there.database} WITH (FORCE)")
    # A server that has nothing is no reason to lose what is there.
    assert cli.main(["backup", *words]) == 1
    words[1] = str(there.folder / "restored")
    assert cli.main(["restore", *words]) == 0
    assert "gradebook.db is the copy of the backup" in capsys.readouterr().out
    there.course = Course.open(there.folder / "restored")
    settings = there.course.settings_file
    settings.write_text(without(settings.read_text(), gradebook_address.KEY))
    assert scores(there) == before and changes(there) == noted
    assert grade(there.course).graded == 0


def test_what_cannot_be_used_is_refused_in_one_line(there, server, monkeypatch):
    """Each with what is said; no password is ever repeated."""
    other, foreign, empty = (server.database() for _ in range(3))
    port = postgres.free_port()
    server.ask("CREATE TABLE users (id int)", foreign)
    monkeypatch.delenv("PGPASSFILE", raising=False)
    refused = {
        f"postgresql://ada:{postgres.PASSWORD}@db/x": "holds a password, which does",
        f"postgresql://ada@db/x?password={postgres.PASSWORD}": "holds a password",
        f"postgres://ada:{postgres.PASSWORD}:x@db": "is no address|holds a password",
        f"postgresql://ada@db/x?sslpassword={postgres.PASSWORD}": "holds a password",
        "mysql://db/x": "expected the address of a database",
        "postgresql://db": "expected the address of a database",
        server.address(foreign): r"holds tables of something else \(users\)",
        server.address("nothing"): 'database "nothing" does not exist',
        server.address(empty): "holds no gradebook; move-gradebook",
        server.address(empty, postgres.WITH_PASSWORD): "no password supplied",
        f"postgresql://ada@127.0.0.1:{port}/x": "Connection refused",
    }
    text = there.course.settings_file.read_text()
    for address, said in refused.items():
        path = there.course.settings_file
        path.write_text(placed(text, gradebook_address.KEY, address))
        with pytest.raises(CourseError, match=said) as told:
            gradebook.look(there.course)
        assert postgres.PASSWORD not in str(told.value), address
    path.write_text(text)
    # Another class with the same notebooks would write over this one's.
    (there.course.root / "secret").write_text("ab" * 32)
    with pytest.raises(CourseError, match="is the gradebook of another class"):
        gradebook.look(there.course)
    # Formgrader would go on with a file.
    config = there.course.root / CONFIG
    config.write_text(config.read_text().replace(place.LINE, ""))
    with pytest.raises(CourseError, match="put the line"):
        gradebook.look(there.course)
    assert server.ask("SELECT count(*) FROM users", foreign) == [(0,)]
    assert other


@pytest.fixture
def password_kept(server, monkeypatch, tmp_path):
    """A password where the driver finds it, and no file of the class has it."""
    path = tmp_path / "pgpass"
    path.write_text(f"*:{server.port}:*:careful:{postgres.PASSWORD}\n")
    path.chmod(0o600)
    monkeypatch.setenv("PGPASSFILE", str(path))


def test_password_is_read_from_a_file(handed_in, server, password_kept):
    name = server.database()
    move_gradebook(handed_in.course, server.address(name, postgres.WITH_PASSWORD))
    assert grade(handed_in.course).graded == 3
    everywhere = [one for one in handed_in.course.root.rglob("*") if one.is_file()]
    secret = postgres.PASSWORD.encode()
    assert [one for one in everywhere if secret in one.read_bytes()] == []


@pytest.mark.skipif(not certificates.OPENSSL, reason="openssl makes certificates")
def test_server_must_prove_who_it_is(handed_in, server, password_kept, tmp_path):
    name, course = server.database(), handed_in.course
    other, key, missing = (tmp_path / f"{one}.pem" for one in ("other", "key", "no"))
    words = certificates.of_host("127.0.0.1", key, other)
    command = [certificates.OPENSSL, *words]
    subprocess.run(command, check=True, capture_output=True)
    refused = {
        ("127.0.0.1", other): "certificate verify failed",
        ("127.0.0.1", missing): r"root certificate file .*no\.pem\S+ does not exist",
        ("localhost", server.certificate): "does not match host name",
    }
    for (host, file), said in refused.items():
        address = server.address(name, postgres.WITH_PASSWORD, host)
        asked = f"{address}?sslmode=verify-full&sslrootcert={file}"
        whole = rf"no password was sent, .*{said}.*\. Behind the address in course.toml"
        with pytest.raises(CourseError, match=whole) as told:
            move_gradebook(course, asked)
        assert postgres.PASSWORD not in str(told.value)
        assert "disable" not in str(told.value) and place.of(course).is_own
    address = server.address(name, postgres.WITH_PASSWORD)
    file = server.certificate
    move_gradebook(course, f"{address}?sslmode=verify-full&sslrootcert={file}")
    assert grade(course).graded == 3
    encrypted = "SELECT ssl FROM pg_stat_ssl JOIN pg_stat_activity USING (pid)"
    with gradebook.opened(course):
        found = server.ask(f"{encrypted} WHERE usename = '{postgres.WITH_PASSWORD}'")
    assert found == [(True,)]


@pytest.mark.skipif(not postgres.pooler(), reason="pgbouncer is not installed")
def test_pool_that_gives_connections_to_others_is_refused(handed_in, server):
    course, name = handed_in.course, server.database()
    with postgres.pooled(server, "transaction") as pool:
        with pytest.raises(CourseError, match="a pool in transaction mode, such as"):
            move_gradebook(course, reached(pool).address(name))
    assert place.of(course).is_own
    with postgres.pooled(server, "session") as pool:
        move_gradebook(course, reached(pool).address(name))
        assert grade(course).graded == 3


def reached(server):
    """Wait until somebody listens there."""

    def answers():
        with socket.socket() as one:
            return not one.connect_ex(("127.0.0.1", server.port))

    wait_for(answers)
    return server


def test_text_that_a_server_does_not_keep_is_named(handed_in, server):
    course, name = handed_in.course, server.database()
    with gradebook.opened(course) as book:
        book.add_student("long", first_name="x" * 129)
    with pytest.raises(CourseError, match=r"student.first_name of 'long' has 129 lett"):
        move_gradebook(course, server.address(name))
    assert place.of(course).is_own
    assert server.ask("SELECT to_regclass('grade')", name) == [(None,)]


def test_new_term_and_rehearsal_keep_away_from_the_server(there, tmp_path):
    made = new_term(there.course, tmp_path / "next")
    assert made.notes == [] and place.of(made.course).is_own
    settle(there.course, there.course, 0)
    assert place.of(there.course).is_own
