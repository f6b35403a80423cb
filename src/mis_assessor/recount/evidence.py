"""One sender's evidence in a database of its own, in memory."""

import sqlite3
from dataclasses import dataclass
from datetime import date

from mis_assessor.core.evidence.rows import in_columns
from mis_assessor.core.evidence.submission import Submission
from mis_assessor.recount.days import make_calendar
from mis_assessor.recount.paper_tables import write_papers
from mis_assessor.recount.tables import Table, day_of, headings_of, write_register


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

    database: sqlite3.Connection
    registers: dict[str, Table]
    submission: Submission


def evidence_in_tables(sent: Submission, on: date) -> Evidence:
    """A submission as an in-memory database, with a calendar past the assessment day."""
    database = sqlite3.connect(":memory:", isolation_level=None)
    make_calendar(database, max(map(day_of, (*days_told(sent), on))))
    database.execute("BEGIN")
    registers = {
        name: write_register(database, register, name) for name, register in sent.registers.items()
    }
    write_papers(database, sent)
    database.execute("COMMIT")
    return Evidence(database, registers, sent)
