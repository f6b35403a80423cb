"""The MSDS scorecard of the month assessed, as the final release gives it."""

from calendar import monthrange
from collections.abc import Container
from datetime import date, timedelta
from fractions import Fraction

from mis_assessor.core.evidence.submission import Cell, Register
from trust_year.rows import Trust, register

CQIM = {
    "CQIMApgar": 1,
    "CQIMTears": 3,
    "CQIMPreterm": 6,
    "CQIMPPH": 3,
    "CQIMRobson01": 15,
    "CQIMRobson02": 52,
    "CQIMRobson05": 84,
    "CQIMVBAC": 22,
    "CQIMSmokingBooking": 11,
    "CQIMSmokingDelivery": 8,
    "CQIMBreastfeeding": 72,
}
"""Each metric in percent; no value of a metric is asked for, only sound data."""
FAILED_QUALITY = ("CQIMVBAC",)
"""One of the eleven fails: ten pass, and nine are asked for."""
SHARES = {
    "height and weight or BMI by 15+0": 94,
    "complex social factor": 98,
    "antenatal care plan": 97,
    "ethnic category": 96,
    "continuity pathway indicator": 21,
    "professional and team ID": 34,
    "care professional ID in MSD202": 88,
    "care professional ID in MSD302": 83,
    "valid birthweight with unit": 97,
}


def msds_scorecard(
    trust: Trust, asked: Container[str], missed: frozenset[str] = frozenset()
) -> Register:
    """Eleven CQIMs and the criteria `asked` for; `missed` criteria fall short."""
    month = trust.year.assessed
    women = max(40, trust.births // 12)
    rows = [
        _cqim(trust, name, n, women * share // 100, women)
        for n, (name, share) in enumerate(CQIM.items(), start=1)
    ]
    rows += [
        _criterion(trust, name, 3 if name in missed else SHARES[name], n, women)
        for n, name in enumerate((s for s in SHARES if s in asked), start=len(CQIM) + 1)
    ]
    return register(
        trust.year,
        "MSDS scorecard",
        rows,
        date(month.year, month.month, 1),
        date(month.year, month.month, monthrange(month.year, month.month)[1]),
        checked_on=trust.year.published + timedelta(weeks=1),
        taken_from="NHS Digital, Maternity Services Monthly Statistics",
    )


def _cqim(trust: Trust, name: str, number: int, counted: int, women: int) -> dict[str, Cell | None]:
    return {
        **_of_the_month(trust, name, number),
        "numerator": counted,
        "denominator": women,
        "result": "Fail" if name in FAILED_QUALITY else "Pass",
    }


def _criterion(
    trust: Trust, name: str, share: int, number: int, women: int
) -> dict[str, Cell | None]:
    met = share > 5
    return {
        **_of_the_month(trust, name, number),
        "numerator": int(Fraction(women * share, 100)),
        "denominator": women,
        "result": "Pass" if met else "Fail",
    }


def _of_the_month(trust: Trust, measure: str, number: int) -> dict[str, Cell | None]:
    month = trust.year.assessed
    name = f"{date(month.year, month.month, 1):%b%y}".lower()
    return {
        "month": month,
        "measure": measure,
        "release": "final",
        "published on": trust.year.published,
        "source file and row": f"msms-{name}-cnst-scorecard.csv, row {number + 1}",
    }
