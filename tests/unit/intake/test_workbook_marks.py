"""What a reader of a workbook could not see, however its package says it; and what it costs."""

import io
import re
import time
import tracemalloc
import zipfile
from typing import Any

import pytest
from openpyxl import Workbook

from mis_assessor.core.errors import EvidenceUnreadable
from mis_assessor.intake.workbook_marks import NotXml, sheet_marks
from mis_assessor.intake.workbooks import workbook_lines

SHEET = "xl/worksheets/sheet1.xml"
HEAD = ["unit", "as at", "posts"]


def book(*rows: list[Any], formats: dict[str, str] | None = None, **states: str) -> bytes:
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    for place, code in (formats or {}).items():
        sheet[place].number_format = code
    for name, state in states.items():
        more = made.create_sheet(name)
        more["A1"] = "x"
        more.sheet_state = state
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def changed(content: bytes, part: str, old: str, new: str) -> bytes:
    """A workbook with a text of one part of its package replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as was, zipfile.ZipFile(out, "w") as now:
        for entry in was.infolist():
            text = was.read(entry)
            if entry.filename == part:
                assert re.search(old.encode(), text), text
                text = re.sub(old.encode(), new.encode(), text, count=1)
            now.writestr(entry, text, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def lines(content: bytes) -> list[list[str]]:
    return list(workbook_lines("a.xlsx", content).lines)


def told(content: bytes) -> list[str]:
    try:
        return [str(problem) for problem in workbook_lines("a.xlsx", content).problems]
    except EvidenceUnreadable as unreadable:
        return [str(problem) for problem in unreadable.problems]


PLAIN = book(HEAD, ["A", 1, 2], ["B", 3, 4])


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('<row r="2"', '<row r="2" ht="0" customHeight="1"', "row 2: is hidden."),
        ('<row r="3"', "<row hidden='true' r=\"3\"", "row 3: is hidden."),
        ('<row r="3"', '<row r="3" hidden="&#49;"', "row 3: is hidden."),
        ("<sheetData>", '<cols><col min="2" max="2" width="0"/></cols><sheetData>', "column B: is"),
        (
            "<sheetData>",
            '<cols><col hidden="1" min="3" max="9"/></cols><sheetData>',
            "column C: is",
        ),
        (
            "<sheetFormatPr",
            '<sheetFormatPr zeroHeight="1"',
            "hides the rows or columns",
        ),
        (
            "</sheetData>",
            '</sheetData><mergeCells><mergeCell ref="A2:B3"/></mergeCells>',
            "A2:B3 are",
        ),
        ('<c r="B2"[^>]*>', '<c r="B2"><f>1+1</f>', "column “as at”: is a formula."),
        ('<c r="B2"[^>]*><v>1', '<c r="B2" t="e"><v>#DIV/0!', "shows the error #DIV/0!. Write"),
    ],
)
def test_what_nobody_sees_is_refused(old: str, new: str, says: str) -> None:
    (problem,) = told(changed(PLAIN, SHEET, old, new))
    assert says in problem


def test_the_same_is_found_where_the_package_is_written_otherwise() -> None:
    spread = changed(PLAIN, SHEET, '<row r="2">', '<row\n r="2"\n hidden = "1" >')
    assert told(spread) == ["a.xlsx, sheet “Sheet”, row 2: is hidden. Show it, or delete it."]
    implied = changed(changed(PLAIN, SHEET, '<row r="3">', "<row>"), SHEET, '<c r="A3"', "<c")
    assert told(implied) == []
    assert lines(implied) == lines(PLAIN)


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_hidden_sheet_with_anything_in_it_is_refused(state: str) -> None:
    says = ["a.xlsx, sheet “Lists”: is hidden. Show it, or delete it."]
    assert told(book(HEAD, Lists=state)) == says
    assert told(book(Lists=state)) == says


def test_a_strict_workbook_and_one_with_a_password_are_named() -> None:
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    strict = changed(
        PLAIN, "xl/workbook.xml", main, "http://purl.oclc.org/ooxml/spreadsheetml/main"
    )
    assert "“Strict Open XML Spreadsheet”. Save it as “Excel Workbook (.xlsx)”" in told(strict)[0]
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(900)
    assert "is a workbook of an older Excel (.xls)" in told(old)[0]
    assert "needs a password." in told(old + "EncryptedPackage".encode("utf-16-le"))[0]


def test_numbers_are_read_as_their_cells_show_them() -> None:
    content = book(
        ["a", "b", "c", "d", "e"],
        [7, 0.9, 1, 12.5, True],
        [1_234_567, 1, 0.125, 1e14, False],
        formats={"A2": "000", "A3": "00000", "B2": "0%", "B3": "0%", "C3": "0.0%"},
    )
    assert lines(content)[1:] == [
        ["007", "90%", "1", "12.5", "True"],
        ["1234567", "100%", "12.5%", "100000000000000", "False"],
    ]


def test_one_and_yes_are_told_apart() -> None:
    assert lines(book(["a", "b"], [1, True], [True, 1]))[1:] == [["1", "True"], ["True", "1"]]


def test_days_in_the_form_of_iso_8601_are_days() -> None:
    iso = changed(PLAIN, SHEET, '<c r="B2"[^>]*><v>1', '<c r="B2" t="d"><v>2022-06-01T00:00:00')
    assert lines(iso)[1] == ["A", "2022-06-01", "2"]


def test_a_table_that_begins_lower_and_further_right_keeps_its_place() -> None:
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    sheet["B3"], sheet["C4"] = "x", 5
    stream = io.BytesIO()
    made.save(stream)
    assert lines(stream.getvalue()) == [[""] * 3, [""] * 3, ["", "x", ""], ["", "", "5"]]


@pytest.mark.parametrize("right", [0, 2])
def test_rows_of_texts_and_of_values_stand_where_they_stood(right: int) -> None:
    """However long the stretches of either; a per cent is a format of one cell's own."""
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    expected = []
    for number in range(1, 260):
        value = number if number % 110 < 3 else f"t{number}"
        sheet.cell(number, right + 1, value)
        sheet.cell(number, right + 2, "x")
        expected.append([*[""] * right, str(value), "x"])
    stream = io.BytesIO()
    made.save(stream)
    assert lines(stream.getvalue()) == expected
    sheet.cell(221, right + 1).number_format = "0%"
    stream = io.BytesIO()
    made.save(stream)
    expected[220][right] = "22100%"
    assert lines(stream.getvalue()) == expected


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("</sheetData>", '</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'),
        ("</sheetData>", '</sheetData><hyperlinks><hyperlink ref="A1:XFD1048576"/></hyperlinks>'),
        ('<c r="C3"', '<c r="XFD1048576"'),
        ('<c r="C3"', '<c r="GR900000"'),
        ('<row r="3"', '<row r="1000000"'),
    ],
)
def test_a_small_workbook_takes_little_memory_and_time(old: str, new: str) -> None:
    content = changed(PLAIN, SHEET, old, new)
    tracemalloc.start()
    begun = time.process_time()
    told(content)
    spent, (_, most) = time.process_time() - begun, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert spent < 2 and most < 20_000_000


def test_far_cells_are_named() -> None:
    far = changed(PLAIN, SHEET, '<c r="C3"', '<c r="GR900000"')
    assert "has a cell in row 900,000, column GR, far outside the table" in told(far)[0]


def test_the_name_of_a_sheet_is_looked_at_too() -> None:
    named = changed(PLAIN, "xl/workbook.xml", 'name="Sheet"', 'name="943 476 5919"')
    assert told(named) == [
        "a.xlsx: the name of a sheet looks like an NHS number. Rename the sheet."
    ]


@pytest.mark.parametrize("broken", [b"<worksheet>", b"", b"<a", b'<!DOCTYPE x><x c="1"/>'])
def test_what_is_no_xml_is_said_so(broken: bytes) -> None:
    with pytest.raises(NotXml):
        sheet_marks(broken, ())


def test_reading_takes_time_in_proportion() -> None:
    def seconds(rows: int) -> float:
        content = book(HEAD, *(["A", n, n] for n in range(rows)))
        begun = time.process_time()
        assert len(lines(content)) == rows + 1
        return time.process_time() - begun

    small = max(seconds(2_000), seconds(2_000), 0.005)
    assert seconds(16_000) < 8 * 4 * small


def test_a_formula_outside_every_cell_is_no_crash() -> None:
    (problem,) = told(changed(PLAIN, SHEET, '<row r="1">', '<row r="1"><f>1</f>'))
    assert "is a formula" in problem
