"""Local maternity systems: their trusts, who sees them, and how they were assessed."""

from collections.abc import Iterable

from sqlmodel import col, delete, select

from mis_assessor.store.database import Work
from mis_assessor.store.records import SystemKept, SystemPaperKept
from mis_assessor.store.tables import (
    SystemOfficerTable,
    SystemPaperTable,
    SystemTable,
    SystemTrustTable,
)


def keep_system(
    work: Work, code: str, name: str, trusts: Iterable[str], officers: Iterable[int]
) -> None:
    """Keeps a system; its name, trusts and officers become those given last."""
    row = work.get(SystemTable, code) or SystemTable(code=code, name=name)
    row.name = name
    work.add(row)
    work.flush()
    for table in (SystemTrustTable, SystemOfficerTable):
        work.exec(delete(table).where(col(table.system_code) == code))
    work.add_all(SystemTrustTable(system_code=code, trust_code=one) for one in trusts)
    work.add_all(SystemOfficerTable(system_code=code, account_id=one) for one in officers)
    work.flush()


def systems(work: Work) -> tuple[SystemKept, ...]:
    """Every system, by name."""
    trusts: dict[str, list[str]] = {}
    for of in work.exec(select(SystemTrustTable).order_by(SystemTrustTable.trust_code)):
        trusts.setdefault(of.system_code, []).append(of.trust_code)
    officers: dict[str, list[int]] = {}
    for by in work.exec(select(SystemOfficerTable)):
        officers.setdefault(by.system_code, []).append(by.account_id)
    return tuple(
        SystemKept(
            row.code,
            row.name,
            row.folder,
            tuple(trusts.get(row.code, ())),
            tuple(officers.get(row.code, ())),
        )
        for row in work.exec(select(SystemTable).order_by(SystemTable.name))
    )


def set_folder(work: Work, code: str, sha256: str) -> None:
    """What a system itself sent becomes the one given last."""
    row = work.get_one(SystemTable, code)
    row.folder = sha256
    work.add(row)
    work.flush()


def keep_system_paper(work: Work, kept: SystemPaperKept) -> None:
    """Keeps an assessment of a system beside those before it."""
    work.add(
        SystemPaperTable(
            system_code=kept.system,
            digest=kept.digest,
            on=kept.on,
            content=kept.content,
            page=kept.page,
            pdf=kept.pdf,
            by=kept.by,
            at=kept.at,
        )
    )
    work.flush()


def last_system_paper(work: Work, code: str) -> SystemPaperKept | None:
    """The last assessment of a system, or None."""
    asked = select(SystemPaperTable).where(SystemPaperTable.system_code == code)
    row = work.exec(asked.order_by(col(SystemPaperTable.id).desc()).limit(1)).one_or_none()
    if row is None:
        return None
    return SystemPaperKept(
        row.system_code, row.digest, row.on, row.content, row.page, row.pdf, row.by, row.at
    )
