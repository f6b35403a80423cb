"""Submissions and their files, version upon version; nothing that was sent is ever lost."""

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import ColumnElement, update
from sqlmodel import col, delete, select

from mis_assessor.core.errors import NotAllowed
from mis_assessor.store.database import Work
from mis_assessor.store.records import By, Held, HeldFile, Listed, Trust
from mis_assessor.store.tables import (
    DocumentTable,
    FileTable,
    RegisterTable,
    SubmissionTable,
    TrustTable,
)


class Moved(NotAllowed):
    """Somebody else made the next version first."""


def keep_trust(work: Work, trust: Trust) -> None:
    """Keeps a trust; its name becomes the one given last."""
    work.merge(TrustTable(code=trust.code, name=trust.name))
    work.flush()


def trusts(work: Work) -> tuple[Trust, ...]:
    """Every trust, by name."""
    rows = work.exec(select(TrustTable).order_by(TrustTable.name))
    return tuple(Trust(row.code, row.name) for row in rows)


def begin(work: Work, trust: Trust, year: int, fingerprint: str, by: By) -> str:
    """A new submission without files, at version nought; gives its id, which nobody can guess."""
    keep_trust(work, trust)
    row = SubmissionTable(
        id=secrets.token_hex(8),
        trust_code=trust.code,
        scheme_year=year,
        version=0,
        fingerprint=fingerprint,
        made_by=by.who,
        made_at=by.moment,
    )
    work.add(row)
    work.flush()
    return row.id


def held(work: Work, submission: str) -> Held | None:
    """A submission as it stands, or None."""
    found = _held(work, [col(SubmissionTable.id) == submission])
    return found[0] if found else None


def all_held(work: Work, trust: str = "") -> tuple[Held, ...]:
    """Every submission, the newest first; or those of one trust."""
    return _held(work, [col(SubmissionTable.trust_code) == trust] if trust else [])


def _held(work: Work, where: Iterable[ColumnElement[bool]]) -> tuple[Held, ...]:
    asked = (
        select(SubmissionTable, TrustTable)
        .join(TrustTable)
        .where(*where)
        .order_by(col(SubmissionTable.made_at).desc(), SubmissionTable.id)
    )
    return tuple(
        Held(
            row.id,
            trust.code,
            trust.name,
            row.scheme_year,
            row.version,
            row.fingerprint,
            row.made_by,
            row.made_at,
        )
        for row, trust in work.exec(asked)
    )


def files(work: Work, submission: str, version: int | None = None) -> Mapping[str, HeldFile]:
    """The files of a submission by name: as they stand, or as they were in a version."""
    asked = select(FileTable).where(FileTable.submission_id == submission)
    if version is None:
        asked = asked.where(col(FileTable.until).is_(None))
    else:
        later = col(FileTable.until).is_(None) | (col(FileTable.until) > version)
        asked = asked.where(col(FileTable.since) <= version, later)
    return {row.name: _file(row) for row in work.exec(asked.order_by(FileTable.name))}


def history(work: Work, submission: str, name: str) -> tuple[HeldFile, ...]:
    """Every version of one file, the newest first."""
    asked = select(FileTable).where(FileTable.submission_id == submission, FileTable.name == name)
    return tuple(map(_file, work.exec(asked.order_by(col(FileTable.since).desc()))))


def _file(row: FileTable) -> HeldFile:
    return HeldFile(row.name, row.sha256, row.size, row.since, row.by, row.at)


@dataclass(frozen=True, slots=True)
class NewVersion:
    """What the next version of a submission holds that the last one did not."""

    fingerprint: str
    written: Mapping[str, tuple[str, int]]
    """By name, the fingerprint and size of each file that is new or other."""
    removed: tuple[str, ...]
    registers: tuple[Listed, ...]
    documents: tuple[Listed, ...]


def put_forward(work: Work, submission: str, version: int, new: NewVersion, by: By) -> int:
    """Makes the next version, provided that `version` is still the one that stands.

    Raises Moved where it is not: whoever calls looks again, and merges or refuses.
    """
    table = SubmissionTable
    moved = work.connection().execute(
        update(table)
        .where(col(table.id) == submission, col(table.version) == version)
        .values(version=version + 1, fingerprint=new.fingerprint)
    )
    if moved.rowcount != 1:
        raise Moved("Somebody else changed it at the same moment. Try again.")
    gone = (*new.written, *new.removed)
    standing = select(FileTable).where(
        FileTable.submission_id == submission,
        col(FileTable.until).is_(None),
        col(FileTable.name).in_(gone),
    )
    for row in work.exec(standing).all():
        row.until = version + 1
        work.add(row)
    for name, (sha256, size) in new.written.items():
        work.add(
            FileTable(
                submission_id=submission,
                name=name,
                sha256=sha256,
                size=size,
                since=version + 1,
                by=by.who,
                at=by.moment,
            )
        )
    _list_again(work, submission, new)
    work.flush()
    return version + 1


def _list_again(work: Work, submission: str, new: NewVersion) -> None:
    """What the version lists, so that it can be shown and searched without being read."""
    work.exec(delete(RegisterTable).where(col(RegisterTable.submission_id) == submission))
    work.exec(delete(DocumentTable).where(col(DocumentTable.submission_id) == submission))
    for one in new.registers:
        work.add(
            RegisterTable(
                submission_id=submission,
                name=one.id,
                file=one.title,
                sha256=one.sha256,
                rows=one.rows,
                complete_to=one.dated,
                checked_by=one.checked_by,
            )
        )
    for one in new.documents:
        work.add(
            DocumentTable(
                submission_id=submission,
                id=one.id,
                kind=one.kind,
                title=one.title,
                dated=one.dated,
                checked_by=one.checked_by,
                sha256=one.sha256,
            )
        )


def registers(work: Work, submission: str) -> tuple[Listed, ...]:
    """The registers that the standing version holds."""
    asked = select(RegisterTable).where(RegisterTable.submission_id == submission)
    return tuple(
        Listed(r.name, "register", r.file, r.complete_to, r.checked_by, r.sha256, r.rows)
        for r in work.exec(asked.order_by(RegisterTable.name))
    )


def documents(work: Work, submission: str) -> tuple[Listed, ...]:
    """The documents that the standing version lists."""
    asked = select(DocumentTable).where(DocumentTable.submission_id == submission)
    return tuple(
        Listed(d.id, d.kind, d.title, d.dated, d.checked_by, d.sha256)
        for d in work.exec(asked.order_by(DocumentTable.id))
    )
