"""The examples table of a rule file, each row a case that both evaluators must decide."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mis_assessor.core.verdicts import Verdict


@dataclass(frozen=True, slots=True)
class Example:
    """One row: a sentence, what is supplied, and the verdict it must have."""

    case: str
    cells: Mapping[str, str]
    verdict: Verdict
    line: int
    """Line of the table, its header being 1."""


class ExamplesUnreadable(ValueError):
    """The table cannot be read; the message says which row and what to write."""


def read_examples(table: str) -> Iterator[Example]:
    """The rows of an examples table. Raises ExamplesUnreadable."""
    lines = [
        (n, line)
        for n, line in enumerate(table.splitlines(), 1)
        if line.strip() and not set(line.strip()) <= set("-+| ")
    ]
    if not lines:
        return
    header = _cells(lines[0][1])
    if header[:1] != ["case"] or header[-1:] != ["verdict"]:
        raise ExamplesUnreadable("the first column is “case”, the last is “verdict”")
    for n, line in lines[1:]:
        cells = _cells(line)
        if len(cells) != len(header):
            raise ExamplesUnreadable(f"row {n} has {len(cells)} cells, the header {len(header)}")
        try:
            verdict = Verdict(cells[-1])
        except ValueError:
            words = ", ".join(Verdict)
            raise ExamplesUnreadable(f"row {n}: “{cells[-1]}” is no verdict: {words}") from None
        middle = dict(zip(header[1:-1], cells[1:-1], strict=True))
        yield Example(cells[0], middle, verdict, n)


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]
