"""The audit: lines that are only ever added, each with the fingerprint of the one before."""

import hashlib
import json
from dataclasses import dataclass

from sqlmodel import col, select

from mis_assessor.store.database import Work
from mis_assessor.store.records import AuditLine, By
from mis_assessor.store.tables import AuditHeadTable, AuditTable


def hold(work: Work) -> AuditHeadTable:
    """The last line, held until the transaction ends: whoever else writes waits for that."""
    asked = select(AuditHeadTable).where(AuditHeadTable.id == 1)
    return work.exec(asked.with_for_update().execution_options(populate_existing=True)).one()


def write(work: Work, by: By, act: str, about: str, **detail: str | int) -> str:
    """Adds a line, in the same transaction as what it tells of; gives the new head."""
    head = hold(work)
    if by.through:
        detail["through"] = by.through
    line = AuditTable(
        number=head.number + 1,
        at=by.moment,
        who=by.who,
        role=by.role,
        trust=by.trust,
        act=act,
        about=about,
        detail=json.dumps(detail, ensure_ascii=False, sort_keys=True),
        previous=head.hash,
        hash="",
    )
    line.hash = chained(_line(line))
    head.number, head.hash = line.number, line.hash
    work.add(line)
    work.add(head)
    work.flush()
    return line.hash


def chained(line: AuditLine) -> str:
    """The fingerprint of a line, which is over the fingerprint of the one before too."""
    said = [line.number, line.at, line.who, line.role, line.trust, line.act, line.about]
    text = json.dumps([line.previous, *said, line.detail], ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Chain:
    """How the audit stands when it is gone through."""

    lines: int
    head: str
    broken_at: int
    """The first line that is not as it was written; 0 where all are."""
    why: str
    found: bool
    """Whether the fingerprint that was looked for is that of a line."""


def verify(work: Work, looked_for: str = "") -> Chain:
    """Goes through every line from the first; `looked_for` may be only its beginning."""
    previous, number, found = "", 0, False
    for row in work.exec(select(AuditTable).order_by(col(AuditTable.number))):
        number += 1
        line = _line(row)
        if line.number != number:
            return Chain(number - 1, previous, number, f"line {number} is missing", found)
        if line.previous != previous:
            return Chain(number, previous, number, "it does not follow on the line before", found)
        if chained(line) != line.hash:
            return Chain(number, previous, number, "it is not as it was written", found)
        previous = line.hash
        found |= bool(looked_for) and line.hash.startswith(looked_for)
    head = work.exec(select(AuditHeadTable)).one()
    if (head.number, head.hash) != (number, previous):
        return Chain(number, previous, number + 1, "lines at the end are missing", found)
    return Chain(number, previous, 0, "", found)


def head_of(work: Work) -> str:
    """The fingerprint of the last line; empty before the first."""
    return work.exec(select(AuditHeadTable.hash)).one()


def lines(
    work: Work, about: str = "", trust: str = "", last: int = 200, before: int = 0
) -> tuple[AuditLine, ...]:
    """The last lines, newest first: of all, of one submission, or of one trust.

    With `before`, the last of those that stand before that line.
    """
    asked = select(AuditTable).order_by(col(AuditTable.number).desc()).limit(last)
    if about:
        asked = asked.where(AuditTable.about == about)
    if trust:
        asked = asked.where(AuditTable.trust == trust)
    if before:
        asked = asked.where(col(AuditTable.number) < before)
    return tuple(map(_line, work.exec(asked)))


def lines_of_act(work: Work, act: str, last: int = 50) -> tuple[AuditLine, ...]:
    """The last lines that tell of one kind of act, the newest first."""
    asked = select(AuditTable).where(AuditTable.act == act)
    return tuple(map(_line, work.exec(asked.order_by(col(AuditTable.number).desc()).limit(last))))


def _line(row: AuditTable) -> AuditLine:
    return AuditLine(
        row.number,
        row.at,
        row.who,
        row.role,
        row.trust,
        row.act,
        row.about,
        row.detail,
        row.previous,
        row.hash,
    )
