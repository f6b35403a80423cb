"""The register of perinatal deaths: every act in time, but for a usual few."""

from collections.abc import Iterator
from datetime import date, timedelta

from mis_assessor.core.evidence.submission import Cell, Register
from mis_assessor.core.rules.calendar import after
from mis_assessor.core.rules.quantities import Gestation, Length
from trust_year.diary import working_day
from trust_year.plans import Plan
from trust_year.rows import Trust, register
from trust_year.years import SchemeYear

LAST_DEATH = date(2022, 11, 24)
"""Early enough for the parents to be asked before the evidence ends."""
PATIENT = frozenset({4})
"""Years in which a late review, or another trust's form, costs nothing."""
TWO_MONTHS, FOUR_MONTHS = Length(2, "months", ""), Length(4, "months", "")
AT_TERM: dict[str, Cell | None] = {
    "kind of death": "stillbirth",
    "gestation at birth": Gestation(39, 2),
}
"""A death that HSIB or MNSI investigates is one of its cases."""
KINDS = (
    ("stillbirth", 24, 41),
    ("neonatal death", 23, 40),
    ("stillbirth", 26, 40),
    ("late fetal loss", 22, 23),
    ("stillbirth", 34, 41),
    ("neonatal death", 24, 33),
)


def perinatal_deaths(trust: Trust, plan: Plan) -> Register:
    """Deaths since January 2022; those from the relaunch on are the ones reviewed."""
    happened: list[date] = []
    year = trust.year
    if plan.deaths:
        eve = year.reviewed_from - timedelta(days=1)
        before = trust.days_between(year.deaths_from, eve, trust.scaled(16))
        last = year.moved(LAST_DEATH)
        since = trust.days_between(year.reviewed_from, last, trust.scaled(35, 8))
        happened = [*before, *_with_early_ones(year, since)]
    return register(
        trust.year,
        "perinatal deaths",
        list(_rows(trust, plan, happened)),
        year.deaths_from,
        complete_to=year.complete_to,
        taken_from="MBRRACE-UK and the Perinatal Mortality Review Tool",
    )


def _with_early_ones(year: SchemeYear, since: list[date]) -> list[date]:
    """Some deaths so early that their report falls due before the evidence ends."""
    early = [year.reviewed_from + timedelta(days=n) for n in (0, 4, 11, 19, 28)]
    return sorted([*early[: len(since)], *since[5:]])


def _rows(trust: Trust, plan: Plan, happened: list[date]) -> Iterator[dict[str, Cell | None]]:
    reviewed = 0
    rows = []
    for number, day in enumerate(happened, start=1):
        row = _row(trust, number, day)
        cohort = day >= trust.year.reviewed_from
        if row["suitable for review"]:
            reviewed += cohort
            late = cohort and reviewed % 30 == 20 and trust.year.number in PATIENT
            late = late and after(day, TWO_MONTHS) <= trust.year.evidence_end
            row |= _review(trust, day, reviewed, late)
        rows.append(row)
    if plan.held_case_decides:
        _tip(trust.year, rows)
    yield from rows


def _tip(year: SchemeYear, rows: list[dict[str, Cell | None]]) -> None:
    """Half of the draft reports in time without the one case HSIB holds, fewer with it."""
    cohort = [r for r in rows if _asked_for_a_draft(year, r)]
    due = [r for r in cohort if after(_day(r), FOUR_MONTHS) <= year.evidence_end]
    due = due[: len(due) - 1 + len(due) % 2]
    for place, row in enumerate(cohort):
        held, done = place == len(due) - 1, place < len(due) // 2
        row["held by HSIB or MNSI"] = held
        if held:
            row |= AT_TERM
        if done:
            row["draft report"] = _day(row) + timedelta(days=90)
            row["report published"] = _day(row) + timedelta(days=150)
        else:
            row["draft report"] = row["report published"] = None
            row["reviewed by a multidisciplinary team"] = True if place < len(due) else None
    for row in cohort[len(due) :]:
        if after(_day(row), FOUR_MONTHS) <= year.evidence_end:
            row["born here"] = False


def _asked_for_a_draft(year: SchemeYear, row: dict[str, Cell | None]) -> bool:
    here = row["suitable for review"] and row["born here"] and row["died here"]
    return bool(here) and _day(row) >= year.reviewed_from


def _day(row: dict[str, Cell | None]) -> date:
    day = row["day the clock starts"]
    assert isinstance(day, date)
    return day


def _row(trust: Trust, number: int, day: date) -> dict[str, Cell | None]:
    chance = trust.random
    kind, least, most = KINDS[number % len(KINDS)]
    if number % 17 == 9:
        kind, least, most = "termination", 24, 30
    born_here = number % 11 != 5
    assigned = number % 22 == 16 and trust.year.number in PATIENT
    return {
        "case": f"PD-{number:03}",
        "kind of death": kind,
        "gestation at birth": Gestation(chance.randint(least, most), chance.randint(0, 6)),
        "day the clock starts": day,
        "eligible for notification": True,
        "suitable for review": kind != "termination",
        "born here": born_here,
        "died here": number % 13 != 7,
        "notified to MBRRACE-UK": working_day(day + timedelta(days=chance.randint(1, 4))),
        "surveillance completed": None if assigned else day + timedelta(days=chance.randint(8, 27)),
        "surveillance form assigned to another trust": assigned,
        "held by HSIB or MNSI": False,
    }


def _review(trust: Trust, day: date, reviewed: int, late: bool) -> dict[str, Cell | None]:
    """A review that starts in time; three of four reach draft and publication early."""
    chance = trust.random
    started = day + timedelta(days=chance.randint(9, 40))
    if late:
        started = after(day, TWO_MONTHS) + timedelta(days=3)
    slow = reviewed % (4 if trust.year.number in PATIENT else 12) == 0
    draft = day + timedelta(days=130 if slow else chance.randint(60, 100))
    draft = max(draft, started + timedelta(days=14)) if late else draft
    published = draft + timedelta(days=70 if slow else chance.randint(15, 40))
    told = day + timedelta(days=chance.randint(0, 3))
    held = reviewed == 8
    at_term = AT_TERM if held else {}
    team_known = draft <= trust.year.complete_to or trust.year.number not in PATIENT
    return {
        "review started": started,
        "reviewed by a multidisciplinary team": True if team_known else None,
        "draft report": None if held else _by_then(trust, draft),
        "report published": None if held else _by_then(trust, published),
        "parents told of the review": told,
        "parents' views and questions sought": told + timedelta(days=chance.randint(1, 7)),
        "delay likely": slow if trust.year.number in PATIENT else None,
        "parents given a timetable": told + timedelta(days=46)
        if slow and trust.year.number in PATIENT
        else None,
        "held by HSIB or MNSI": held,
        "external panel member present": reviewed % 4 != 0 if trust.year.number >= 7 else None,
        **at_term,
    }


def _by_then(trust: Trust, day: date) -> date | None:
    return day if day <= trust.year.complete_to else None
