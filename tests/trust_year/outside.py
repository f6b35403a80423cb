"""Register of what others counted, which agrees with what the trust's own registers say."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from mis_assessor.core.evidence.submission import Cell, Register, RegisterRow, Submission
from trust_year.plans import Plan
from trust_year.rows import Trust, register

NAME = "outside totals"
DEATHS, INCIDENTS = "perinatal deaths", "qualifying incidents"


def counted_outside(submission: Submission, trust: Trust, plan: Plan) -> Submission:
    """The submission with the counts of others beside its own registers."""
    if NAME in plan.left_out_registers:
        return submission
    rows = list(_rows(submission))
    if not rows:
        return submission
    made = register(
        trust.year,
        NAME,
        rows,
        min(row["from"] for row in rows if isinstance(row["from"], date)),
        min(trust.year.evidence_end, plan.on),
        taken_from="MBRRACE-UK, HSIB or MNSI, the NNRD and the claims wizard",
        checked_on=min(trust.year.checked_on, plan.on),
    )
    return replace(submission, registers={**submission.registers, NAME: made})


def _rows(submission: Submission) -> Iterator[dict[str, Cell | None]]:
    deaths, incidents = (submission.registers.get(name) for name in (DEATHS, INCIDENTS))
    if deaths is not None:
        eligible = [r for r in deaths.rows if r.cells.get("eligible for notification") is True]
        yield _count("MBRRACE-UK", "deaths", deaths, eligible, "day the clock starts")
    if incidents is not None:
        day = "day of birth or event"
        qualify = [r for r in incidents.rows if r.cells.get("qualifies for HSIB or MNSI") is True]
        yield _count("HSIB or MNSI", "cases", incidents, qualify, day)
        limbs = [(r, r.cells.get("brain injury limb", ())) for r in incidents.rows]
        cooled = [r for r, held in limbs if isinstance(held, tuple) and "actively cooled" in held]
        yield _count("NNRD", "babies actively cooled", incidents, cooled, day)
        sent = [r for r in incidents.rows if "reported to NHS Resolution on" in r.cells]
        yield _count("claims wizard", "cases", incidents, sent, day)


def _count(
    source: str, subject: str, own: Register, rows: list[RegisterRow], column: str
) -> dict[str, Cell | None]:
    assert own.covers_from and own.covers_to
    days = [day for row in rows if (day := row.day(column)) is not None]
    return {
        "source": source,
        "subject": subject,
        "from": own.covers_from,
        "to": own.covers_to,
        "count": sum(own.covers_from <= day <= own.covers_to for day in days),
    }
