"""Brings a database to the tables of this version, step by step, with what is in it kept."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.exc import OperationalError

from mis_assessor.core.errors import NotAllowed
from mis_assessor.store.database import WRITES, Database


def upgrade(database: Database) -> str:
    """Runs every migration that is missing and gives the name of the last one.

    Raises NotAllowed where the database does not answer.
    """
    config = _config()
    try:
        with database.engine.execution_options(**{WRITES: True}).begin() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
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
