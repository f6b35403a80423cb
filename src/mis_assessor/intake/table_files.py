"""Reads every table file of a submission, each one whole before it is looked into.

Reads what lies in one folder, and keeps the fingerprint of every file read.
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from mis_assessor.core.errors import Problem
from mis_assessor.core.evidence.submission import RegisterRow
from mis_assessor.intake.columns import TableKind
from mis_assessor.intake.false_alarms import FalseAlarm, FalseAlarms
from mis_assessor.intake.files import Files
from mis_assessor.intake.inventory import Inventory
from mis_assessor.intake.lines import TableLines, csv_lines
from mis_assessor.intake.registers import Tables
from mis_assessor.intake.rows_read import read_table
from mis_assessor.reading import limits
from mis_assessor.reading.problems import gathered_in


@dataclass(frozen=True, slots=True)
class TableFile:
    """One table file: its rows, or None where it could not be read."""

    name: str
    sha256: str
    rows: Sequence[RegisterRow] | None
    columns: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class TableFiles:
    """Every table of a submission by its name, and what is wrong in them."""

    kinds: Tables
    """Those that may be there."""
    found: Mapping[str, TableFile]
    problems: tuple[Problem, ...]
    remarks: tuple[str, ...] = ()
    """What keeps nothing from being read and a person should look at."""

    def rows(self, name: str) -> Sequence[RegisterRow] | None:
        """The rows of a table: none where it was not sent, None where unreadable."""
        return self.found[name].rows if name in self.found else ()

    def name(self, name: str) -> str:
        """The file of a table, as problems name it."""
        return self.found[name].name if name in self.found else f"{self.kinds[name].stem}.csv"


def read_table_files(
    files: Files, kinds: Tables, tables: Mapping[str, TableKind], alarms: FalseAlarms
) -> TableFiles:
    """Read each table; one that cannot be read does not keep the others from it."""
    found: dict[str, TableFile] = {}
    problems: list[Problem] = []
    remarks: list[str] = []
    for name, kind in tables.items():
        found[kind.name] = TableFile(name, "", None)
        with gathered_in(problems):
            content = files[name].content(limits.TABLE_BYTES)
            digest = hashlib.sha256(content).hexdigest()
            found[kind.name] = TableFile(name, digest, None)
            lines = _lines(name, content)
            rows, columns = read_table(kind, lines, alarms.in_file(name), remarks)
            found[kind.name] = TableFile(name, digest, rows, columns)
    return TableFiles(kinds, found, tuple(problems), tuple(remarks))


def _lines(name: str, content: bytes) -> TableLines:
    if not name.casefold().endswith(".xlsx"):
        return csv_lines(name, content)
    # Most submissions hold no workbook, and what reads one is slow to load.
    from mis_assessor.intake.workbooks import workbook_lines

    return workbook_lines(name, content)


T = TypeVar("T")


def read_fingerprinted(
    files: Files,
    name: str,
    read: Callable[[bytes], T],
    problems: list[Problem],
    most: int = limits.MANIFEST_BYTES,
) -> tuple[T | None, dict[str, str]]:
    """A page if it is there and can be read, and its fingerprint."""
    says, fingerprint = None, {}
    if name in files:
        with gathered_in(problems):
            content = files[name].content(most)
            fingerprint[name] = hashlib.sha256(content).hexdigest()
            says = read(content)
    return says, fingerprint


def read_contents(
    files: Files,
    kinds: Tables,
    inventory: Inventory,
    alarms: tuple[FalseAlarm, ...],
    fingerprints: dict[str, str],
    problems: list[Problem],
) -> TableFiles:
    """Every table; the fingerprints of tables and evidence, and problems, are added."""
    tables = read_table_files(files, kinds, inventory.tables, FalseAlarms(alarms))
    problems += tables.problems
    fingerprints |= {table.name: table.sha256 for table in tables.found.values()}
    for name in inventory.evidence:
        with gathered_in(problems):
            fingerprints[name] = files[name].sha256()
    return tables
