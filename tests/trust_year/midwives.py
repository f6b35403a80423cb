"""Registers of safety action 5: shifts, one-to-one care and the establishment."""

from datetime import date
from decimal import Decimal

from mis_assessor.core.quantities import Month
from mis_assessor.core.submission import Cell, Register
from trust_year.plans import EVIDENCE_END
from trust_year.rows import Trust, days, months, register

FIRST_SHIFT = date(2021, 12, 6)
ONE_LOST_IN = 34
"""Where the coordinator was not always supernumerary: one shift in so many is lost."""


def labour_ward_shifts(
    trust: Trust, *, some_lost: bool = False, first: date = FIRST_SHIFT
) -> Register:
    """A day and a night shift on every day; a larger trust has more labour wards."""
    wards = max(1, round(trust.size))
    rows: list[dict[str, Cell | None]] = []
    for day in days(first, EVIDENCE_END):
        for ward in range(1, wards + 1):
            for shift in ("day", "night"):
                lost = some_lost and len(rows) % ONE_LOST_IN == 17
                rows.append(_shift(day, shift, f"ward {ward}" if wards > 1 else None, lost))
    return register("labour ward shifts", rows, first, taken_from="labour ward acuity tool")


def _shift(day: date, shift: str, ward: str | None, lost: bool) -> dict[str, Cell | None]:
    return {
        "day": day,
        "shift": shift,
        "unit": ward,
        "coordinator rostered as supernumerary": True,
        "coordinator supernumerary at the start": True,
        "supernumerary throughout": not lost,
    }


def one_to_one_care(trust: Trust, *, some_without: bool = False) -> Register:
    """Women in active labour by month, and how many had a midwife to themselves."""
    rows: list[dict[str, Cell | None]] = []
    for month in months(Month(2021, 8), Month(2022, 12)):
        women = max(5, round(trust.births / 12 * trust.random.uniform(0.66, 0.74)))
        rows.append(
            {
                "month": month,
                "women in active labour": women,
                "women with one-to-one care": women - (women // 60 + 1 if some_without else 0),
            }
        )
    return register(
        "one-to-one care",
        rows,
        date(2021, 8, 1),
        date(2022, 12, 31),
        taken_from="maternity information system",
    )


def midwifery_establishment(trust: Trust, *, gap: bool = False) -> Register:
    """Two calculations, a year apart; the budget pays for what was calculated."""
    needed = Decimal(round(trust.births / 24.5 * 100)) / 100
    return register(
        "midwifery establishment",
        [
            _calculation(date(2021, 9, 30), needed - Decimal("1.80"), Decimal("0.40")),
            _calculation(date(2022, 6, 30), needed, Decimal("-4.60" if gap else "0.35")),
        ],
        date(2021, 8, 9),
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
