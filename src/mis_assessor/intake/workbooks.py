"""An Excel workbook as lines of text, refusing what a reader could not see."""

import io
import warnings
import zipfile

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from mis_assessor.intake import limits
from mis_assessor.intake.archives import unpacks_to_too_much
from mis_assessor.intake.files import DAMAGE
from mis_assessor.intake.lines import Lines
from mis_assessor.intake.problems import listed, one_problem, quoted
from mis_assessor.intake.sheet_problems import hidden, merged, not_values
from mis_assessor.intake.sheet_texts import sheet_cells, sheet_texts

_NOT_A_WORKBOOK = "is not an Excel workbook that can be opened. Save it again as .xlsx."


def workbook_lines(name: str, content: bytes) -> Lines:
    """The lines of the only sheet of a workbook, dates and numbers as text."""
    _check_packing(name, content)
    sheet = _only_sheet(name, _opened(name, content))
    place = f"{name}, sheet {quoted(sheet.title)}"
    problems = (*hidden(place, sheet), *merged(place, sheet), *not_values(place, sheet))
    return Lines(place, sheet_texts(sheet), tuple(problems))


def _check_packing(name: str, content: bytes) -> None:
    """A workbook is a zip of XML: it must stay small unpacked, and declare nothing."""
    declares = False
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            total = sum(entry.file_size for entry in entries)
            too_much = total > limits.WORKBOOK_BYTES or any(map(unpacks_to_too_much, entries))
            if not too_much:
                declares = any(b"<!DOCTYPE" in archive.read(entry) for entry in entries)
    except DAMAGE:
        raise one_problem(name, _NOT_A_WORKBOOK) from None
    if too_much:
        raise one_problem(
            name,
            f"unpacks to {limits.in_megabytes(total)}, and a workbook may have "
            f"{limits.in_megabytes(limits.WORKBOOK_BYTES)}. Save it as CSV UTF-8.",
        )
    if declares:
        raise one_problem(name, "was not written by Excel. Save it again as .xlsx.")


def _opened(name: str, content: bytes) -> Workbook:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return load_workbook(io.BytesIO(content), keep_links=False)
    # openpyxl raises whatever its parts raise on a workbook it cannot follow
    except Exception:
        raise one_problem(name, _NOT_A_WORKBOOK) from None


def _only_sheet(name: str, book: Workbook) -> Worksheet:
    filled = [sheet for sheet in book.worksheets if _is_filled(sheet)]
    if not filled:
        raise one_problem(name, "is empty. Keep the heading row even without rows.")
    if len(filled) > 1:
        names = listed(sheet.title for sheet in filled)
        raise one_problem(
            name, f"has {len(filled)} sheets that are not empty. Keep one of {names}."
        )
    sheet: Worksheet = filled[0]
    if sheet.max_row > limits.ROWS + 1 or sheet.max_column > limits.COLUMNS:
        raise one_problem(
            name,
            f"has a cell in row {sheet.max_row:,}, column "
            f"{get_column_letter(sheet.max_column)}, far outside the table. Clear it.",
        )
    return sheet


def _is_filled(sheet: Worksheet) -> bool:
    return any(cell.value is not None for cell in sheet_cells(sheet))
