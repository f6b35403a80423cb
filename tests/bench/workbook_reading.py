"""A workbook as Excel saves it, against the CSV file of the same rows."""

import csv
import io
import zipfile
from functools import cache
from xml.sax.saxutils import escape

from bench.measuring import RULES, SAMPLE, Line, Measurement, Work, busy_seconds
from mis_assessor.intake.false_alarms import FalseAlarms
from mis_assessor.intake.files import File
from mis_assessor.intake.table_files import read_table_files
from mis_assessor.services.check_rules import tables_in

ROWS = 100_000
KIND = tables_in(RULES)["training attendance"]
WORKBOOK, TABLE = "100,000 rows of a workbook", "the same rows as CSV"

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006"
_CONTENT = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


@cache
def table() -> tuple[tuple[str, ...], ...]:
    """The sample's training over and over, each trust with people of its own."""
    with (SAMPLE / f"{KIND.stem}.csv").open(encoding="utf-8", newline="") as file:
        heading, *rows = csv.reader(file)
    lines = (
        (f"T{number // len(rows):03}-{rows[number % len(rows)][0]}", *rows[number % len(rows)][1:])
        for number in range(ROWS)
    )
    return (tuple(heading), *lines)


@cache
def as_csv() -> bytes:
    """The rows as text."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(table())
    return text.getvalue().encode()


@cache
def as_workbook() -> bytes:
    """The rows as Excel saves them: every text once, and cells that name it by its number."""
    texts: dict[str, int] = {}
    rows = []
    for number, row in enumerate(table(), start=1):
        cells = (
            f'<c r="{chr(65 + n)}{number}" t="s"><v>{texts.setdefault(cell, len(texts))}</v></c>'
            for n, cell in enumerate(row)
            if cell
        )
        rows.append(f'<row r="{number}">{"".join(cells)}</row>')
    shared = "".join(f"<si><t>{escape(text)}</t></si>" for text in texts)
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_TYPES}/content-types">'
        '<Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_CONTENT}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_CONTENT}.worksheet+xml"/>'
        f'<Override PartName="/xl/sharedStrings.xml" ContentType="{_CONTENT}.sharedStrings+xml"/>'
        "</Types>",
        "_rels/.rels": f'<Relationships xmlns="{_TYPES}/relationships"><Relationship Id="rId1" '
        f'Type="{_LINKS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_LINKS}"><sheets>'
        '<sheet name="Training" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_TYPES}/relationships">'
        f'<Relationship Id="rId1" Type="{_LINKS}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{_LINKS}/sharedStrings" Target="sharedStrings.xml"/>'
        "</Relationships>",
        "xl/sharedStrings.xml": f'<sst xmlns="{_MAIN}">{shared}</sst>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_MAIN}"><sheetData>{"".join(rows)}'
        "</sheetData></worksheet>",
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, _HEAD + text)
    return stream.getvalue()


def _read(name: str, content: bytes) -> None:
    file = File(name, len(content), lambda: io.BytesIO(content))
    tables = read_table_files({name: file}, tables_in(RULES), {name: KIND}, FalseAlarms())
    rows = tables.found[KIND.name].rows
    assert rows is not None and len(rows) == ROWS, tables.problems


def workbook_reading() -> Measurement:
    """Bytes into typed rows, from a workbook and from CSV."""
    workbook, text = as_workbook(), as_csv()
    works = (
        Work(WORKBOOK, lambda: busy_seconds(lambda: _read(f"{KIND.stem}.xlsx", workbook)), True),
        Work(TABLE, lambda: busy_seconds(lambda: _read(f"{KIND.stem}.csv", text)), True),
    )
    size = f"{len(workbook) / 1_000_000:.1f} MB"
    lines = (
        Line(f"Reading {ROWS:,} rows of training attendance from a workbook ({size})", "", ""),
        Line("typed, checked and searched for patient identifiers", WORKBOOK, "s"),
        Line("the same rows as CSV", TABLE, "s"),
        Line("workbook against CSV", WORKBOOK, "", budget=3, times=TABLE),
    )
    return Measurement(works, lines)
