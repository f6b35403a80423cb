"""Lines with more or fewer cells than the heading row."""

from collections.abc import Iterator

from mis_assessor.core.errors import Problem
from mis_assessor.intake.lines import Line


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
