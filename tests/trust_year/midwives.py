"""Registers of safety action 5: shifts, one-to-one care and the establishment."""

from datetime import date
from decimal import Decimal

from mis_assessor.core.evidence.submission import Cell, Register
from mis_assessor.core.rules.quantities import Month
from trust_year.doctors import labour_wards
from trust_year.rows import Trust, days, months, register

ONE_LOST_IN = 34
"""Where the coordinator was not always supernumerary: one shift in so many is lost."""


def labour_ward_shifts(trust: Trust, *, some_lost: bool = False) -> Register:
    """A day and a night shift on every day; a larger trust has more labour wards."""
    wards = labour_wards(trust)
    rows: list[dict[str, Cell | None]] = []
    for day in days(trust.year.shifts_from, trust.year.evidence_end):
        for ward in wards:
            for shift in ("day", "night"):
                lost = some_lost and len(rows) % ONE_LOST_IN == 17
                unit = ward if len(wards) > 1 else None
                rows.append(_shift(day, shift, unit, lost) | _later_columns(trust))
    return register(
        trust.year,
        "labour ward shifts",
        rows,
        trust.year.shifts_from,
        taken_from="labour ward acuity tool",
    )


def _shift(day: date, shift: str, ward: str | None, lost: bool) -> dict[str, Cell | None]:
    return {
        "day": day,
        "shift": shift,
        "unit": ward,
        "coordinator rostered as supernumerary": True,
        "coordinator supernumerary at the start": True,
        "supernumerary throughout": not lost,
    }


def _later_columns(trust: Trust) -> dict[str, Cell | None]:
    """What is asked of a shift from Year 5 on, in the place of the third answer."""
    if trust.year.number < 5:
        return {}
    return {
        "supernumerary throughout": None,
        "gave one-to-one or established-labour care": False,
        "escalation plan used": False,
    }


def one_to_one_care(trust: Trust, *, some_without: bool = False) -> Register:
    """Women in active labour by month, and how many had a midwife to themselves."""
    rows: list[dict[str, Cell | None]] = []
    first, last = trust.year.moved(date(2021, 8, 1)), trust.year.moved(date(2022, 12, 31))
    last = min(last, trust.year.checked_on)
    for month in months(Month(first.year, first.month), Month(last.year, last.month)):
        women = max(5, round(trust.births / 12 * trust.random.uniform(0.66, 0.74)))
        rows.append(
            {
                "month": month,
                "women in active labour": women,
                "women with one-to-one care": women - (women // 60 + 1 if some_without else 0),
            }
        )
    return register(
        trust.year,
        "one-to-one care",
        rows,
        first,
        last,
        taken_from="maternity information system",
    )


def midwifery_establishment(trust: Trust, *, gap: bool = False) -> Register:
    """Two calculations, a year apart; the budget pays for what was calculated."""
    moved = trust.year.moved
    needed = Decimal(round(trust.births / 24.5 * 100)) / 100
    return register(
        trust.year,
        "midwifery establishment",
        [
            _calculation(moved(date(2021, 9, 30)), needed - Decimal("1.80"), Decimal("0.40")),
            _calculation(moved(date(2022, 6, 30)), needed, Decimal("-4.60" if gap else "0.35")),
        ],
        moved(date(2021, 8, 9)),
        taken_from="Birthrate Plus report and the ledger",
    )


def _calculation(as_at: date, needed: Decimal, over: Decimal) -> dict[str, Cell | None]:
    return {
        "as at": as_at,
        "calculated posts": needed,
        "funded posts": needed + over,
        "posts filled": needed - Decimal("6.20"),
        "tool": "Birthrate Plus",
    }
