"""Reads a pool file whole: every trust's row, or everything that is wrong in the file.

The columns of a pool file, a row for each trust in each scheme year.

Reads one row of a pool file, as far as it can be read.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Any

from mis_assessor.core.errors import EvidenceUnreadable, Problem
from mis_assessor.core.evidence.submission import Cell
from mis_assessor.core.pool.row_check import wrong_with
from mis_assessor.core.pool.trust_year import Appealed, Declared, Reconfirmed, TrustYear, Verified
from mis_assessor.core.rules.registers import CellKind
from mis_assessor.intake.cell_columns import too_long
from mis_assessor.intake.cells import CellType, cell_type, one_of
from mis_assessor.intake.columns import Column, TableKind, by_heading
from mis_assessor.intake.files import File
from mis_assessor.intake.headings import Headings, read_headings
from mis_assessor.intake.lines import Line, csv_lines
from mis_assessor.reading import limits
from mis_assessor.reading.problems import gathered_in, one_problem, quoted

_STRING: Mapping[str, Any] = MappingProxyType({"type": "string"})


def read_code(text: str) -> str:
    """An ODS code of an organisation, in capitals."""
    if not re.fullmatch(r"[A-Z0-9]{3,5}", code := text.upper(), re.ASCII):
        raise ValueError(f"{quoted(text)} is not the ODS code of a trust. Write it as RXX.")
    return code


def read_name(text: str) -> str:
    """A name on one line, which a screen and a spreadsheet can show."""
    if not text.isprintable():
        raise ValueError(f"{quoted(text)} has a line break or a hidden character. Type it again.")
    return text


def read_scheme_year(text: str) -> int:
    """A scheme year by its number."""
    if not re.fullmatch(r"[1-9][0-9]?", text, re.ASCII):
        raise ValueError(f"{quoted(text)} is not a scheme year. Write its number, as 6.")
    return int(text)


def _entered(kind: type[StrEnum]) -> CellType:
    words = one_of(tuple(kind))

    def read(text: str) -> StrEnum:
        return kind(str(words.read(text)))

    return CellType(words.name, words.example, read, words.schema, options=words.options)


_CODE = CellType("ODS code", "RXX", read_code, _STRING)
_NAME = CellType("text", "Example NHS Trust", read_name, _STRING)
_YEAR = CellType("scheme year", "6", read_scheme_year, {"type": "integer"})
_POUNDS, _DAY = cell_type(CellKind.POUNDS), cell_type(CellKind.DAY)

_COLUMNS: Mapping[str, Column] = MappingProxyType(
    {
        "code": Column("trust code", _CODE, "The trust's ODS code.", True),
        "name": Column("trust name", _NAME, "The trust's name.", True),
        "scheme_year": Column("scheme year", _YEAR, "The number of the scheme year.", True),
        "contribution": Column("contribution", _POUNDS, "What the trust paid into the fund.", True),
        "declared": Column("declared", _entered(Declared), "What the Board declared of all ten."),
        "declared_on": Column("declared on", _DAY, "The day it was declared."),
        "verified": Column("verified", _entered(Verified), "What verification found."),
        "verified_on": Column("verified on", _DAY, "The day the trust was told."),
        "appealed": Column("appealed", _entered(Appealed), "What came of an appeal."),
        "appealed_on": Column(
            "appealed on", _DAY, "The day it was decided, or made if that is awaited."
        ),
        "reconfirmed": Column(
            "re-confirmed",
            _entered(Reconfirmed),
            "What came of looking at the declaration again.",
        ),
        "reconfirmed_on": Column(
            "re-confirmed on", _DAY, "The day it was decided, or asked for if that is awaited."
        ),
        "requested": Column(
            "discretionary requested",
            _POUNDS,
            "Discretionary payment asked for with an action plan.",
        ),
        "requested_on": Column("discretionary requested on", _DAY, "The day."),
        "awarded": Column(
            "discretionary awarded",
            _POUNDS,
            "Discretionary payment awarded; £0.00 if refused.",
        ),
        "awarded_on": Column("discretionary awarded on", _DAY, "The day."),
    }
)
"""Field of the core's `TrustYear` → the column it stands in."""

POOL = TableKind(
    "fund pool",
    "pool",
    "a trust in a scheme year",
    by_heading(_COLUMNS.values()),
    ("scheme year", "trust code"),
)

FIELDS: Mapping[str, str] = MappingProxyType({c.heading: name for name, c in _COLUMNS.items()})
"""Heading → the field of `TrustYear`."""
UNREAD: Mapping[str, str | int | date | Decimal] = MappingProxyType(
    {"code": "", "name": "", "scheme_year": 0, "contribution": Decimal(0)}
)
"""What stands in for a cell every row needs and that could not be read."""


@dataclass(slots=True)
class ReadRow:
    """A row as far as it could be read."""

    number: int
    cells: Mapping[str, Cell]
    unread: set[str]
    """Headings of cells that could not be read, and of columns that should be there."""
    problems: list[tuple[str, str]] = field(default_factory=list)
    """Heading and what is wrong; no heading where it is the whole row."""


def read_row(number: int, line: Sequence[str], headings: Headings) -> ReadRow:
    """The cells of a row, and what is wrong with those that cannot be read."""
    there = [column.heading for _, column in headings.columns]
    lost = {h for h, column in POOL.columns.items() if column.required and h not in there}
    row = ReadRow(number, {}, lost)
    if len(line) < headings.width or any(cell.strip() for cell in line[headings.width :]):
        row.problems.append(
            (
                "",
                f"has {len(line)} cells, and the heading row has {headings.width}. A comma "
                "inside a cell needs quotation marks around the cell.",
            )
        )
        row.unread.update(POOL.columns)
        return row
    cells: dict[str, Cell] = {}
    for position, one in headings.columns:
        cell, wrong = _cell(one, line[position].strip())
        if cell is not None:
            cells[one.heading] = cell
        if wrong:
            row.unread.add(one.heading)
            row.problems.append((one.heading, wrong))
    row.cells = cells
    return row


def _cell(column: Column, text: str) -> tuple[Cell | None, str]:
    """The cell, or what is wrong with it."""
    if not text:
        return None, "is blank, and every row needs it." if column.required else ""
    if len(text) > limits.CELL_LENGTH:
        return None, too_long(text)
    try:
        return column.type.read(text), ""
    except ValueError as why:
        return None, str(why)


def trust_year(row: ReadRow) -> TrustYear:
    """The row for the core; what it finds wrong is kept unless a cell there was not read."""
    known: dict[str, Any] = {FIELDS[heading]: cell for heading, cell in row.cells.items()}
    found = TrustYear(**{**UNREAD, **known})
    row.problems += [
        (wrong.column, wrong.what)
        for wrong in wrong_with(found)
        if not row.unread.intersection(wrong.read_from)
    ]
    return found


POOL_BYTES = 5 * limits.MEGABYTE
POOL_ROWS = 2_000
"""More than every trust of England in fifteen scheme years."""


def read_pool(path: Path) -> tuple[TrustYear, ...]:
    """Every row of a pool file. Raises EvidenceUnreadable with all that is wrong in it."""
    name = path.name
    if not path.is_file():
        raise one_problem(name, "is not an ordinary file. Save it as a CSV file and name that.")
    file = File(name, path.stat().st_size, lambda: path.open("rb"))
    content = file.content(POOL_BYTES)
    if content.startswith(b"PK"):
        raise one_problem(name, "is a workbook. Save its sheet as “CSV UTF-8 (comma delimited)”.")
    lines = csv_lines(name, content).lines
    first = next(lines, None)
    if first is None:
        raise one_problem(name, "is empty. Write the heading row, then one row for each trust.")
    headings = read_headings(POOL, first, name)
    problems = list(headings.problems)
    rows: list[ReadRow] = []
    with gathered_in(problems):
        for row in _rows(name, lines, headings):
            rows.append(row)  # one by one: what was read before a broken line is kept
    found = [trust_year(row) for row in rows]
    _find_twice(rows)
    problems.extend(_told(name, rows))
    if not rows and not problems:
        problems.append(Problem(name, "has no rows. Write one row for each trust."))
    if problems:
        raise EvidenceUnreadable(problems)
    return tuple(found)


def _rows(name: str, lines: Iterable[Line], headings: Headings) -> Iterator[ReadRow]:
    for number, line in enumerate(lines, start=2):
        if number > POOL_ROWS + 1:
            raise one_problem(name, f"has more than {POOL_ROWS:,} rows. Send it in parts.")
        if any(cell.strip() for cell in line):
            yield read_row(number, line, headings)


def _find_twice(rows: Sequence[ReadRow]) -> None:
    first_in: dict[tuple[Cell, ...], int] = {}
    for row in rows:
        if row.unread.intersection(POOL.key):
            continue
        key = tuple(row.cells[heading] for heading in POOL.key)
        first = first_in.setdefault(key, row.number)
        if first != row.number:
            year, code = key
            row.problems.append(
                ("", f"{code} in year {year} is already in row {first}. Keep one row.")
            )


def _told(name: str, rows: Sequence[ReadRow]) -> Iterator[Problem]:
    """Every problem in its place; of many in one column the first few."""
    counts: Counter[str] = Counter()
    for row in rows:
        for heading, what in row.problems:
            counts[heading] += 1
            if counts[heading] <= limits.SAME_PROBLEM:
                where = f"{name}, row {row.number}"
                yield Problem(where + (f", column {quoted(heading)}" if heading else ""), what)
    for heading, count in counts.items():
        if (more := count - limits.SAME_PROBLEM) > 0:
            where = name + (f", column {quoted(heading)}" if heading else "")
            yield Problem(where, f"{more:,} more problems like these.")
