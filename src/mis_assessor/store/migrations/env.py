"""Alembic's way in: it is given a connection, and takes every migration in one transaction."""

from alembic import context

connection = context.config.attributes["connection"]
if connection.dialect.name == "postgresql":
    connection.exec_driver_sql("SELECT pg_advisory_xact_lock(5411)")  # one at a time
context.configure(connection=connection)
context.run_migrations()
