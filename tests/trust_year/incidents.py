"""The register of qualifying incidents: reported, families told, candour kept."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from mis_assessor.core.evidence.submission import Cell, Register
from mis_assessor.core.rules.quantities import Gestation
from trust_year.plans import Plan
from trust_year.rows import Trust, register

TERM = Gestation(37, 0)
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


@dataclass(frozen=True, slots=True)
class Happened:
    """A case as it happened: the day of birth, what it was, the gestation."""

    day: date
    kind: str
    gestation: Gestation


def qualifying_incidents(trust: Trust, plan: Plan, deaths: Register) -> Register:
    """Cases from 1 April 2021; the pause never stopped their reporting."""
    number = trust.scaled(15, 4) if plan.incidents else 0
    year = trust.year
    happened = [
        Happened(day, KINDS[n % len(KINDS)], _at_term(trust))
        for n, day in enumerate(
            trust.days_between(year.incidents_from, year.moved(LAST_DAY), number), start=1
        )
    ]
    told = list(_also_deaths(trust, deaths)) if plan.incidents else []
    held = [one for one, is_held in told if is_held]
    others = [one for one, is_held in told if not is_held]
    unseen = [h for h in happened if h.kind == BRAIN_INJURY or h.day < year.deaths_from]
    wanted = max(0, len(happened) - len(unseen) - len(held))
    cases = sorted([*unseen, *held, *others[:wanted]], key=lambda h: h.day)
    return register(
        trust.year,
        "qualifying incidents",
        [_row(trust, n, one) for n, one in enumerate(cases, start=1)],
        year.incidents_from,
        complete_to=year.complete_to,
        taken_from="incident reporting system, compared with NNRD",
    )


def _at_term(trust: Trust) -> Gestation:
    return Gestation(trust.random.randint(37, 41), trust.random.randint(0, 6))


def _also_deaths(trust: Trust, deaths: Register) -> Iterator[tuple[Happened, bool]]:
    """Babies of the register of deaths who are cases too, and whether HSIB or MNSI holds them."""
    first, last = trust.year.incidents_from, trust.year.moved(LAST_DAY)
    for row in deaths.rows:
        died, gestation = row.day("day the clock starts"), row.cells["gestation at birth"]
        assert died and isinstance(gestation, Gestation)
        stillborn = row.cells["kind of death"] == "stillbirth"
        if gestation < TERM or not (stillborn or row.cells["kind of death"] == "neonatal death"):
            continue
        born = died if stillborn else died - timedelta(days=trust.random.randint(0, 6))
        kind = "intrapartum stillbirth" if stillborn else "early neonatal death"
        held = row.cells["held by HSIB or MNSI"] is True
        if held or (first <= born and max(born, trust.year.deaths_from) == born <= last):
            yield Happened(born, kind, gestation), held


def _row(trust: Trust, number: int, one: Happened) -> dict[str, Cell | None]:
    chance = trust.random
    kind, day = one.kind, one.day
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
        "gestation at birth": one.gestation,
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
