"""What the registers of staff and training answer: who is in post, and who was trained."""

from dataclasses import dataclass
from datetime import date

from mis_assessor.core.evidence.answers import (
    Answer,
    NoAnswer,
    NoAnswerReason,
    Provenance,
    Tally,
    Used,
)
from mis_assessor.core.evidence.submission import ChosenWindow, Register
from mis_assessor.core.rules.register_questions import PeopleQuestion
from mis_assessor.recount.asked import Asked, ends_early, none, usable
from mis_assessor.recount.best_window import best_window
from mis_assessor.recount.days import last_day_of
from mis_assessor.recount.people import (
    LAST_DAY_OF_WINDOW,
    PERHAPS,
    SURE,
    TRAINED,
    UNSURE,
    People,
    each_person,
    strangers,
)
from mis_assessor.recount.queries import Queries, Rows
from mis_assessor.recount.registers_counted import entries
from mis_assessor.recount.tables import REFERENCE, Table
from mis_assessor.recount.terms import Terms


def count_people(queries: Queries, question: PeopleQuestion, asked: Asked) -> Answer:
    """The people of one group, those trained in the window, and who is still to train."""
    staff = usable(asked, question.people, question)
    if isinstance(staff, NoAnswer):
        return staff
    training = usable(asked, question.trained_in, question)
    if isinstance(training, NoAnswer):
        return training
    sent = _Sent(question, asked, staff, training)
    for table in sent.of[2:]:
        asked.evidence.room.index(table.name, REFERENCE)
    chosen = _window(queries, sent)
    if isinstance(chosen, NoAnswer):
        return chosen
    day = People(*sent.of).in_post_on()
    if day == LAST_DAY_OF_WINDOW:
        day = chosen.last
    if not isinstance(day, date):
        return none(NoAnswerReason.NOT_LOADED)
    found = queries.fetch(
        "each person",
        asked,
        each_person(*sent.of),
        first=chosen.first,
        last=chosen.last,
        counted_on=min(day, asked.on),
        seen_to=min(staff.complete_to or staff.covers_to or asked.on, asked.on),
        long_term_leave=asked.submission.long_term_leave_days,
    )
    unseen = asked.on > day and ends_early(asked, staff, day)
    return _tally(queries, sent, chosen, found, unseen)


@dataclass(frozen=True, slots=True)
class _Sent:
    """The registers that a question about people is answered from."""

    question: PeopleQuestion
    asked: Asked
    staff: Register
    training: Register

    @property
    def of(self) -> tuple[PeopleQuestion, Terms, Table, Table]:
        """All that the queries are made of."""
        tables = self.asked.evidence.registers
        return (
            *(self.question, self.asked.terms),
            *(tables[self.staff.name], tables[self.training.name]),
        )


def _window(queries: Queries, sent: _Sent) -> ChosenWindow | NoAnswer:
    """The trust's own window, if it is one the guidance allows; else the best one."""
    asked, rule = sent.asked, sent.question.window
    lasts = asked.terms.length(rule.lasts)
    first, last = asked.terms.day(rule.anywhere_from), asked.terms.day(rule.to)
    if lasts is None or first is None or last is None:
        return none(NoAnswerReason.NOT_LOADED)
    chosen = asked.submission.chosen.get(rule.chosen)
    if chosen is not None:
        ends = queries.fetch(
            "the last day of the window chosen", asked, last_day_of(lasts), first=chosen.first
        )
        inside = first <= chosen.first and chosen.last <= last
        if not inside or ends[0][0] != chosen.last.toordinal():
            return asked.silent()
        return chosen
    query = best_window(*sent.of, lasts, (first, last))
    found = queries.fetch("the window", asked, query)
    if not found:
        return asked.silent()
    begins, ends_on = found[0]
    return ChosenWindow(date.fromordinal(begins), date.fromordinal(ends_on))


def _tally(
    queries: Queries, sent: _Sent, chosen: ChosenWindow, found: Rows, unseen: bool
) -> Answer:
    asked, training = sent.asked, sent.training
    here = [
        (row, trained == TRAINED or booked, trained == PERHAPS)
        for row, stands, trained, booked in found
        if stands == SURE
    ]
    unsure = [row for row, stands, _, _ in found if stands == UNSURE]
    if not here and not unsure:
        return none(NoAnswerReason.MISSING if unseen else NoAnswerReason.NO_CASES)
    begins = chosen.last if sent.question.register_may_begin_late else chosen.first
    told_to = training.complete_to or training.covers_to
    stale = (
        told_to is None
        or told_to < chosen.last
        or (training.covers_from is not None and training.covers_from > begins)
    )
    chance = chosen.last
    if sent.question.window.chosen not in asked.submission.chosen:
        chance = asked.terms.day(sent.question.window.to) or chosen.last
    waiting = asked.on <= chance
    short = [(row, stale or perhaps) for row, done, perhaps in here if not done]
    unclear = [] if waiting else [row for row, open_ in short if open_]
    failed = [] if waiting else [row for row, open_ in short if not open_]
    astray = 0
    if failed:
        lost = queries.fetch(
            "strangers", asked, strangers(*sent.of), first=chosen.first, last=chosen.last
        )[0][0]
        astray = min(len(failed), lost)
    left_open = [*([row for row, _ in short] if waiting else unclear), *unsure]
    left_open += failed if astray else []
    used = Used(sent.staff.name, "", sent.staff.sha256, tuple(row for row, _, _ in here))
    return Tally(
        done=len(here) - len(short),
        failed=len(failed) - astray,
        open=len(short) if waiting else 0,
        unknown=len(unsure) + len(unclear) + astray,
        unseen=unseen,
        things="people",
        provenance=Provenance(
            (used,),
            () if astray else entries(sent.staff.name, failed),
            entries(sent.staff.name, left_open),
        ),
    )
