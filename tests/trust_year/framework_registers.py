"""Registers that only frameworks ask for: rates, early births, audits, money, teams."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from mis_assessor.core.evidence.submission import Cell, Register
from mis_assessor.core.rules.quantities import Gestation, Month
from trust_year.duties import YEAR
from trust_year.rows import Cells, register
from trust_year.staff import GROUPS

OPENS, CLOSES = date(2021, 4, 1), date(2022, 3, 31)
MARCH = date(2022, 3, 1)
LETTER = date(2020, 12, 14)
"""The day of the Ockenden letter, from which cases are looked at."""
MATERNITY_GROUPS = tuple(GROUPS)[:8]
REACHED = {"all women": 38, "Black": 57, "Asian": 54, "mixed ethnicity": 55}
"""Women on a continuity pathway, in per cent."""
MOST_DEPRIVED = "most deprived areas"


def rates(code: str, booked: int) -> Register:
    """The figures of March 2022 of one trust, in which so many women were booked."""
    return _year("rates", list(_rates(code, booked)), MARCH)


def _rates(code: str, booked: int) -> Iterator[Cells]:
    yield _rate("personalised care plan offered", code, "all women", booked, booked)
    with_diabetes = booked // 100
    yield _rate("glucose monitoring offered", code, "all women", with_diabetes, with_diabetes)
    yield _rate("ethnicity recorded", code, "all women", booked - booked // 40, booked)
    for group, per_cent in {**REACHED, MOST_DEPRIVED: 61}.items():
        women = booked if group == "all women" else max(4, booked // 8)
        yield _rate("on a continuity pathway", code, group, -(-women * per_cent // 100), women)


def _rate(measure: str, code: str, group: str, part: int, whole: int) -> Cells:
    return {
        "measure": measure,
        "organisation": code,
        "group": group,
        "from": MARCH,
        "to": CLOSES,
        "numerator": part,
        "denominator": whole,
        "rounded to": "1",
        "state": "local",
    }


def early_births(trusts: Sequence[str], right: int, births: int) -> Register:
    """Very early births of the system in the year, of which so many in the right place."""
    return _year(
        "early births",
        [
            {
                "case": f"EB-{number:02}",
                "provider of booking": trusts[number % len(trusts)],
                "unit of birth": f"{trusts[0 if number < right else -1]}01",
                "expected gestation": Gestation(23 + number % 4, number * 5 % 7),
                "day of birth": OPENS + timedelta(days=9 + 25 * number),
                "neonatal care on site was right for this gestation": number < right,
                "babies": 2 if number == 4 else 1,
            }
            for number in range(births)
        ],
    )


def reporting_lines() -> Register:
    """To whom the LMS Board reports."""
    return _year(
        "reporting lines",
        [
            {
                "body or post": "LMS Board",
                "reports to": to,
                "since": date(2020, 11, 2),
                "held back by another body": False,
            }
            for to in ("ICS board", "ICS quality board")
        ],
    )


def money(*, spent_on: str = "midwives") -> Register:
    """The Ockenden money and what it was spent on."""
    return _year(
        "money received and spent",
        [
            {"fund": "Ockenden allocation", "received on": date(2021, 7, 12), "received": 186_400},
            {
                "fund": "Ockenden allocation",
                "spent on": date(2022, 2, 21),
                "spent": 171_250,
                "purpose": spent_on,
            },
        ],
    )


def nil_return(name: str) -> Register:
    """A register in which there is nothing to report."""
    return _year(name, [], LETTER)


def serious_incidents(summary: str) -> Register:
    """Two cases, seen by Board and LMS within weeks, with an opinion from outside."""
    return _year(
        "serious incidents",
        [
            {
                "case": f"SI-{number}",
                "type": kind,
                "happened on": day,
                "reported on": day + timedelta(days=2),
                "outside opinion on": day + timedelta(days=40),
                "outside opinion from": "Saltmarsh Coast NHS Trust",
                "Board saw on": day + timedelta(days=24),
                "LMS saw on": day + timedelta(days=26),
                "key issues summary": summary,
                "family's named contact": True,
                "fetal heart practice an issue": False,
            }
            for number, (kind, day) in enumerate(
                (
                    ("neonatal brain injury", date(2021, 6, 9)),
                    ("intrapartum fetal death", date(2021, 11, 17)),
                ),
                start=1,
            )
        ],
        LETTER,
    )


def unit_audit(unit: str) -> Register:
    """One audit of the records of one unit: every woman asked about has a named consultant."""
    return _year(
        "record audits",
        [
            {
                "topic": "named consultant",
                "organisation": unit,
                "from": date(2021, 3, 1),
                "to": date(2021, 5, 31),
                "eligible records": 412,
                "records audited": 40,
                "records that meet it": 40,
                "done on": date(2021, 6, 14),
            }
        ],
        date(2021, 3, 1),
    )


def continuity_teams(names: Sequence[str]) -> Register:
    """Teams, each with a named obstetrician."""
    return _year(
        "continuity teams",
        [
            {
                "team": name,
                "midwives": 6,
                "named obstetrician": True,
                "most deprived areas": place == 0,
                "enhanced midwifery time": place == 0,
                "began on": date(2021, 9, 6),
            }
            for place, name in enumerate(names)
        ],
    )


def five_elements() -> Register:
    """All elements of the care bundle in place."""
    cells: list[Mapping[str, Cell | None]] = [
        {"element": e, "implemented": True, "fully implemented on": date(2021, 2, 26)}
        for e in ("1", "2", "3", "4", "5")
    ]
    return _year("elements and agreed alternatives", cells)


def continuity_measures() -> Register:
    """The two continuity criteria of the scorecard in two months, passed."""
    return _year(
        "MSDS scorecard",
        [
            {
                "month": Month(2021, month),
                "measure": measure,
                "release": "final",
                "published on": date(2021, month + 3, 24),
                "result": "Pass",
            }
            for month in (6, 7)
            for measure in ("continuity pathway indicator", "professional and team ID")
        ],
    )


def everyone_trained(people_in_each: int) -> tuple[Register, Register]:
    """A few people in every staff group, each trained with the others in the year."""
    people = [(g, f"SP-{n:02}") for n, g in enumerate(MATERNITY_GROUPS * people_in_each, start=1)]
    staff: list[Cells] = [
        {"person": person, "staff group": group, "started on": date(2015, 9, 7)}
        for group, person in people
    ]
    training: list[Cells] = [
        {
            "person": person,
            "module": "maternity emergencies",
            "attended on": date(2021, 4, 14) + timedelta(days=14 * (n % 5)),
            "multi-professional": True,
        }
        for n, (_, person) in enumerate(people)
    ]
    year_before = date(2020, 7, 1)
    return _year("staff", staff), _year("training attendance", training, year_before)


def _year(name: str, rows: Sequence[Cells], opens: date = OPENS) -> Register:
    """A register of 2021/22, complete and checked in June after it."""
    return register(
        YEAR,
        name,
        rows,
        opens,
        CLOSES,
        complete_to=YEAR.complete_to,
        checked_on=YEAR.checked_on,
        taken_from="kept for the system",
    )
