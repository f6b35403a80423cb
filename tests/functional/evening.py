"""The files of a champion's evening: a training matrix and a PMRT list with three mistakes."""

from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path

import xlsxwriter
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

GROUPS = {
    "Midwives": "midwives",
    "Obs Consultants": "obstetric consultants",
    "Obs Trainees": "other obstetric doctors",
    "MSW & HCA": "maternity support workers and health care assistants",
    "Anaesthetic Consultants": "obstetric anaesthetic consultants",
    "Anaes trainees": "other obstetric anaesthetic doctors",
    "Neonatal Nurses": "neonatal nurses band 5 and above",
}
HEADINGS = (
    *("Surname", "First name", "Assignment No", "Job title", "Start date"),
    *("PROMPT (MDT skills drills)", "Fetal monitoring / CTG", "NLS", "Compliant", "Comments"),
)
FIRST, EACH = 6, 8
"""The first row of people, and how many stand on a sheet."""
MONTH_FIRST, WITHOUT_A_YEAR, TENTHS = ("Midwives", "H9"), ("Midwives", "F10"), ("PMRT list", "D7")
MISTAKES = (MONTH_FIRST, WITHOUT_A_YEAR, TENTHS)


def matrix(path: Path) -> None:
    """Seven sheets by openpyxl: merged titles, headings in row 5, and what people write."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for place, name in enumerate(GROUPS):
        _people(book.create_sheet(name), place)
    midwives = book["Midwives"]
    midwives["F7"], midwives["G7"] = "Booked 14/12/25", "DNA"
    midwives["F8"], midwives["G8"], midwives["H8"] = "LTS/ML", None, None
    midwives["H9"] = "05/13/2025"
    midwives["F10"] = date(2025, 5, 17)
    midwives["F10"].number_format = "d-mmm"
    midwives.row_dimensions[13].hidden = True  # a leaver
    book.create_sheet("Notes")["A1"] = "Ask the practice educators."
    book.save(path)


def _people(sheet: Worksheet, place: int) -> None:
    for row, title in ((1, "Women & Children's Division"), (2, f"Training - {sheet.title}")):
        sheet.cell(row, 1, title)
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=len(HEADINGS))
    _line(sheet, 5, HEADINGS)
    for number in range(EACH):
        row, day = FIRST + number, date(2025, 2 + number % 6, 3 + number)
        who = (f"Sur{place}{number}", "Ann", f"{place + 1}{number:04}", "Band 6")
        _line(sheet, row, (*who, date(2015, 1, 5), day, "12/03/2025", day.isoformat()))
        sheet.cell(row, 9, f"=IF(F{row}>0,1,0)")
    _line(sheet, FIRST + EACH + 1, ("Total trained",))
    sheet.cell(FIRST + EACH + 1, 6, f"=COUNT(F{FIRST}:F{FIRST + EACH})")


def _line(sheet: Worksheet, row: int, cells: Iterable[str | date]) -> None:
    for column, cell in enumerate(cells, start=1):
        sheet.cell(row, column, cell)


def pmrt(path: Path) -> None:
    """The list as XlsxWriter writes it: a title row, gestations in words, names of parents."""
    headings = (
        *("MBRRACE ID", "Parents' names", "Type of death", "Gestation", "Date of death"),
        *("Date notified", "PMRT eligible", "Review started", "Report published", "Status"),
    )
    rows: list[tuple[str | date | None, ...]] = [
        ("98001", "A", "Stillbirth", "31 weeks 2 days", date(2025, 1, 5), date(2025, 1, 7), "Yes"),
        ("98002", "B", "ENND", "27+4", date(2025, 2, 5), date(2025, 2, 9), "Yes"),
        ("98003", "C", "TOP", "22 weeks 1 day", date(2025, 3, 5), date(2025, 3, 7), "No"),
        ("98004", "D", "Late miscarriage", "22.4", date(2025, 4, 5), date(2025, 4, 9), "Yes"),
    ]
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("PMRT list")
        days = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet.merge_range("A1:J1", "PMRT summary list > Current MIS/CNST period")
        sheet.write_row(2, 0, headings)
        for number, row in enumerate(rows, start=3):
            for column, cell in enumerate(row):
                if isinstance(cell, date):
                    moment = datetime(cell.year, cell.month, cell.day)  # noqa: DTZ001
                    sheet.write_datetime(number, column, moment, days)
                else:
                    sheet.write(number, column, cell)


def mend(folder: Path) -> None:
    """The three mistakes put right, in the trust's own files."""
    book = load_workbook(folder / "matrix.xlsx")
    book["Midwives"]["H9"] = "2025-05-13"
    book["Midwives"]["F10"] = "2025-05-17"
    book.save(folder / "matrix.xlsx")
    book = load_workbook(folder / "pmrt.xlsx")
    book["PMRT list"]["D7"] = "22+4"
    book.save(folder / "pmrt.xlsx")


def tick(path: Path) -> dict[str, int]:
    """The workbook filled in as a champion does: every open line of two checklists, two answers.

    Returns how many cells were written under each heading.
    """
    book = load_workbook(path)
    written: dict[str, int] = {}

    def write(sheet: Worksheet, row: int, heading: str, value: str | date) -> None:
        column = next(c.column for c in sheet[1] if c.value == heading)
        sheet.cell(row, column, value)
        written[heading] = written.get(heading, 0) + 1

    for name in ("SA5 checklist", "SA9 checklist"):
        sheet = book[name]
        for row in range(2, sheet.max_row + 1):
            match sheet.cell(row, 3).value:
                case "document":
                    for heading, value in (
                        *(("day", date(2025, 6, 30)), ("who", "Rowena Stackthwaite")),
                        *(("checked on", date(2025, 7, 2)), ("in force from", date(2025, 6, 30))),
                    ):
                        write(sheet, row, heading, value)
                case "item to look for":
                    for heading, value in (
                        *(("found", "yes"), ("who", "Rowena Stackthwaite")),
                        ("day", date(2025, 7, 2)),
                    ):
                        write(sheet, row, heading, value)
                case "register" | "statement":
                    pass
                case _:
                    write(sheet, row, "day", date(2025, 7, 10))
    statements = book["statements"]
    for row in range(2, statements.max_row + 1):
        if str(statements.cell(row, 1).value).startswith("nothing was sent"):
            for heading, value in (
                *(("answer", "no"), ("who", "Ysolde Hexlow"), ("role", "director of midwifery")),
                ("said on", date(2025, 7, 1)),
            ):
                write(statements, row, heading, value)
    book.save(path)
    return written
