"""An Excel workbook as lines of text, refusing what a reader could not see.

The values come from calamine; what is hidden, merged or worked out comes from the package's
own XML, which is looked at first.
"""

import io
import posixpath
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import chain, islice
from typing import Any, cast
from xml.etree import ElementTree

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from mis_assessor.core.errors import EvidenceUnreadable
from mis_assessor.intake.files import DAMAGE, unpacks_to_too_much
from mis_assessor.intake.identifiers import identifier_in, person_named_in
from mis_assessor.intake.lines import Line, TableLines
from mis_assessor.intake.workbook_marks import (
    CellFormats,
    NotXml,
    SheetMarks,
    cell_formats,
    column_letters,
    sheet_marks,
)
from mis_assessor.intake.workbook_problems import HIDDEN, patients_beside, unseen_in
from mis_assessor.reading import limits
from mis_assessor.reading.problems import listed_quoted, one_problem, quoted

_NOT_A_WORKBOOK = "is not an Excel workbook that can be opened. Save it again as .xlsx."
_NOT_BY_EXCEL = "was not written by Excel. Save it again as .xlsx."
_STRICT = "http://purl.oclc.org/ooxml/"
_OLD_WORKBOOK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_SPARSE = 2_000_000
"""From how many places on a sheet must be filled in part, to be held in memory whole."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a workbook: its name, whether it is shown, and what is said beside values."""

    name: str
    is_shown: bool
    marks: SheetMarks


def workbook_lines(name: str, content: bytes) -> TableLines:
    """The lines of the only sheet of a workbook, dates and numbers as text."""
    sheet = _only_sheet(name, every_sheet(name, content))
    return lines_of(name, sheet, opened(name, content))


def lines_of(name: str, sheet: Sheet, book: CalamineWorkbook) -> TableLines:
    """The lines of one sheet, and what in it a reader could not see."""
    place = f"{name}, sheet {quoted(sheet.name)}"
    values = values_of(name, book, sheet.name)
    first = next(_texts(values, SheetMarks()), [])
    problems = tuple(unseen_in(place, sheet.marks, first))
    return TableLines(place, _texts(values, sheet.marks), problems, is_sheet=True)


def every_sheet(name: str, content: bytes) -> list[Sheet]:
    """Every sheet with cells; nothing is held in memory that is not small."""
    if content.startswith(_OLD_WORKBOOK):
        raise one_problem(name, _why_not_a_zip(content))
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = _parts(name, archive)
            if found := list(patients_beside(name, parts)):
                raise EvidenceUnreadable(found)
            return list(_sheets_in(name, parts))
    except NotXml:
        raise one_problem(name, _NOT_BY_EXCEL) from None
    except (*DAMAGE, KeyError, ElementTree.ParseError):
        raise one_problem(name, _NOT_A_WORKBOOK) from None


def _why_not_a_zip(content: bytes) -> str:
    if _ENCRYPTED in content:
        return (
            "needs a password. Take it off in Excel (File, Info, Protect Workbook, Encrypt with "
            "Password, and clear the field), then send it again."
        )
    return "is a workbook of an older Excel (.xls). Save it again as “Excel Workbook (.xlsx)”."


def _parts(name: str, archive: zipfile.ZipFile) -> Mapping[str, bytes]:
    """The parts of a workbook, a zip of XML: small enough unpacked, and none declares anything."""
    entries = archive.infolist()
    if any(entry.filename.casefold().endswith("vbaproject.bin") for entry in entries):
        raise one_problem(name, "holds macros. Save it as “Excel Workbook (.xlsx)”.")
    total = sum(entry.file_size for entry in entries)
    if total > limits.WORKBOOK_BYTES or any(map(unpacks_to_too_much, entries)):
        raise one_problem(
            name,
            f"unpacks to {limits.in_megabytes(total)}, and a workbook may have "
            f"{limits.in_megabytes(limits.WORKBOOK_BYTES)}. Save it as CSV UTF-8.",
        )
    parts = {entry.filename: archive.read(entry) for entry in entries}
    if any(_declares(part) for n, part in parts.items() if n.endswith((".xml", ".rels"))):
        raise one_problem(name, _NOT_BY_EXCEL)
    return parts


def _declares(part: bytes) -> bool:
    """Whether a part declares what no workbook does, or hides it in another encoding."""
    wide = b"\0" in part[:4] or part.startswith((b"\xff\xfe", b"\xfe\xff"))
    return (wide and b"<\0" in part + b"\0") or b"<!DOCTYPE" in part


def _sheets_in(name: str, parts: Mapping[str, bytes]) -> Iterator[Sheet]:
    book = parts["xl/workbook.xml"]
    if _STRICT.encode() in book:
        raise one_problem(
            name,
            "is saved as “Strict Open XML Spreadsheet”. Save it as “Excel Workbook (.xlsx)”.",
        )
    targets = {
        one.get("Id", ""): one.get("Target", "")
        for one in ElementTree.fromstring(parts["xl/_rels/workbook.xml.rels"])
    }
    styles = parts.get("xl/styles.xml")
    formats = cell_formats(styles) if styles else ()
    for element in ElementTree.fromstring(book).iter():
        if element.tag.rpartition("}")[2] != "sheet":
            continue
        link = next((v for k, v in element.attrib.items() if k.rpartition("}")[2] == "id"), "")
        part = posixpath.normpath(posixpath.join("/xl", targets.get(link, ""))).lstrip("/")
        if "worksheets/" in part and part in parts:
            shown = element.get("state", "visible") == "visible"
            yield Sheet(element.get("name", ""), shown, sheet_marks(parts[part], formats))


def refuse_names_of_patients(name: str, sheets: Iterable[Sheet]) -> None:
    """Raises EvidenceUnreadable where the name of a sheet is a patient's."""
    for sheet in sheets:
        if what := identifier_in(sheet.name) or person_named_in(sheet.name):
            raise one_problem(name, f"the name of a sheet looks like {what}. Rename the sheet.")


def _only_sheet(name: str, sheets: list[Sheet]) -> Sheet:
    filled = [sheet for sheet in sheets if sheet.marks.cells]
    refuse_names_of_patients(name, sheets)
    if hidden := [sheet for sheet in filled if not sheet.is_shown]:
        raise one_problem(f"{name}, sheet {quoted(hidden[0].name)}", HIDDEN)
    if not filled:
        raise one_problem(name, "is empty. Keep the heading row even without rows.")
    if len(filled) > 1:
        names = listed_quoted(sheet.name for sheet in filled)
        raise one_problem(
            name,
            f"has {len(filled)} sheets that are not empty. Keep one of {names}. Where each holds "
            "a part, put their rows below one another on the one that you keep.",
        )
    marks = filled[0].marks
    places = marks.last_row * marks.last_column
    if (
        marks.last_row > limits.ROWS + 1
        or marks.last_column > limits.COLUMNS
        or (places > _SPARSE and places > 10 * marks.cells)
    ):
        raise one_problem(
            name,
            f"has a cell in row {marks.last_row:,}, column {column_letters(marks.last_column)}, "
            "far outside the table. Clear it.",
        )
    return filled[0]


def opened(name: str, content: bytes) -> CalamineWorkbook:
    """A workbook, to take the values of its sheets from."""
    try:
        return CalamineWorkbook.from_filelike(io.BytesIO(content))
    except (CalamineError, *DAMAGE):
        raise one_problem(name, _NOT_A_WORKBOOK) from None


def values_of(name: str, book: CalamineWorkbook, sheet: str) -> CalamineSheet:
    """The values of one sheet."""
    try:
        return book.get_sheet_by_name(sheet)
    # calamine panics or raises whatever its parts raise on a workbook it cannot follow
    except (CalamineError, *DAMAGE):
        raise one_problem(name, _NOT_A_WORKBOOK) from None


def _texts(sheet: CalamineSheet, marks: SheetMarks) -> Iterator[Line]:
    """Its rows as lines, from the first row and the first column on."""
    formats, days, known = marks.formats, marks.days, _Texts()
    left = sheet.start[1] if sheet.start else 0  # rows come from the first, columns do not
    before = [""] * left
    as_values = not (formats.of_numbers or formats.of_months or days)
    rows, first = sheet.iter_rows(), 1
    while some := list(islice(rows, _TOGETHER)):
        if as_values and {str}.issuperset(map(type, chain.from_iterable(some))):
            texts = cast("list[Line]", some)
            yield from (before + row for row in texts) if before else texts
            first += len(some)
            continue
        for number, row in enumerate(some, start=first):
            first += 1
            if as_values and not _BY_TYPE & set(map(type, row)):
                yield before + [value if type(value) is str else known[value] for value in row]
                continue
            line = [
                value if type(value) is str else text_of(value, formats, number, column)
                for column, value in enumerate(row, start=left + 1)
            ]
            yield before + [
                _day(text) if (number, column) in days else text
                for column, text in enumerate(line, start=left + 1)
            ]


_TOGETHER = 100
"""So many rows are looked at together: where they hold only texts, no cell by itself is."""
_MOST_KNOWN = 100_000
_BY_TYPE = {bool, datetime}
"""Values that equal others of another type, or need their format."""


class _Texts(dict[Any, str]):
    """Value → text where no format changes it, worked out once for each distinct value."""

    def __missing__(self, value: Any) -> str:
        text = text_of(value, CellFormats(), 0, 0)
        if len(self) < _MOST_KNOWN:
            self[value] = text
        return text


def _day(text: str) -> str:
    """A day written as ISO 8601 in the cell itself, midnight as no time."""
    return re.sub(r"T00:00(:00(\.0+)?)?Z?$", "", text).replace("T", " ")


def text_of(value: Any, formats: CellFormats, row: int, column: int) -> str:
    """What a person would have typed in a CSV file; midnight is a day without a time."""
    match value:
        case bool():
            return str(value)
        case float() | int():
            return _number(value, formats.at(row, column) if formats.of_numbers else "")
        case datetime() if value.time() != time() and "h" in (code := formats.at(row, column)):
            return value.isoformat(" ", "seconds" if "s" in code else "minutes")
        case date() if formats.of_months and _is_month(formats.at(row, column)):
            return f"{value:%Y-%m}"
        case datetime():
            return value.date().isoformat()
        case date() | time():
            return value.isoformat()
        case _:
            return str(value)


def _is_month(number_format: str) -> bool:
    return bool(number_format) and "d" not in number_format


def _number(value: float, number_format: str) -> str:
    """A number as its cell shows it: with its noughts, or as per cent."""
    whole = float(value).is_integer() and abs(value) < 1e15
    if "%" in number_format:
        return f"{value * 100:.10g}%"
    if whole and re.fullmatch("0{2,}", number_format):
        return f"{int(value):0{len(number_format)}d}"
    return str(int(value)) if whole else str(value)
