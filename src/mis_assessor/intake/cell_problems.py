"""What is wrong with the cells of a column, the first few of each kind in full."""

from collections.abc import Iterator

from mis_assessor.core.errors import Problem
from mis_assessor.intake.cell_columns import CellColumn
from mis_assessor.intake.first_few import first_few
from mis_assessor.intake.identifiers import refusal
from mis_assessor.intake.problems import quoted


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
