"""People in post, and how many of them were trained in the trust's window."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from mis_assessor.core.answering.alike import references, rows_held
from mis_assessor.core.answering.asking import Asking, joins_on, label, not_loaded, used
from mis_assessor.core.answering.in_post import MOST_NAMED, InPost, in_post, is_away, taken_out
from mis_assessor.core.answering.registers import unseen, usable
from mis_assessor.core.answering.training import (
    DaysOf,
    last_chance,
    measured_on,
    strangers,
    trained_within,
    training_days,
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
from mis_assessor.core.evidence.submission import ChosenWindow, Register, RegisterRow
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
        sure, perhaps = training_days(self.question, self.asking, self.training, self.question.rows)
        booked = self._booked(people)
        who = references(self.staff.rows, self.asking)
        trained = self._within(sure)
        in_time = trained | booked
        short = [p for p in people if who[p.number] not in in_time]
        complete_to = self.training.complete_to or self.training.covers_to
        ends_early = complete_to is None or complete_to < self.window.last
        stale = ends_early or self._starts_late()
        maybe = self._within(perhaps)
        unclear = [p for p in short if stale or who[p.number] in maybe]
        waiting = self.asking.on <= last_chance(self.question, self.asking, self.window)
        unknown = [*unsure, *(() if waiting else unclear)]
        left_open = {p.number for p in unclear}
        failed = [] if waiting else [p for p in short if p.number not in left_open]
        lost = self._trained_strangers(sure, perhaps) if failed else []
        # as many of those who failed may have been trained, under a reference written otherwise
        astray = min(len(failed), len(lost))
        why = f"not trained between {first} and {last}"
        done = len(people) - len(short)
        whom = self.asking.member or "people"
        posts = used(
            self.staff,
            f"{len(people)} {whom} in post {on_day(min(self.day, self.asking.on))}",
            tuple(p.number for p in people),
        )
        attended = used(
            self.training,
            f"{done} of {len(people)} {whom} trained between {first} and {last}",
        )
        gone = {label(p) for p in (*found.left, *found.away) if who[p.number] in trained}
        remarks = (
            f"Training window: {first} to {last}.",
            self.unseen,
            self._told(lost),
            *taken_out(self.question, self.asking, found, self.day, gone),
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
                () if astray else tuple(self._entry(p, why) for p in failed),
                (
                    *(self._entry(p, self._reason(p, stale, why)) for p in short if waiting),
                    *self._in_doubt(found),
                    *(self._entry(p, self._reason(p, stale, why)) for p in unclear if not waiting),
                    *(self._entry(p, MAY_BE_A_STRANGER) for p in failed if astray),
                ),
                tuple(filter(None, remarks)),
            ),
        )

    def _trained_strangers(self, *days: DaysOf) -> list[str]:
        """Those who were, or may have been, trained in the window, as they are written."""
        trained = frozenset[str]().union(*map(self._within, days))
        return [written for who, written in self.strangers.items() if who in trained]

    def _told(self, lost: list[str]) -> str:
        if not lost:
            return ""
        named = listed([f"“{one}”" for one in lost[:MOST_NAMED]])
        more = f" and {len(lost) - MOST_NAMED} more" if len(lost) > MOST_NAMED else ""
        return (
            f"The register of {self.training.name} names people who are not in the register of "
            f"{self.question.people}: {named}{more}. Write each as it stands there, or add the "
            "person."
        )

    def _starts_late(self) -> bool:
        """Whether training may have been given before the register begins."""
        begins = self.training.covers_from or date.min
        needed = self.window.last if self.question.register_may_begin_late else self.window.first
        return begins > needed

    def _within(self, days: DaysOf) -> frozenset[str]:
        return trained_within(days, self.window, self.asking)

    def _in_doubt(self, found: InPost) -> tuple[Failed, ...]:
        """Those of whom nobody can tell whether they count, and why: of any training the same."""
        key = ("in doubt", id(found), self.day)
        if key not in self.asking.memo:
            asked = (self.question, self.asking, self.staff)
            self.asking.memo[key] = tuple(
                self._entry(
                    p, LEAVE_UNCLEAR if is_away(*asked, p, self.day) is None else BLANK_GROUP
                )
                for p in found.unsure
            )
        entries: tuple[Failed, ...] = self.asking.memo[key]
        return entries

    def _reason(self, person: RegisterRow, stale: bool, why: str) -> str:
        _, perhaps = training_days(self.question, self.asking, self.training, self.question.rows)
        return BLANK_TRAINING if joins_on(person) in self._within(perhaps) and not stale else why

    def _entry(self, person: RegisterRow, why: str) -> Failed:
        return Failed(self.staff.name, label(person), why, person.number)

    def _booked(self, people: list[RegisterRow]) -> set[str]:
        """Those with a day booked within the time allowed after they started."""
        plan = self.question.or_planned
        if plan is None:
            return set()
        length = self.asking.reading.value(plan.within)
        planned: dict[str, list[date]] = defaultdict(list)
        for row, counts in rows_held(self.training.rows, self.question.rows, self.asking):
            if counts and (day := row.day(plan.day)) is not None:
                planned[joins_on(row)].append(day)
        return {
            joins_on(p)
            for p in people
            if isinstance(length, Length)
            and (started := p.day(plan.after)) is not None
            and any(started <= d <= after(started, length) for d in planned.get(joins_on(p), ()))
        }
