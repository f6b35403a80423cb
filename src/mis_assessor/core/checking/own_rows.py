"""The trust's own rows that a national count is about: those that are, and those that may be."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from mis_assessor.core.evidence.references import folded
from mis_assessor.core.evidence.submission import Cell, Register, RegisterRow
from mis_assessor.core.rules.calendar import day_of

GIVEN, CONTAINS = "is given", "contains "


def fits(row: RegisterRow, where: Mapping[str, str]) -> bool | None:
    """Whether the cells of a row are as asked; None where a blank one leaves it open."""
    said = [_cell_fits(row.cells.get(column), asked) for column, asked in where.items()]
    if False in said:
        return False
    return None if None in said else True


def _cell_fits(cell: Cell | None, asked: str) -> bool | None:
    if asked == GIVEN:
        return cell is not None  # a day that is not there is an act not recorded
    if asked.startswith(CONTAINS):  # of a list of what applies, blank is nothing
        return isinstance(cell, tuple) and folded(asked.removeprefix(CONTAINS)) in map(folded, cell)
    match cell:
        case None:
            return None
        case bool():
            return cell is (folded(asked) == "yes")
        case _:
            return folded(str(cell)) == folded(asked)


@dataclass(frozen=True, slots=True)
class OwnCount:
    """How many rows are counted, and how many more may have to be."""

    certain: int
    open: int
    covers: bool
    """Whether the register says it covers all of the days."""


def own_count(
    register: Register, column: str, where: Mapping[str, str], first: date, last: date
) -> OwnCount:
    """The rows of a register whose day lies in a period and whose cells are as asked."""
    certain = unsure = 0
    for row in register.rows:
        day = row.day(column)
        if day is not None and not first <= day_of(day) <= last:
            continue
        match fits(row, where):
            case True if day is not None:
                certain += 1
            case False:
                pass
            case _:
                unsure += 1
    covers = (register.covers_from or date.max) <= first and last <= (
        register.covers_to or date.min
    )
    return OwnCount(certain, unsure, covers)
