"""What the registers of staff and training answer: who is in post, and who was trained."""

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
from mis_assessor.recount.people import LAST_DAY_OF_WINDOW, SURE, UNSURE, People
from mis_assessor.recount.queries import Queries, Rows
from mis_assessor.recount.registers_counted import entries
from mis_assessor.recount.row_lines import Lines


def count_people(queries: Queries, question: PeopleQuestion, asked: Asked) -> Answer:
    """The people of one group, those trained in the window, and who is still to train."""
    staff = usable(asked, question.people, question)
    if isinstance(staff, NoAnswer):
        return staff
    training = usable(asked, question.trained_in, question)
    if isinstance(training, NoAnswer):
        return training
    lines = _lines(asked, staff), _lines(asked, training)
    people = People(question, asked, staff, training, *lines)
    chosen = _window(queries, people)
    if isinstance(chosen, NoAnswer):
        return chosen
    day = people.in_post_on()
    if day == LAST_DAY_OF_WINDOW:
        day = chosen.last
    if not isinstance(day, date):
        return none(NoAnswerReason.NOT_LOADED)
    found = queries.fetch("each person", asked, people.counted(chosen, day))
    unseen = asked.on > day and ends_early(asked, staff, day)
    return _tally(queries, people, chosen, found, unseen)


def _lines(asked: Asked, register: Register) -> Lines:
    return Lines(register.name, asked.evidence.registers[register.name], asked)


def _window(queries: Queries, people: People) -> ChosenWindow | NoAnswer:
    """The trust's own window, if it is one the guidance allows; else the best one."""
    asked, rule = people.asked, people.question.window
    lasts = asked.length(rule.lasts)
    first, last = asked.day(rule.anywhere_from), asked.day(rule.to)
    if lasts is None or first is None or last is None:
        return none(NoAnswerReason.NOT_LOADED)
    chosen = asked.submission.chosen.get(rule.chosen)
    if chosen is not None:
        ends = queries.fetch(
            "the last day of the window chosen",
            asked,
            last_day_of(chosen.first, lasts),
        )
        inside = first <= chosen.first and chosen.last <= last
        if not inside or ends[0][0] != chosen.last.toordinal():
            return asked.silent()
        return chosen
    found = queries.fetch("the window", asked, best_window(people, lasts, first, last))
    if not found:
        return asked.silent()
    begins, ends_on = found[0]
    return ChosenWindow(date.fromordinal(begins), date.fromordinal(ends_on))


def _tally(
    queries: Queries, people: People, chosen: ChosenWindow, found: Rows, unseen: bool
) -> Answer:
    asked, training = people.asked, people.training
    here = [(row, bool(done), bool(perhaps)) for row, s, done, perhaps in found if s == SURE]
    unsure = [row for row, stands, _, _ in found if stands == UNSURE]
    if not here and not unsure:
        return none(NoAnswerReason.MISSING if unseen else NoAnswerReason.NO_CASES)
    begins = chosen.last if people.question.register_may_begin_late else chosen.first
    told_to = training.complete_to or training.covers_to
    stale = (
        told_to is None
        or told_to < chosen.last
        or (training.covers_from is not None and training.covers_from > begins)
    )
    chance = chosen.last
    if people.question.window.chosen not in asked.submission.chosen:
        chance = asked.day(people.question.window.to) or chosen.last
    waiting = asked.on <= chance
    short = [(row, stale or perhaps) for row, done, perhaps in here if not done]
    unclear = [] if waiting else [row for row, open_ in short if open_]
    failed = [] if waiting else [row for row, open_ in short if not open_]
    astray = 0
    if failed:
        lost = queries.fetch("strangers", asked, people.strangers(chosen))[0][0]
        astray = min(len(failed), lost)
    left_open = [*([row for row, _ in short] if waiting else unclear), *unsure]
    left_open += failed if astray else []
    used = Used(people.staff.name, "", people.staff.sha256, tuple(row for row, _, _ in here))
    return Tally(
        done=len(here) - len(short),
        failed=len(failed) - astray,
        open=len(short) if waiting else 0,
        unknown=len(unsure) + len(unclear) + astray,
        unseen=unseen,
        things="people",
        provenance=Provenance(
            (used,),
            () if astray else entries(people.staff.name, failed),
            entries(people.staff.name, left_open),
        ),
    )
