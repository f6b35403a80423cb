"""Lines of a rule held against all rows of a register at once, each distinct cell only once.

A register is long and says few different things. What a line makes of each is looked up for
every row; a byte a row says whether all lines hold.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import compress

from mis_assessor.core.answering.asking import KEYS, Asking
from mis_assessor.core.answering.rows import row_test
from mis_assessor.core.evidence.references import all_folded
from mis_assessor.core.evidence.rows import IN_A_BYTE, Rows
from mis_assessor.core.rules.row_tests import RowTestLine, columns_of, tests_of

NO, OPEN, YES = 0, 1, 3
"""Whether something holds of a row; OPEN where a blank leaves it open, so that “and” is &."""
Marks = bytes
"""One number for each row."""
_MARKS = {False: NO, None: OPEN, True: YES}
_FOR_CERTAIN = bytes([NO, NO, NO, YES]).ljust(IN_A_BYTE, b"\0")
_NOT_FOR_CERTAIN = bytes([YES, YES, YES, NO]).ljust(IN_A_BYTE, b"\0")
_PERHAPS = bytes([NO, YES, NO, NO]).ljust(IN_A_BYTE, b"\0")


@dataclass(frozen=True, slots=True)
class Held:
    """The rows for which no line is known not to hold: their places, and what is known."""

    places: Sequence[int]
    marks: Marks


def columns_read(lines: Sequence[RowTestLine], asking: Asking) -> tuple[str, ...]:
    """Every column that lines look at, in one order."""
    knows = asking.reading.knows
    found = {c for test in tests_of(lines) for c in columns_of(test, knows)}
    found |= {t.from_ for t in tests_of(lines) if t.from_ and not knows(t.from_)}
    return tuple(sorted(found))


def marks_of(rows: Rows, lines: Sequence[RowTestLine], asking: Asking) -> Marks:
    """For each row whether all lines hold."""
    marks = [_marks_of_line(rows, line, asking) for line in lines]
    return both(*marks) if marks else bytes([YES]) * len(rows)


def _marks_of_line(rows: Rows, line: RowTestLine, asking: Asking) -> Marks:
    alike = rows.alike(columns_read((line,), asking))
    holds = row_test((line,), asking)
    return alike.marked([_MARKS[holds(row)] for row in alike.cells])


def both(first: Marks, *others: Marks) -> Marks:
    """Where all of some marks are."""
    if not others:
        return first
    together = int.from_bytes(first, "little")
    for marks in others:
        together &= int.from_bytes(marks, "little")
    return together.to_bytes(len(first), "little")


def either(rows: int, *any_of: Marks) -> Marks:
    """Of so many rows, where any of some marks is."""
    together = 0
    for marks in any_of:
        together |= int.from_bytes(marks, "little")
    return together.to_bytes(rows, "little")


def but_for(marks: Marks, *others: Marks) -> Marks:
    """Where some marks are and none of the others is for certain."""
    return both(marks, *(other.translate(_NOT_FOR_CERTAIN) for other in others))


def surely(marks: Marks) -> Marks:
    """Only where it holds for certain."""
    return marks.translate(_FOR_CERTAIN)


def perhaps(marks: Marks) -> Marks:
    """Only where a blank leaves it open."""
    return marks.translate(_PERHAPS)


def rows_held(rows: Rows, lines: Sequence[RowTestLine], asking: Asking) -> Held:
    """The rows for which no line is known not to hold; kept, as others ask for the same."""
    marks = marks_of(rows, lines, asking)
    key = ("held", id(rows), marks)
    if key not in asking.memo:
        held = Held([*compress(range(len(rows)), marks)], marks)
        asking.memo[key] = held, rows  # as long as the rows are kept, nothing else has their id
    kept: Held = asking.memo[key][0]
    return kept


def labels(rows: Rows, asking: Asking) -> Sequence[str]:
    """How each row is named to people, as `label` names it."""
    return _kept(("labels", id(rows)), rows, asking, _labels)


def references(rows: Rows, asking: Asking) -> Sequence[str]:
    """What each row is joined on, as `joins_on` says."""
    return _kept(("references", id(rows)), rows, asking, _references)


def _kept(
    key: object, rows: Rows, asking: Asking, work: Callable[[Rows], Sequence[str]]
) -> Sequence[str]:
    if key not in asking.memo:
        asking.memo[key] = work(rows), rows
    found: Sequence[str] = asking.memo[key][0]
    return found


def _labels(rows: Rows) -> Sequence[str]:
    found: list[str | None] = [None] * len(rows)
    for key in KEYS:
        column = rows.column(key)
        said = [None if cell is None else str(cell) for cell in column.cells]
        if any(said):
            pairs = zip(found, column.each(said), strict=True)
            found = [other if own is None else own for own, other in pairs]
        if None not in found:
            break
    numbered = zip(found, rows.numbers, strict=True)
    return [f"row {number}" if own is None else own for own, number in numbered]


def _references(rows: Rows) -> Sequence[str]:
    named = _labels(rows)
    distinct = list(dict.fromkeys(named))
    folds = dict(zip(distinct, all_folded(distinct), strict=True))
    return [*map(folds.__getitem__, named)]
