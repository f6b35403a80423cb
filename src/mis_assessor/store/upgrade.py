"""Brings a database to the tables of this version, step by step, with what is in it kept."""

from pathlib import Path
from typing import Any

from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.exc import OperationalError

from mis_assessor.core.errors import NotAllowed
from mis_assessor.store.database import WRITES, Database
from mis_assessor.store.queue_schema import bring_queue

NEWEST = "head"


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
                connection.exec_driver_sql("SELECT pg_advisory_xact_lock(5411)")  # one at a time
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
