"""The queue's own tables on PostgreSQL: put there, and brought along with procrastinate."""

from pathlib import Path

from sqlalchemy import Connection

from mis_assessor.core.errors import NotAllowed

NOTED = "procrastinate_brought"
"""The table of the steps of procrastinate's schema that were taken here."""


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
