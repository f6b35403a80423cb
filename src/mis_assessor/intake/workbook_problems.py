"""What a sheet holds that a reader could not see or trust, each with its place and a remedy."""

import re
from collections.abc import Iterator, Mapping
from xml.etree import ElementTree

from mis_assessor.core.errors import Problem
from mis_assessor.intake.identifiers import identifier_in, person_named_in
from mis_assessor.intake.lines import Line
from mis_assessor.intake.workbook_marks import SheetMarks, column_letters
from mis_assessor.reading.problems import first_few, quoted

HIDDEN = "is hidden. Show it, or delete it."


def unseen_in(place: str, marks: SheetMarks, headings: Line) -> Iterator[Problem]:
    """Everything hidden, merged, worked out or failed; cells are told under their headings."""
    yield from _hidden(place, marks)
    yield from _merged(place, marks)
    yield from _not_values(place, marks, headings)


def _hidden(place: str, marks: SheetMarks) -> Iterator[Problem]:
    """Rows and columns that are not shown."""
    rows = (
        Problem(f"{place}, row {number}", HIDDEN)
        for number in marks.hidden_rows
        if number <= marks.last_row
    )
    yield from first_few(rows, place, "rows are hidden")
    if marks.hidden_by_default:
        yield Problem(place, "hides the rows or columns that nobody has sized. Show them all.")
    columns = (
        Problem(f"{place}, column {column_letters(number)}", HIDDEN)
        for first, last in marks.hidden_columns
        for number in range(first, min(last, marks.last_column) + 1)
    )
    yield from first_few(columns, place, "columns are hidden")


def _merged(place: str, marks: SheetMarks) -> Iterator[Problem]:
    """Cells merged into one."""
    found = (
        Problem(
            f"{place}, row {corner[2]}, column {corner[1]}" if corner else place,
            f"the cells {area} are merged. Unmerge them and fill in each.",
        )
        for area in marks.merged
        for corner in (re.match("([A-Z]+)([0-9]+)", area),)
    )
    yield from first_few(found, place, "areas are merged")


def _not_values(place: str, marks: SheetMarks, headings: Line) -> Iterator[Problem]:
    """Cells that hold a formula or show an error."""

    def where(row: int, column: int) -> str:
        heading = headings[column - 1] if 0 < column <= len(headings) else ""
        return f"{place}, row {row}, column {quoted(heading or column_letters(column))}"

    formulas = dict.fromkeys(marks.formulas, "is a formula. Paste it as a value.")
    errors = {
        (row, column): f"shows the error {text or '#N/A'}. Write the value."
        for row, column, text in marks.errors
    }
    found = (Problem(where(*at), what) for at, what in sorted((errors | formulas).items()))
    yield from first_few(found, place, "cells are formulas or errors")


_METADATA = {"docProps/core.xml": "the properties", "docProps/app.xml": "the properties"}
_COMMENTS = re.compile(r"xl/(?:comments|threadedComments)[^/]*(?:/[^/]+)?\.xml")
_MARGIN_ENDS = (b"Header>", b"Footer>")
"""Looked for first: most sheets have neither, and most are long."""
_MARGINS = re.compile(rb"<(?:\w+:)?(?:odd|even|first)(?:Header|Footer)>([^<]*)<")


def patients_beside(name: str, parts: Mapping[str, bytes]) -> Iterator[Problem]:
    """Patient identifiers that stand beside the cells: in comments, margins and properties.

    Raises ParseError where a part is no XML.
    """
    for part, content in parts.items():
        if (where := _METADATA.get(part)) is not None:
            for element in ElementTree.fromstring(content).iter():
                if found := _patient_in(element.text or ""):
                    what = element.tag.rpartition("}")[2]
                    told = f"{where} of the workbook (File, Info, {what}) look like {found}."
                    yield Problem(name, f"{told} Clear them, and save the workbook again.")
        elif _COMMENTS.fullmatch(part):
            for element in ElementTree.fromstring(content).iter():
                text = "".join(element.itertext()) if "ref" in element.attrib else ""
                if found := _patient_in(text):
                    cell = element.attrib["ref"]
                    yield Problem(
                        f"{name}, comment on cell {cell}",
                        f"looks like {found}. Delete the comment.",
                    )
        elif "worksheets/" in part and any(map(content.__contains__, _MARGIN_ENDS)):
            for match in _MARGINS.finditer(content):
                if found := _patient_in(match[1].decode("utf-8", "replace")):
                    yield Problem(name, f"a header or footer looks like {found}. Take it out.")


def _patient_in(text: str) -> str | None:
    return identifier_in(text) or person_named_in(text)
