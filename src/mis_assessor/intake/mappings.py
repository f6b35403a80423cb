"""``mappings.yaml``: how the trust's own spreadsheets were read, so that they are read so again."""

import json
from collections.abc import Iterable, Iterator

from pydantic import Field

from mis_assessor.core.rules.values import Frozen
from mis_assessor.intake.cells import Whole
from mis_assessor.intake.inventory import MAPPINGS
from mis_assessor.intake.pages import read_page

LEFT_OUT = "left out"
"""What a column is that nothing is taken from."""
_TOP = """\
# How the trust's own spreadsheets were read. Change a line, and import the file again: a column
# “is” a column of the register it goes into, of a training matrix “attended: <module>” or
# “booked: <module>”, or “left out”. Under “words”, say what a word in a cell means.
"""


class ColumnMapped(Frozen):
    """One column of a sheet, and what it is in the submission."""

    column: str
    """Its letters."""
    heading: str
    is_: str


class SheetMapped(Frozen):
    """How one sheet of a kind of file was read."""

    layout: str
    sheet: str
    into: str
    heading_row: Whole = 0
    group: str = ""
    """Of a training matrix, the staff group whose sheet it is."""
    columns: tuple[ColumnMapped, ...] = ()
    words: dict[str, str] = Field(default_factory=dict)
    """What further words in its cells mean, in the words of the register."""


class Mappings(Frozen):
    """Everything that was mapped, a sheet each."""

    imports: tuple[SheetMapped, ...] = ()

    def of(self, layout: str, sheet: str) -> SheetMapped | None:
        """How a sheet was read before."""
        return next((m for m in self.imports if (m.layout, m.sheet) == (layout, sheet)), None)

    def with_those(self, mapped: Iterable[SheetMapped]) -> "Mappings":
        """These, with some sheets as they were read now."""
        found = {(one.layout, one.sheet): one for one in (*self.imports, *mapped)}
        return Mappings(imports=tuple(found.values()))


def read_mappings(content: bytes) -> Mappings:
    """The page of mappings. Raises EvidenceUnreadable with every problem."""
    return read_page(content, MAPPINGS, Mappings).says


def mappings_page(mappings: Mappings) -> bytes:
    """The page as it is written, a line for each column."""
    lines = [line for one in mappings.imports for line in _sheet(one)]
    return "\n".join([_TOP + "imports:", *lines, ""]).encode()


def _sheet(one: SheetMapped) -> Iterator[str]:
    yield f"  - layout: {_text(one.layout)}"
    yield f"    sheet: {_text(one.sheet)}"
    yield f"    into: {_text(one.into)}"
    if one.heading_row:
        yield f"    heading row: {one.heading_row}"
    if one.group:
        yield f"    group: {_text(one.group)}"
    if one.columns:
        yield "    columns:"
    for column in one.columns:
        yield (
            f"      - {{column: {column.column}, heading: {_text(column.heading)}, "
            f"is: {_text(column.is_)}}}"
        )
    if one.words:
        yield "    words:"
    for word, meaning in one.words.items():
        yield f"      {_text(word)}: {_text(meaning)}"


def _text(text: str) -> str:
    """A text in quotation marks, in which nothing is taken for anything else."""
    return json.dumps(text, ensure_ascii=False)
