"""A table's lines as typed rows, column by column, with every problem named."""

from collections.abc import Sequence
from itertools import compress, islice

from mis_assessor.core.errors import EvidenceUnreadable, Problem
from mis_assessor.core.evidence.rows import Column, Rows
from mis_assessor.intake.cell_columns import FIRST_ROW, CellColumn
from mis_assessor.intake.column_problems import column_problems
from mis_assessor.intake.columns import TableKind
from mis_assessor.intake.false_alarms import FalseAlarms
from mis_assessor.intake.headings import Headings, read_headings
from mis_assessor.intake.lines import Line, TableLines, in_stretches, side_by_side, squared
from mis_assessor.intake.row_checks import QuickLook, row_problems
from mis_assessor.reading import limits
from mis_assessor.reading.problems import first_few, gathered_in, one_problem

_CHUNK = 500
_MOST_ABOVE_HEADINGS = 30


Table = tuple[Rows, frozenset[str]]
"""Rows, and the columns there are."""


def read_table(
    kind: TableKind, lines: TableLines, alarms: FalseAlarms, remarks: list[str] | None = None
) -> Table:
    """The rows of a table; a blank cell is absent, a blank row is left out.

    What a person should look at, and keeps no row from being read, is added to `remarks`.

    Raises EvidenceUnreadable with everything that is wrong in the whole table.
    """
    heading_row = next(lines.lines, None)
    if heading_row is None:
        raise one_problem(
            lines.place, "is empty. Keep the heading row even where there are no rows."
        )
    problems = list(lines.problems)
    below = islice(lines.lines, _MOST_ABOVE_HEADINGS)  # read only where row 1 holds none
    headings = read_headings(kind, heading_row, lines.place, below)
    problems.extend(headings.problems)
    columns = [
        CellColumn(column, lines.place, alarms.in_column(column.heading))
        for _, column in headings.columns
    ]
    with gathered_in(problems):
        _take_rows(lines, headings, columns)
    read = {column.column.heading: column.read() for column in columns}
    rows = _rows(read)
    problems.extend(column_problems(columns))
    problems.extend(row_problems(QuickLook(kind, read), lines.place, rows, columns))
    if problems:
        raise EvidenceUnreadable(problems)
    if remarks is not None:
        remarks += headings.remarks
        remarks += filter(None, (column.nobody for column in columns))
    return rows, frozenset(read)


def _rows(columns: dict[str, Column]) -> Rows:
    """Columns as rows, without those in which all is blank."""
    every = next(iter(columns.values())).codes
    numbers: Sequence[int] = range(FIRST_ROW, FIRST_ROW + len(every))
    if all(None in column.cells for column in columns.values()):
        said = [c.each([cell is not None for cell in c.cells]) for c in columns.values()]
        kept = [any(row) for row in zip(*said, strict=True)]
        if not all(kept):
            numbers = [*compress(numbers, kept)]
            columns = {name: column.where(kept) for name, column in columns.items()}
    return Rows(numbers, columns)


def _take_rows(lines: TableLines, headings: Headings, columns: list[CellColumn]) -> None:
    positions = [position for position, _ in headings.columns]
    first = FIRST_ROW
    ragged: list[Problem] = []

    def take(chunk: list[Line]) -> None:
        if set(map(len, chunk)) != {headings.width}:
            ragged.extend(squared(chunk, headings.width, lines, first))
        texts = list(zip(*chunk, strict=True))
        for position, column in zip(positions, columns, strict=True):
            column.add(texts[position])

    for stretch in in_stretches(lines.below):
        if cells := side_by_side(stretch, headings.width):
            for position, column in zip(positions, columns, strict=True):
                column.add(cells[position])
            first += len(cells[0])
        else:
            take(chunk := [line.split(",") if line else [] for line in stretch.split("\n")])
            first += len(chunk)
    while not lines.below and (chunk := list(islice(lines.lines, _CHUNK))):
        if first + len(chunk) > limits.ROWS + FIRST_ROW:
            raise one_problem(
                lines.place, f"has more than {limits.ROWS:,} rows. Send only those asked for."
            )
        take(chunk)
        first += len(chunk)
    if ragged:
        raise EvidenceUnreadable(
            first_few(ragged, lines.place, "rows have too few or too many cells")
        )
