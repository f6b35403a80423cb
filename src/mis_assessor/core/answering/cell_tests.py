"""One line of a rule held against one filled cell."""

from decimal import Decimal

from mis_assessor.core.answering.asking import EACH, Asking
from mis_assessor.core.answering.day_limits import in_days
from mis_assessor.core.quantities import Gestation, Quantity, Times
from mis_assessor.core.questions.row_tests import RowTest
from mis_assessor.core.submission import Cell, Row

YES_NO = {"yes": True, "no": False}


def cell_holds(line: RowTest, cell: Cell, row: Row, asking: Asking) -> bool | None:
    """Whether a filled cell is what the line asks."""
    if line.is_ is not None:
        return _equals(line.is_, cell, asking)
    if line.is_one_of is not None:
        return str(cell) in asking.names(line.is_one_of)
    if line.contains_any_of is not None:
        held = cell if isinstance(cell, tuple) else (str(cell),)
        return bool(set(held) & set(asking.names(line.contains_any_of)))
    if (bound := line.is_at_least or line.is_under) is not None:
        above = _at_least(cell, asking.reading.value(bound))
        return above if line.is_at_least else not above
    return in_days(line, cell, row, asking)


def _at_least(cell: Cell, floor: Quantity | None) -> bool:
    if isinstance(cell, Gestation) and isinstance(floor, Gestation):
        return cell >= floor
    number = floor.number if isinstance(floor, Times) else floor
    assert isinstance(cell, int | Decimal) and isinstance(number, int | Decimal)
    return cell >= number


def _equals(wanted: str, cell: Cell, asking: Asking) -> bool:
    if wanted == EACH:
        return str(cell) == asking.member
    if isinstance(cell, bool):
        return cell is YES_NO.get(wanted)
    value = value_or_word(wanted, asking)
    return cell == value or str(cell) == str(value)


def value_or_word(name: str, asking: Asking) -> Quantity | None:
    """A value by its name, or the answer as written."""
    return asking.reading.value(name) if asking.reading.knows(name) else name
