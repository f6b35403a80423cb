"""One line of a rule held against one row: yes, no, or not known."""

from collections.abc import Callable
from datetime import date

from mis_assessor.core.answering.asking import EACH, Asking
from mis_assessor.core.answering.cell_tests import cell_holds, value_or_word
from mis_assessor.core.calendar import day_of
from mis_assessor.core.questions.row_tests import AnyRowTest, Line, RowTest
from mis_assessor.core.submission import Row

Holds = Callable[[Row], bool | None]
"""Yes, no, or None where a blank leaves it open."""


def row_test(lines: tuple[Line, ...], asking: Asking) -> Holds:
    """Whether all lines hold for a row; made once, then held against every row."""
    tests = [_line_test(line, asking) for line in lines]
    if len(tests) == 1:
        return tests[0]

    def holds(row: Row) -> bool | None:
        known: bool | None = True
        for test in tests:
            held = test(row)
            if held is False:
                return False
            if held is None:
                known = None
        return known

    return holds


def matches(lines: tuple[Line, ...], row: Row, asking: Asking) -> bool | None:
    """Whether all lines hold for one row; `row_test` is for many."""
    return row_test(lines, asking)(row)


def _line_test(line: Line, asking: Asking) -> Holds:
    """A line with its words looked up once; a column of texts is the usual case."""
    if isinstance(line, AnyRowTest):
        return _any_test([row_test(group, asking) for group in line.any_of])
    if line.is_given is not None or (line.is_ is None and line.is_one_of is None):
        return lambda row: _holds(line, row, asking)
    column, words = line.column, _words(line, asking)

    def holds(row: Row) -> bool | None:
        cell = row.cells.get(column)
        return cell in words if isinstance(cell, str) else _holds(line, row, asking)

    return holds


def _words(line: RowTest, asking: Asking) -> tuple[str, ...]:
    """The texts that a text cell may be."""
    if line.is_ is None:
        return asking.names(line.is_one_of or ())
    if line.is_ == EACH:
        return (asking.member,)
    return (str(value_or_word(line.is_, asking)),)


def _any_test(groups: list[Holds]) -> Holds:
    def holds(row: Row) -> bool | None:
        known: bool | None = False
        for group in groups:
            held = group(row)
            if held is True:
                return True
            if held is None:
                known = None
        return known

    return holds


def _holds(line: RowTest, row: Row, asking: Asking) -> bool | None:
    cell = row.cells.get(line.column)
    if line.is_given is not None:
        return (cell is not None) is line.is_given
    if cell is None:
        return None
    if isinstance(cell, date) and day_of(cell) > asking.on and not line.on_or_after:
        return False  # facts up to the assessment day count; a period may end later
    return cell_holds(line, cell, row, asking)
