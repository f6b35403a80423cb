"""Spreadsheets as trusts make them, and what comes of them in a submission."""

import io
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from mis_assessor.services.spreadsheets import Imported, import_spreadsheets

ROOT = Path(__file__).parents[3]
RULES = ROOT / "rules"
SAMPLE = ROOT / "evidence_samples" / "year-7-ten-of-ten"
ON = date(2025, 12, 1)
PAGE = "trust: {code: RZ5, name: Example}\nscheme: MIS\nscheme year: 7\n"


def saved(sheets: Mapping[str, Any], touch: Callable[[Workbook], None] | None = None) -> bytes:
    """A workbook by openpyxl, a list of lines a sheet, with whatever else is done to it."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, lines in sheets.items():
        sheet: Worksheet = book.create_sheet(name)
        for line in lines:
            sheet.append(list(line))
    if touch:
        touch(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def brought(
    place: Path,
    kind: str,
    *files: tuple[str, bytes],
    dry_run: bool = False,
    page: str = PAGE,
) -> Imported:
    """What some files bring into a submission; one is begun where there is none."""
    folder = place / "trust"
    if not folder.exists():
        folder.mkdir()
        (folder / "submission.yaml").write_text(page, encoding="utf-8")
    paths = []
    for name, content in files:
        paths.append(place / name)
        paths[-1].write_bytes(content)
    return import_spreadsheets(kind, paths, folder, RULES, ON, dry_run=dry_run)


def told(found: Imported) -> list[str]:
    """What was not taken, in sentences."""
    return list(map(str, found.not_understood))


def text_of(place: Path, file: str) -> str:
    """A table of the submission as it was written."""
    return (place / "trust" / file).read_text(encoding="utf-8")
