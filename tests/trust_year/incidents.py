"""The register of qualifying incidents: reported, families told, candour kept."""

from datetime import date, timedelta

from mis_assessor.core.evidence.submission import Cell, Register
from mis_assessor.core.rules.quantities import Gestation
from trust_year.plans import Plan
from trust_year.rows import Trust, register

LAST_DAY = date(2022, 10, 25)
"""Early enough for every act to be done before the evidence ends."""
BRAIN_INJURY = "potential severe brain injury"
KINDS = (
    BRAIN_INJURY,
    "intrapartum stillbirth",
    BRAIN_INJURY,
    "early neonatal death",
    BRAIN_INJURY,
)
DECISIONS = {12: "does not qualify", 14: "family declined"}
"""By the number of the case; a declined one still goes to NHS Resolution."""
LIMBS = (("actively cooled",), ("grade III HIE", "actively cooled"), ("MRI changes",))


def qualifying_incidents(trust: Trust, plan: Plan) -> Register:
    """Cases from 1 April 2021; the pause never stopped their reporting."""
    number = trust.scaled(15, 4) if plan.incidents else 0
    year = trust.year
    happened = trust.days_between(year.incidents_from, year.moved(LAST_DAY), number)
    return register(
        trust.year,
        "qualifying incidents",
        [_row(trust, n, day) for n, day in enumerate(happened, start=1)],
        year.incidents_from,
        complete_to=year.complete_to,
        taken_from="incident reporting system, compared with NNRD",
    )


def _row(trust: Trust, number: int, day: date) -> dict[str, Cell | None]:
    chance = trust.random
    kind = KINDS[number % len(KINDS)]
    injury = kind == BRAIN_INJURY
    limbs = LIMBS[number % len(LIMBS)] if injury else None
    if limbs == ("MRI changes",) and day < trust.year.early_notification:
        limbs = ("actively cooled",)
    decision = DECISIONS.get(number % 15, "accepted") if trust.year.number > 3 else "accepted"
    notified = injury and day >= trust.year.early_notification and decision != "does not qualify"
    decided = day + timedelta(days=chance.randint(12, 24))
    return {
        "case": f"QI-{number:03}",
        "day of birth or event": day,
        "kind": kind,
        "gestation at birth": Gestation(chance.randint(37, 41), chance.randint(0, 6)),
        "after labour": True,
        "brain injury limb": limbs,
        "qualifies for HSIB or MNSI": True,
        "qualifies for Early Notification": injury,
        "reported to HSIB or MNSI on": day + timedelta(days=chance.randint(1, 9)),
        "HSIB or MNSI reference": f"MI-{4100 + 7 * number}",
        "HSIB or MNSI decision": decision,
        "HSIB or MNSI decision on": decided,
        "reported to NHS Resolution on": decided + timedelta(days=chance.randint(2, 9))
        if notified
        else None,
        "NHS Resolution reference": f"EN-{day.year}-{number:03}" if notified else None,
        "family told of both roles on": day + timedelta(days=chance.randint(2, 12)),
        "duty of candour required": True,
        "duty of candour complied with on": day + timedelta(days=chance.randint(1, 10)),
        "told in an accessible format": True if trust.year.number >= 7 else None,
        "claims wizard field on telling the family completed": True
        if notified and trust.year.number >= 6
        else None,
    }
