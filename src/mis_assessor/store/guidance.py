"""Guidance documents, and what people read in them of each value; all of it written once."""

from dataclasses import asdict

from sqlmodel import col, select

from mis_assessor.store.database import Work
from mis_assessor.store.records import GuidanceKept, ValueRead
from mis_assessor.store.tables import ConfirmationTable, GuidanceTable


def keep_guidance(work: Work, kept: GuidanceKept) -> int:
    """Keeps a document of one edition; the same one again is the one that is there."""
    there = [g for g in guidance(work) if (g.sha256, g.edition) == (kept.sha256, kept.edition)]
    if there:
        return there[0].number
    row = GuidanceTable(
        scheme_year=kept.scheme_year,
        edition=kept.edition,
        name=kept.name,
        sha256=kept.sha256,
        pages=kept.pages,
        by=kept.by,
        at=kept.at,
    )
    work.add(row)
    work.flush()
    return row.id or 0


def guidance(work: Work) -> tuple[GuidanceKept, ...]:
    """Every document, the newest year first."""
    asked = select(GuidanceTable).order_by(
        col(GuidanceTable.scheme_year).desc(), col(GuidanceTable.id)
    )
    return tuple(
        GuidanceKept(
            row.id or 0,
            row.scheme_year,
            row.edition,
            row.name,
            row.sha256,
            row.pages,
            row.by,
            row.at,
        )
        for row in work.exec(asked)
    )


def say(work: Work, read: ValueRead) -> None:
    """Writes down what somebody read; what was said last of a value is what counts."""
    work.add(ConfirmationTable(**asdict(read)))
    work.flush()


def said(work: Work) -> tuple[ValueRead, ...]:
    """Everything that was said of values, the oldest first."""
    rows = work.exec(select(ConfirmationTable).order_by(col(ConfirmationTable.id)))
    return tuple(
        ValueRead(
            row.requirement,
            row.value,
            row.fingerprint,
            row.by,
            row.on,
            row.document,
            row.page,
            row.sha256,
            row.says,
        )
        for row in rows
    )
