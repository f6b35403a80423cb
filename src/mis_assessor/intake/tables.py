"""A table's lines as typed rows, column by column, with every problem named."""

from itertools import islice

from mis_assessor.core.errors import EvidenceUnreadable, Problem
from mis_assessor.core.submission import Row
from mis_assessor.intake import limits
from mis_assessor.intake.cell_columns import CellColumn
from mis_assessor.intake.columns import TableKind
from mis_assessor.intake.false_alarms import FalseAlarms
from mis_assessor.intake.first_few import first_few
from mis_assessor.intake.headings import Headings, read_headings
from mis_assessor.intake.lines import Lines
from mis_assessor.intake.problems import gathered_in, one_problem
from mis_assessor.intake.quick_look import QuickLook
from mis_assessor.intake.ragged_lines import squared
from mis_assessor.intake.row_checks import row_problems
from mis_assessor.intake.row_making import rows_of
from mis_assessor.intake.swaps import column_problems

_CHUNK = 500


def read_table(
    kind: TableKind, lines: Lines, year: int | None, alarms: FalseAlarms
) -> tuple[Row, ...]:
    """The rows of a table; a blank cell is absent, a blank row is left out.

    Raises EvidenceUnreadable with everything that is wrong in the whole table.
    """
    heading_row = next(lines.lines, None)
    if heading_row is None:
        raise one_problem(
            lines.place, "is empty. Keep the heading row even where there are no rows."
        )
    problems = list(lines.problems)
    headings = read_headings(kind, heading_row, lines.place, year)
    problems.extend(headings.problems)
    columns = [
        CellColumn(column, lines.place, alarms.in_column(column.heading))
        for _, column in headings.columns
    ]
    rows: list[Row] = []
    look = QuickLook(kind)
    with gathered_in(problems):
        _read_rows(lines, headings, columns, look, rows)
    problems.extend(column_problems(columns))
    problems.extend(row_problems(look, lines.place, rows, columns))
    if problems:
        raise EvidenceUnreadable(problems)
    return tuple(rows)


def _read_rows(
    lines: Lines,
    headings: Headings,
    columns: list[CellColumn],
    look: QuickLook,
    rows: list[Row],
) -> None:
    positions = [position for position, _ in headings.columns]
    names = [column.heading for _, column in headings.columns]
    first = 2
    ragged: list[Problem] = []
    while chunk := list(islice(lines.lines, _CHUNK)):
        if first + len(chunk) > limits.ROWS + 2:
            raise one_problem(
                lines.place, f"has more than {limits.ROWS:,} rows. Send only those asked for."
            )
        if set(map(len, chunk)) != {headings.width}:
            ragged += squared(chunk, headings.width, lines.place, first)
        texts = list(zip(*chunk, strict=True))
        cells = [
            column.read(texts[position], first)
            for position, column in zip(positions, columns, strict=True)
        ]
        look.at(dict(zip(names, cells, strict=True)))
        rows += rows_of(names, cells, first)
        first += len(chunk)
    if ragged:
        raise EvidenceUnreadable(
            first_few(ragged, lines.place, "rows have too few or too many cells")
        )
