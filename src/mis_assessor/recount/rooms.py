"""Databases in memory that are emptied and used again for the next sender's evidence.

Tables and calendar stay, so that the database need not work out anew how to run each query.
"""

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

from mis_assessor.recount.days import copy_calendar
from mis_assessor.recount.tables import quoted

STATEMENTS = 2048
"""So many queries a room remembers how to run."""
ROOMS = 6
"""So many empty rooms are kept: a system and its trusts are in one each."""

TABLES = 200
"""A room in which there are more is given up."""

Tables = Mapping[str, Mapping[str, str]]
"""Table, as it is quoted → its columns and their types."""


@dataclass(slots=True, eq=False)
class Room:
    """A database with a calendar to the end of a year, and the tables made in it so far."""

    database: sqlite3.Connection
    year: int
    tables: dict[str, dict[str, str]] = field(default_factory=dict)
    indexed: set[tuple[str, str]] = field(default_factory=set)

    def has_place_for(self, tables: Tables) -> bool:
        """Whether no column is here already with another type."""
        return all(
            self.tables[table].get(column, kind) == kind
            for table, columns in tables.items()
            if table in self.tables
            for column, kind in columns.items()
        )

    def furnish(self, tables: Tables) -> None:
        """Makes what is not here yet of some tables and their columns."""
        for table, columns in tables.items():
            if table not in self.tables:
                listed = ", ".join(f"{quoted(column)} {kind}" for column, kind in columns.items())
                self.database.execute(f"CREATE TABLE {table} ({listed})")
                self.tables[table] = dict(columns)
                continue
            here = self.tables[table]
            for column, kind in columns.items():
                if column not in here:
                    self.database.execute(f"ALTER TABLE {table} ADD COLUMN {quoted(column)} {kind}")
                    here[column] = kind

    def index(self, table: str, column: str) -> None:
        """Sees to it that the rows of a table are found by a column at once."""
        if (table, column) not in self.indexed:
            self.indexed.add((table, column))
            name = quoted(f"by {column} in {table}")
            self.database.execute(f"CREATE INDEX {name} ON {table} ({quoted(column)})")

    def empty(self) -> None:
        """Takes every row out of the tables that were made here."""
        self.database.execute("BEGIN")
        for table in self.tables:
            self.database.execute(f"DELETE FROM {table}")
        self.database.execute("COMMIT")


def new_room(year: int) -> Room:
    """A room that nobody used yet."""
    database = sqlite3.connect(
        ":memory:", isolation_level=None, check_same_thread=False, cached_statements=STATEMENTS
    )
    copy_calendar(database, year)
    return Room(database, year)


class Rooms:
    """Empty rooms, each given to one sender's evidence at a time."""

    def __init__(self) -> None:
        self._free: list[Room] = []

    def take(self, year: int, tables: Tables) -> Room:
        """An empty room with a place for some tables, and a calendar to the end of a year."""
        taken: list[Room] = []
        found = None
        while found is None and self._free:
            room = self._free.pop()  # at once, so that no other thread can have it too
            if room.year == year and room.has_place_for(tables):
                found = room
            else:
                taken.append(room)
        self._free.extend(reversed(taken))
        return found or new_room(year)

    def give_back(self, rooms: Iterable[Room]) -> None:
        """Empties rooms for others."""
        for room in rooms:
            if len(room.tables) <= TABLES:
                room.empty()
                self._free.append(room)
        del self._free[:-ROOMS]


@cache
def rooms_kept() -> Rooms:
    """Those of this process."""
    return Rooms()
