"""Brings a database to the tables of this version, step by step, with what is in it kept.

On PostgreSQL those of the queue too: procrastinate ships their steps, and keeps no list of them.
"""

from pathlib import Path
from typing import Any

from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

from mis_assessor.core.errors import NotAllowed
from mis_assessor.store.database import ONE_AT_A_TIME, WRITES, Database

NEWEST = "head"
NOTED = "procrastinate_brought"
"""The table of the steps of procrastinate's schema that were taken here."""


def upgrade(database: Database, to: str = NEWEST) -> str:
    """Runs every migration that is missing and gives the name of the last one.

    Raises NotAllowed where the database does not answer.
    """
    config, writing = _config(), database.engine.execution_options(**{WRITES: True})
    script = ScriptDirectory.from_config(config)

    def missing(revision: Any, _: MigrationContext) -> Any:
        return script._upgrade_revs(to, revision)

    try:
        with writing.begin() as connection, EnvironmentContext(config, script, fn=missing) as way:
            if not database.is_sqlite:
                connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({ONE_AT_A_TIME})")
            way.configure(connection=connection)
            way.run_migrations()
            if not database.is_sqlite and to == NEWEST:
                bring_queue(connection)
    except OperationalError as error:
        raise NotAllowed(
            f"The database does not answer: {str(error.orig).splitlines()[0]}. See that it runs, "
            "and that its address and password are right."
        ) from error
    return newest()


def bring_queue(connection: Connection) -> None:
    """Makes the tables of the queue, or takes the steps that a newer procrastinate needs.

    In the transaction of the upgrade: all of it is kept, or nothing. Raises NotAllowed where
    the extra “postgresql” is not installed.
    """
    try:
        from procrastinate.schema import SchemaManager
    except ImportError as missing:
        raise NotAllowed(
            "PostgreSQL needs the extra “postgresql”. Install it with “pip install "
            "mis-assessor[postgresql]”."
        ) from missing
    steps = {path.name: path for path in Path(SchemaManager.get_migrations_path()).glob("*.sql")}
    connection.exec_driver_sql(f"CREATE TABLE IF NOT EXISTS {NOTED} (step text PRIMARY KEY)")
    taken = set(connection.exec_driver_sql(f"SELECT step FROM {NOTED}").scalars())
    if not taken:
        _run(connection, SchemaManager.get_schema())
    else:
        for name in sorted(steps.keys() - taken):
            _run(connection, steps[name].read_text(encoding="utf-8"))
    for name in sorted(steps.keys() - taken):
        connection.exec_driver_sql(f"INSERT INTO {NOTED} VALUES (%s)", (name,))


def _run(connection: Connection, statements: str) -> None:
    """Several statements at once, in which a percent sign is a percent sign."""
    connection.execution_options(no_parameters=True).exec_driver_sql(statements)


def newest() -> str:
    """The last migration of this version."""
    return ScriptDirectory.from_config(_config()).get_current_head() or ""


def stands_at(database: Database) -> str:
    """The last migration that a database has had; empty for a new one."""
    with database.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision() or ""


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    return config
