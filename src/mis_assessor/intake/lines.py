"""A table file as lines of text cells, whichever program saved it.

Lines with more or fewer cells than the heading row.
"""

import csv
import io
from codecs import BOM_UTF8
from collections.abc import Iterator
from dataclasses import dataclass

from mis_assessor.core.errors import Problem
from mis_assessor.reading import limits
from mis_assessor.reading.problems import one_problem

Line = list[str]
csv.field_size_limit(limits.MEGABYTE)  # a longer cell is no cell but a mark not closed
_STRETCH = 1 << 16
_SAVE_AS = "Save it as “CSV UTF-8 (comma delimited)”."


@dataclass(frozen=True, slots=True)
class TableLines:
    """The lines of a table, the heading first, and where they stand."""

    place: str
    """The file, and for a workbook the sheet."""
    lines: Iterator[Line]
    problems: tuple[Problem, ...] = ()
    is_sheet: bool = False
    """Whether they come from a workbook, where no comma can be in the way."""
    below: str = ""
    """All that is below the heading, where nothing but commas and line ends part its cells."""


_REMEDY = {
    False: "A comma inside a cell needs quotation marks around the cell.",
    True: "Clear what stands beside the table, or give it a heading.",
}


def csv_lines(name: str, content: bytes) -> TableLines:
    """The lines of a CSV file, which must be in UTF-8."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or content.count(b"\0") > len(content) // 4:
        raise one_problem(name, f"is not in UTF-8 but, it seems, in UTF-16. {_SAVE_AS}")
    if (at := content.find(b"\0")) >= 0:
        line = content.count(b"\n", 0, at) + 1
        raise one_problem(
            f"{name}, line {line:,}",
            "has a NUL character, which no text has. Save the table again from the program it "
            "came from.",
        )
    try:
        written = content.decode("utf-8")
    except UnicodeDecodeError as wrong:
        line = content.count(b"\n", 0, wrong.start) + 1
        raise one_problem(
            name,
            f"is not in UTF-8: line {line:,} has a letter from an older encoding such as "
            f"Windows-1252. {_SAVE_AS}",
        ) from None
    stream = io.BytesIO(content)
    while content.startswith(BOM_UTF8, stream.tell()):  # some programs write it twice
        stream.seek(len(BOM_UTF8), io.SEEK_CUR)
    text = io.TextIOWrapper(stream, encoding="utf-8", newline="")
    return TableLines(name, _parsed(name, text), below=_without_parser(written))


def _without_parser(text: str) -> str:
    """What is below the heading of a text that can be split; nothing where it needs a parser."""
    if '"' in text:
        return ""
    if "\r" in text:
        text = text.replace("\r\n", "\n")
        if "\r" in text:
            return ""
    begins, ends = text.find("\n") + 1, len(text) - text.endswith("\n")
    if not begins or text.count("\n", begins, ends) >= limits.ROWS or _has_an_endless_line(text):
        return ""
    return text[begins:ends]


def _has_an_endless_line(text: str) -> bool:
    begins, longest = 0, csv.field_size_limit()
    while begins + longest < len(text):
        ends = text.rfind("\n", begins, begins + longest)
        if ends < 0:
            return True
        begins = ends + 1
    return False


def in_stretches(text: str) -> Iterator[str]:
    """A text in pieces of whole lines, so that it need not be held in cells all at once."""
    begins = 0
    while begins < len(text):
        ends = text.find("\n", begins + _STRETCH)
        ends = len(text) if ends < 0 else ends
        yield text[begins:ends]
        begins = ends + 1


def side_by_side(lines: str, width: int) -> list[list[str]]:
    """The columns of lines that all have one width; none where any has another."""
    each = width + 1
    cells = lines.replace("\n", ",\n,").split(",")  # each line end becomes a cell of its own
    ends = lines.count("\n")
    if len(cells) != each * (ends + 1) - 1 or cells[width::each].count("\n") != ends:
        return []
    return [cells[place::each] for place in range(width)]


def _parsed(name: str, stream: io.TextIOWrapper) -> Iterator[Line]:
    reader = csv.reader(stream, strict=True)
    try:
        yield from reader
    except csv.Error as wrong:
        if "field larger" in str(wrong):
            raise one_problem(
                f"{name}, line {reader.line_num}",
                f"has a cell with more than {csv.field_size_limit():,} characters, and "
                f"{limits.CELL_LENGTH:,} is the most a cell may have. Put long text in a document "
                "and name the document; or a quotation mark is not closed.",
            ) from None
        raise one_problem(
            f"{name}, line {reader.line_num}",
            "has a quotation mark that is not closed, or one in the middle of a cell. "
            "Save the table again from the program it came from.",
        ) from None


def squared(chunk: list[Line], width: int, table: TableLines, first: int) -> Iterator[Problem]:
    """Give every line the width of the heading row, naming those that had another."""
    for index, line in enumerate(chunk):
        if len(line) == width:
            continue
        blank = not any(cell.strip() for cell in line)
        too_many = any(cell.strip() for cell in line[width:])
        if not blank and (too_many or len(line) < width):
            yield Problem(
                f"{table.place}, row {first + index}",
                f"has {len(line)} cells, and the heading row has {width}. "
                + _REMEDY[table.is_sheet],
            )
        chunk[index] = (line + [""] * (width - len(line)))[:width]
