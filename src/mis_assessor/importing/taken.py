"""What was taken from a file, and what was not: each with its sheet and cell."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from mis_assessor.core.errors import EvidenceUnreadable, Problem
from mis_assessor.core.evidence.references import folded
from mis_assessor.core.rules.imports import Layout
from mis_assessor.importing.cells_read import (
    NotUnderstood,
    plain_words,
    puts_the_month_first,
    read_foreign,
)
from mis_assessor.importing.folder import Row
from mis_assessor.importing.grid import Grid, Spot
from mis_assessor.intake.columns import Column, NotBefore, PartOf, TableKind
from mis_assessor.intake.false_alarms import FalseAlarms
from mis_assessor.intake.identifiers import (
    HOSPITAL_NUMBER,
    identifier_in,
    person_named_in,
    refusal,
)
from mis_assessor.intake.mappings import SheetMapped
from mis_assessor.intake.workbook_marks import column_letters
from mis_assessor.reading.problems import first_few

_STALE = "is a formula, and what it shows may be stale. Copy the column, and paste it as values."
_UNWORKED = "is a formula, and shows nothing. If something belongs here, write it."


@dataclass(slots=True)
class Taken:
    """Everything that came of a file, while it is read."""

    rows: dict[str, list[tuple[str, Row]]] = field(default_factory=lambda: defaultdict(list))
    """Register → its rows, each with the place it comes from."""
    not_understood: list[Problem] = field(default_factory=list)
    """Cells, rows, columns and sheets from which nothing was taken, each with a remedy."""
    left_out: list[Problem] = field(default_factory=list)
    """Columns and rows that are not asked for, each with why."""
    notes: list[Problem] = field(default_factory=list)
    """What was taken, and how it was read where that is not plain."""
    patients: dict[str, list[Problem]] = field(default_factory=lambda: defaultdict(list))
    """Cells with a patient identifier, by their column: with one of them nothing is imported."""
    alarms: FalseAlarms = field(default_factory=FalseAlarms)
    """What the submission lets through although it looks like one."""
    mappings: list[SheetMapped] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    """What was seen and rightly makes no row, such as “did not attend”."""

    def rows_of(self, kind: TableKind) -> tuple[Row, ...]:
        """The rows of a register without those that stand there twice, which are told."""
        return tuple(told_twice(kind, self.rows[kind.name], self))

    def refuse_patients(self) -> None:
        """Raises EvidenceUnreadable where a cell that would be taken identifies a patient."""
        if self.patients:
            raise EvidenceUnreadable(
                problem
                for column, found in self.patients.items()
                for problem in first_few(found, column, "cells look so")
            )


class Words:
    """What the words of a file mean, by the column they stand in."""

    def __init__(self, layout: Layout, kept: Mapping[str, str]) -> None:
        """Of a layout, with the words that a mapping adds."""
        self._of = {
            column: {plain_words(way): word for word, ways in words.items() for way in ways}
            for column, words in layout.words.items()
        }
        self._kept = {plain_words(way): word for way, word in kept.items()}

    def of(self, column: Column) -> Mapping[str, str]:
        """What words mean in a column."""
        yes_no = self._of.get("yes or no", {}) if column.type.name == "yes or no" else {}
        own = {**yes_no, **self._of.get(column.heading, {})}
        options = column.type.options or ("yes", "no")
        return own | {way: word for way, word in self._kept.items() if word in options}


class CellTaker:
    """Reads the cells of one sheet, and remembers what it could not take."""

    def __init__(
        self, grid: Grid, taken: Taken, words: Words, heading_row: int, kinds: Sequence[TableKind]
    ) -> None:
        self.grid, self.taken, self.words, self._kinds = grid, taken, words, kinds
        self._first = heading_row + 1
        self._month_first: dict[int, str] = {}

    def spot(self, row: int, column: int) -> Spot | None:
        """A cell that may be read; None where it is blank, or nobody can trust what it shows."""
        if (row, column) in self.grid.errors:
            shown = self.grid.errors[row, column] or "#N/A"
            self._refused(row, column, f"shows the error {shown}. Write the value.")
            return None
        spot = self.grid.spot(row, column)
        if (row, column) in self.grid.formulas:
            self._refused(row, column, _STALE if spot.text else _UNWORKED)
            return None
        if (row, column) in self.grid.merged:
            if spot.text:
                area = self.grid.merged[row, column]
                told = f"belongs to the merged cells {area}. Unmerge them and fill in each."
                self._refused(row, column, told)
            return None
        return spot if spot.text else None

    def _refused(self, row: int, column: int, why: str) -> None:
        self.taken.not_understood.append(Problem(self.grid.at(row, column), why))

    def read(self, row: int, column: int, kind: Column) -> str:
        """A cell in the words of its register; nothing where it is blank or was not understood."""
        if (spot := self.spot(row, column)) is None or self.is_a_patient(spot, kind):
            return ""
        doubtful = self.month_first(column) if kind.type.is_day else ""
        try:
            found = read_foreign(spot, kind, self.words.of(kind), doubtful)
        except NotUnderstood as why:
            self._refused(row, column, str(why))
            return ""
        if found.note:
            self.taken.notes.append(Problem(self.grid.at(row, column), found.note))
        return found.text

    def is_a_patient(self, spot: Spot, kind: Column) -> bool:
        """Whether a cell that would be taken identifies a patient; it is told, not repeated."""
        if not kind.type.any_text:
            return False
        found = identifier_in(spot.text)
        if found is None and kind.type.names_nobody:
            found = person_named_in(spot.text)
        if found is None:
            return False
        files = [f"{one.stem}.csv" for one in self._kinds if kind.heading in one.columns]
        alarms = (self.taken.alarms.in_file(file).in_column(kind.heading) for file in files)
        if all(one.let_through(0, found) for one in alarms):
            return False
        where = self.grid.at(spot.row, spot.column)
        told = refusal(found)
        if found == HOSPITAL_NUMBER:
            lines = "; ".join(f"{{file: {file}, column: {kind.heading}}}" for file in files)
            told = f"{told} A whole column is let through by its file and column: {lines}."
        column = f"{self.grid.place}, column {column_letters(spot.column)}"
        self.taken.patients[column].append(Problem(where, told))
        return True

    def month_first(self, column: int) -> str:
        """A cell of a column that puts the month before the day; nothing where none does."""
        if column not in self._month_first:
            found = ""
            for row in range(self._first, len(self.grid.rows) + 1):
                line = self.grid.rows[row - 1]
                value = line[column - 1] if column <= len(line) else ""
                if isinstance(value, str) and puts_the_month_first(value):
                    found = f"{column_letters(column)}{row}"
                    break
            self._month_first[column] = found
        return self._month_first[column]


def is_a_total(grid: Grid, row: int, ends: Iterable[str]) -> bool:
    """Whether a row adds up the others: its first words say so."""
    first = next((text for c in range(1, grid.width(row) + 1) if (text := grid.text(row, c))), "")
    plain = plain_words(first)
    return any(plain == word or plain.startswith(f"{word} ") for word in map(plain_words, ends))


def impossible(kind: TableKind, row: Row) -> Iterator[str]:
    """What cannot be true of a row, as the reader of registers would refuse it."""
    for check in kind.checks:
        match check:
            case NotBefore(later=later, earlier=earlier):
                if later in row and earlier in row and row[later] < row[earlier]:
                    yield f"“{later}” is {row[later]}, before “{earlier}”, which is {row[earlier]}"
            case PartOf(part=part, whole=whole):
                if part in row and whole in row and int(row[part]) > int(row[whole]):
                    yield f"“{part}” is {row[part]}, more than “{whole}”, which is {row[whole]}"


def told_twice(kind: TableKind, rows: Sequence[tuple[str, Row]], taken: Taken) -> Iterator[Row]:
    """The rows of a register without those that stand there twice, which are told."""
    first: dict[tuple[str, ...], tuple[str, Row]] = {}
    columns = kind.key or tuple(kind.columns)
    spoiled: set[tuple[str, ...]] = set()
    for where, row in rows:
        key = tuple(folded(row.get(column, "")) for column in columns)
        earlier = first.setdefault(key, (where, row))
        if earlier[1] is row:
            continue
        if earlier[1] == row:
            told = f"says the same as {earlier[0]}; it was taken once. Take one out."
        else:
            spoiled.add(key)
            told = (
                f"is about the same {kind.name} entry as {earlier[0]}, and says otherwise. Neither "
                "was taken: keep the one that is right."
            )
        taken.not_understood.append(Problem(where, told))
    yield from (row for key, (_, row) in first.items() if key not in spoiled)
