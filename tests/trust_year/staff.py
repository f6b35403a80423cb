"""Registers of safety action 8: everybody in post, and the training they attended."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from mis_assessor.core.evidence.submission import Cell, Register
from trust_year.plans import Plan
from trust_year.rotas import later_columns
from trust_year.rows import Trust, register

LAST_COURSE, REGISTER_ENDS = date(2022, 11, 25), date(2022, 12, 31)
GROUPS = {
    "obstetric consultants": 18,
    "other obstetric doctors": 36,
    "midwives": 196,
    "maternity support workers and health care assistants": 62,
    "obstetric anaesthetic consultants": 16,
    "other obstetric anaesthetic doctors": 22,
    "maternity critical care staff": 12,
    "maternity theatre staff": 12,
    "neonatal or paediatric consultants covering neonatal units": 10,
    "neonatal junior doctors attending births": 16,
    "neonatal nurses band 5 and above": 48,
    "advanced neonatal nurse practitioners": 6,
}
"""People in post on the last day of the evidence, in a trust of the usual size."""
MODULES = ("maternity emergencies", "fetal monitoring", "neonatal life support")
ROLES = {
    "midwives": ("community midwife", "core midwife", "core midwife", "birth centre midwife"),
    "other obstetric doctors": ("specialty trainee", "GP trainee", "foundation doctor"),
}


@dataclass(frozen=True, slots=True)
class _Person:
    reference: str
    group: str
    cells: dict[str, Cell | None]
    counts: bool
    """In post on the last day, and not on long-term leave."""


def staff_and_training(trust: Trust, plan: Plan) -> tuple[Register, Register]:
    """Staff with leavers, joiners and long-term leave; in every group 90% are trained."""
    people = list(_people(trust))
    ends = min(trust.year.moved(REGISTER_ENDS), trust.year.checked_on)
    staff = register(
        trust.year,
        "staff",
        [p.cells for p in people],
        trust.year.training.first,
        ends,
        taken_from="electronic staff record",
    )
    training = register(
        trust.year,
        "training attendance",
        [row for module in MODULES for row in _attended(trust, plan, people, module)],
        trust.year.moved(date(2021, 8, 9)),
        ends,
        taken_from="training database",
    )
    return staff, training


def _people(trust: Trust) -> Iterator[_Person]:
    """Everybody, numbered in the order in which they joined."""
    people = list(_unnumbered(trust))
    joined = sorted(range(len(people)), key=lambda n: (str(people[n].cells["started on"]), n))
    numbers = {n: f"SP-{number:04}" for number, n in enumerate(joined, start=1)}
    for n, person in enumerate(people):
        cells = {"person": numbers[n], **person.cells}
        yield replace(person, reference=numbers[n], cells=cells)


def _unnumbered(trust: Trust) -> Iterator[_Person]:
    for group, usual in GROUPS.items():
        in_post = trust.scaled(usual, 3)
        for place in range(in_post + in_post // 14 + in_post // 25):
            kind = "here" if place < in_post else "left" if place % 2 else "away"
            yield _person(trust, group, place, kind)


def _person(trust: Trust, group: str, place: int, kind: str) -> _Person:
    chance = trust.random
    moved = trust.year.moved
    joined = place % 12 == 7
    started = (
        trust.day_between(moved(date(2022, 2, 1)), moved(date(2022, 9, 30)))
        if joined
        else trust.day_between(date(2004, 1, 5), date(2021, 7, 30))
    )
    roles = ROLES.get(group)
    cells: dict[str, Cell | None] = {
        "staff group": group,
        "role": chance.choice(roles) if roles else None,
        "started on": started,
        **later_columns(trust.year, group, place, joined),
    }
    if kind == "left":
        cells["left on"] = trust.day_between(moved(date(2022, 10, 1)), moved(LAST_COURSE))
    if kind == "away":
        away_from = trust.day_between(moved(date(2022, 6, 1)), moved(date(2022, 9, 1)))
        cells["on long-term leave from"] = away_from
        cells["on long-term leave to"] = moved(REGISTER_ENDS)
    return _Person("", group, cells, kind == "here")


def _attended(
    trust: Trust, plan: Plan, people: list[_Person], module: str
) -> Iterator[dict[str, Cell | None]]:
    for group in GROUPS:
        members = [p for p in people if p.group == group]
        counting = [p.reference for p in members if p.counts]
        short = len(counting) // 14
        if plan.one_short == (group, module):
            short = len(counting) - (-(-9 * len(counting) // 10) - 1)
        trust.random.shuffle(counting)
        for person in members:
            attendance = _attendance(trust, person, module)
            if person.reference not in counting[:short]:
                yield attendance


def _attendance(trust: Trust, person: _Person, module: str) -> dict[str, Cell | None]:
    started = person.cells["started on"]
    assert isinstance(started, date)
    left = person.cells.get("left on")
    last = trust.year.moved(LAST_COURSE)
    last = min(last, left) if isinstance(left, date) else last
    first = min(last, max(trust.year.training.first, started + timedelta(days=14)))
    return {
        "person": person.reference,
        "module": module,
        "attended on": trust.day_between(first, max(first, last)),
        "whole day": True if module == "maternity emergencies" else None,
        "in house": True,
        "multi-professional": True if module == "maternity emergencies" else None,
        "neonatal course taken": "in house" if module == "neonatal life support" else None,
        "competency passed": True if module == "fetal monitoring" else None,
    }
