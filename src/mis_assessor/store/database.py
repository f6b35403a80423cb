"""Opens the database: SQLite in a file, or PostgreSQL by address; one transaction an act."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from threading import Lock
from typing import Any

from sqlalchemy import Engine, create_engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, OperationalError
from sqlmodel import Session

from mis_assessor.core.errors import NotAllowed

WRITES = "mis_writes"
BUSY = 30_000
"""Milliseconds that somebody waits for another process that writes."""
ONE_AT_A_TIME = 5411
"""The lock of whoever writes to PostgreSQL, so that what was looked at is so until it is kept."""
OPEN, MORE = 20, 20
"""Connections that stay open, and that may be opened beyond while many ask at once."""

Work = Session
"""One transaction: everything in it is kept, or nothing of it."""


class Database:
    """A database that is open; several threads may use it at once.

    In a file only one may write: those of this process take turns, for SQLite itself lets
    whoever waits ask again and again.
    """

    def __init__(self, url: str) -> None:
        self.engine = _open(url)
        self._writing = self.engine.execution_options(**{WRITES: True})
        self._turn = Lock() if self.is_sqlite else nullcontext()

    @property
    def is_sqlite(self) -> bool:
        """Whether it is one file on this machine."""
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def reading(self) -> Iterator[Work]:
        """Looks at one moment of the database; nothing is kept."""
        with Session(self.engine, expire_on_commit=False) as work:
            yield work

    @contextmanager
    def writing(self) -> Iterator[Work]:
        """Does one act: kept on disk when this returns, or not at all."""
        with self._turn, Session(self._writing, expire_on_commit=False) as work:
            if not self.is_sqlite:
                work.connection().exec_driver_sql(f"SELECT pg_advisory_xact_lock({ONE_AT_A_TIME})")
            yield work
            work.commit()

    def close(self) -> None:
        """Gives every connection back."""
        self.engine.dispose()


def address_of(data: Path, url: str = "") -> str:
    """The address of the database: the one given, else a file in the data folder."""
    return url or f"sqlite:///{(data / 'mis.db').as_posix()}"


def _open(url: str) -> Engine:
    """Raises NotAllowed where there is no such kind of database."""
    try:
        address = make_url(url)
        if address.drivername in ("postgresql", "postgres"):
            address = address.set(drivername="postgresql+psycopg")
        in_a_file = address.get_backend_name() == "sqlite"
        engine = create_engine(
            address, pool_pre_ping=not in_a_file, pool_size=OPEN, max_overflow=MORE
        )
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError) as wrong:
        raise NotAllowed(
            "The address of the database is not one that is known here. Write "
            "postgresql://user:password@host/name in MIS_DATABASE_URL (it needs the extra "
            "“postgresql”), or leave it empty for a file in the data folder."
        ) from wrong
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: DBAPIConnection, _: object) -> None:
    """What is written is on disk before it is acknowledged; readers never wait."""
    connection.isolation_level = None  # we begin ourselves
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout={BUSY}")
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.close()


def _begin_sqlite(connection: Any) -> None:
    """Who writes says so at once: two who read first and then write would both be refused."""
    writes = connection.get_execution_options().get(WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def answers(database: Database) -> bool:
    """Whether the database answers."""
    try:
        with database.engine.connect() as connection:
            return bool(connection.exec_driver_sql("SELECT 1").scalar())
    except OperationalError:
        return False
