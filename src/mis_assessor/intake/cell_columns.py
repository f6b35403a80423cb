"""One column of cells, read a stretch at a time, each distinct text only once.

Texts of one column turned into cells, each distinct text only once.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from mis_assessor.core.evidence.submission import Cell
from mis_assessor.intake.columns import Column
from mis_assessor.intake.days import puts_month_first, written_with_slashes
from mis_assessor.intake.false_alarms import ColumnAlarms
from mis_assessor.intake.identifiers import identifier_in, identifiers_among
from mis_assessor.intake.somebody import NamesNobody
from mis_assessor.reading import limits
from mis_assessor.reading.problems import listed_quoted, quoted


class TextsRead(dict[str, Cell | None]):
    """Text → cell, reading a text the first time it is asked for."""

    def __init__(self, column: Column) -> None:
        super().__init__()
        self._type = column.type
        self._required = column.required
        self.refused: dict[str, str] = {}
        self.nobody: set[str] = set()
        """Texts that name nobody where a person may be named: they count as blank."""
        self.slashes: list[str] = []
        self.hyphens: list[str] = []

    def __missing__(self, text: str) -> Cell | None:
        cell = self[text] = self._cell(text)
        return cell

    def _cell(self, text: str) -> Cell | None:
        if len(text) > limits.CELL_LENGTH:
            self.refused[text] = too_long(text)
            return None
        if not (stripped := text.strip()):
            return None
        if self._type.is_day:
            style = self.slashes if written_with_slashes(stripped) else self.hyphens
            style.append(text)
        try:
            return self._type.read(stripped)
        except ValueError as why:
            if isinstance(why, NamesNobody) and not self._required:
                self.nobody.add(text)
                return None
            self.refused[text] = str(why)
            return None


MOST_REMEMBERED = 200_000


def stripped_texts(texts: Sequence[str]) -> Sequence[Cell | None]:
    """Texts without the spaces around them; nothing but spaces is blank."""
    stripped = list(map(str.strip, texts))
    return [text or None for text in stripped] if "" in stripped else stripped


def too_long(text: str) -> str:
    """What is wrong with a cell that holds more than a cell can."""
    return (
        f"has {len(text):,} characters, and {limits.CELL_LENGTH:,} is the most a cell may "
        "have. Put long text in a document and name the document."
    )


@dataclass(slots=True)
class CellColumn:
    """Reads the cells of a column and remembers the first few it could not read."""

    column: Column
    place: str
    alarms: ColumnAlarms
    accepted: bool = False
    """Whether any cell could be read."""
    refused: int = 0
    refused_rows: set[int] = field(default_factory=set)
    first_refused: list[tuple[int, str]] = field(default_factory=list)
    """The first rows whose cells could not be read, with their text."""
    identifiers: list[tuple[int, str]] = field(default_factory=list)
    """Every row with what looks like a patient identifier, and what it looks like."""
    first_slashes: tuple[int, str] | None = None
    first_hyphens: tuple[int, str] | None = None
    month_first: bool = False
    _read: TextsRead = field(init=False)

    def __post_init__(self) -> None:
        self._read = TextsRead(self.column)

    @property
    def where(self) -> str:
        """Where the column stands."""
        return f"{self.place}, column {quoted(self.column.heading)}"

    def at(self, row: int) -> str:
        """Where one of its cells stands."""
        return f"{self.place}, row {row}, column {quoted(self.column.heading)}"

    def sentence(self, text: str) -> str:
        """What is wrong with a cell that was refused."""
        return self._read.refused[text]

    def read(self, texts: Sequence[str], first_row: int) -> Sequence[Cell | None]:
        """The cells of a stretch of rows; None where blank or refused."""
        if texts.count("") == len(texts):
            return [None] * len(texts)
        cells: Sequence[Cell | None]
        if max(map(len, texts)) <= limits.WORD_LENGTH and self._may_be_kept(texts):
            cells = stripped_texts(texts)
        else:
            cells = list(map(self._read.__getitem__, texts))
        self.accepted = self.accepted or cells.count(None) < len(cells)
        if self.column.type.any_text:
            self._look_for_identifiers(texts, first_row)
        if self._read.refused:
            self._remember_refused(texts, first_row)
        if self.column.type.is_day:
            self._remember_styles(texts, first_row)
        if len(self._read) > MOST_REMEMBERED and not self._read.refused:
            self._read.clear()
        return cells

    def _may_be_kept(self, texts: Sequence[str]) -> bool:
        spoiled = self.column.type.spoiled
        return spoiled is not None and not spoiled.search("\n".join(texts))

    @property
    def nobody(self) -> str:
        """A sentence about the texts that name nobody, or nothing."""
        if not self._read.nobody:
            return ""
        named = listed_quoted(sorted(self._read.nobody)[: limits.SAME_PROBLEM])
        return f"{self.where}: {named} names nobody and counts as blank. Write who it was."

    def _look_for_identifiers(self, texts: Sequence[str], first_row: int) -> None:
        if found := identifiers_among(texts):
            for row, text in enumerate(texts, first_row):
                self._stopped(row, found.get(text))

    def _stopped(self, row: int, found: str | None) -> bool:
        """Whether a cell is a patient identifier that nobody called a false alarm."""
        if found is None or self.alarms.let_through(row, found):
            return False
        self.identifiers.append((row, found))
        return True

    def _remember_refused(self, texts: Sequence[str], first_row: int) -> None:
        for row, text in enumerate(texts, first_row):
            if text not in self._read.refused:
                continue
            self.refused_rows.add(row)
            if self._stopped(row, identifier_in(text[: limits.CELL_LENGTH])):
                continue
            self.refused += 1
            self.month_first = self.month_first or puts_month_first(text.strip())
            if len(self.first_refused) < limits.SAME_PROBLEM:
                self.first_refused.append((row, text))

    def _remember_styles(self, texts: Sequence[str], first_row: int) -> None:
        if self.first_slashes is None and self._read.slashes:
            text = self._read.slashes[0]
            self.first_slashes = (first_row + list(texts).index(text), text)
        if self.first_hyphens is None and self._read.hyphens:
            text = self._read.hyphens[0]
            self.first_hyphens = (first_row + list(texts).index(text), text)
