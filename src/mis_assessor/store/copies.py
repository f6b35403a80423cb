"""Every table as plain rows, of one moment, and put back; the same for both databases.

So a copy taken of a file on one machine can be put into PostgreSQL on another.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Integer, Table, insert, select, text, update
from sqlmodel import SQLModel

from mis_assessor.core.errors import EvidenceUnreadable, NotAllowed
from mis_assessor.store.audit import verify
from mis_assessor.store.database import Database
from mis_assessor.store.jobs import JobTable
from mis_assessor.store.tables import AuditHeadTable
from mis_assessor.store.tables_of_people import (
    AttemptTable,
    InvitationTable,
    SignOnTable,
    VisitTable,
)

Rows = Mapping[str, Sequence[Mapping[str, Any]]]
OF_A_VISIT = (AttemptTable, InvitationTable, JobTable, SignOnTable, VisitTable)
"""What a copy leaves out: who is signed in, links that still work, and jobs under way."""


def _tables() -> list[Table]:
    left_out = {one.__tablename__ for one in OF_A_VISIT}
    return [t for t in SQLModel.metadata.sorted_tables if t.name not in left_out]


def everything(database: Database) -> Rows:
    """Every row of every table as it was at one moment, while others go on writing."""
    level = {} if database.is_sqlite else {"isolation_level": "REPEATABLE READ"}
    with database.engine.connect().execution_options(**level) as connection, connection.begin():
        return {
            table.name: [dict(row) for row in connection.execute(select(table)).mappings()]
            for table in _tables()
        }


def put_back(database: Database, rows: Rows) -> None:
    """Puts every row into an empty database: all of them, or none. Raises NotAllowed, and
    EvidenceUnreadable where the audit among them is not whole.
    """
    heads = AuditHeadTable.__tablename__
    known = {table.name for table in _tables()}
    if strange := sorted(set(rows) - known):
        raise NotAllowed(f"The copy has a table that this version does not know: {strange[0]}.")
    with database.writing() as work:
        connection = work.connection()
        for table in _tables():
            if table.name != heads and connection.execute(select(table).limit(1)).first():
                raise NotAllowed("There is something in the database. Name an empty one.")
        for table in _tables():
            its = [dict(row) for row in rows.get(table.name, ())]
            if table.name == heads:
                for head in its:
                    connection.execute(update(table).values(**head))
            elif its:
                connection.execute(insert(table), its)
        if (chain := verify(work)).broken_at:
            raise EvidenceUnreadable(
                f"The audit in the copy is not whole from line {chain.broken_at} on: {chain.why}."
            )
        if not database.is_sqlite:
            for table in _tables():
                if "id" in table.c and isinstance(table.c["id"].type, Integer):
                    _count_on(connection, table.name)


def _count_on(connection: Any, table: str) -> None:
    """PostgreSQL counts its numbers apart from the rows."""
    connection.execute(
        text(
            f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), "
            f'coalesce((SELECT max(id) FROM "{table}"), 0) + 1, false)'
        )
    )


_NAMES_CONTENTS = {
    "file": ("sha256",),
    "paper": ("sha256",),
    "assessment": ("content",),
    "guidance": ("sha256",),
    "verification": ("content", "receipt"),
    "system": ("folder",),
    "system_paper": ("content", "page", "pdf"),
}
"""The columns that hold the fingerprint of a content, by table."""


def contents_named(rows: Rows) -> frozenset[str]:
    """The fingerprints of every content that some row names."""
    return frozenset(
        row[column]
        for table, columns in _NAMES_CONTENTS.items()
        for row in rows.get(table, ())
        for column in columns
        if row[column]
    )
