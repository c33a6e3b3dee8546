"""Who works for a run on a cluster: workers come and go, and die over what they do.

Each worker proves first that it grades rightly what is known. A worker that is lost
costs time only, and a unit over which two were lost is given up by name.
"""

import time
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any

from distributed import CancelledError, KilledWorker

from grading.errors import GradingError
from grading.released.made_with import Kept
from grading.run.border import Message
from grading.run.cluster.afar import Afar
from grading.run.cluster.hand import Hand
from grading.run.grader import Grader
from grading.run.graders import Completed
from grading.run.unit import Unit
from grading.run.workers import MOST_DEATHS, TASKS_AHEAD, Lost
from grading.sandbox.confinement import FULL

if TYPE_CHECKING:
    from distributed import Client, Future

# Seconds between two looks at who is there, and to fetch one result.
BEAT, FETCH = 1.0, 10.0
# Seconds without anybody who grades; less where somebody was refused.
PATIENCE, REFUSED_PATIENCE = 120.0, 10.0
TLS = "tls://"
NOBODY = (
    "no worker of {scheduler} grades{why}; what was graded is kept, and the same "
    "command goes on when there are workers"
)
GONE = (
    "the scheduler at {scheduler} does not answer any more ({said}); what was graded "
    "is kept, and the same command goes on when it does"
)
LOST = "two workers were lost over this submission, the last was {why}"
PROOF_LOST = (
    "nothing was graded: two workers were lost while they tested themselves on "
    "{assignment}, the last was {why}"
)
LEFT_OUT = "worker {worker} grades nothing: {why}"
FAILED = "worker {worker} grades nothing of {assignment}: {why}"
WEAKER = "worker {worker} keeps student code apart at level {level!r}"
OPEN = "it is reached without TLS, and the scheduler by it"
ABSENT = "this course is not installed there ({said})"
UNREADABLE = "the file cannot be read ({error})"


class Crew:
    """All workers, what they were given, and over what they were lost.

    Parameters
    ----------
    client : Client
        The way to the scheduler.
    """

    def __init__(self, client: "Client") -> None:
        self.client = client
        self.scheduler = client.scheduler.address
        self.hands: dict[str, Hand] = {}
        self.refused: dict[str, str] = {}
        self.proofs: dict[Unit, Afar] = {}
        self.failed: dict[Unit, GradingError] = {}
        self.files: dict[str, Future] = {}
        self.left: deque[Unit] = deque()
        self.done: deque[tuple[Unit, Any]] = deque()
        self.deaths: Counter[Unit] = Counter()
        self.ready: SimpleQueue[Future] = SimpleQueue()
        self.notes: dict[str, None] = {}
        self.looked, self.since = 0.0, time.monotonic()

    def grading(self, grader: Grader, kept: Kept | None) -> Completed:
        """Return what works units off with a package, as `graders` does."""
        return Afar(grader, kept, self).completed

    def prove(self, proofs: Sequence[Unit], words: Afar) -> None:
        """Let every worker prove that it grades rightly what is known.

        Workers that come later prove it as well, before they grade.

        Raises
        ------
        GradingError
            If a proof holds with none of them.
        """
        self.proofs |= dict.fromkeys(proofs, words)
        self.looked = 0.0
        while not all(map(self.is_proven, proofs)):
            self.refuse_unproven(proofs)
            self.turn(words)

    def is_proven(self, proof: Unit) -> bool:
        """Tell whether somebody who is there has given a proof."""
        return any(proof in hand.proven for hand in self.hands.values())

    def refuse_unproven(self, proofs: Sequence[Unit]) -> None:
        """Refuse to go on where everybody has tried to give a proof, and failed."""
        if self.hands and not self.busy() and not self.untried():
            for proof in proofs:
                if not self.is_proven(proof):
                    raise self.failed[proof]

    def completed(
        self, units: Sequence[Unit], words: Afar
    ) -> Iterator[tuple[Unit, Any]]:
        """Work submissions off; yield each with an answer, or a `Lost`."""
        self.left.extend(units)
        try:
            while self.left or self.busy() or self.done:
                if self.left:
                    self.refuse_unproven(self.proofs_of(self.left[0]))
                self.turn(words)
                while self.done:
                    yield self.done.popleft()
        finally:
            self.recall()

    def turn(self, words: Afar) -> None:
        """See who is there, give everybody something to do, and take what is done."""
        if time.monotonic() - self.looked >= BEAT:
            self.muster()
            self.looked = time.monotonic()
            for hand, proof in self.untried():
                hand.tried.add(proof)
                self.give(hand, proof, self.proofs[proof])
        self.hand_out(words)
        self.take()

    def busy(self) -> bool:
        """Tell whether anybody has something to do."""
        return any(hand.tasks for hand in self.hands.values())

    def untried(self) -> list[tuple[Hand, Unit]]:
        """List the proofs that workers have not been given yet."""
        hands, proofs = self.hands.values(), self.proofs
        return [(one, p) for one in hands for p in proofs if p not in one.tried]

    def proofs_of(self, unit: Unit) -> list[Unit]:
        """List the proofs that come before a submission."""
        return [one for one in self.proofs if one.assignment == unit.assignment]

    def recall(self) -> None:
        """Ask for nothing more of what was given."""
        for hand in self.hands.values():
            hand.tasks.clear()
        self.left.clear()

    def muster(self) -> None:
        """Take on who has come, and take back the units of who has gone."""
        try:
            there = self.client.scheduler_info(n_workers=-1)["workers"]
        except (OSError, RuntimeError, TypeError, LookupError) as error:
            said = str(error) or type(error).__name__
            raise GradingError(GONE, scheduler=self.scheduler, said=said) from error
        for hand in [one for one in self.hands.values() if not one.is_there(there)]:
            self.bury(hand)
        self.refused = {one: why for one, why in self.refused.items() if one in there}
        for address, info in there.items():
            if self.scheduler.startswith(TLS) and not address.startswith(TLS):
                self.leave_out(address, OPEN)
            elif address not in self.hands and address not in self.refused:
                self.hands[address] = Hand.of(self.client, address, info)
        self.refuse_to_wait()

    def refuse_to_wait(self) -> None:
        """Say so where nobody has been able to grade for too long."""
        now = time.monotonic()
        if self.busy() or any(not hand.leaving for hand in self.hands.values()):
            self.since = now
        elif now - self.since > (REFUSED_PATIENCE if self.refused else PATIENCE):
            said = [f"{one}: {why}" for one, why in self.refused.items()]
            why = f" ({'; '.join(said)})" if said else ""
            raise GradingError(NOBODY, scheduler=self.scheduler, why=why)

    def hand_out(self, words: Afar) -> None:
        """Give every worker what it can have, the first unit before the second."""
        able = [hand for hand in self.hands.values() if not hand.leaving]
        places = TASKS_AHEAD * sum(hand.threads for hand in able)
        # Towards the end nobody shall wait behind a slow one while others are idle.
        for most in range(1, (TASKS_AHEAD if len(self.left) > places else 1) + 1):
            for hand in able:
                while self.left and self.may(hand, self.left[0], most):
                    self.give(hand, self.left.popleft(), words)

    def may(self, hand: Hand, unit: Unit, most: int) -> bool:
        """Tell whether a worker may have a unit now."""
        if not hand.proven.issuperset(self.proofs_of(unit)):
            return False
        # Over what a worker was lost, the next one is alone with.
        if any(self.deaths[other] for other in hand.given()):
            return False
        most = most * hand.threads if not self.deaths[unit] else 1
        return len(hand.tasks) < most

    def give(self, hand: Hand, unit: Unit, words: Afar) -> None:
        """Send one unit to one worker, with all that it needs."""
        try:
            parcel, shared = words.parcel(unit)
        except OSError as error:
            self.done.append((unit, Lost(0, said=UNREADABLE.format(error=error))))
            return
        files = [self.sent(key, data) for key, data in shared.items()]
        hand.give(unit, parcel, files).add_done_callback(self.ready.put)

    def sent(self, key: str, data: bytes) -> "Future":
        """Send a file to the cluster, once; its workers pass it on to each other."""
        if key not in self.files:
            # A task, and not scattered: it is there again when its holder is lost.
            self.files[key] = self.client.submit(bytes, data, key=f"nnlib-file-{key}")
        return self.files[key]

    def take(self) -> None:
        """Take what has come next, if something comes soon."""
        try:
            future = self.ready.get(timeout=BEAT if self.busy() else BEAT / 10)
        except Empty:
            return
        hands = self.hands.values()
        hand = next((one for one in hands if future.key in one.tasks), None)
        # Of what was taken back from its worker, nothing is wanted any more.
        if hand is not None:
            try:
                self.came(hand, future)
            except (TimeoutError, CancelledError):
                # Its worker may be gone, and then this is done anew.
                self.looked = 0.0
                self.ready.put(future)

    def came(self, hand: Hand, future: "Future") -> None:
        """Take what has come of a task."""
        unit, _ = hand.tasks[future.key]
        error = future.exception(timeout=FETCH) if future.status == "error" else None
        answer = future.result(timeout=FETCH) if future.status == "finished" else None
        del hand.tasks[future.key]
        if answer is None:
            self.came_to_nothing(hand, unit, error)
        elif not unit.student:
            self.judge(hand, unit, answer)
        elif isinstance(answer, Lost) or "refused" not in answer:
            self.done.append((unit, answer))
        else:
            self.came_to_nothing(hand, unit, GradingError(answer["refused"]))

    def came_to_nothing(
        self, hand: Hand, unit: Unit, error: BaseException | None
    ) -> None:
        """Go on where a worker has failed, or the scheduler has taken a task back."""
        hand.tried.discard(unit)
        if error is None:
            self.put_back([unit])
        elif isinstance(error, KilledWorker):
            self.put_back([unit], hand.address)
        else:
            why = reason(error)
            self.leave_out(hand.address, why)
            self.put_back([unit], f"{hand.address} ({why})" if unit.student else "")

    def judge(self, hand: Hand, proof: Unit, answer: Message | Lost) -> None:
        """Note whether a worker has given a proof."""
        words = self.proofs[proof]
        if isinstance(answer, Lost):
            answer = {"refused": f"its process ended ({answer.exit_code})"}
        if "refused" in answer:
            self.failed[proof] = words.refused(answer["refused"], hand.address)
            about = {"worker": hand.address, "assignment": proof.assignment}
            self.note(FAILED.format(why=answer["refused"], **about))
            return
        words.noted(proof, answer)
        hand.proven.add(proof)
        if (level := answer["isolation"]) != FULL:
            self.note(WEAKER.format(worker=hand.address, level=level))

    def bury(self, hand: Hand) -> None:
        """Take back the units of a worker that has gone."""
        del self.hands[hand.address]
        given = hand.given()
        # The first of them it was at; one that retires has not died of it.
        at = 0 if hand.leaving else hand.threads
        self.put_back(given[at:])
        self.put_back(given[:at], hand.address)

    def leave_out(self, address: str, why: str) -> None:
        """Let a worker grade nothing any more; give others what it had."""
        self.refused[address] = why
        self.note(LEFT_OUT.format(worker=address, why=why))
        if hand := self.hands.pop(address, None):
            self.put_back(hand.given())

    def put_back(self, units: Sequence[Unit], why: str = "") -> None:
        """Let units be done again; not those over which several workers were lost."""
        for unit in reversed(units):
            if why:
                self.deaths[unit] += 1
            if self.deaths[unit] < MOST_DEATHS:
                # Whoever comes next gives the proofs without being told.
                self.left.extendleft([unit] if unit.student else [])
            elif unit.student:
                self.done.append((unit, Lost(0, said=LOST.format(why=why))))
            else:
                about = {"assignment": unit.assignment, "why": why}
                raise GradingError(PROOF_LOST, **about)

    def note(self, text: str) -> None:
        """Keep what is to be told at the end, once."""
        self.notes[text] = None


def reason(error: BaseException) -> str:
    """Say why a worker has failed."""
    if isinstance(error, ImportError):
        return ABSENT.format(said=error)
    return str(error) if isinstance(error, GradingError) else repr(error)
