"""A table file as lines of text cells, whichever program saved it.

Lines with more or fewer cells than the heading row.
"""

import csv
import io
from codecs import BOM_UTF8
from collections.abc import Iterator
from dataclasses import dataclass

from mis_assessor.core.errors import Problem
from mis_assessor.reading.problems import one_problem

Line = list[str]
_SAVE_AS = "Save it as “CSV UTF-8 (comma delimited)”."


@dataclass(frozen=True, slots=True)
class TableLines:
    """The lines of a table, the heading first, and where they stand."""

    place: str
    """The file, and for a workbook the sheet."""
    lines: Iterator[Line]
    problems: tuple[Problem, ...] = ()


def csv_lines(name: str, content: bytes) -> TableLines:
    """The lines of a CSV file, which must be in UTF-8."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in content:
        raise one_problem(name, f"is not in UTF-8 but, it seems, in UTF-16. {_SAVE_AS}")
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as wrong:
        line = content.count(b"\n", 0, wrong.start) + 1
        raise one_problem(
            name,
            f"is not in UTF-8: line {line:,} has a letter from an older encoding such as "
            f"Windows-1252. {_SAVE_AS}",
        ) from None
    stream = io.BytesIO(content)
    if content.startswith(BOM_UTF8):
        stream.seek(len(BOM_UTF8))
    text = io.TextIOWrapper(stream, encoding="utf-8", newline="")
    return TableLines(name, _parsed(name, text))


def _parsed(name: str, stream: io.TextIOWrapper) -> Iterator[Line]:
    reader = csv.reader(stream, strict=True)
    try:
        yield from reader
    except csv.Error:
        raise one_problem(
            f"{name}, line {reader.line_num}",
            "has a quotation mark that is not closed, or one in the middle of a cell. "
            "Save the table again from the program it came from.",
        ) from None


def squared(chunk: list[Line], width: int, place: str, first: int) -> Iterator[Problem]:
    """Give every line the width of the heading row, naming those that had another."""
    for index, line in enumerate(chunk):
        if len(line) == width:
            continue
        blank = not any(cell.strip() for cell in line)
        too_many = any(cell.strip() for cell in line[width:])
        if not blank and (too_many or len(line) < width):
            yield Problem(
                f"{place}, row {first + index}",
                f"has {len(line)} cells, and the heading row has {width}. A comma inside "
                "a cell needs quotation marks around the cell.",
            )
        chunk[index] = (line + [""] * (width - len(line)))[:width]
