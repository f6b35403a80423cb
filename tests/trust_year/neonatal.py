"""The register of term admissions."""

from datetime import date, timedelta

from mis_assessor.core.evidence.submission import Cell, Register
from mis_assessor.core.rules.quantities import Gestation
from trust_year.rows import Trust, register

FIRST_DAY = date(2022, 4, 1)
TERM_ADMISSIONS_OF_BIRTHS = 0.045


def term_admissions(trust: Trust) -> Register:
    """Babies of 37 weeks and more moved to the neonatal unit, each of them reviewed."""
    number = max(3, round(trust.births * TERM_ADMISSIONS_OF_BIRTHS * 8 / 12))
    first = trust.year.moved(FIRST_DAY)
    happened = trust.days_between(first, trust.year.evidence_end, number)
    return register(
        trust.year,
        "term admissions",
        [_admission(trust, n, day) for n, day in enumerate(happened, start=1)],
        first,
        taken_from="BadgerNet and the labour ward book",
    )


def _admission(trust: Trust, number: int, day: date) -> dict[str, Cell | None]:
    chance = trust.random
    return {
        "case": f"TA-{number:04}",
        "gestation at birth": Gestation(chance.randint(37, 41), chance.randint(0, 6)),
        "day of admission": day,
        "day of discharge": day + timedelta(days=chance.randint(0, 9)),
        "unplanned": number % 9 != 4,
        "on BadgerNet": number % 23 != 11,
        "reviewed by maternity and neonatal together": day + timedelta(days=chance.randint(2, 20)),
        "separation avoidable": ("no", "no", "no", "yes", "cannot say")[number % 5],
        "met transitional care criteria but no capacity or staff": number % 31 == 7,
        "admitted or kept only for nasogastric feeding": number % 37 == 5,
    }
