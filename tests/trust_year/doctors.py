"""Registers of safety action 4: consultant attendance, and the neonatal units."""

from datetime import date, timedelta
from decimal import Decimal

from mis_assessor.core.evidence.submission import Cell, Register
from trust_year.rows import Trust, register

FIRST_DAY, LAST_EVENT = date(2022, 5, 6), date(2022, 11, 6)
"""Early enough for every miss to be reviewed before the evidence ends."""
MUST = (
    "any return to theatre",
    "caesarean before 28 weeks",
    "4th degree tear repair",
    "eclampsia",
    "maternal collapse",
    "blood loss over 2 litres, massive haemorrhage protocol running",
)
UNLESS_COMPETENT = (
    "trial of instrumental birth",
    "vaginal twin birth",
    "caesarean at full dilatation",
    "3rd degree tear repair",
    "blood loss over 1.5 litres and ongoing",
)


def consultant_attendance(trust: Trust) -> Register:
    """Events of the RCOG list; one in fifteen without a consultant, each one reviewed."""
    first, last = trust.year.moved(FIRST_DAY), trust.year.moved(LAST_EVENT)
    happened = trust.days_between(first, last, trust.scaled(90, 6))
    return register(
        trust.year,
        "consultant attendance",
        [_event(trust, n, day) for n, day in enumerate(happened, start=1)],
        first,
        complete_to=trust.year.complete_to,
        taken_from="labour ward electronic record",
    )


def _event(trust: Trust, number: int, day: date) -> dict[str, Cell | None]:
    must = number % 3 != 0
    missed = number % 15 == 0
    situations = MUST if must else UNLESS_COMPETENT
    return {
        "event": f"CA-{number:04}",
        "day": day,
        "situation": trust.random.choice(situations),
        "attendance": "must attend" if must else "must attend unless competent",
        "consultant attended in person": not missed,
        "miss reviewed on": day + timedelta(days=trust.random.randint(5, 25)) if missed else None,
        "action agreed": True if missed else None,
    }


def labour_wards(trust: Trust) -> list[str]:
    """The wards led by consultants; a larger trust has more of them."""
    number = max(1, round(trust.size))
    one = "Harrowmere labour ward"
    return [one] if number == 1 else [f"{one} {n}" for n in range(1, number + 1)]


def units(trust: Trust, nurses_short: bool = False) -> Register:
    """Two maternity units and their neonatal unit, which may be short of nurses."""
    return register(
        trust.year,
        "maternity and neonatal units",
        [
            *(_maternity(trust, ward, led=True) for ward in labour_wards(trust)),
            _maternity(trust, "Harrowmere birth centre", led=False),
            {
                "unit": "Harrowmere neonatal unit",
                "consultant-led": False,
                "neonatal tier": "local",
                "meets the BAPM medical standard": True,
                "meets the BAPM nursing standard": not nurses_short,
                "standard met last year": not nurses_short,
                "nurses required": Decimal("58.40"),
                "nurses funded": Decimal("53.20") if nurses_short else Decimal("59.10"),
                "nurses in post": Decimal("50.75") if nurses_short else Decimal("58.60"),
            },
        ],
        trust.year.moved(date(2021, 8, 9)),
        taken_from="divisional workforce return",
    )


def _maternity(trust: Trust, unit: str, *, led: bool) -> dict[str, Cell | None]:
    return {
        "unit": unit,
        "consultant-led": led,
        "lead midwife hours": Decimal("0.40") if led else None,
        "lead obstetrician hours": Decimal("0.10") if led else None,
        "leads appointed on": trust.year.moved(date(2021, 10, 4)) if led else None,
        "preterm birth lead obstetrician": led,
        "cervical scan clinic": led,
    }
