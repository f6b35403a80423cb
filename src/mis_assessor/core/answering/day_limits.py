"""The days between which an act of a row is in time."""

from datetime import date, datetime

from mis_assessor.core.answering.asking import Asking
from mis_assessor.core.calendar import after, before, day_of
from mis_assessor.core.quantities import Length
from mis_assessor.core.questions.row_tests import RowTest
from mis_assessor.core.submission import Cell, Row


def is_after(act: date, last: date) -> bool:
    """Whether an act is too late; to the second only where both are moments."""
    if isinstance(act, datetime) and isinstance(last, datetime):
        return act > last
    return day_of(act) > day_of(last)


def in_days(line: RowTest, cell: Cell, row: Row, asking: Asking) -> bool | None:
    """Whether a day, a moment or a month lies between the days of a line."""
    low, high = _bounds(line, row, asking)
    if low is None and high is None:
        return None
    value = cell
    if not isinstance(value, date):
        low_month = f"{low:%Y-%m}" if low else ""
        high_month = f"{high:%Y-%m}" if high else "9999-99"
        return low_month <= str(value) <= high_month
    return not (low and is_after(low, value)) and not (high and is_after(value, high))


def _bounds(line: RowTest, row: Row, asking: Asking) -> tuple[date | None, date | None]:
    low = _named_day(line.from_ or line.on_or_after, row, asking)
    if line.within and line.before:
        return _earliest(line, row, asking), row.day(line.before)
    high = limit(line, row, asking)
    if line.to:
        high = asking.day(line.to)
    return low, high


def limit(line: RowTest, row: Row, asking: Asking) -> date | None:
    """The last day on which the act of this line is in time for this row."""
    if line.within:
        if line.before:
            return row.day(line.before)
        length = asking.reading.value(line.within)
        start = row.day(line.after or "")
        if not isinstance(length, Length) or start is None:
            return None
        return after(start, length)
    return _named_day(line.by, row, asking)


def _named_day(name: str | None, row: Row, asking: Asking) -> date | None:
    """The day of a value, or of another column of the row."""
    if name is None:
        return None
    return asking.day(name) if asking.reading.knows(name) else row.day(name)


def _earliest(line: RowTest, row: Row, asking: Asking) -> date | None:
    length = asking.reading.value(line.within or "")
    last = row.day(line.before or "")
    if not isinstance(length, Length) or last is None:
        return None
    return before(last, length)
