"""One column of cells, taken a stretch at a time and read, each distinct text only once."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count

from mis_assessor.core.evidence.rows import Cell, Distinct, packed
from mis_assessor.intake.columns import Column
from mis_assessor.intake.days import puts_month_first, written_with_slashes
from mis_assessor.intake.false_alarms import ColumnAlarms
from mis_assessor.intake.identifiers import identifier_in, identifiers_among, names_among
from mis_assessor.intake.shapes import shapes_of, to_look_into
from mis_assessor.intake.somebody import NamesNobody
from mis_assessor.reading import limits
from mis_assessor.reading.problems import listed_quoted, quoted

FIRST_ROW = 2
"""The row below the headings."""


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
    """Takes the texts of a column and reads each distinct one; remembers what it could not."""

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
    _codes: list[int] = field(default_factory=list)
    _numbers: defaultdict[str, int] = field(default_factory=lambda: defaultdict(count().__next__))
    """Each distinct text, and its number."""
    _why: dict[str, str] = field(default_factory=dict)
    """Texts that were refused, and why."""
    _nobody: set[str] = field(default_factory=set)
    """Texts that name nobody where a person may be named: they count as blank."""

    @property
    def where(self) -> str:
        """Where the column stands."""
        return f"{self.place}, column {quoted(self.column.heading)}"

    def at(self, row: int) -> str:
        """Where one of its cells stands."""
        return f"{self.place}, row {row}, column {quoted(self.column.heading)}"

    def sentence(self, text: str) -> str:
        """What is wrong with a cell that was refused."""
        return self._why[text]

    def add(self, texts: Sequence[str]) -> None:
        """Take the texts of the next rows."""
        self._codes += map(self._numbers.__getitem__, texts)

    def read(self) -> Distinct[Cell | None]:
        """All its cells; None where blank or refused."""
        texts = list(self._numbers)
        shapes = shapes_of(texts) if self.column.type.any_text else []
        cells = self._cells(texts, shapes)
        self.accepted = cells.count(None) < len(cells)
        if self.column.type.any_text:
            found = identifiers_among(texts, shapes)
            if self.column.type.names_nobody:
                found = {**names_among(texts, shapes), **found}
            self._look_for_identifiers(found)
        if self._why:
            self._remember_refused()
        if self.column.type.is_day:
            self._remember_styles(texts)
        return Distinct(packed(self._codes, len(texts)), cells)

    def _cells(self, texts: Sequence[str], shapes: Sequence[str]) -> Sequence[Cell | None]:
        """The cell of each distinct text; most references and words are kept as they are."""
        odd = self.column.type.odd
        if odd is None or max(map(len, texts), default=0) > limits.WORD_LENGTH:
            return list(map(self._cell, texts))
        cells = stripped_texts(texts)
        if look_into := set(to_look_into(texts, shapes, odd)):
            pairs = zip(texts, cells, strict=True)
            return [self._cell(text) if text in look_into else cell for text, cell in pairs]
        return cells

    def _cell(self, text: str) -> Cell | None:
        if len(text) > limits.CELL_LENGTH:
            self._why[text] = too_long(text)
            return None
        if not (stripped := text.strip()):
            return None
        try:
            return self.column.type.read(stripped)
        except ValueError as why:
            if isinstance(why, NamesNobody) and not self.column.required:
                self._nobody.add(text)
            else:
                self._why[text] = str(why)
            return None

    @property
    def nobody(self) -> str:
        """A sentence about the texts that name nobody, or nothing."""
        if not self._nobody:
            return ""
        named = listed_quoted(sorted(self._nobody)[: limits.SAME_PROBLEM])
        return f"{self.where}: {named} names nobody and counts as blank. Write who it was."

    def _rows_of(self, texts: Iterable[str]) -> Iterator[tuple[int, str]]:
        """Every row with one of some texts, in order, with its text."""
        sought = {self._numbers[text]: text for text in texts}
        for row, code in enumerate(self._codes, FIRST_ROW):
            if code in sought:
                yield row, sought[code]

    def _remember_styles(self, texts: Sequence[str]) -> None:
        """Where the first day with slashes stands, and the first without."""
        written = [text for text in texts if len(text) <= limits.CELL_LENGTH and text.strip()]
        slashes = [*filter(written_with_slashes, written)] if "/" in "".join(written) else []
        self.first_slashes = self._first(slashes)
        self.first_hyphens = self._first(text for text in written if not written_with_slashes(text))

    def _first(self, texts: Iterable[str]) -> tuple[int, str] | None:
        """The first row with the first of some texts."""
        for text in texts:
            return FIRST_ROW + self._codes.index(self._numbers[text]), text
        return None

    def _look_for_identifiers(self, found: Mapping[str, str]) -> None:
        for row, text in self._rows_of(found) if found else ():
            self._stopped(row, found[text])

    def _stopped(self, row: int, found: str | None) -> bool:
        """Whether a cell is a patient identifier that nobody called a false alarm."""
        if found is None or self.alarms.let_through(row, found):
            return False
        self.identifiers.append((row, found))
        return True

    def _remember_refused(self) -> None:
        for row, text in self._rows_of(self._why):
            self.refused_rows.add(row)
            if self._stopped(row, identifier_in(text[: limits.CELL_LENGTH])):
                continue
            self.refused += 1
            self.month_first = self.month_first or puts_month_first(text.strip())
            if len(self.first_refused) < limits.SAME_PROBLEM:
                self.first_refused.append((row, text))
