"""A database of the first version, with something in every table, upgraded: all of it is there."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Boolean, Connection, Integer, MetaData, insert, select

from mis_assessor.core.errors import NotAllowed
from mis_assessor.services.backups import back_up, restore
from mis_assessor.services.stores import open_store, upgrade_store
from mis_assessor.store.database import WRITES, Database, address_of
from mis_assessor.store.upgrade import NOTED, bring_queue, newest, stands_at, upgrade

FIRST = "0001"
Rows = dict[str, list[dict[str, Any]]]


def filled(connection: Connection) -> Rows:
    """A row in every table, made without a word of what later versions know."""
    tables = MetaData()
    tables.reflect(connection)
    for table in tables.sorted_tables:
        if table.name in ("alembic_version", "audit_head"):
            continue
        values: dict[str, Any] = {}
        for column in table.columns:
            if column.foreign_keys:
                (key,) = column.foreign_keys
                values[column.name] = connection.execute(select(key.column)).scalar_one()
            elif isinstance(column.type, Boolean):
                values[column.name] = True
            elif isinstance(column.type, Integer):
                values[column.name] = 1
            else:
                values[column.name] = f"{table.name} {column.name}"
        connection.execute(insert(table), values)
    return rows(connection, tables)


def rows(connection: Connection, tables: MetaData) -> Rows:
    return {
        table.name: [dict(row) for row in connection.execute(select(table)).mappings()]
        for table in tables.sorted_tables
        if table.name != "alembic_version"
    }


def test_everything_of_the_first_version_is_there_after_an_upgrade(
    tmp_path: Path, empty_address: str
) -> None:
    address = empty_address
    database = Database(address_of(tmp_path, address))
    assert upgrade(database, FIRST) and stands_at(database) == FIRST
    with database.engine.execution_options(**{WRITES: True}).begin() as connection:
        before = filled(connection)
    assert len(before) > 15 and all(before.values())
    database.close()
    assert upgrade_store(tmp_path, address) == newest() != FIRST
    database = Database(address_of(tmp_path, address))
    assert stands_at(database) == newest()
    with database.engine.connect() as connection:
        tables = MetaData()
        tables.reflect(connection, only=list(before))
        after = rows(connection, tables)
    database.close()
    for name, held in before.items():
        kept = [{key: row[key] for key in held[0]} for row in after[name]]
        assert kept == held, name


def test_a_copy_taken_after_the_upgrade_is_put_back(tmp_path: Path) -> None:
    database = Database(address_of(tmp_path, ""))
    upgrade(database, FIRST)
    database.close()
    upgrade_store(tmp_path)
    store = open_store(tmp_path)
    back_up(store, tmp_path / "copy.zip")
    store.close()
    assert restore(tmp_path / "copy.zip", tmp_path / "again") == 0


def test_a_newer_queue_brings_its_own_steps(
    tmp_path: Path, postgres_desk: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What procrastinate changes in its tables later is taken once, by the same command."""
    from procrastinate.schema import SchemaManager

    step = tmp_path / "99.00.00_01_post_percent.sql"
    step.write_text("CREATE TABLE procrastinate_later AS SELECT '100%' AS a; SELECT 1 % 1;")
    monkeypatch.setattr(SchemaManager, "get_migrations_path", staticmethod(lambda: str(tmp_path)))
    database = postgres_desk.store.database
    for _ in range(2):
        upgrade(database)
    with database.engine.connect() as connection:
        found = connection.exec_driver_sql("SELECT a FROM procrastinate_later").scalar_one()
        assert found == "100%"
        noted = connection.exec_driver_sql(f"SELECT count(*) FROM {NOTED}").scalar_one()
    assert noted > 30


def test_without_the_extra_postgresql_is_told_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "procrastinate.schema", None)
    with pytest.raises(NotAllowed, match="extra “postgresql”"):
        bring_queue(None)  # type: ignore[arg-type]
