"""What a submission folder says, as text that can be put beside another way of saying it.

Every cell has one form here, however a program wrote it, so that two tables can be compared.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

import yaml

from mis_assessor.core.errors import EvidenceUnreadable, Problem
from mis_assessor.core.evidence.submission import Cell, RegisterRow
from mis_assessor.core.rules.quantities import Gestation, Month
from mis_assessor.intake.blank import as_csv
from mis_assessor.intake.columns import TableKind
from mis_assessor.intake.files import File, Files
from mis_assessor.intake.inventory import take_inventory
from mis_assessor.intake.manifest import MANIFEST, Manifest, read_manifest
from mis_assessor.intake.registers import Tables
from mis_assessor.intake.table_files import read_contents, read_fingerprinted
from mis_assessor.reading.problems import one_problem
from mis_assessor.reading.yaml_file import read_yaml

Row = Mapping[str, str]
"""The cells of a row that are not blank, by heading."""
Page = Mapping[str, Any]
"""A page of YAML as it is written: every value is text."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table: the columns it was sent with, and its rows."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Folder:
    """Everything a submission folder says, but for its files of evidence."""

    page: Page
    says: Manifest
    tables: Mapping[str, Table]
    """By the name of the table."""
    files: Mapping[str, str]
    """Table → the file it stands in."""


def cell_text(cell: Cell) -> str:
    """A cell as a table writes it.

    >>> cell_text(True), cell_text(Month(2025, 7)), cell_text(("a", "b"))
    ('yes', '2025-07', 'a; b')
    """
    match cell:
        case bool():
            return "yes" if cell else "no"
        case tuple():
            return "; ".join(cell)
        case datetime():
            return f"{cell:%Y-%m-%d %H:%M:%S}"
        case date():
            return cell.isoformat()
        case str() | int() | Decimal() | Month() | Gestation():
            return str(cell)


def row_text(row: RegisterRow) -> Row:
    """A row as a table writes it."""
    return {heading: cell_text(cell) for heading, cell in row.cells.items()}


def folder_of(files: Files, kinds: Tables) -> Folder:
    """What the files of a submission say. Raises EvidenceUnreadable with every problem."""
    inventory = take_inventory(files, kinds)
    problems: list[Problem] = list(inventory.problems)
    says, _ = read_fingerprinted(
        files, MANIFEST, lambda content: read_manifest(content, kinds.years), problems
    )
    alarms = says.false_alarms if says else ()
    read = read_contents(files, kinds, inventory, alarms, {}, problems)
    if says is None or problems:
        raise EvidenceUnreadable(dict.fromkeys(problems))
    tables = {
        name: Table(_in_order(kinds[name], found.columns), tuple(map(row_text, found.rows or ())))
        for name, found in read.found.items()
    }
    text = files[MANIFEST].content(1 << 30).decode("utf-8-sig")
    page = without_blanks(read_yaml(MANIFEST, text).content)
    return Folder(page, says, tables, {name: found.name for name, found in read.found.items()})


def _in_order(kind: TableKind, columns: frozenset[str]) -> tuple[str, ...]:
    return tuple(heading for heading in kind.columns if heading in columns)


def without_blanks(says: Any) -> Any:
    """A page without its blank headings, and without the spaces around what it says."""
    match says:
        case list():
            return [without_blanks(item) for item in says]
        case dict():
            kept = {heading: without_blanks(value) for heading, value in says.items()}
            return {heading: value for heading, value in kept.items() if value not in ("", {}, [])}
        case _:
            return str(says).strip()


def as_page(page: Page) -> bytes:
    """A page as YAML in which every value is read as the text it is."""
    text = yaml.safe_dump(
        _plain(page), allow_unicode=True, sort_keys=False, width=100, default_flow_style=False
    )
    return f"# Who submits, and for what.\n{text}".encode()


def _plain(says: Any) -> Any:
    match says:
        case Mapping():
            return {str(heading): _plain(value) for heading, value in says.items()}
        case list() | tuple():
            return [_plain(value) for value in says]
        case _:
            return str(says)


def as_table(columns: Sequence[str], rows: Iterable[Row]) -> bytes:
    """A table as CSV."""
    lines = ([row.get(heading, "") for heading in columns] for row in rows)
    return as_csv([list(columns), *lines]).encode()


def with_contents(files: Files, contents: Mapping[str, bytes]) -> Files:
    """The files of a folder as they would be with some written anew."""
    new = {name: _in_memory(name, content) for name, content in contents.items()}
    return {**files, **new}


def _in_memory(name: str, content: bytes) -> File:
    return File(name, len(content), lambda: BytesIO(content))


def csv_name(kind: TableKind, file: str = "") -> str:
    """The CSV file of a table. Raises EvidenceUnreadable where a workbook stands in its place."""
    if file.casefold().endswith(".xlsx"):
        raise one_problem(
            file,
            f"is a workbook, and what is imported is written to {kind.stem}.csv. Save it as CSV "
            "UTF-8 first, and take the workbook out of the folder.",
        )
    return file or f"{kind.stem}.csv"
