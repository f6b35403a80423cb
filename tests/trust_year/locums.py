"""The register of locum placements: every doctor known to the unit, or certified."""

from datetime import date, timedelta

from mis_assessor.core.evidence.submission import Cell, Register
from trust_year.rows import Trust, register

FIRST_DAY, LAST_DAY = date(2022, 3, 1), date(2022, 11, 10)


def locum_placements(trust: Trust) -> Register:
    """Short placements in each of the ways the Royal College allows, and a few long ones."""
    first, last = trust.year.moved(FIRST_DAY), trust.year.moved(LAST_DAY)
    happened = trust.days_between(first, last, trust.scaled(30, 8))
    return register(
        trust.year,
        "locum placements",
        [_placement(trust, n, day) for n, day in enumerate(happened, start=1)],
        first,
        taken_from="medical staffing",
    )


def _placement(trust: Trust, number: int, day: date) -> dict[str, Cell | None]:
    chance = trust.random
    long_term = number % 5 == 0
    length = chance.randint(20, 90) if long_term else chance.randint(0, 12)
    return {
        "placement": f"LP-{number:03}",
        "first day": day,
        "last day": day + timedelta(days=length),
        "tier": ("2", "3", "consultant")[number % 3],
        "long term": long_term,
        "long-term guidance followed": True if long_term else None,
        **_known(trust, number, day),
    }


def _known(trust: Trust, number: int, day: date) -> dict[str, Cell | None]:
    """On the unit's own rota, lately a trainee here, or holding the certificate."""
    match number % 4:
        case 0 | 1:
            return {"on our current rota": True}
        case 2:
            return {
                "on our current rota": False,
                "last worked here as trainee": day - timedelta(days=trust.random.randint(90, 1500)),
                "still in programme": True,
                "progress satisfactory": True,
            }
        case _:
            return {
                "on our current rota": False,
                "certificate of eligibility valid to": day + timedelta(days=200),
            }
