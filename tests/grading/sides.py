"""The other side of each platform: what it gives out, and how it takes marks back.

Written after the platforms' documentation and sources, not after our own code: a
platform knows its people by signs of its own, writes them into paths and lists, and
reads what comes back by its own rules. Whoever a file or a mark belongs to by those
rules is the truth that a class is compared with.
"""

import csv
import io
import re
import unicodedata
import zipfile
from dataclasses import dataclass
from datetime import datetime, timedelta

FIRST = "Ada Bo Zoë Éva Jean-Luc דנה 例 Пётр Maria O Ng Åse Ümit Siân Đặng".split()
LAST = "Lovelace O'Neil Li García Müller דוגמה 子 Иванов de_la_Cruz Ek Smith".split()
DUE = datetime(2026, 2, 3, 12, 0)


@dataclass(frozen=True)
class Human:
    """Somebody in a class, with whatever any platform calls her."""

    number: int
    first: str
    last: str

    @property
    def id(self):
        return f"s{self.number:04}"

    @property
    def email(self):
        return f"{self.id}@x.edu"

    @property
    def name(self):
        return f"{self.first} {self.last}"

    @property
    def sortable(self):
        return f"{self.last}, {self.first}"


def people(count):
    """Invent people; every tenth is a namesake of the one before."""
    found = []
    for number in range(count):
        one = number - (number % 10 == 9)
        first = FIRST[one % len(FIRST)]
        last = LAST[(one * 7 + one // len(FIRST)) % len(LAST)].replace("_", " ")
        found.append(Human(number, first, last))
    return found


@dataclass(frozen=True)
class Sent:
    """What somebody handed in: the bytes, how late, and which attempt it is."""

    who: Human
    data: bytes
    hours: float = -1.0
    attempt: int = 0


def table(rows, separator=",", end="\r\n", quoting=csv.QUOTE_MINIMAL):
    """Write rows as a platform does."""
    stream = io.StringIO()
    writer = csv.writer(
        stream, delimiter=separator, lineterminator=end, quoting=quoting
    )
    writer.writerows(rows)
    return stream.getvalue()


def rows_of(data, encoding="utf-8-sig", separator=","):
    """Read rows as a platform does."""
    stream = io.StringIO(data.decode(encoding), newline="")
    return list(csv.reader(stream, delimiter=separator))


def zipped(files):
    """Write a zip from path to bytes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as pack:
        for path, data in files:
            pack.writestr(path, data)
    return stream.getvalue()


class Side:
    """A platform with a class in it; a subclass knows its forms.

    `notebooks` are ids of assignments by number; a person's mark is a float, and what
    has no mark is not in what `marks` returns.
    """

    takes_marks = takes_pages = True
    # People who cannot be told apart by what the download says.
    asked = ()

    def __init__(self, humans):
        self.humans = humans

    def moment(self, sent):
        return DUE + timedelta(hours=sent.hours)

    def pages(self, data, number):
        """Return the text of each page that came back, by the person it reaches."""
        with zipfile.ZipFile(io.BytesIO(data)) as pack:
            read = {name: pack.read(name).decode() for name in pack.namelist()}
        found = [(self.reached(path, number), text) for path, text in read.items()]
        assert len(dict(found)) == len(found)
        return dict(found)


class Moodle(Side):
    """Participants have numbers that hold for one assignment."""

    def participant(self, one, number):
        return 1000 + 100 * int(number) + one.number

    def clean(self, name):
        return re.sub(r"[&<>\"`|':\\/]", "", name.replace("_", " "))

    def roster(self, number):
        head = ["Identifier", "Full name", "Email address", "Status", "Grade"]
        head += ["Maximum grade", "Last modified (grade)", "Feedback comments"]
        rest = ["Submitted for grading", "", "15.00", "-", ""]
        rows = [
            [f"Participant {self.participant(o, number)}", o.name, o.email, *rest]
            for o in self.humans
        ]
        return table([head, *rows], end="\n").encode("utf-8-sig")

    lists = roster

    def download(self, number, name, sent):
        # Moodle keeps the current attempt alone.
        last = {one.who: one for one in sent}
        return zipped(
            (
                f"{self.clean(who.name)}_{self.participant(who, number)}"
                f"_assignsubmission_file/{name}.ipynb",
                one.data,
            )
            for who, one in last.items()
        )

    def marks(self, data, number):
        rows = rows_of(data)
        places = {title: at for at, title in enumerate(rows[0])}
        assert {"Identifier", "Grade", "Last modified (grade)"} <= places.keys()
        ours = {f"Participant {self.participant(o, number)}": o for o in self.humans}
        read = {ours[row[0]]: row[places["Grade"]] for row in rows[1:]}
        return {one: float(text) for one, text in read.items() if text}

    def reached(self, path, number):
        first, slash, rest = path.partition("/")
        parts = first.split("_")
        assert slash and rest and len(parts) == 4
        assert parts[2] in ("assignsubmission", "assignfeedback")
        ours = {self.participant(one, number): one for one in self.humans}
        return ours[int(parts[1])]


class Canvas(Side):
    """Users have lasting numbers; every file has one of its own."""

    def user(self, one):
        return 20500 + 7 * one.number

    def attachment(self, one, number):
        return 880000 + 1000 * int(number) + one.number

    def squeezed(self, one):
        kept = (s for s in one.sortable.lower() if s == "_" or is_word(s))
        return "".join(kept)

    def roster(self, number):
        return self.lists("07")

    def lists(self, number):
        titles = [f"{n} Week (90{n})" for n in ("07", "08", "09")]
        head = ["Student", "ID", "SIS User ID", "SIS Login ID", "Section"]
        points = ["    Points Possible", *[""] * 4, *["15.00"] * 3, "(read only)"]
        rows = [
            [one.sortable, self.user(one), f"S{one.number}", one.id, "7b", *[""] * 4]
            for one in self.humans
        ]
        test = ["Student, Test", 99999, "", "", "7b", *[""] * 4]
        return table([[*head, *titles, "Final Score"], points, *rows, test]).encode(
            "utf-8-sig"
        )

    def download(self, number, name, sent):
        last = {one.who: one for one in sent}
        return zipped(
            (
                f"{self.squeezed(who)}{'_LATE' * (one.hours > 0)}_{self.user(who)}"
                f"_{self.attachment(who, number)}_{name}"
                # A file that replaces another of its name gets a number.
                f"{'-1' * bool(one.attempt)}.ipynb",
                one.data,
            )
            for who, one in last.items()
        )

    def marks(self, data, number):
        head, *rows = rows_of(data)
        assert "Student" in head[0] and head[1] == "ID" and "Section" in head[2:5]
        found = [at for at, title in enumerate(head) if re.search(r"\(\d+\)$", title)]
        assert [head[at] for at in found] == [f"{number} Week (90{number})"]
        assert rows[0][0].strip() == "Points Possible"
        ours = {str(self.user(one)): one for one in self.humans}
        read = {ours[row[1]]: row[found[0]] for row in rows[1:]}
        return {one: float(text) for one, text in read.items() if text}

    def reached(self, path, number):
        tokens = [one for one in path.split("_") if one != "LATE"]
        user, attachment = [int(one) for one in tokens if one.isdigit()][:2]
        (one,) = [one for one in self.humans if self.user(one) == user]
        # A file whose attachment is another submission's is dropped.
        assert attachment == self.attachment(one, number)
        return one


def is_word(sign):
    """Tell whether Canvas keeps a sign of a name."""
    return sign.isalnum() or unicodedata.category(sign).startswith("M")


class Blackboard(Side):
    """User names; every attempt is there, with its time and a receipt."""

    takes_pages = False

    def roster(self, number):
        return self.lists("07")

    def lists(self, number):
        head = ["Last Name", "First Name", "Username", "Student ID", "Last Access"]
        titles = [f"{n} Week [Total Pts: 15 Score] |31{n}" for n in ("07", "08", "09")]
        rows = [
            [one.last, one.first, one.id, f"00{one.number}", "", "Yes", "", "", ""]
            for one in self.humans
        ]
        text = table([[*head, "Availability", *titles], *rows], "\t", "\n", 1)
        return text.encode("utf-16")

    def download(self, number, name, sent):
        files = []
        for one in sent:
            stem = f"Week {number}_{one.who.id}_attempt_"
            stem += self.moment(one).strftime("%Y-%m-%d-%H-%M-%S")
            files += [(f"{stem}_{name}.ipynb", one.data), (f"{stem}.txt", b"Name:")]
        return zipped(files)

    def marks(self, data, number):
        head, *rows = rows_of(data, "utf-16", "\t")
        found = [at for at, title in enumerate(head) if "|" in title]
        assert [head[at].rpartition("|")[2] for at in found] == [f"31{number}"]
        ours = {one.id: one for one in self.humans}
        read = {ours[row[head.index("Username")]]: row[found[0]] for row in rows}
        return {one: float(text) for one, text in read.items() if text}


class Brightspace(Side):
    """Names and a pair of numbers of which nobody knows what it means."""

    @property
    def asked(self):
        names = [one.name for one in self.humans]
        return [one for one in self.humans if names.count(one.name) > 1]

    def pair(self, one, number):
        return f"{397000 + one.number}-{255000 + int(number)}"

    def roster(self, number):
        return self.lists("07")

    def lists(self, number):
        titles = [
            f"{n} Week Points Grade <Numeric MaxPoints:15 Weight:1>"
            for n in ("07", "08", "09")
        ]
        head = ["OrgDefinedId", "Username", "Last Name", "First Name", "Email"]
        rows = [
            [f"#00{o.number}", f"#{o.id}", o.last, o.first, o.email, "", "", "", "#"]
            for o in self.humans
        ]
        return table([[*head, *titles, "End-of-Line Indicator"], *rows]).encode()

    def folder(self, one, number, moment):
        # The clock has lost its colon.
        when = f"{moment:%b} {moment.day}, {moment.year} {moment:%I%M %p}"
        return f"{self.pair(one, number)} - {one.name} - {when.replace(' 0', ' ')}"

    def download(self, number, name, sent):
        files = [
            (f"{self.folder(o.who, number, self.moment(o))}/{name}.ipynb", o.data)
            for o in sent
        ]
        self.folders = {path.partition("/")[0] for path, _ in files}
        return zipped([*files, ("index.html", b"<html>")])

    def marks(self, data, number):
        head, *rows = rows_of(data)
        assert head[-1] == "End-of-Line Indicator" and len(head) == 4
        assert head[2].startswith(f"{number} Week Points Grade")
        ours = {f"#{one.id}": one for one in self.humans}
        read = {ours[row[1]]: row[2] for row in rows}
        return {one: float(text) for one, text in read.items() if text}

    def reached(self, path, number):
        folder, _, rest = path.partition("/")
        assert folder in self.folders and rest
        pair = folder.partition(" - ")[0]
        (one,) = [one for one in self.humans if self.pair(one, number) == pair]
        return one


class Sakai(Side):
    """Ids in brackets behind names without accents; marks lie in the same zip."""

    def plain(self, text):
        parts = unicodedata.normalize("NFKD", text)
        return "".join(sign for sign in parts if sign.isascii())

    def person(self, one):
        return f"{self.plain(one.last)}, {self.plain(one.first)}({one.id})"

    def roster(self, number):
        return self.lists("07")

    def lists(self, number):
        head = ["Display ID", "ID", "Last Name", "First Name", "grade"]
        head += ["Submission date", "Late submission"]
        rows = [
            [one.id, one.id, one.last, one.first, "", "", ""] for one in self.humans
        ]
        above = [[f"Week {number}", "SCORE_GRADE_TYPE"], [""]]
        return table([*above, head, *rows], end="\n", quoting=1).encode()

    def download(self, number, name, sent):
        last = {one.who: one for one in sent}
        files = [(f"Week {number}/grades.csv", self.lists(number))]
        for who, one in last.items():
            place = f"Week {number}/{self.person(who)}"
            stamp = self.moment(one).strftime("%Y%m%d%H%M%S000").encode()
            files += [
                (f"{place}/Submission attachment(s)/{name}.ipynb", one.data),
                (f"{place}/timestamp.txt", stamp),
            ]
        return zipped(files)

    def marks(self, data, number):
        title, _, head, *rows = rows_of(data)
        assert title == [f"Week {number}", "SCORE_GRADE_TYPE"]
        ours = {one.id: one for one in self.humans}
        read = {ours[row[1]]: row[head.index("grade")] for row in rows}
        return {one: float(text) for one, text in read.items() if text}

    def reached(self, path, number):
        root, person, kind, _ = path.split("/")
        assert (root, kind) == (f"Week {number}", "Feedback Attachment(s)")
        (one,) = [one for one in self.humans if self.person(one) == person]
        return one


class GitHub(Side):
    """Logins that people chose; each week has a repository of its own."""

    takes_marks = takes_pages = False

    def login(self, one):
        return f"{'abcdefg'[one.number % 7]}-coder-{one.number}"

    def roster(self, number):
        head = ["identifier", "github_username", "github_id", "name"]
        rows = [[o.id, self.login(o), 7000 + o.number, o.name] for o in self.humans]
        return table([head, *rows], end="\n", quoting=1).encode()

    def download(self, number, name, sent):
        last = {one.who: one for one in sent}
        slug = f"week-{number}"
        return zipped(
            (f"{slug}-submissions/{slug}-{self.login(who)}/{name}.ipynb", one.data)
            for who, one in last.items()
        )


SIDES = (Moodle, Canvas, Blackboard, Brightspace, Sakai, GitHub)
