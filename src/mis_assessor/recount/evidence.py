"""One sender's evidence in a database of its own, in memory."""

import sqlite3
from dataclasses import dataclass
from datetime import date

from mis_assessor.core.evidence.rows import in_columns
from mis_assessor.core.evidence.submission import Register, Submission
from mis_assessor.recount.days import YEARS_AHEAD
from mis_assessor.recount.paper_tables import OF_A_DOCUMENT, PAPERS, write_papers
from mis_assessor.recount.rooms import Room, new_room, rooms_kept
from mis_assessor.recount.tables import (
    WORDS,
    Table,
    Written,
    day_of,
    headings_of,
    quoted,
    words_of,
)


def days_told(sent: Submission) -> list[date]:
    """Every day from which something is counted, to know which years the calendar must hold."""
    covered = [day for d in sent.documents for day in (d.covers_from, d.covers_to) if day]
    return covered + [
        cell
        for register in sent.registers.values()
        for column in headings_of(register)
        for cell in in_columns(register.rows).column(column).cells
        if isinstance(cell, date)
    ]


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
    year = max(map(day_of, (*days_told(sent), on))).year + YEARS_AHEAD
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
