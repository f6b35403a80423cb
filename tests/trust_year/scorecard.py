"""The MSDS scorecard of July 2022, as the final release gives it."""

from datetime import date
from fractions import Fraction

from mis_assessor.core.quantities import Month
from mis_assessor.core.submission import Cell, Register
from trust_year.rows import Trust, register

JULY = Month(2022, 7)
PUBLISHED = date(2022, 10, 27)
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
}


def msds_scorecard(trust: Trust, missed: frozenset[str] = frozenset()) -> Register:
    """Eleven CQIMs and the named criteria; `missed` criteria fall short."""
    women = max(40, trust.births // 12)
    rows = [
        _cqim(name, n, women * share // 100, women)
        for n, (name, share) in enumerate(CQIM.items(), start=1)
    ]
    rows += [
        _criterion(name, 3 if name in missed else share, n, women)
        for n, (name, share) in enumerate(SHARES.items(), start=len(CQIM) + 1)
    ]
    return register(
        "MSDS scorecard",
        rows,
        date(2022, 7, 1),
        date(2022, 7, 31),
        checked_on=date(2022, 11, 3),
        taken_from="NHS Digital, Maternity Services Monthly Statistics",
    )


def _cqim(name: str, number: int, counted: int, women: int) -> dict[str, Cell | None]:
    return {
        **_of_july(name, number),
        "numerator": counted,
        "denominator": women,
        "result": "Fail" if name in FAILED_QUALITY else "Pass",
    }


def _criterion(name: str, share: int, number: int, women: int) -> dict[str, Cell | None]:
    met = share > 5
    return {
        **_of_july(name, number),
        "numerator": int(Fraction(women * share, 100)),
        "denominator": women,
        "result": "Pass" if met else "Fail",
    }


def _of_july(measure: str, number: int) -> dict[str, Cell | None]:
    return {
        "month": JULY,
        "measure": measure,
        "release": "final",
        "published on": PUBLISHED,
        "source file and row": f"msms-jul22-cnst-scorecard.csv, row {number + 1}",
    }
