"""One sender's evidence in a database of its own, in memory."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from mis_assessor.core.evidence.submission import Register, Submission
from mis_assessor.recount.days import YEARS_AHEAD
from mis_assessor.recount.paper_tables import OF_A_DOCUMENT, PAPERS, write_papers
from mis_assessor.recount.rooms import Room, new_room, rooms_kept
from mis_assessor.recount.tables import (
    WORDS,
    Table,
    Written,
    quoted,
    words_of,
)


def last_day_told(sent: Submission, registers: Iterable[Written], on: date) -> date:
    """The last day from which something is counted, to know how far the calendar must reach."""
    covered = [day for d in sent.documents for day in (d.covers_from, d.covers_to)]
    told = [on, *covered, *(written.last_day() for written in registers)]
    return max(day for day in told if day is not None)


@dataclass(frozen=True, slots=True)
class Evidence:
    """One sender's evidence in a database of its own, in memory."""

    room: Room
    registers: dict[str, Table]
    submission: Submission

    @property
    def database(self) -> sqlite3.Connection:
        """Where its tables are."""
        return self.room.database

    def add(self, register: Register) -> Table:
        """One more register beside those that were sent, written once."""
        if register.name not in self.registers:
            written = Written.of(register, register.name)
            self.room.furnish(_tables_of(written, False))
            written.write(self.database)
            self.registers[register.name] = written.table
        return self.registers[register.name]


def evidence_in_tables(sent: Submission, on: date, to_be_shown: bool = False) -> Evidence:
    """A submission as an in-memory database, with a calendar past the assessment day.

    One that is to be shown has a room to itself, with every column that was sent.
    """
    registers = [Written.of(register, name) for name, register in sent.registers.items()]
    tables = {quoted(name): columns for name, columns in PAPERS.items()}
    for written in registers:
        tables.update(_tables_of(written, to_be_shown))
    year = last_day_told(sent, registers, on).year + YEARS_AHEAD
    room = new_room(year) if to_be_shown else rooms_kept().take(year, tables)
    room.furnish(tables)
    for name in OF_A_DOCUMENT:
        room.index(name, "place")
    room.database.execute("BEGIN")
    for written in registers:
        written.write(room.database)
    write_papers(room.database, sent)
    room.database.execute("COMMIT")
    return Evidence(room, {written.table.register: written.table for written in registers}, sent)


def _tables_of(written: Written, with_blanks: bool) -> dict[str, dict[str, str]]:
    words = {words_of(written.table.register, column): WORDS for column in written.words()}
    return {written.table.name: written.columns(with_blanks), **words}
