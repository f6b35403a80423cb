"""One line of a rule held against one row: yes, no, or not known.

The days between which an act of a row is in time.

One line of a rule held against one filled cell.
"""

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal

from mis_assessor.core.answering.asking import EACH, Asking
from mis_assessor.core.evidence.references import folded
from mis_assessor.core.evidence.submission import Cell, RegisterRow
from mis_assessor.core.rules.calendar import after, before, day_of
from mis_assessor.core.rules.comparisons import Mistyped
from mis_assessor.core.rules.quantities import Gestation, Length, Quantity, Times
from mis_assessor.core.rules.row_tests import AnyRowTest, RowTest, RowTestLine


def folded_cell(row: RegisterRow, column: str) -> str:
    """The text in a column as it is compared; blank is the empty text."""
    return folded(str(row.cells.get(column, "")))


def is_after(act: date, last: date) -> bool:
    """Whether an act is too late; to the second only where both are moments."""
    if type(act) is type(last):
        return act > last
    return day_of(act) > day_of(last)


def in_days(line: RowTest, cell: Cell, row: RegisterRow, asking: Asking) -> bool | None:
    """Whether a day, a moment or a month lies between the days of a line."""
    return _between(cell, *_bounds(line, row, asking))


def _between(cell: Cell, low: date | None, high: date | None) -> bool | None:
    if low is None and high is None:
        return None
    if not isinstance(cell, date):
        low_month = f"{low:%Y-%m}" if low else ""
        high_month = f"{high:%Y-%m}" if high else "9999-99"
        return low_month <= str(cell) <= high_month
    return not (low and is_after(low, cell)) and not (high and is_after(cell, high))


def _bounds(line: RowTest, row: RegisterRow, asking: Asking) -> tuple[date | None, date | None]:
    low = _named_day(line.from_ or line.on_or_after, row, asking)
    if line.within and line.before:
        return _earliest(line, row, asking), row.day(line.before)
    high = limit(line, row, asking)
    if line.to:
        high = asking.day(line.to)
    return low, high


LimitOf = Callable[[RegisterRow], date | None]
"""The last day on which the act of a line is in time for a row."""


def limit(line: RowTest, row: RegisterRow, asking: Asking) -> date | None:
    """The last day on which the act of this line is in time for this row."""
    return limits_by(line, asking)(row)


def limits_by(line: RowTest, asking: Asking) -> LimitOf:
    """The same, made once for every row: what is not the row's is looked up before."""
    if not line.within:
        return _named_limit(line.by, asking)
    if line.before:
        last = line.before
        return lambda row: row.day(last)
    length, since = asking.reading.value(line.within), line.after or ""
    if not isinstance(length, Length):
        return lambda row: None
    known: dict[date | None, date | None] = {None: None}

    def within(row: RegisterRow) -> date | None:
        start = row.day(since)
        if start not in known and start is not None:
            known[start] = after(start, length)
        return known[start]

    return within


def _named_limit(name: str | None, asking: Asking) -> LimitOf:
    if name is not None and not asking.reading.knows(name):
        return lambda row: row.day(name)
    day = _named_day(name, _NO_ROW, asking)
    return lambda row: day


def _named_day(name: str | None, row: RegisterRow, asking: Asking) -> date | None:
    """The day of a value, or of another column of the row."""
    if name is None:
        return None
    return asking.day(name) if asking.reading.knows(name) else row.day(name)


def _earliest(line: RowTest, row: RegisterRow, asking: Asking) -> date | None:
    length = asking.reading.value(line.within or "")
    last = row.day(line.before or "")
    if not isinstance(length, Length) or last is None:
        return None
    return before(last, length)


YES_NO = {"yes": True, "no": False}


def cell_holds(line: RowTest, cell: Cell, row: RegisterRow, asking: Asking) -> bool | None:
    """Whether a filled cell is what the line asks."""
    if line.is_ is not None:
        return _equals(line.is_, cell, asking)
    if line.is_one_of is not None:
        return _is_among(str(cell), asking.names(line.is_one_of))
    if line.contains_any_of is not None:
        held = cell if isinstance(cell, tuple) else (str(cell),)
        return any(_is_among(one, asking.names(line.contains_any_of)) for one in held)
    if (bound := line.is_at_least or line.is_under) is not None:
        above = _at_least(cell, asking.reading.value(bound))
        return above if line.is_at_least else not above
    return in_days(line, cell, row, asking)


def _at_least(cell: Cell, floor: Quantity | None) -> bool:
    if isinstance(cell, Gestation) and isinstance(floor, Gestation):
        return cell >= floor
    number = floor.number if isinstance(floor, Times) else floor
    if isinstance(cell, int | Decimal) and isinstance(number, int | Decimal):
        return cell >= number
    raise Mistyped(f"{type(cell).__name__} is held against {type(floor).__name__}")


def _equals(wanted: str, cell: Cell, asking: Asking) -> bool:
    if wanted == EACH:
        return _is_among(str(cell), (asking.member,))
    if isinstance(cell, bool):
        return cell is YES_NO.get(wanted)
    value = value_or_word(wanted, asking)
    return cell == value or _is_among(str(cell), (str(value),))


def _is_among(text: str, words: Iterable[str]) -> bool:
    """Whether a text is one of some words, however it is written."""
    return text in words or folded(text) in map(folded, words)


def value_or_word(name: str, asking: Asking) -> Quantity | None:
    """A value by its name, or the answer as written."""
    return asking.reading.value(name) if asking.reading.knows(name) else name


Holds = Callable[[RegisterRow], bool | None]
"""Yes, no, or None where a blank leaves it open."""


def row_test(lines: tuple[RowTestLine, ...], asking: Asking) -> Holds:
    """Whether all lines hold for a row; made once, then held against every row."""
    tests = [_line_test(line, asking) for line in lines]
    if len(tests) == 1:
        return tests[0]

    def holds(row: RegisterRow) -> bool | None:
        known: bool | None = True
        for test in tests:
            held = test(row)
            if held is False:
                return False
            if held is None:
                known = None
        return known

    return holds


def _line_test(line: RowTestLine, asking: Asking) -> Holds:
    """A line with its words looked up once; a column of texts is the usual case."""
    if isinstance(line, AnyRowTest):
        return _any_test([row_test(group, asking) for group in line.any_of])
    if line.is_given is not None or (line.is_ is None and line.is_one_of is None):
        if _days_are_of_values(line, asking):
            return _day_test(line, asking)
        return lambda row: _holds(line, row, asking)
    column, words = line.column, _words(line, asking)
    alike = frozenset(map(folded, words))

    def holds(row: RegisterRow) -> bool | None:
        cell = row.cells.get(column)
        if not isinstance(cell, str):
            return _holds(line, row, asking)
        return cell in words or folded(cell) in alike

    return holds


_NO_ROW = RegisterRow(0, {})


def _days_are_of_values(line: RowTest, asking: Asking) -> bool:
    """Whether a line asks for a day between others that are the same for every row."""
    asked = (line.is_given, line.contains_any_of, line.is_at_least, line.is_under, line.within)
    names = filter(None, (line.from_, line.on_or_after, line.by))
    return asked.count(None) == len(asked) and all(map(asking.reading.knows, names))


def _day_test(line: RowTest, asking: Asking) -> Holds:
    """A line with its days looked up once."""
    low, high = _bounds(line, _NO_ROW, asking)
    column, on, may_come = line.column, asking.on, line.on_or_after

    def holds(row: RegisterRow) -> bool | None:
        cell = row.cells.get(column)
        if cell is None:
            return None
        if isinstance(cell, date) and day_of(cell) > on and not may_come:
            return False
        return _between(cell, low, high)

    return holds


def _words(line: RowTest, asking: Asking) -> tuple[str, ...]:
    """The texts that a text cell may be."""
    if line.is_ is None:
        return asking.names(line.is_one_of or ())
    if line.is_ == EACH:
        return (asking.member,)
    return (str(value_or_word(line.is_, asking)),)


def _any_test(groups: list[Holds]) -> Holds:
    def holds(row: RegisterRow) -> bool | None:
        known: bool | None = False
        for group in groups:
            held = group(row)
            if held is True:
                return True
            if held is None:
                known = None
        return known

    return holds


def _holds(line: RowTest, row: RegisterRow, asking: Asking) -> bool | None:
    cell = row.cells.get(line.column)
    if line.is_given is not None:
        return (cell is not None) is line.is_given
    if cell is None:
        return None
    if isinstance(cell, date) and day_of(cell) > asking.on and not line.on_or_after:
        return False  # facts up to the assessment day count; a period may end later
    return cell_holds(line, cell, row, asking)
