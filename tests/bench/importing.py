"""A training matrix of a very large trust, brought into a submission for the first time."""

import io
import shutil
import tempfile
from datetime import date, datetime
from functools import cache
from pathlib import Path

import xlsxwriter

from bench.measuring import RULES, SAMPLE, Line, Measurement, Work, busy_seconds
from mis_assessor.services.spreadsheets import Imported, import_spreadsheets

SHEETS = ("Midwives", "MSW", "Obs Consultants", "Obs Trainees", "Anaes consultants")
MODULES = ("PROMPT", "CTG", "NLS", "K2")
PEOPLE = 5_000
"""On each sheet; with four trainings each, 100,000 attendances in all."""
MATRIX = "a matrix of 100,000 attendances"


@cache
def matrix() -> bytes:
    """The workbook as a trust keeps it: headings in row 5, a column for each training."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"constant_memory": True}) as book:
        days = book.add_format({"num_format": "dd/mm/yyyy"})
        number = 0
        for name in SHEETS:
            sheet = book.add_worksheet(name)
            sheet.write(0, 0, "Training matrix")
            for column, heading in enumerate(("Assignment No", "Job title", *MODULES)):
                sheet.write(4, column, heading)
            for row in range(5, 5 + PEOPLE):
                number += 1
                sheet.write_string(row, 0, f"P{number:05d}")
                sheet.write_string(row, 1, "Band 6")
                for column in range(len(MODULES)):
                    day = datetime(2025, 1 + (number + column) % 9, 1 + number % 27)  # noqa: DTZ001
                    sheet.write_datetime(row, 2 + column, day, days)
    return stream.getvalue()


def _import() -> Imported:
    """The whole import, with nothing written."""
    with tempfile.TemporaryDirectory() as place:
        folder, file = Path(place) / "trust", Path(place) / "matrix.xlsx"
        folder.mkdir()
        shutil.copy(SAMPLE / "submission.yaml", folder)
        file.write_bytes(matrix())
        on = date(2025, 12, 1)
        found = import_spreadsheets("training-matrix", [file], folder, RULES, on, dry_run=True)
    assert sum(len(table.changes) for table in found.brought.tables) >= 100_000
    return found


def importing() -> Measurement:
    """From the bytes of the workbook to every new row, shown and checked."""
    size = f"{len(matrix()) / 1_000_000:.1f} MB"
    works = (Work(MATRIX, lambda: busy_seconds(_import), True),)
    lines = (
        Line(f"Importing a training matrix of 100,000 attendances ({size})", "", ""),
        Line("read by its headings and words, compared, and checked as a whole", MATRIX, "s"),
    )
    return Measurement(works, lines)
