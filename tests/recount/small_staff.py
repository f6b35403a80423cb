"""A few people in post and their training, with days on and beside those that count."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from mis_assessor.core.evidence.rows import Cell
from mis_assessor.core.rules.calendar import after
from mis_assessor.core.rules.quantities import Length
from mis_assessor.core.rules.register_questions import PeopleQuestion

if TYPE_CHECKING:
    from recount.small_evidence import Inventor

PEOPLE = 6
LONG_AGO = timedelta(800)


def rows_of_people(
    inventor: "Inventor", question: PeopleQuestion, register: str
) -> Iterator[dict[str, Cell]]:
    """Rows of the register of staff, or of that of training."""
    if register == question.people:
        for number in range(inventor.chance.choice((0, 3, 4, 5, *[PEOPLE] * 4))):
            row = _in_post(inventor, question)
            if isinstance(started := row[question.in_post_from], date):
                inventor.started[number] = started
            yield {"person": f"P{number}", **row}
    else:
        for number in range(PEOPLE):
            for _ in range(inventor.chance.choice((0, 1, 1, 2))):
                who = f"P{number}" if inventor.happens(0.95) else f"stranger {number}"
                yield {"person": who, **_trained(inventor, question, number)}


def _counted_on(inventor: "Inventor", question: PeopleQuestion) -> date:
    """The day on which people are counted, or so."""
    name = question.in_post_on
    value = inventor.value(name)
    if isinstance(value, str):
        value = inventor.value(value)
    day = value if isinstance(value, date) else max(inventor.days)
    return min(day, inventor.on)


def _in_post(inventor: "Inventor", question: PeopleQuestion) -> dict[str, Cell]:
    counted, chance = _counted_on(inventor, question), inventor.chance
    row: dict[str, Cell] = {question.in_post_from: counted - LONG_AGO}
    if inventor.happens(0.5):
        row[question.in_post_from] = inventor.near(chance.choice((counted, inventor.on)))
    if inventor.happens(0.2):
        row[question.in_post_from] = inventor.day()
    if inventor.happens(0.3):
        row[question.in_post_to] = inventor.near(chance.choice((counted, inventor.on)))
    if question.away_from and question.away_to and inventor.happens(0.5):
        means = inventor.leave or 28
        begins = counted - timedelta(chance.choice((0, 1, means // 2, means - 1, means)))
        ends = begins + timedelta(means - 1 + chance.choice((-1, 0, 1)))
        row[question.away_from] = begins
        if inventor.happens(0.7):
            row[question.away_to] = ends
        else:
            row[question.away_from] = inventor.near(inventor.on - timedelta(means - 1))
        if inventor.happens(0.1):
            del row[question.away_from]
    return row


def _trained(inventor: "Inventor", question: PeopleQuestion, number: int) -> dict[str, Cell]:
    row: dict[str, Cell] = {question.day: inventor.day()}
    plan = question.or_planned
    within = inventor.value(plan.within) if plan else None
    if plan is not None and isinstance(within, Length) and inventor.happens(0.7):
        started = inventor.started.get(number, inventor.on)
        row[plan.day] = inventor.near(inventor.chance.choice((started, after(started, within))))
    return row
