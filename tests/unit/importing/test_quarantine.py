"""What a spreadsheet has spoiled is named by sheet and cell, with what to do, and never taken."""

import io
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from openpyxl import Workbook
from openpyxl.comments import Comment

from mis_assessor.core.errors import EvidenceUnreadable
from unit.importing.sheets import PAGE, brought, saved, text_of, told

HEAD = ["Assignment No", "PROMPT", "CTG", "NLS"]
DAY = date(2025, 3, 4)


def _format(cell: str, code: str) -> Callable[[Workbook], None]:
    def touch(book: Workbook) -> None:
        book.worksheets[0][cell].number_format = code

    return touch


def _hide_row(number: int) -> Callable[[Workbook], None]:
    def touch(book: Workbook) -> None:
        book.worksheets[0].row_dimensions[number].hidden = True

    return touch


def _merge(area: str) -> Callable[[Workbook], None]:
    def touch(book: Workbook) -> None:
        book.worksheets[0].merge_cells(area)

    return touch


def _as_text(cell: str) -> Callable[[Workbook], None]:
    def touch(book: Workbook) -> None:
        book.worksheets[0][cell].data_type = "s"

    return touch


CASES: list[tuple[str, list[Any], Callable[[Workbook], None] | None, str]] = [
    ("a day without its year", ["1", DAY], _format("B2", "d-mmm"), "cell B2: shows 04-Mar without"),
    ("a month", ["1", DAY], _format("B2", "mmm-yy"), "cell B2: shows a month only, March 2025."),
    ("a day without its format", ["1", 45800], None, "cell B2: “45800” is a number, perhaps a day"),
    ("month first", ["1", "05/13/2025"], None, "cell B2: “05/13/2025” puts the month before"),
    ("no such day", ["1", "31/02/2025"], None, "cell B2: “31/02/2025” is not a day that exists."),
    ("a far day", ["1", "01/02/1902"], None, "cell B2: “01/02/1902” is far from any scheme year."),
    ("a formula never worked out", ["1", "=TODAY()"], None, "cell B2: is a formula, and shows"),
    (
        "booked without a day",
        ["1", "Booked"],
        None,
        "cell B2: “Booked” does not say for which",
    ),
    ("attended without a day", ["1", "Attended"], None, "cell B2: “Attended” does not say when."),
    ("a day to come", ["1", date(2026, 2, 1)], None, "cell B2: 2026-02-01 has not come yet"),
    ("an unknown word", ["1", "??"], None, "cell B2: “??” is not a day."),
    (
        "a formula as text",
        ["1", "=1+1"],
        _as_text("B2"),
        "cell B2: “=1+1” begins as a formula",
    ),
    ("on leave", ["1", "LTS/ML"], None, "cell B2: “LTS/ML” says long-term leave, not since when."),
    ("a leaver", ["1", "Leaver"], None, "cell B2: “Leaver” says that somebody left, and not when."),
    ("a hidden row", ["1", DAY], _hide_row(2), "row 2: is hidden, and was not read."),
    ("merged cells", ["1", DAY], _merge("B2:C2"), "cell B2: belongs to the merged cells B2:C2."),
    ("no reference", [None, DAY], None, "row 2: has no staff number, so it was not taken."),
    ("a reference made a day", [DAY, DAY], None, "cell A2: is the day 2025-03-04, perhaps a refer"),
]


@pytest.mark.parametrize(
    ("row", "touch", "says"), [c[1:] for c in CASES], ids=[c[0] for c in CASES]
)
def test_a_spoiled_cell_of_a_matrix_is_named(
    tmp_path: Path, row: list[Any], touch: Callable[[Workbook], None] | None, says: str
) -> None:
    good = ["9", DAY, DAY, DAY]
    content = saved({"Midwives": [HEAD, row, good]}, touch)
    found = brought(tmp_path, "training-matrix", ("m.xlsx", content))
    assert any(f"m.xlsx, sheet “Midwives”, {says}" in one for one in told(found)), told(found)
    attendance = text_of(tmp_path, "registers/training-attendance.csv").splitlines()
    assert len(attendance) == 4, "only the good row is taken"


def test_a_formula_is_never_taken_whatever_it_shows(tmp_path: Path) -> None:
    """XlsxWriter keeps the value that a formula had when somebody saved the file."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        sheet = book.add_worksheet("Midwives")
        sheet.write_row(0, 0, HEAD)
        sheet.write_row(1, 0, ["1", "04/03/2025"])
        sheet.write_formula(1, 2, "=TODAY()", None, "2025-03-04")
        sheet.write_formula(1, 3, "=1/0", None, "#DIV/0!")
    found = brought(tmp_path, "training-matrix", ("m.xlsx", stream.getvalue()))
    assert any(
        "cell C2: is a formula, and what it shows may be stale" in one for one in told(found)
    )
    assert any("cell D2: " in one and "#DIV/0!" in one for one in told(found))
    attendance = text_of(tmp_path, "registers/training-attendance.csv")
    assert attendance.splitlines()[1:] == ["1,maternity emergencies,2025-03-04"]


def test_days_of_two_orders_are_none_of_them_guessed(tmp_path: Path) -> None:
    lines = [HEAD, ["1", "04/03/2025"], ["2", "03/13/2025"], ["3", "04/04/2025"], ["4", DAY]]
    found = brought(tmp_path, "training-matrix", ("m.xlsx", saved({"Midwives": lines})))
    assert any(
        "cell B2: “04/03/2025” can be read two ways, and B3 puts" in one for one in told(found)
    )
    rows = text_of(tmp_path, "registers/training-attendance.csv").splitlines()[1:]
    assert rows == ["3,maternity emergencies,2025-04-04", "4,maternity emergencies,2025-03-04"]


def test_the_same_twice_is_taken_once_and_a_contradiction_not_at_all(tmp_path: Path) -> None:
    people = [["Assignment No", "Job title", "PROMPT"], ["1", "Band 6", DAY], ["1", "Band 6", DAY]]
    other = [["Assignment No", "Job title", "PROMPT"], ["2", "Band 6", DAY], ["2", "Band 7", DAY]]
    content = saved({"Midwives": [*people, *other[1:]]})
    found = brought(tmp_path, "training-matrix", ("m.xlsx", content))
    said = told(found)
    assert any("row 3: says the same as m.xlsx, sheet “Midwives”, row 2" in one for one in said)
    assert any("row 5: is about the same staff entry as" in one for one in said)
    assert text_of(tmp_path, "registers/staff.csv").splitlines()[1:] == ["1,midwives,Band 6"]


def test_totals_are_left_out_and_told(tmp_path: Path) -> None:
    lines = [HEAD, ["1", DAY], ["Total trained", 1]]
    found = brought(tmp_path, "training-matrix", ("m.xlsx", saved({"Midwives": lines})))
    assert [str(one) for one in found.left_out] == [
        "m.xlsx, sheet “Midwives”, row 3: a row of totals."
    ]


def test_hidden_sheets_and_strange_sheets_are_told(tmp_path: Path) -> None:
    def hide(book: Workbook) -> None:
        book["Leavers"].sheet_state = "hidden"

    sheets = {"Midwives": [HEAD, ["1", DAY]], "Leavers": [HEAD, ["2", DAY]], "Notes": [["x"]]}
    sheets["Team Blue"] = [HEAD, ["3", DAY]]
    found = brought(tmp_path, "training-matrix", ("m.xlsx", saved(sheets, hide)))
    said = told(found)
    assert "m.xlsx, sheet “Leavers”: is hidden, and was not read. Show it, or delete it." in said
    assert any("sheet “Notes”: holds no headings that are known" in one for one in said)
    assert any("sheet “Team Blue”: has a name that is no staff group here" in one for one in said)
    assert len(text_of(tmp_path, "registers/staff.csv").splitlines()) == 2


def test_a_hidden_column_is_read_and_told(tmp_path: Path) -> None:
    def hide(book: Workbook) -> None:
        book.worksheets[0].column_dimensions["B"].hidden = True

    content = saved({"Midwives": [HEAD, ["1", DAY]]}, hide)
    found = brought(tmp_path, "training-matrix", ("m.xlsx", content))
    assert any("column “PROMPT” is hidden, and was read" in str(note) for note in found.notes)


PATIENTS: list[tuple[str, str]] = [
    ("an NHS number", "943 476 5919"),
    ("a mother", "Mrs Smith"),
    ("a baby", "Baby Smith"),
    ("a postcode", "LS2 9JT"),
]


@pytest.mark.parametrize("text", [text for _, text in PATIENTS], ids=[what for what, _ in PATIENTS])
def test_a_patient_stops_the_import_and_is_not_repeated(tmp_path: Path, text: str) -> None:
    lines = [["Case ID", "Type of death", "Gestation"], [text, "SB", "31+2"]]
    with pytest.raises(EvidenceUnreadable) as stopped:
        brought(tmp_path, "pmrt-list", ("p.xlsx", saved({"List": lines})))
    assert "p.xlsx, sheet “List”, cell A2: this looks like" in str(stopped.value)
    assert text not in str(stopped.value)
    assert [path.name for path in (tmp_path / "trust").iterdir()] == ["submission.yaml"]


def _comment(book: Workbook) -> None:
    book.worksheets[0]["B2"].comment = Comment("Mrs Smith rang", "somebody")


def _property(book: Workbook) -> None:
    book.properties.title = "Baby Smith, review"


def _margin(book: Workbook) -> None:
    header = book.worksheets[0].oddHeader
    assert header is not None
    header.center.text = "943 476 5919"


@pytest.mark.parametrize(
    ("touch", "says"),
    [
        (_comment, "p.xlsx, comment on cell B2: looks like the name of a mother or a baby."),
        (_property, "the properties of the workbook (File, Info, title) look like the name of a"),
        (_margin, "p.xlsx: a header or footer looks like an NHS number. Take it out."),
        (lambda book: setattr(book.worksheets[0], "title", "Baby Smith"), "the name of a sheet"),
    ],
)
def test_a_patient_beside_the_cells_stops_it_too(
    tmp_path: Path, touch: Callable[[Workbook], None], says: str
) -> None:
    lines = [["Case ID", "Type of death", "Gestation"], ["98001", "SB", "31+2"]]
    with pytest.raises(EvidenceUnreadable) as stopped:
        brought(tmp_path, "pmrt-list", ("p.xlsx", saved({"List": lines}, touch)))
    assert says in str(stopped.value)


def test_a_patient_in_the_name_of_a_file_stops_it_without_being_repeated(tmp_path: Path) -> None:
    with pytest.raises(EvidenceUnreadable) as stopped:
        brought(tmp_path, "pmrt-list", ("Baby Smith.xlsx", saved({"List": [["x"]]})))
    assert "the name of a file looks like" in str(stopped.value)
    assert "Smith" not in str(stopped.value)


def test_staff_numbers_that_look_like_hospital_numbers_are_let_through_by_a_line(
    tmp_path: Path,
) -> None:
    content = saved({"Midwives": [HEAD, ["P1234567", DAY]]})
    with pytest.raises(EvidenceUnreadable) as stopped:
        brought(tmp_path, "training-matrix", ("m.xlsx", content))
    assert "{file: registers/staff.csv, column: person}" in str(stopped.value)
    alarms = "".join(
        f"  - {{file: registers/{name}.csv, column: person, reason: ours}}\n"
        for name in ("staff", "training-attendance")
    )
    page = tmp_path / "trust" / "submission.yaml"
    page.write_text(f"{PAGE}false alarms:\n{alarms}", encoding="utf-8")
    found = brought(tmp_path, "training-matrix", ("m.xlsx", content))
    assert "P1234567,midwives" in text_of(tmp_path, "registers/staff.csv")
    assert not found.not_understood
