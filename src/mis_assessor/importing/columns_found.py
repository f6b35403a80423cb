"""Which row of a sheet holds the headings, and what each of its columns is.

The proposal follows the words of ``rules/imports``; a mapping that was kept goes before it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from mis_assessor.core.errors import Problem
from mis_assessor.core.rules.imports import Layout, Shape, Words
from mis_assessor.importing.cells_read import plain_words
from mis_assessor.importing.grid import Grid
from mis_assessor.importing.taken import Taken
from mis_assessor.intake.columns import TableKind
from mis_assessor.intake.identifiers import identifier_in, person_named_in, refused_heading
from mis_assessor.intake.mappings import LEFT_OUT, ColumnMapped, SheetMapped
from mis_assessor.intake.workbook_marks import column_letters, column_number
from mis_assessor.reading.problems import did_you_mean, quoted

ATTENDED, BOOKED, RATE = "attended: ", "booked: ", "rate"
_A_NAME = "a name; the staff reference tells people apart"
_MOST_ABOVE = 30


@dataclass(frozen=True)
class Known:
    """What headings mean in a layout that goes into some registers."""

    layout: Layout
    kinds: tuple[TableKind, ...]

    @cached_property
    def headings(self) -> Mapping[str, str]:
        """Heading, compared plainly → the column it is, or the special thing."""
        found: dict[str, str] = {}
        for kind in self.kinds:
            for heading in kind.columns:
                if self.layout.shape is not Shape.MATRIX or heading == "person":
                    found.setdefault(plain_words(heading), heading)
            for written, heading in kind.spellings.items():
                found.setdefault(plain_words(written), heading)
        columns = {heading for kind in self.kinds for heading in kind.columns} | {"status"}
        for heading, words in self.layout.columns.items():
            for word in (heading, *words) if heading in columns else ():
                found.setdefault(plain_words(word), heading)
        for rate in self.layout.rates:
            found.setdefault(plain_words(rate), RATE)
        return found

    @cached_property
    def left_behind(self) -> Mapping[str, str]:
        """Heading, compared plainly → why nothing is taken from its column."""
        found = {plain_words(word): _A_NAME for word in self.layout.names}
        for why, words in self.layout.left_behind.items():
            found |= {plain_words(word): why for word in words}
        return found

    def meaning(self, heading: str) -> str:
        """What a column of a heading is; nothing where nobody knows."""
        plain = plain_words(heading)
        if module := self._module(plain):
            return module
        return self.headings.get(plain, "")

    def _module(self, plain: str) -> str:
        if self.layout.shape is not Shape.MATRIX or plain in self.headings:
            return ""
        if not (module := contained(plain, self.layout.modules)):
            return ""
        booked = any(_has(plain, plain_words(word)) for word in self.layout.booked)
        return f"{BOOKED if booked else ATTENDED}{module}"

    def why_left(self, heading: str) -> str:
        """Why nothing is taken from a column; nothing where nobody says."""
        return self.left_behind.get(plain_words(heading), "")


def contained(plain: str, words: Words) -> str:
    """What is meant by a name that has one of its words in it; the longest word decides."""
    found = [
        (len(plain_words(word)), meaning)
        for meaning, ways in words.items()
        for word in (meaning, *ways)
        if _has(plain, plain_words(word))
    ]
    return max(found, default=(0, ""))[1]


def _has(plain: str, word: str) -> bool:
    return bool(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", plain))


def heading_row(grid: Grid, known: Known) -> int:
    """The row that holds most headings that are known; 0 where none holds two."""
    best, row = 1, 0
    for number in range(1, min(len(grid.rows), _MOST_ABOVE) + 1):
        cells = [grid.text(number, c) for c in range(1, grid.width(number) + 1)]
        meanings = {known.meaning(cell) or known.why_left(cell) for cell in cells if cell} - {""}
        if len(meanings) > best:
            best, row = len(meanings), number
    return row


def mapped(
    grid: Grid, known: Known, kept: SheetMapped | None, kind: TableKind
) -> SheetMapped | None:
    """What each column of a sheet is; None where no row of it holds headings that are known."""
    row = heading_row(grid, known)
    if kept and kept.heading_row and _still_there(grid, kept):
        row = kept.heading_row
    if not row:
        return None
    before = {plain_words(one.heading): one.is_ for one in kept.columns} if kept else {}
    columns: list[ColumnMapped] = []
    for column in range(1, grid.width(row) + 1):
        heading = grid.text(row, column)
        if not heading:
            continue
        meaning = before.get(plain_words(heading)) or known.meaning(heading) or LEFT_OUT
        safe = "(not repeated)" if identifier_in(heading) or person_named_in(heading) else heading
        columns.append(
            ColumnMapped(column=column_letters(column), heading=" ".join(safe.split()), is_=meaning)
        )
    return SheetMapped(
        layout=known.layout.layout,
        sheet=grid.sheet or grid.file,
        into=kind.name,
        heading_row=row,
        group=kept.group if kept else "",
        columns=tuple(columns),
        words=dict(kept.words) if kept else {},
    )


def _still_there(grid: Grid, kept: SheetMapped) -> bool:
    """Whether the headings stand where they stood when the mapping was made."""
    return any(
        plain_words(grid.text(kept.heading_row, column_number(one.column)))
        == plain_words(one.heading)
        for one in kept.columns
    )


def places(sheet: SheetMapped) -> Iterator[tuple[int, ColumnMapped]]:
    """Every column with its number, each meaning once; a second one of a meaning is left."""
    taken: set[str] = set()
    for one in sheet.columns:
        if one.is_ != LEFT_OUT and (one.is_ not in taken or one.is_.startswith((ATTENDED, BOOKED))):
            taken.add(one.is_)
            yield column_number(one.column), one


def tell_of_columns(
    grid: Grid, sheet: SheetMapped, known: Known, meanings: Iterable[str], taken: Taken
) -> None:
    """Tells of columns from which nothing is taken, and why; and of two that say the same."""
    seen: dict[str, str] = {}
    options = sorted({*known.headings.values(), *meanings})
    bookings = {one.replace(ATTENDED, BOOKED) for one in options}
    for one in sheet.columns:
        where = grid.at(sheet.heading_row, column_number(one.column))
        named = f"column {quoted(one.heading)}"
        why = known.why_left(one.heading) or refused_heading(plain_words(one.heading))
        if one.is_ == LEFT_OUT and why:
            taken.left_out.append(Problem(where, f"{named}: {why.rstrip('.')}."))
        elif one.is_ == LEFT_OUT:
            meant = did_you_mean(one.heading, options)
            told = (
                f"nobody has said what {named} is, so it was left out.{meant} If it matters, say "
                "what it “is” in mappings.yaml."
            )
            taken.not_understood.append(Problem(where, told))
        elif one.is_ not in options and one.is_ not in bookings:
            told = f"{named} is mapped to {quoted(one.is_)}, and there is no such column."
            told += f"{did_you_mean(one.is_, options)} Change it in mappings.yaml."
            taken.not_understood.append(Problem(where, told))
        elif one.is_ in seen and not one.is_.startswith((ATTENDED, BOOKED)):
            told = f"{named} is {quoted(one.is_)}, as column {seen[one.is_]} is; it was left out."
            taken.not_understood.append(Problem(where, told))
        else:
            seen.setdefault(one.is_, one.column)
            if grid.is_hidden_column(column_number(one.column)):
                taken.notes.append(Problem(where, f"{named} is hidden, and was read. Look at it."))
