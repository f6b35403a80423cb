"""Verifications of packs, with their receipts: written once, and never taken out."""

from collections.abc import Iterable

from sqlmodel import col, select

from mis_assessor.store.database import Work
from mis_assessor.store.records import VerificationKept
from mis_assessor.store.tables import VerificationTable


def keep(work: Work, kept: VerificationKept) -> int:
    """Writes down a verification; gives its number."""
    row = VerificationTable(
        submission_id=kept.submission or None,
        name=kept.name,
        sha256=kept.sha256,
        trust_code=kept.trust,
        scheme_year=kept.scheme_year,
        state=kept.state,
        content=kept.content,
        receipt=kept.receipt,
        by=kept.by,
        at=kept.at,
    )
    work.add(row)
    work.flush()
    return row.id or 0


def of_number(work: Work, number: int) -> VerificationKept | None:
    """The verification of a number, or None."""
    row = work.get(VerificationTable, number)
    return _kept(row) if row else None


def verifications(
    work: Work, submission: str = "", last: int = 500
) -> tuple[VerificationKept, ...]:
    """The last verifications, the newest first: of everything, or of one submission."""
    asked = select(VerificationTable).order_by(col(VerificationTable.id).desc()).limit(last)
    if submission:
        asked = asked.where(VerificationTable.submission_id == submission)
    return tuple(map(_kept, work.exec(asked)))


def last_of_each(work: Work, submissions: Iterable[str]) -> dict[str, VerificationKept]:
    """The last verification of each of these submissions that has one."""
    asked = (
        select(VerificationTable)
        .where(col(VerificationTable.submission_id).in_(list(submissions)))
        .order_by(col(VerificationTable.id))
    )
    return {row.submission_id or "": _kept(row) for row in work.exec(asked)}


def _kept(row: VerificationTable) -> VerificationKept:
    return VerificationKept(
        row.id or 0,
        row.submission_id or "",
        row.name,
        row.sha256,
        row.trust_code,
        row.scheme_year,
        row.state,
        row.content,
        row.receipt,
        row.by,
        row.at,
    )
