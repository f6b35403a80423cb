"""People in post, and how many of them were trained in the trust's window."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from itertools import repeat

from mis_assessor.core.answering.asking import Asking, not_loaded, used
from mis_assessor.core.answering.held import YES, names_of, rows_held
from mis_assessor.core.answering.in_post import MOST_NAMED, InPost, in_post, is_away, taken_out
from mis_assessor.core.answering.registers import unseen, usable
from mis_assessor.core.answering.training import (
    last_chance,
    measured_on,
    strangers,
    trained_within,
    window_of,
)
from mis_assessor.core.evidence.answers import (
    Answer,
    Failed,
    NoAnswer,
    NoAnswerReason,
    Provenance,
    Tally,
)
from mis_assessor.core.evidence.in_bulk import in_bulk
from mis_assessor.core.evidence.submission import ChosenWindow, Register
from mis_assessor.core.rules.calendar import after
from mis_assessor.core.rules.quantities import Length
from mis_assessor.core.rules.register_questions import PeopleQuestion
from mis_assessor.core.wording import listed, on_day

BLANK_GROUP = "a column that tells whether they are asked for is blank"
BLANK_TRAINING = "a column that tells whether the training counts is blank"
LEAVE_UNCLEAR = (
    "nobody can tell whether the leave is long-term: say in submission.yaml what long-term leave "
    "means, and give its first and last day"
)
MAY_BE_A_STRANGER = "not trained under this reference, and others are nobody in the register"


def ask_people(question: PeopleQuestion, asking: Asking) -> Answer:
    """The people of one group, those trained in the window, and who is still to train."""
    staff = usable(asking, question.people, question)
    if isinstance(staff, NoAnswer):
        return staff
    training = usable(asking, question.trained_in, question)
    if isinstance(training, NoAnswer):
        return training
    window = window_of(question, asking, staff, training)
    if isinstance(window, NoAnswer):
        return window
    day = measured_on(question, asking, window)
    if day is None:
        return not_loaded(question.in_post_on)
    found = in_post(question, asking, staff, day)
    not_seen = unseen(asking, staff, day) if asking.on > day else ""
    others = strangers(question, asking, staff, training)
    count = _Count(question, asking, staff, training, window, day, not_seen, others)
    return count.tally(found)


@dataclass(frozen=True, slots=True)
class _Count:
    question: PeopleQuestion
    asking: Asking
    staff: Register
    training: Register
    window: ChosenWindow
    day: date
    """The day on which people in post are counted."""
    unseen: str
    """Why people may be in post of whom the register of staff says nothing."""
    strangers: Mapping[str, str]
    """References of the training register that are nobody in the register of staff."""

    def tally(self, found: InPost) -> Answer:
        people, unsure = found.sure, found.unsure
        first, last = on_day(self.window.first, ""), on_day(self.window.last, "")
        if not people and not unsure and self.unseen:
            return NoAnswer(NoAnswerReason.MISSING, self.unseen)
        if not people and not unsure:
            return NoAnswer(NoAnswerReason.NO_CASES, f"Nobody in post; window {first} to {last}.")
        training = trained_within(
            self.question, self.asking, self.staff, self.training, self.window
        )
        who = names_of(self.staff.table, self.asking).references
        trained = training.surely
        booked = self._booked(people)
        short = [p for p in people if not training.are[p] and p not in booked]
        complete_to = self.training.complete_to or self.training.covers_to
        ends_early = complete_to is None or complete_to < self.window.last
        stale = ends_early or self._starts_late()
        maybe = training.perhaps
        unclear = [p for p in short if stale or who[p] in maybe]
        waiting = self.asking.on <= last_chance(self.question, self.asking, self.window)
        unknown = [*unsure, *(() if waiting else unclear)]
        left_open = set(unclear)
        failed = [] if waiting else [p for p in short if p not in left_open]
        lost = self._trained_strangers(trained, maybe) if failed else []
        # as many of those who failed may have been trained, under a reference written otherwise
        astray = min(len(failed), len(lost))
        why = f"not trained between {first} and {last}"
        done = len(people) - len(short)
        whom = self.asking.member or "people"
        posts = used(
            self.staff,
            f"{len(people)} {whom} in post {on_day(min(self.day, self.asking.on))}",
            found.numbers,
        )
        attended = used(
            self.training,
            f"{done} of {len(people)} {whom} trained between {first} and {last}",
        )
        labels = names_of(self.staff.table, self.asking).labels
        gone = {labels[p] for p in (*found.left, *found.away) if who[p] in trained}

        def reason(person: int) -> str:
            return BLANK_TRAINING if who[person] in maybe and not stale else why

        remarks = (
            f"Training window: {first} to {last}.",
            self.unseen,
            self._told(lost),
            *taken_out(self.question, self.asking, self.staff, found, self.day, gone),
        )
        return Tally(
            done=done,
            failed=len(failed) - astray,
            open=len(short) if waiting else 0,
            unknown=len(unknown) + astray,
            things="people",
            unseen=bool(self.unseen),
            provenance=Provenance(
                (*attended.used, *posts.used),
                () if astray else self._entries(failed, lambda _: why),
                (
                    *self._entries(short if waiting else (), reason),
                    *self._in_doubt(found),
                    *self._entries(() if waiting else unclear, reason),
                    *self._entries(failed if astray else (), lambda _: MAY_BE_A_STRANGER),
                ),
                tuple(filter(None, remarks)),
            ),
        )

    def _trained_strangers(self, trained: Set[str], maybe: Set[str]) -> list[str]:
        """Those who were, or may have been, trained in the window, as they are written."""
        found = self.strangers.items()
        return [written for who, written in found if who in trained or who in maybe]

    def _told(self, lost: list[str]) -> str:
        if not lost:
            return ""
        some = listed([f"“{one}”" for one in lost[:MOST_NAMED]])
        more = f" and {len(lost) - MOST_NAMED} more" if len(lost) > MOST_NAMED else ""
        return (
            f"The register of {self.training.name} names people who are not in the register of "
            f"{self.question.people}: {some}{more}. Write each as it stands there, or add the "
            "person."
        )

    def _starts_late(self) -> bool:
        """Whether training may have been given before the register begins."""
        begins = self.training.covers_from or date.min
        needed = self.window.last if self.question.register_may_begin_late else self.window.first
        return begins > needed

    def _in_doubt(self, found: InPost) -> tuple[Failed, ...]:
        """Those of whom nobody can tell whether they count, and why: of any training the same."""
        key = ("in doubt", id(found), self.day)
        if key not in self.asking.memo:
            asked = (self.question, self.asking, self.staff)
            columns = tuple(filter(None, (self.question.away_from, self.question.away_to)))
            leave = self.staff.table.alike(columns)
            why = [
                LEAVE_UNCLEAR if is_away(*asked, row, self.day) is None else BLANK_GROUP
                for row in leave.cells
            ]
            self.asking.memo[key] = self._entries(found.unsure, lambda p: why[leave.codes[p]])
        entries: tuple[Failed, ...] = self.asking.memo[key]
        return entries

    def _entries(self, people: Sequence[int], why: Callable[[int], str]) -> tuple[Failed, ...]:
        rows = self.staff.table
        entries = in_bulk(
            Failed,
            len(people),
            item=repeat(self.staff.name),
            reference=map(names_of(rows, self.asking).labels.__getitem__, people),
            what=map(why, people),
            row=map(rows.numbers.__getitem__, people),
            due=repeat(None),
            days_late=repeat(None),
        )
        return tuple(entries)

    def _booked(self, people: Sequence[int]) -> set[int]:
        """Those with a day booked within the time allowed after they started."""
        plan = self.question.or_planned
        if plan is None:
            return set()
        length = self.asking.reading.value(plan.within)
        planned: dict[str, list[date]] = defaultdict(list)
        training = self.training.table
        attended, days = names_of(training, self.asking).references, training.days(plan.day)
        held = rows_held(training, self.question.rows, self.asking)
        for place in held.places:
            day = days[place]
            if held.marks[place] == YES and day is not None:
                planned[attended[place]].append(day)
        staff = self.staff.table
        who, since = names_of(staff, self.asking).references, staff.days(plan.after)
        return {
            p
            for p in people
            if isinstance(length, Length)
            and (started := since[p]) is not None
            and any(started <= d <= after(started, length) for d in planned.get(who[p], ()))
        }
