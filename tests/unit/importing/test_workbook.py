"""The workbook of a submission: what a champion sees in it, and what is refused on the way back."""

import io
import zipfile
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from mis_assessor.core.errors import EvidenceUnreadable, NotAllowed
from mis_assessor.importing.asked import documents_asked, statements_asked
from mis_assessor.services.bring_in import Brought
from mis_assessor.services.check_rules import checked_rulebook, tables_in
from mis_assessor.services.forms import new_submission
from mis_assessor.services.workbooks import import_workbook, workbook_of
from unit.importing.sheets import RULES, SAMPLE

BOOK = checked_rulebook(RULES, 7)
TABLES = tables_in(RULES)


@cache
def of_sample() -> bytes:
    return workbook_of(SAMPLE, RULES)


@pytest.fixture
def blank(tmp_path: Path) -> Path:
    folder = tmp_path / "trust"
    new_submission(folder, RULES, 7, "RZ5", "Example")
    return folder


def filled(folder: Path, touch: Callable[[Workbook], None], *, take_out: bool = False) -> Brought:
    """The folder's workbook, changed by openpyxl and imported."""
    book = load_workbook(io.BytesIO(workbook_of(folder, RULES)))
    touch(book)
    file = folder.parent / "w.xlsx"
    book.save(file)
    return import_workbook(file, folder, RULES, take_out=take_out)


def put(sheet: Worksheet, row: int, heading: str, value: str | date | None) -> None:
    """A value below a heading."""
    column = next(cell.column for cell in sheet[1] if cell.value == heading)
    cell = sheet.cell(row, column)
    assert isinstance(cell, Cell)
    cell.value = value


def test_nothing_in_it_is_a_formula_or_leads_outside() -> None:
    with zipfile.ZipFile(io.BytesIO(of_sample())) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheets = [part for name, part in parts.items() if name.startswith("xl/worksheets/sheet")]
    assert len(sheets) > 30
    assert not any(b"<f>" in part or b"<f " in part for part in sheets)
    assert not any("externalLink" in name or "vba" in name for name in parts)
    assert not any(b'TargetMode="External"' in part for part in parts.values())


def test_every_sheet_is_shown_protected_without_a_password_and_its_headings_frozen() -> None:
    book = load_workbook(io.BytesIO(of_sample()))
    for sheet in book.worksheets:
        assert sheet.sheet_state == "visible"
        assert sheet.protection.sheet and not sheet.protection.password
        if sheet.title not in ("start", "examples", "lists"):
            assert sheet.freeze_panes
            assert all(cell.protection.locked for cell in sheet[1] if cell.value)
            assert sheet.cell(1, 1).comment is not None
    staff = book["staff"]
    assert not staff["A2"].protection.locked and staff["A2"].number_format == "@"
    started = next(cell.column for cell in staff[1] if cell.value == "started on")
    assert isinstance(staff.cell(2, started).value, date)
    assert staff.cell(2, started).number_format == "yyyy-mm-dd"


def test_every_closed_list_of_the_rules_is_a_drop_down() -> None:
    book = load_workbook(io.BytesIO(of_sample()))
    lists = {
        tuple(str(cell.value) for cell in column if cell.value)
        for column in book["lists"].iter_cols()
    }
    for name in ("staff", "training attendance", "MSDS scorecard", "locum placements"):
        sheet, kind = book[name], TABLES.registers[name]
        rules = {
            str(rule.sqref).split(":")[0].rstrip("0123456789"): rule
            for rule in sheet.data_validations.dataValidation
        }
        for cell in sheet[1]:
            if not (cell.value and (column := kind.columns.get(str(cell.value)))):
                continue
            rule = rules[cell.column_letter]
            assert rule.promptTitle and column.meaning[:20] in str(rule.prompt)
            if column.type.options:
                inline = tuple(str(rule.formula1).strip('"').split(","))
                assert column.type.options in (inline, *lists)
                assert rule.type == "list"
            if column.type.is_day:
                assert rule.type == "date"


def test_every_document_asked_for_stands_on_one_checklist_with_its_acts_and_items(
    blank: Path,
) -> None:
    book = load_workbook(io.BytesIO(workbook_of(blank, RULES)))
    lines: dict[str, list[tuple[str, str, str]]] = {}
    for sheet in book.worksheets:
        if sheet.title.endswith("checklist"):
            lines[sheet.title] = [
                (str(a.value), str(c.value), str(d.value))
                for a, _, c, d in sheet.iter_rows(min_row=2, max_col=4)
            ]
    assert len(lines) == 11
    for asked in documents_asked(BOOK):
        name = f"SA{asked.home} checklist" if asked.home else "conditions checklist"
        mine = [(what, said) for ids, what, said in lines[name] if asked.requirements[0] in ids]
        assert ("document", asked.kind) in mine
        assert {("item to look for", item) for item in asked.items} <= set(mine)
        assert len(asked.acts) <= len(mine)
    assert ("MIS-Y7-SA2-1", "register", "MSDS scorecard") in [
        (ids.split(",")[0], what, said) for ids, what, said in lines["SA2 checklist"]
    ]


def test_every_statement_of_the_year_says_what_each_answer_means(blank: Path) -> None:
    book = load_workbook(io.BytesIO(workbook_of(blank, RULES)))
    rows = [[cell.value for cell in row[:3]] for row in book["statements"].iter_rows(min_row=2)]
    said = {str(statement): str(means) for statement, _, means in rows}
    assert list(said) == [one.statement for one in statements_asked(BOOK)]
    assert "no: what “Nothing by noon is nothing achieved” asks for." in said["nothing was sent"]
    discretionary = said["applying for a discretionary payment"]
    assert "yes: “The action plan for what is not met” is asked of the trust; no: it is not." in (
        discretionary
    )


def test_a_folder_begins_with_its_workbook(tmp_path: Path) -> None:
    file = tmp_path / "w.xlsx"
    file.write_bytes(of_sample())
    brought = import_workbook(file, tmp_path / "new", RULES)
    assert brought.changed
    again = import_workbook(file, tmp_path / "new", RULES)
    assert not again.changed and not again.written
    assert not import_workbook(file, SAMPLE, RULES, dry_run=True).changed


def test_problems_are_told_by_sheet_and_cell(blank: Path) -> None:
    def touch(book: Workbook) -> None:
        put(book["staff"], 2, "person", "SP-1")
        put(book["staff"], 2, "staff group", "midwifes")
        put(book["SA5 checklist"], 2, "day", date(2025, 6, 1))
        put(book["SA5 checklist"], 2, "document id", None)
        put(book["SA9 checklist"], 2, "found", "yes")
        put(book["statements"], 3, "answer", "yes")
        put(book["training attendance"], 2, "module", "maternity emergencies")
        put(book["training attendance"], 2, "person", "=1+1")
        book["training attendance"]["A2"].data_type = "s"
        book.create_sheet("My notes")["A1"] = "x"

    with pytest.raises(EvidenceUnreadable) as refused:
        filled(blank, touch)
    said = str(refused.value)
    for words in (
        "w.xlsx, sheet “staff”, row 2, column “staff group”: “midwifes” is not on the list.",
        "w.xlsx, sheet “SA5 checklist”, row 2, column “document id”: is blank, and its block is",
        "w.xlsx, sheet “SA9 checklist”, row 2, column “found”: is not asked for beside",
        "w.xlsx, sheet “statements”, row 3, column “who”: is blank, and the statement",
        "w.xlsx, sheet “My notes”: is no sheet of a submission.",
        "column “person”: “=1+1” begins as a formula does",
    ):
        assert words in said, said


def test_an_act_needs_its_day(blank: Path) -> None:
    def touch(book: Workbook) -> None:
        sheet = book["SA1 checklist"]
        put(sheet, 2, "day", date(2025, 6, 1))
        put(sheet, 3, "page or minute", "item 4")

    with pytest.raises(EvidenceUnreadable) as refused:
        filled(blank, touch)
    assert "sheet “SA1 checklist”, row 3, column “day”: is blank. Write the day" in str(
        refused.value
    )


def test_the_workbook_of_another_trust_or_year_is_refused(blank: Path, tmp_path: Path) -> None:
    with pytest.raises(NotAllowed, match="is the workbook of RXX, Year 7, and the folder"):
        filled(blank, lambda book: put(book["submission"], 2, "value", "RXX"))
    file = tmp_path / "w.xlsx"
    file.write_bytes(of_sample())
    with pytest.raises(NotAllowed, match=r"is no folder\. Begin one with “mis new”"):
        import_workbook(file, tmp_path / "nowhere", RULES, dry_run=True)


def test_rows_taken_out_of_the_workbook_stay_until_somebody_says_so(tmp_path: Path) -> None:
    file, folder = tmp_path / "w.xlsx", tmp_path / "new"
    file.write_bytes(of_sample())
    import_workbook(file, folder, RULES)

    def touch(book: Workbook) -> None:
        book["certificates"].delete_rows(2)
        put(book["staff"], 2, "role", "lead")

    stays = filled(folder, touch)
    assert stays.to_be_checked == ("staff",)
    kept = {table.name: table.kept for table in stays.tables}
    assert len(kept["certificates"]) == 1
    gone = filled(folder, touch, take_out=True)
    changes = [(t.name, c.what) for t in gone.tables for c in t.changes]
    assert ("certificates", "taken out") in changes
    rows = (folder / "registers/certificates.csv").read_text().splitlines()
    assert len(rows) == 7


def test_a_cell_cleared_in_the_workbook_is_cleared_in_the_folder(tmp_path: Path) -> None:
    file, folder = tmp_path / "w.xlsx", tmp_path / "new"
    file.write_bytes(of_sample())
    import_workbook(file, folder, RULES)
    brought = filled(folder, lambda book: put(book["submission"], 8, "value", None))
    assert [str(change) for change in brought.page] == ["contribution: “£103,162.00” → blank"]
    assert "contribution" not in (folder / "submission.yaml").read_text()


def test_documents_that_no_checklist_asks_for_have_sheets_of_their_own(tmp_path: Path) -> None:
    file, folder = tmp_path / "w.xlsx", tmp_path / "new"
    file.write_bytes(of_sample())
    import_workbook(file, folder, RULES)
    width = len((folder / "documents.csv").read_text().splitlines()[0].split(","))
    with (folder / "documents.csv").open("a") as documents:
        documents.write(f"D-X,parking policy,Parking{',' * (width - 3)}\n")
        documents.write(f"D-Y,training plan{',' * (width - 2)}\n")
    with (folder / "document-events.csv").open("a") as events:
        events.write("D-X,seen,car park group,2025-02-01,\n")
    book = load_workbook(io.BytesIO(workbook_of(folder, RULES)))
    assert [c.value for c in book["documents"][2]][:2] == ["D-X", "parking policy"]
    assert [c.value for c in book["documents"][3]][:2] == ["D-Y", "training plan"]
    assert [c.value for c in book["document events"][2]][:3] == ["D-X", "seen", "car park group"]
    assert not filled(folder, lambda book: None).changed
