"""Lines of a rule held against all rows of a register at once, each distinct cell only once.

A register is long and says few different things. What a line makes of each is looked up for
every row; a byte a row says whether all lines hold.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import compress

from mis_assessor.core.answering.asking import EACH, KEYS, Asking
from mis_assessor.core.answering.rows import Holds, row_test
from mis_assessor.core.evidence.references import all_folded
from mis_assessor.core.evidence.rows import IN_A_BYTE, Distinct, RegisterRow, Rows
from mis_assessor.core.rules.once import ByIdentity, once_each
from mis_assessor.core.rules.readings import Reading
from mis_assessor.core.rules.row_tests import RowTestLine, columns_of, tests_of

NO, OPEN, YES = 0, 1, 3
"""Whether something holds of a row; OPEN where a blank leaves it open, so that “and” is &."""
Marks = bytes
"""One number for each row."""
Testing = Callable[[tuple[RowTestLine, ...], Asking], Holds]
"""How a line is held against one row."""
_MARKS = {False: NO, None: OPEN, True: YES}
_FOR_CERTAIN = bytes([NO, NO, NO, YES]).ljust(IN_A_BYTE, b"\0")
_NOT_FOR_CERTAIN = bytes([YES, YES, YES, NO]).ljust(IN_A_BYTE, b"\0")
_PERHAPS = bytes([NO, YES, NO, NO]).ljust(IN_A_BYTE, b"\0")


@dataclass(frozen=True, slots=True)
class HeldRows:
    """The rows for which no line is known not to hold: their places, and what is known."""

    places: Sequence[int]
    marks: Marks


def columns_read(lines: Sequence[RowTestLine], asking: Asking) -> tuple[str, ...]:
    """Every column that lines look at, in one order."""
    reading = ByIdentity(asking.reading)
    return tuple(sorted({c for line in lines for c in _columns_of_line(line, reading)}))


@once_each
def _columns_of_line(line: RowTestLine, reading: ByIdentity[Reading]) -> tuple[str, ...]:
    knows = reading.it.knows
    found = {c for test in tests_of((line,)) for c in columns_of(test, knows)}
    found |= {t.from_ for t in tests_of((line,)) if t.from_ and not knows(t.from_)}
    return tuple(sorted(found))


@once_each
def _names_the_member(line: RowTestLine) -> bool:
    """Whether it depends on the member that is asked for, and not on the row alone."""
    return any(
        EACH in (test.is_, test.is_one_of, test.contains_any_of) for test in tests_of((line,))
    )


def marks_of(rows: Rows, lines: Sequence[RowTestLine], asking: Asking) -> Marks:
    """For each row whether all lines hold."""
    return rows_held(rows, lines, asking).marks


def rows_held(
    rows: Rows, lines: Sequence[RowTestLine], asking: Asking, test: Testing = row_test
) -> HeldRows:
    """The rows for which no line is known not to hold; kept, as others ask for the same."""
    found = [_of_each(rows, line, asking, test) for line in lines]
    key = ("held", id(rows), *((id(alike), marks) for alike, marks in found))
    if key not in asking.memo:
        marks = [alike.marked(marks) for alike, marks in found]
        together = both(*marks) if marks else bytes([YES]) * len(rows)
        held = HeldRows([*compress(range(len(rows)), together)], together)
        asking.memo[key] = held, rows  # as long as the rows are kept, nothing else has their id
    kept: HeldRows = asking.memo[key][0]
    return kept


def _of_each(
    rows: Rows, line: RowTestLine, asking: Asking, test: Testing
) -> tuple[Distinct[RegisterRow], Marks]:
    """Rows that differ in what a line looks at, and for each whether it holds.

    Kept for the members that ask for the same by a line that names none of them.
    """
    member = asking.member if _names_the_member(line) else None
    key = ("line", id(rows), id(line), id(asking.reading), test, member, asking.on)
    kept = asking.memo.get(key)
    if kept is None:
        alike = rows.alike(_columns_of_line(line, ByIdentity(asking.reading)))
        holds = test((line,), asking)
        marks = bytes([_MARKS[holds(row)] for row in alike.cells])
        kept = asking.memo[key] = (alike, marks), rows, line, asking.reading
    of_each: tuple[Distinct[RegisterRow], Marks] = kept[0]
    return of_each


def both(first: Marks, *others: Marks) -> Marks:
    """Where all of some marks are."""
    if not others:
        return first
    together = int.from_bytes(first, "little")
    for marks in others:
        together &= int.from_bytes(marks, "little")
    return together.to_bytes(len(first), "little")


def in_any(rows: int, *each: Marks) -> Marks:
    """Of so many rows, where any of some marks is."""
    together = 0
    for marks in each:
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


@dataclass(frozen=True, slots=True)
class NamesOfRows:
    """How each row of a register is named to people, and what it is joined on."""

    labels: Sequence[str]
    references: Sequence[str]
    joined: Distinct[str]
    """The references, those of several rows once."""

    def of(self, marks: Marks) -> frozenset[str]:
        """The references of the rows that are marked."""
        codes = set(compress(self.joined.codes, marks))
        return frozenset(map(self.joined.cells.__getitem__, codes))


def names_of(rows: Rows, asking: Asking) -> NamesOfRows:
    """The names of all rows, as `label` and `joins_on` give them; kept for whoever asks next."""
    key = ("named", id(rows))
    if key not in asking.memo:
        names = _names(rows)
        joined = Distinct(names.codes, all_folded(names.cells))
        asking.memo[key] = NamesOfRows([*names], [*joined], joined), rows
    found: NamesOfRows = asking.memo[key][0]
    return found


def _names(rows: Rows) -> Distinct[str]:
    """The first of the references of a row that is filled, or its number."""
    found: list[str | None] = [None] * len(rows)
    for key in KEYS:
        column = rows.column(key)
        said = [None if cell is None else str(cell) for cell in column.cells]
        if not any(said):
            continue
        if None not in said and not any(found):
            return Distinct(column.codes, list(map(str, column.cells)))
        pairs = zip(found, column.each(said), strict=True)
        found = [other if own is None else own for own, other in pairs]
    numbered = zip(found, rows.numbers, strict=True)
    named = [f"row {number}" if own is None else own for own, number in numbered]
    return Distinct(range(len(named)), named)
