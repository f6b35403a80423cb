"""What is asked of the people on the rotas from Year 5 on, and the certificates they hold."""

from collections.abc import Iterator
from datetime import timedelta

from mis_assessor.core.evidence.submission import Cell, Register
from trust_year.rows import Trust, register
from trust_year.years import SchemeYear

ROTATING = (
    "other obstetric doctors",
    "other obstetric anaesthetic doctors",
    "neonatal junior doctors attending births",
)
NEONATAL = (
    "neonatal or paediatric consultants covering neonatal units",
    "neonatal junior doctors attending births",
)
INSTRUCTORS = 6


def later_columns(year: SchemeYear, group: str, place: int, joined: bool) -> dict[str, Cell | None]:
    """Cells of one person; a person who is not counted somewhere says so."""
    found: dict[str, Cell | None] = {}
    if year.number >= 5 and group == "other obstetric doctors":
        found["left out of fetal monitoring"] = place % 9 == 4
    if year.number >= 6 and group in ROTATING:
        found["rotational"] = joined
    if year.number >= 6 and group in NEONATAL:
        found["attends births unsupervised"] = place % 5 != 3
        found["always supervised"] = place % 5 == 3
    return found


def certificates(trust: Trust, staff: Register) -> Register:
    """Instructors of life support in Year 5; later, what doctors who resuscitate alone hold."""
    held = _instructors(staff) if trust.year.number == 5 else _life_support(trust, staff)
    return register(
        trust.year,
        "certificates",
        list(held),
        trust.year.training.first,
        taken_from="resuscitation department",
    )


def _instructors(staff: Register) -> Iterator[dict[str, Cell | None]]:
    midwives = [r for r in staff.rows if r.cells.get("staff group") == "midwives"]
    for row in midwives[:INSTRUCTORS]:
        yield {
            "person": row.cells["person"],
            "certificate": "instructor",
            "Resuscitation Council course": True,
        }


def _life_support(trust: Trust, staff: Register) -> Iterator[dict[str, Cell | None]]:
    """All but one in fourteen of the doctors hold one that outlasts the evidence."""
    doctors = [r for r in staff.rows if r.cells.get("staff group") in NEONATAL]
    for number, row in enumerate(doctors, start=1):
        if number % 14 == 0:
            continue
        ends = trust.year.evidence_end + timedelta(days=trust.random.randint(20, 900))
        yield {
            "person": row.cells["person"],
            "certificate": "newborn life support"
            if number % 4
            else "local assessment equal to BAPM",
            "valid from": ends - timedelta(days=4 * 365),
            "valid to": ends,
        }
