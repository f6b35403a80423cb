"""What the package of a workbook says beside its values: what is hidden, merged or worked out.

Read straight from the XML, in one pass that makes no cell, so that what would take too much
memory is refused before any value is read.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

_CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_MONTH_FORMAT = "mmm-yy"
_BUILT_IN = {9: "0%", 10: "0.00%", 14: "dd/mm/yyyy", 15: "d-mmm-yy", 16: "d-mmm"}
_BUILT_IN |= {17: _MONTH_FORMAT, 22: "d/m/yy h:mm"}
"""The number formats that a workbook names only by their number, as far as they matter here."""


class NotXml(Exception):
    """A part of a workbook that is no XML, or declares what no workbook does."""


def column_number(letters: str) -> int:
    """The number of a column by its letters.

    >>> column_number("A"), column_number("AA")
    (1, 27)
    """
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def column_letters(number: int) -> str:
    """The letters of a column by its number.

    >>> column_letters(1), column_letters(27)
    ('A', 'AA')
    """
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


Attributes = Mapping[str, str]


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _parse(
    content: bytes,
    start: Callable[[str, dict[str, str]], object],
    text: Callable[[str], object] | None = None,
    end: Callable[[str], object] | None = None,
) -> None:
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.CharacterDataHandler = text
    parser.EndElementHandler = end
    parser.StartDoctypeDeclHandler = _refuse_declaration
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, ValueError, LookupError):
        raise NotXml from None


def _refuse_declaration(*_: object) -> None:
    raise NotXml


def cell_formats(styles: bytes) -> tuple[str, ...]:
    """The number format of each cell style, in the order in which cells name them."""
    codes: dict[int, str] = dict(_BUILT_IN)
    formats: list[str] = []
    inside: list[str] = []

    def start(name: str, attributes: Attributes) -> None:
        local = _local(name)
        if local == "numFmt":
            codes[int(attributes.get("numFmtId", "0"))] = attributes.get("formatCode", "")
        if local == "xf" and inside and inside[-1] == "cellXfs":
            formats.append(codes.get(int(attributes.get("numFmtId", "0")), ""))
        inside.append(local)

    _parse(styles, start, end=lambda _: inside.pop())
    return tuple(formats)


class CellFormats:
    """The number formats of a sheet's cells, looked up only where one changes how it reads."""

    def __init__(self, content: bytes = b"", formats: tuple[str, ...] = ()) -> None:
        """Of the XML of a sheet, and the format of each style its cells name."""
        self._content = content
        bare = {str(n).encode(): _bare(code).casefold() for n, code in enumerate(formats)}
        matter = {n: code for n, code in bare.items() if _AS_WRITTEN.search(code)}
        self._matter = matter
        self._found: dict[tuple[int, int], str] | None = None
        self.of_numbers = self._used({n for n, c in matter.items() if _NUMBER.search(c)})
        """Whether a number may have to be written as its cell shows it."""
        self.of_months = self._used({n for n, code in matter.items() if "d" not in code})
        """Whether a day may stand for its month."""

    def _used(self, styles: set[bytes]) -> bool:
        return any(b' s="%b"' % style in self._content for style in styles) or (
            bool(styles) and b"<worksheet " not in self._content
        )

    def at(self, row: int, column: int) -> str:
        """The format of a cell where it matters, in small letters, else nothing."""
        if self._found is None:
            cells = _with_style(set(self._matter)).finditer(self._content) if self._matter else ()
            self._found = {}
            for cell in cells:
                place, style = _PLACE.search(cell[0]), _STYLE.search(cell[0])
                if place and style:
                    at = int(place[2]), column_number(place[1].decode())
                    self._found[at] = self._matter[style[1]]
        return self._found.get((row, column), "")


_AS_WRITTEN = re.compile(r"%|^0{2,}$|[dmyh]")
"""Formats that matter: per cent, leading noughts, days and times."""
_NUMBER = re.compile(r"%|^0{2,}$")
_PLACE = re.compile(rb"""\br\s*=\s*["']([A-Z]{1,3})([0-9]{1,7})["']""")
_STYLE = re.compile(rb"""\bs\s*=\s*["']([0-9]+)["']""")


def _with_style(styles: set[bytes]) -> re.Pattern[bytes]:
    """The opening of cells that have one of some styles."""
    numbers = b"|".join(sorted(styles))
    return re.compile(rb"""<(?:\w+:)?c\s[^>]*?\bs\s*=\s*["'](?:%b)["'][^>]*>""" % numbers)


@dataclass(slots=True)
class SheetMarks:
    """What one sheet says beside its values."""

    cells: int = 0
    last_row: int = 0
    last_column: int = 0
    hidden_rows: list[int] = field(default_factory=list)
    hidden_by_default: bool = False
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    """First and last column of each hidden stretch."""
    merged: list[str] = field(default_factory=list)
    formulas: list[tuple[int, int]] = field(default_factory=list)
    """Row and column of each."""
    errors: list[tuple[int, int, str]] = field(default_factory=list)
    formats: CellFormats = field(default_factory=CellFormats)
    days: set[tuple[int, int]] = field(default_factory=set)
    """Cells that hold a day as text, as ISO 8601 writes it."""


_AROUND = re.compile(rb"hidden|zeroHeight|mergeCell|&|'|= | =|(?:idth|eight)=.[^1-9]")
_CELLS = (b"<f", b' t="e"', b' t="d"')
_ROW = re.compile(rb"<row [^>]*>")
_ROWS = re.compile(rb"""hidden|&|\bht\s*=\s*["'][^1-9]""")
"""What the XML of most sheets lacks: anything hidden, merged, worked out or failed."""
_ROW_NUMBER = re.compile(rb'<row r="([0-9]{1,7})"')
_LETTERS = re.compile(rb'<c r="([A-Z]{1,3})')


def sheet_marks(content: bytes, formats: tuple[str, ...]) -> SheetMarks:
    """What a sheet says beside its values. Raises NotXml.

    Where it holds none of what must be told cell by cell, its cells are only counted: that
    takes a tenth of the time.
    """
    marks = _counted(content)
    if marks is None:
        reader = _SheetReader()
        _parse(content, reader.start, reader.text, reader.end)
        marks = reader.marks
    marks.formats = CellFormats(content, formats)
    return marks


def _counted(content: bytes) -> SheetMarks | None:
    """The size of a sheet; None where something in it must be looked into."""
    begins, ends = content.find(b"<sheetData"), content.rfind(b"</sheetData>")
    if begins < 0 or ends < 0 or not content.startswith((b"<worksheet", b"<?xml")):
        return None
    around = content[:begins].partition(b"?>")[2] or content[:begins]
    if _AROUND.search(around) or _AROUND.search(content, ends):
        return None
    rows = b"".join(_ROW.findall(content))
    numbers = _ROW_NUMBER.findall(rows)
    cells = content.count(b'<c r="')
    if (
        any(mark in content for mark in _CELLS)
        or _ROWS.search(rows)
        or len(numbers) != content.count(b"<row")
        or cells != content.count(b"<c", begins, ends)
    ):
        return None
    last_row = max(map(int, numbers), default=0)
    last_column = min(26, cells)
    longer = len(str(last_row)) + 1
    if far := re.search(rb'<c r="(?:[A-Z]{2}|[A-Z][0-9]{%d})' % longer, content):
        if far[0][-1:].isdigit():
            return None  # a cell stands in another row than it says
        if re.search(rb'<c r="[A-Z]{1,3}[0-9]{%d}' % longer, content):
            return None
        letters = set(_LETTERS.findall(content))
        last_column = max(column_number(found.decode()) for found in letters)
    filled = b"<v>" in content or b"<is>" in content
    return SheetMarks(cells if filled else 0, last_row, last_column)


class _SheetReader:
    def __init__(self) -> None:
        self.marks = SheetMarks()
        self._row = self._column = 0
        self._filled = False
        self._error: list[str] | None = None

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "c" or (":" in name and _local(name) == "c"):
            self._cell(attributes)
        elif name == "v":
            self._value()
        else:
            self._other(_local(name), attributes)

    def _cell(self, attributes: Attributes) -> None:
        place = _CELL.fullmatch(attributes.get("r", ""))
        self._column = column_number(place[1]) if place else self._column + 1
        if place:
            self._row = int(place[2])
        self._filled = False
        kind = attributes.get("t")
        self._error = [] if kind == "e" else None
        if kind == "d":
            self.marks.days.add((self._row, self._column))

    def _value(self) -> None:
        if not self._filled:
            self._filled = True
            marks = self.marks
            marks.cells += 1
            marks.last_row = max(marks.last_row, self._row)
            marks.last_column = max(marks.last_column, self._column)

    def _other(self, name: str, attributes: Attributes) -> None:
        match name:
            case "v" | "is":
                self._value()
            case "f":
                self._value()
                self.marks.formulas.append((self._row, self._column))
            case "row":
                written = attributes.get("r", "")
                self._row = int(written) if written.isdecimal() else self._row + 1
                self._column = 0
                if _yes(attributes.get("hidden")) or _nought(attributes.get("ht")):
                    self.marks.hidden_rows.append(self._row)
            case "col" if _yes(attributes.get("hidden")) or _nought(attributes.get("width")):
                first, last = (int(attributes.get(end, "1")) for end in ("min", "max"))
                self.marks.hidden_columns.append((first, last))
            case "sheetFormatPr":
                by_default = attributes.get("defaultRowHeight"), attributes.get("defaultColWidth")
                self.marks.hidden_by_default = _yes(attributes.get("zeroHeight")) or any(
                    map(_nought, by_default)
                )
            case "mergeCell":
                self.marks.merged.append(attributes.get("ref", ""))
            case _:
                pass

    def text(self, text: str) -> None:
        if self._error is not None:
            self._error.append(text)

    def end(self, name: str) -> None:
        if self._error is not None and _local(name) == "c":
            self.marks.errors.append((self._row, self._column, "".join(self._error).strip()))
            self._error = None


def _bare(code: str) -> str:
    """A number format without its colours, currencies and texts in quotation marks."""
    return re.sub(r'\[[^\]]*\]|"[^"]*"|\\.', "", code)


def _yes(written: str | None) -> bool:
    return written is not None and written.strip() in ("1", "true")


def _nought(written: str | None) -> bool:
    try:
        return written is not None and float(written) == 0
    except ValueError:
        return False
