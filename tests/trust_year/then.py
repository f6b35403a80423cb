"""The submission as the trust could have sent it on an earlier day."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from mis_assessor.core.evidence.submission import (
    Cell,
    Document,
    Register,
    RegisterRow,
    Statement,
    Submission,
)


def as_known_on(whole: Submission, day: date) -> Submission:
    """Only what had happened, had been written and had been checked by that day."""
    return replace(
        whole,
        registers={r.name: _register(r, day) for r in whole.registers.values() if _begun(r, day)},
        documents=tuple(_document(d, day) for d in whole.documents if _known(d.dated, day)),
        statements={n: s for n, s in whole.statements.items() if _said(s, day)},
        judgements=tuple(j for j in whole.judgements if j.on <= day),
        declared={},
    )


def _known(when: date | None, day: date) -> bool:
    return when is not None and when <= day


def _said(statement: Statement, day: date) -> bool:
    return statement.said_on <= day


def _begun(register: Register, day: date) -> bool:
    return _known(register.covers_from, day)


def _register(register: Register, day: date) -> Register:
    """A row that began later is not there yet; an act that came later is blank."""
    rows = [_row(row, day) for row in register.rows if _row_begun(row, day)]
    last = min(register.covers_to or day, day)
    return replace(
        register,
        rows=tuple(replace(row, number=n) for n, row in enumerate(rows, start=2)),
        covers_to=last,
        complete_to=min(register.complete_to or last, day),
        nothing_to_report=not rows,
        checked_on=day if register.checked_on else None,
        taken_on=day,
    )


def _row_begun(row: RegisterRow, day: date) -> bool:
    """A row begins on its first day, or in its month."""
    for cell in row.cells.values():
        match cell:
            case datetime():
                continue
            case date():
                return cell <= day
            case str() | bool() | int() | tuple():
                continue
            case _ if hasattr(cell, "year"):
                return str(cell) <= f"{day:%Y-%m}"
    return True


def _row(row: RegisterRow, day: date) -> RegisterRow:
    return RegisterRow(row.number, {h: c for h, c in row.cells.items() if not _later(c, day)})


def _later(cell: Cell, day: date) -> bool:
    return isinstance(cell, date) and cell > day


def _document(document: Document, day: date) -> Document:
    events = tuple(e for e in document.events if e.on <= day)
    checked = document.checked_on is not None and document.checked_on <= day + timedelta(days=3)
    return replace(
        document,
        events=events,
        contents=tuple(
            replace(c, looked_on=min(c.looked_on or day, day)) for c in document.contents
        ),
        progress_reported_on=tuple(d for d in document.progress_reported_on if d <= day),
        checked_by=document.checked_by if checked else "",
        checked_on=min(document.checked_on, day) if checked and document.checked_on else None,
    )
