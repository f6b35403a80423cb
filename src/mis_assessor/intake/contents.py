"""Reads what lies in one folder, and keeps the fingerprint of every file read."""

import hashlib
from collections.abc import Callable
from typing import TypeVar

from mis_assessor.core.errors import Problem
from mis_assessor.intake import limits
from mis_assessor.intake.false_alarms import FalseAlarm, FalseAlarms
from mis_assessor.intake.files import Files
from mis_assessor.intake.inventory import Inventory
from mis_assessor.intake.problems import gathered_in
from mis_assessor.intake.table_files import TableFiles, read_table_files

T = TypeVar("T")


def read_fingerprinted(
    files: Files, name: str, read: Callable[[bytes], T], problems: list[Problem]
) -> tuple[T | None, dict[str, str]]:
    """A page if it is there and can be read, and its fingerprint."""
    says, fingerprint = None, {}
    if name in files:
        with gathered_in(problems):
            content = files[name].content(limits.MANIFEST_BYTES)
            fingerprint[name] = hashlib.sha256(content).hexdigest()
            says = read(content)
    return says, fingerprint


def read_contents(
    files: Files,
    inventory: Inventory,
    year: int | None,
    alarms: tuple[FalseAlarm, ...],
    fingerprints: dict[str, str],
    problems: list[Problem],
) -> TableFiles:
    """Every table; the fingerprints of tables and evidence, and problems, are added."""
    tables = read_table_files(files, inventory.tables, year, FalseAlarms(alarms))
    problems += tables.problems
    fingerprints |= {table.name: table.sha256 for table in tables.found.values()}
    for name in inventory.evidence:
        with gathered_in(problems):
            fingerprints[name] = files[name].sha256()
    return tables
