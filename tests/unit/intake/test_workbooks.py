"""Excel workbooks: the same as CSV, or a problem that names sheet, row and column."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from mis_assessor.core.evidence.submission import Submission
from mis_assessor.intake.read import read_submission
from mis_assessor.reading import limits
from trust_year.forms import tables

Problems = Callable[..., list[str]]

FILE = "registers/one-to-one-care.xlsx"
moment = datetime.fromisoformat
HEAD = ["month", "women in active labour", "women with one-to-one care"]


def saved(book: Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def workbook(*rows: list[Any], spoil: Callable[[Worksheet], object] | None = None) -> bytes:
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    for row in rows:
        sheet.append(row)
    if spoil:
        spoil(sheet)
    return saved(book)


@pytest.fixture
def said(folder: Path, problems: Problems) -> Callable[[bytes], list[str]]:
    (folder / "registers/one-to-one-care.csv").unlink()
    return lambda content: problems({FILE: content})


def _formula(sheet: Worksheet) -> None:
    sheet["C2"] = "=B2-1"


def _error(sheet: Worksheet) -> None:
    sheet["C2"] = "#REF!"


def _hide_row(sheet: Worksheet) -> None:
    sheet.row_dimensions[2].hidden = True


def _hide_column(sheet: Worksheet) -> None:
    sheet.column_dimensions["B"].hidden = True


def _merge(sheet: Worksheet) -> None:
    sheet.merge_cells("B2:C2")


def _second_sheet(sheet: Worksheet) -> None:
    assert sheet.parent is not None
    sheet.parent.create_sheet("Notes")["A1"] = "x"


def _far_away(sheet: Worksheet) -> None:
    sheet["ZZ1"] = "x"


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (
            _formula,
            "sheet “Sheet”, row 2, column “women with one-to-one care”: is a formula. Paste it "
            "as a value.",
        ),
        (_error, "row 2, column “women with one-to-one care”: shows the error #REF!."),
        (_hide_row, "sheet “Sheet”, row 2: is hidden. Show it, or delete it."),
        (_hide_column, "sheet “Sheet”, column B: is hidden. Show it, or delete it."),
        (_merge, "row 2, column B: the cells B2:C2 are merged. Unmerge them"),
        (_second_sheet, "has 2 sheets that are not empty. Keep one of “Sheet” or “Notes”."),
        (_far_away, "column ZZ, far outside the table. Clear it."),
    ],
)
def test_what_a_reader_could_not_see(
    said: Callable[[bytes], list[str]], spoil: Callable[[Worksheet], object], sentence: str
) -> None:
    found = said(workbook(HEAD, ["2022-07", 50, 49], spoil=spoil))
    assert any(sentence in problem for problem in found), found


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is not an Excel workbook that can be opened. Save it again as .xlsx."),
        (b"PK\x03\x04 broken", "is not an Excel workbook that can be opened."),
        (workbook(), "is empty. Keep the heading row even without rows."),
        (workbook(HEAD, ["2022-07", 50, 51]), "sheet “Sheet”, row 2: 51 of 50"),
        (workbook(HEAD, ["2022-07", 50.5, 1]), "“50.5” is not a whole number"),
        (workbook(HEAD, ["2022-07", True, 1]), "“True” is not a whole number"),
    ],
)
def test_a_workbook_that_cannot_be_read(
    said: Callable[[bytes], list[str]], content: bytes, sentence: str
) -> None:
    found = said(content)
    assert any(sentence in problem for problem in found), found


def test_a_workbook_that_unpacks_to_too_much(
    said: Callable[[bytes], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "WORKBOOK_BYTES", 1_000)
    (found,) = said(workbook(HEAD))
    assert "and a workbook may have 1,000 bytes. Save it as CSV UTF-8." in found


def _without_files(submission: Submission) -> Submission:
    registers = {
        name: replace(register, file="", sha256="")
        for name, register in submission.registers.items()
    }
    return replace(submission, registers=registers, fingerprint="")


def test_csv_and_workbook_of_the_same_rows_are_equal(folder: Path) -> None:
    head = ["as at", "calculated posts", "funded posts", "posts filled", "tool"]
    csv = folder / "registers/midwifery-establishment.csv"
    csv.write_text(
        ",".join(head) + "\n2022-07-01,182.40,180,,Birthrate Plus\n\n2022-08-01,1,2,3,\n"
    )
    (folder / "registers/one-to-one-care.csv").write_text(",".join(HEAD) + "\n2022-07,50,49\n")
    (folder / "registers/outside-reports.csv").write_text(
        "report,published by,published on,covers from,covers to,could contradict the declaration,"
        "judged by,judged in role,judged on,reason,told NHS Resolution on\n"
        "R-1,CQC,2022-07-01,,,no,,,,,2023-02-02 11:59:59\n"
    )
    from_csv = read_submission(folder, tables())
    _as_workbook(
        csv, head, [date(2022, 7, 1), 182.4, 180, None, "Birthrate Plus"], [],
        [moment("2022-08-01"), 1, 2, 3.0, None],
    )  # fmt: skip
    path = folder / "registers/one-to-one-care.csv"
    _as_workbook(path, HEAD, [moment("2022-07-01"), 50, 49], month=True)
    path = folder / "registers/outside-reports.csv"
    _as_workbook(
        path,
        path.read_text().splitlines()[0].split(","),
        ["R-1", "CQC", date(2022, 7, 1), None, None, "no", None, None, None, None,
         moment("2023-02-02T11:59:59")],
    )  # fmt: skip
    assert _without_files(read_submission(folder, tables())) == _without_files(from_csv)


def _as_workbook(path: Path, *rows: list[Any], month: bool = False) -> None:
    def as_month(sheet: Worksheet) -> None:
        sheet["A2"].number_format = "mmm-yy"

    path.with_suffix(".xlsx").write_bytes(workbook(*rows, spoil=as_month if month else None))
    path.unlink()


def test_a_workbook_with_declarations_of_its_own(said: Callable[[bytes], list[str]]) -> None:
    stream = io.BytesIO(workbook(HEAD))
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("xl/more.xml", '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>')
    assert said(stream.getvalue()) == [f"{FILE}: was not written by Excel. Save it again as .xlsx."]


def test_problems_of_one_kind_are_counted_after_the_fifth(
    said: Callable[[bytes], list[str]],
) -> None:
    def spoil(sheet: Worksheet) -> None:
        for number in range(2, 10):
            sheet.row_dimensions[number].hidden = True
            sheet.cell(number, 3).value = "=1"

    found = said(workbook(HEAD, *[[f"2022-{n:02}", 50, 49] for n in range(1, 9)], spoil=spoil))
    assert f"{FILE}, sheet “Sheet”: 3 more rows are hidden." in found
    assert f"{FILE}, sheet “Sheet”: 3 more cells are formulas or errors." in found
