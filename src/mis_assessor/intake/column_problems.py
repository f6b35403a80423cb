"""What is wrong with the cells of a column, the first few of each kind in full.

Whole columns that cannot be right: changed places, or holding something else.
"""

from collections.abc import Iterable, Iterator

from mis_assessor.core.errors import Problem
from mis_assessor.intake.cell_columns import CellColumn
from mis_assessor.intake.identifiers import refusal
from mis_assessor.reading.problems import first_few, quoted


def cell_problems(column: CellColumn) -> Iterator[Problem]:
    """The cells of a column that could not be read, the first few of them in full."""
    for row, text in column.first_refused:
        yield Problem(column.at(row), column.sentence(text))
    if (more := column.refused - len(column.first_refused)) > 0:
        yield Problem(column.where, f"{more:,} more cells in this column cannot be read.")


def identifier_problems(column: CellColumn) -> Iterator[Problem]:
    """The cells of a column that look like patient identifiers, never repeated."""
    found = (Problem(column.at(row), refusal(what)) for row, what in column.identifiers)
    yield from first_few(found, column.where, "cells look like patient identifiers")


def style_problems(column: CellColumn) -> Iterator[Problem]:
    """Days written in two orders or two forms, which cannot be told apart."""
    slashes, hyphens = column.first_slashes, column.first_hyphens
    if slashes and hyphens:
        yield Problem(
            column.where,
            f"has days in two forms: {quoted(slashes[1])} in row {slashes[0]} and "
            f"{quoted(hyphens[1])} in row {hyphens[0]}. Write every day as 2022-02-28.",
        )
    if slashes and column.month_first and column.accepted:
        yield Problem(
            column.where,
            "has days with the month first, so the others in this column may be either "
            "way round. Write every day as 2022-02-28.",
        )


def column_problems(columns: Iterable[CellColumn]) -> Iterator[Problem]:
    """Everything wrong in the columns of a table, in one sentence where one will do."""
    columns = list(columns)
    lost = [c for c in columns if c.refused > 1 and not c.accepted]
    for column in columns:
        yield from identifier_problems(column)
        if column in lost:
            yield _whole_column(column, lost)
        else:
            yield from cell_problems(column)
            yield from style_problems(column)


def _whole_column(column: CellColumn, lost: list[CellColumn]) -> Problem:
    row, text = column.first_refused[0]
    other = next((o for o in lost if o is not column and _fit(column, o)), None)
    swapped = (
        f" “{column.column.heading}” and “{other.column.heading}” seem to have changed "
        "places; check the heading row."
        if other
        else f" {column.sentence(text)}"
    )
    return Problem(
        column.where,
        f"none of its {column.refused:,} cells can be read as a "
        f"{column.column.type.name}; the first is {quoted(text)} in row {row}.{swapped}",
    )


def _fit(one: CellColumn, other: CellColumn) -> bool:
    """Whether the cells of two columns can each be read as the other's."""
    return _reads(one, other) and _reads(other, one)


def _reads(cells_of: CellColumn, column: CellColumn) -> bool:
    try:
        for _, text in cells_of.first_refused:
            column.column.type.read(text.strip())
    except ValueError:
        return False
    return True
