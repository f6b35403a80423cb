"""Writes the workbook of a submission: nothing in it is a formula, whatever the rows say."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import date, datetime
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from mis_assessor.core.wording import capital
from mis_assessor.importing.checklist import OPEN_TO, Line
from mis_assessor.importing.folder import Row
from mis_assessor.importing.workbook_page import LISTS_OF_PAGE, SETTLED
from mis_assessor.importing.workbook_plan import (
    EXAMPLES,
    MARK,
    START,
    WORDS,
    PlannedSheet,
)
from mis_assessor.intake.columns import Column

_ROWS_TO_FILL, _ROWS_TO_SPARE, _LAST_COLUMN = 5_000, 2_000, 60
"""How far down drop-downs reach, and how far to the right cells may be written in."""
_LONGEST_CHOICE, _LONGEST_HELP, _LONGEST_TITLE = 255, 255, 32
_PRINTED = 11
"""Columns of a checklist that are printed: up to the title."""
_RULE, _A4 = "#AEB7BD", 9
_LINE, _MOST_LINES = 15.0, 12
_HEAD = "#005EB8"
_WRITTEN_BY = "mis-assessor"
_MADE = datetime(2000, 1, 1)  # noqa: DTZ001 - a workbook knows no zone; the same bytes each time
_PROTECTED = {
    **dict.fromkeys(("format_cells", "format_columns", "format_rows"), True),
    **dict.fromkeys(("insert_rows", "delete_rows", "sort", "autofilter"), True),
}
_HOW_TO = (
    "One workbook for the whole submission. Save it, then: mis import THIS-FILE --into FOLDER",
    "Blue headings are locked, without a password. Cells below them may be written in.",
    "A blank cell means not known. It never means no.",
    "Days are real dates, shown as 2025-11-30. Months are written 2025-07, gestations 37+0.",
    "Sheets that end in “checklist” list every document asked for: tick what is there.",
    "The sheet “statements” asks what only a named person can say, and what each answer means.",
    "Each register has a sheet of its own: one row for each case, person, shift or month. Then "
    "say in “register list” what it covers, and who checked it.",
    "Click on a heading to read what belongs below it; “examples” shows a row of each register.",
    "Never write a patient's name, date of birth, postcode, NHS number or hospital number.",
)


class _Drawn:
    """A workbook while it is drawn: its formats, and where its lists of words stand."""

    def __init__(self, book: Workbook, words: Worksheet) -> None:
        self.book, self.sheet_of_words = book, words
        self.formats: dict[str, Any] = {}
        self.words: dict[tuple[str, ...], str] = {}

    def format(self, **wanted: Any) -> Any:
        """A format, made once."""
        key = repr(sorted(wanted.items()))
        if key not in self.formats:
            self.formats[key] = self.book.add_format({"valign": "top", "text_wrap": 1, **wanted})
        return self.formats[key]

    def choices(self, options: tuple[str, ...]) -> list[str] | str:
        """What a drop-down offers: the words themselves, or where they stand in a sheet."""
        if len(",".join(options)) <= _LONGEST_CHOICE and not any("," in one for one in options):
            return list(options)
        if options not in self.words:
            column = len(self.words)
            for row, word in enumerate(options):
                self.sheet_of_words.write_string(row, column, word)
            letters = xl_col_to_name(column, col_abs=True)
            self.words[options] = f"='{WORDS}'!{letters}$1:{letters}${len(options)}"
        return self.words[options]


def workbook_bytes(year: int, trust: str, sheets: Sequence[PlannedSheet]) -> bytes:
    """The whole workbook as a file."""
    stream = BytesIO()
    options = {
        **dict.fromkeys(("strings_to_formulas", "strings_to_urls", "strings_to_numbers"), False),
        "in_memory": True,
    }
    with Workbook(stream, options) as book:
        book.set_properties(
            {"title": f"{MARK}, Year {year}", "author": _WRITTEN_BY, "created": _MADE}
        )
        first = book.add_worksheet(START)
        made = [book.add_worksheet(sheet.name) for sheet in sheets]
        examples = book.add_worksheet(EXAMPLES)
        drawn = _Drawn(book, book.add_worksheet(WORDS))
        _start(drawn, first, year, trust, sheets)
        for sheet, page in zip(sheets, made, strict=True):
            _table(drawn, page, sheet)
        _examples(drawn, examples, sheets)
        drawn.sheet_of_words.protect()
        first.activate()
    return stream.getvalue()


def _start(
    drawn: _Drawn, page: Worksheet, year: int, trust: str, sheets: Iterable[PlannedSheet]
) -> None:
    page.set_column(0, 0, 36)
    page.set_column(1, 1, 110)
    page.set_landscape()
    page.set_paper(_A4)
    page.fit_to_pages(1, 0)
    title = drawn.format(bold=1, font_size=16, text_wrap=0)
    page.write_string(0, 0, MARK, title)
    page.write_string(1, 0, f"Year {year}, {trust}", drawn.format(bold=1, text_wrap=0))
    row = 3
    for told in _HOW_TO:
        page.write_string(row, 1, told, drawn.format())
        row += 1
    row += 1
    link = drawn.format(font_color=_HEAD, underline=1)
    for sheet in sheets:
        page.write_url(row, 0, f"internal:'{sheet.name}'!A2", link, sheet.name)
        told = sheet.title or f"One row is: {sheet.kind.about}."
        page.write_string(row, 1, told, drawn.format())
        row += 1
    page.protect()


def _table(drawn: _Drawn, page: Worksheet, sheet: PlannedSheet) -> None:
    columns = [sheet.kind.columns[heading] for heading in sheet.columns]
    last = max(_ROWS_TO_FILL, len(sheet.rows) + _ROWS_TO_SPARE)
    head = drawn.format(bold=1, font_color="#FFFFFF", bg_color=_HEAD, border=1, locked=1)
    page.set_column(0, _LAST_COLUMN, 14, drawn.format(num_format="@", locked=0))
    page.set_row(0, 2 * _LINE)
    for place, column in enumerate(columns):
        locked = column.heading in sheet.locked
        width = _width(sheet, column)
        page.set_column(place, place, width, _cell(drawn, column, locked=locked))
        page.write_string(0, place, column.heading, head)
        page.write_comment(0, place, _help(column), {"x_scale": 2, "author": _WRITTEN_BY})
        if not locked and not (sheet.answers and column.heading == "answer"):
            _validate(drawn, page, column, (1, last, place))
    _rows(drawn, page, sheet, columns)
    for number, answer in enumerate(sheet.answers, start=1):
        if answer == "yes or no":
            place = sheet.columns.index("answer")
            page.data_validation(
                number, place, number, place, {"validate": "list", "source": ["yes", "no"]}
            )
    frozen = min(len(sheet.locked), 4) or 1
    page.freeze_panes(1, frozen)
    page.set_landscape()
    page.set_paper(_A4)
    page.fit_to_pages(1, 0)
    if sheet.lines:
        page.print_area(0, 0, len(sheet.rows), _PRINTED - 1)
    page.repeat_rows(0)
    page.set_header(f"&L{(sheet.title or capital(sheet.name)).replace('&', '&&')}&R&P")
    page.protect(options=_PROTECTED)


def _rows(drawn: _Drawn, page: Worksheet, sheet: PlannedSheet, columns: Sequence[Column]) -> None:
    for number, row in enumerate(sheet.rows, start=1):
        line = sheet.lines[number - 1] if sheet.lines else None
        if sheet.locked:
            page.set_row(number, _height(sheet, row))
        for place, column in enumerate(columns):
            locked = column.heading in sheet.locked or _not_of(line, column.heading)
            if row.get("heading") in SETTLED:
                locked = True
            style = _cell(drawn, column, locked=locked, line=line)
            text = row.get(column.heading, "")
            if text or line is not None or locked:
                _write(page, number, place, column, text, style)


def _not_of(line: Line | None, heading: str) -> bool:
    """Whether a line of a checklist has nothing to say under a heading."""
    return line is not None and heading not in OPEN_TO[line.about]


def _cell(drawn: _Drawn, column: Column, *, locked: bool, line: Line | None = None) -> Any:
    wanted: dict[str, Any] = {"locked": int(locked), "num_format": "@"}
    if column.type.is_day and not locked:
        wanted["num_format"] = "yyyy-mm-dd"
    if column.type.name == "whole number":
        wanted["num_format"] = "0"
    if line is not None:
        side = "top" if line.about == "document" else "bottom"
        wanted |= {side: 1, f"{side}_color": _RULE}
        if line.about == "document":
            wanted |= {"bold": 1, "bg_color": "#D8E6F5" if locked else "#EEF5FC"}
        elif locked:
            wanted["bg_color"] = "#E8EDEE"
    elif locked:
        wanted["bg_color"] = "#E8EDEE"
    return drawn.format(**wanted)


def _write(page: Worksheet, row: int, place: int, column: Column, text: str, style: Any) -> None:
    """A cell: a real day or a number where its column holds such, else text and never more."""
    if not text:
        page.write_blank(row, place, None, style)
        return
    if column.type.is_day:
        with suppress(ValueError):
            page.write_datetime(row, place, date.fromisoformat(text), style)
            return
    if column.type.name == "whole number" and text.isdecimal():
        page.write_number(row, place, int(text), style)
    else:
        page.write_string(row, place, text, style)


def _width(sheet: PlannedSheet, column: Column) -> int:
    if column.heading in sheet.widths:
        return sheet.widths[column.heading]
    if column.type.is_day:
        return 13
    longest = max((len(option) for option in column.type.options), default=0)
    return max(14, min(30, max(longest, len(column.heading) // 2)))


def _height(sheet: PlannedSheet, row: Row) -> float:
    """How high a row must be for all its words to be seen."""
    lines = 1
    for heading, text in row.items():
        if width := sheet.widths.get(heading, 0):  # a fingerprint need not be seen whole
            lines = max(lines, -(-len(text) // max(width - 2, 1)))
    return _LINE * min(lines, _MOST_LINES)


def _help(column: Column) -> str:
    needed = " Every row needs it." if column.required else ""
    return (
        f"{column.meaning}{needed} Write it as {column.type.name}, such as {column.type.example}."
    )


def _validate(drawn: _Drawn, page: Worksheet, column: Column, area: tuple[int, int, int]) -> None:
    """A drop-down or a day check in some rows of a column, with what it means beside it."""
    first, last, place = area
    rule: dict[str, Any] = {
        "validate": "any",
        "input_title": column.heading[:_LONGEST_TITLE],
        "input_message": _help(column)[:_LONGEST_HELP],
        "ignore_blank": True,
    }
    kind = column.type
    options = ("yes", "no") if kind.name == "yes or no" else kind.options
    if options and kind.name != "list":
        rule |= {
            "validate": "list",
            "source": drawn.choices(options),
            "error_title": "Not on the list",
            "error_message": "Choose one from the list; a blank means not known.",
        }
    elif kind.is_day:
        rule |= {
            "validate": "date",
            "criteria": "between",
            "minimum": date(1940, 1, 1),
            "maximum": date(2100, 12, 31),
            "error_title": "Not a day",
            "error_message": "Write the day as 2025-11-30.",
        }
    elif kind.name == "whole number":
        rule |= {
            "validate": "integer",
            "criteria": ">=",
            "value": 0,
            "error_title": "Not a whole number",
            "error_message": "Write a whole number, as 12.",
        }
    page.data_validation(first, place, last, place, rule)


def _examples(drawn: _Drawn, page: Worksheet, sheets: Iterable[PlannedSheet]) -> None:
    """A row of each register and list, filled in, where nobody can take it for evidence."""
    row = 0
    page.set_column(0, 40, 20)
    page.write_string(row, 0, "How a row looks when it is filled in. Nothing here is read.")
    for sheet in sheets:
        if sheet.lines or sheet.name in LISTS_OF_PAGE or sheet.locked:
            continue
        row += 2
        page.write_string(row, 0, sheet.name, drawn.format(bold=1, text_wrap=0))
        for place, heading in enumerate(sheet.columns):
            column = sheet.kind.columns[heading]
            page.write_string(row + 1, place, heading, drawn.format(bold=1, bg_color="#D8E6F5"))
            page.write_string(row + 2, place, column.type.example, drawn.format())
        row += 2
    page.protect()
