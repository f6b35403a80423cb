"""Rows of a register put together by the words a question looks at, once for all questions.

A register is long and its columns of words have few words: each line of a rule is held
against one row of those that read alike, and the answer is that of all of them.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from mis_assessor.core.answering.asking import Asking, joins_on
from mis_assessor.core.answering.rows import row_test
from mis_assessor.core.evidence.submission import Cell, RegisterRow
from mis_assessor.core.rules.row_tests import RowTestLine, tests_of

HeldRow = tuple[RegisterRow, bool | None]
"""A row, and whether it certainly belongs or a blank leaves it open."""
Read = tuple[object, ...]
"""What some cells of a row say."""
_WORDS = frozenset(("column", "is_", "is_one_of", "contains_any_of"))


@dataclass(frozen=True, slots=True)
class Alike:
    """Rows that say the same in some columns: the first, and the places of all."""

    first: RegisterRow
    places: list[int]


def only_words(line: RowTestLine) -> bool:
    """Whether a line looks at nothing but the words of its columns."""
    return all(test.model_fields_set <= _WORDS for test in tests_of((line,)))


def columns_in(lines: Iterable[RowTestLine]) -> tuple[str, ...]:
    """The columns that lines of words look at, in one order."""
    return tuple(sorted({test.column for test in tests_of(lines)}))


def read(row: RegisterRow, columns: Sequence[str]) -> Read:
    """What a row says in some columns; 1.0 and 1.00 are written differently."""
    return tuple([_read(row.cells.get(column)) for column in columns])


def _read(cell: Cell | None) -> object:
    return cell if cell is None or isinstance(cell, str) else (type(cell), str(cell))


def rows_held(
    rows: Sequence[RegisterRow], lines: tuple[RowTestLine, ...], asking: Asking
) -> list[HeldRow]:
    """The rows for which no line is known not to hold, in order, each with what is known."""
    words = tuple(line for line in lines if only_words(line))
    found = _by_words(rows, words, asking)
    if len(words) == len(lines):
        return found
    others = row_test(tuple(line for line in lines if not only_words(line)), asking)
    return [
        (row, None if held is None or also is None else True)
        for row, held in found
        if (also := others(row)) is not False
    ]


def _by_words(
    rows: Sequence[RegisterRow], words: tuple[RowTestLine, ...], asking: Asking
) -> list[HeldRow]:
    """Those for which lines of words hold; kept, as other questions take the same rows."""
    columns, holds = columns_in(words), row_test(words, asking)
    together = _together(rows, columns, asking)
    answers = tuple([holds(alike.first) for alike in together])
    key = ("held", id(rows), columns, answers)
    if key not in asking.memo:
        taken = [
            (place, held)
            for alike, held in zip(together, answers, strict=True)
            if held is not False
            for place in alike.places
        ]
        taken.sort(key=_place)
        asking.memo[key] = [(rows[place], held) for place, held in taken]
    found: list[HeldRow] = asking.memo[key]
    return found


def _place(taken: tuple[int, bool | None]) -> int:
    return taken[0]


def references(rows: Sequence[RegisterRow], asking: Asking) -> Mapping[int, str]:
    """What each row is joined on, by its number."""
    key = ("references", id(rows))
    if key not in asking.memo:
        asking.memo[key] = {row.number: joins_on(row) for row in rows}, rows
    found: Mapping[int, str] = asking.memo[key][0]
    return found


def _together(rows: Sequence[RegisterRow], columns: tuple[str, ...], asking: Asking) -> list[Alike]:
    """All rows by what they say in some columns, kept for whoever asks next."""
    key = ("alike", id(rows), columns)
    if key not in asking.memo:
        by_words: dict[object, list[int]] = defaultdict(list)
        if len(columns) == 1:
            for place, row in enumerate(rows):
                by_words[_read(row.cells.get(columns[0]))].append(place)
        else:
            for place, row in enumerate(rows):
                by_words[read(row, columns)].append(place)
        together = [Alike(rows[places[0]], places) for places in by_words.values()]
        asking.memo[key] = together, rows  # as long as the rows are kept, nothing else has their id
    kept: list[Alike] = asking.memo[key][0]
    return kept
