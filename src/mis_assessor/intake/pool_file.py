"""Reads a pool file whole: every trust's row, or everything that is wrong in the file."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from mis_assessor.core.errors import EvidenceUnreadable, Problem
from mis_assessor.core.pool.trust_year import TrustYear
from mis_assessor.core.submission import Cell
from mis_assessor.intake import limits
from mis_assessor.intake.files import File
from mis_assessor.intake.headings import Headings, read_headings
from mis_assessor.intake.lines import Line, csv_lines
from mis_assessor.intake.pool_columns import POOL
from mis_assessor.intake.pool_row import ReadRow, read_row, trust_year
from mis_assessor.intake.problems import gathered_in, one_problem, quoted

POOL_BYTES = 5 * limits.MEGABYTE
POOL_ROWS = 2_000
"""More than every trust of England in fifteen scheme years."""


def read_pool(path: Path) -> tuple[TrustYear, ...]:
    """Every row of a pool file. Raises EvidenceUnreadable with all that is wrong in it."""
    name = path.name
    file = File(name, path.stat().st_size, lambda: path.open("rb"))
    content = file.content(POOL_BYTES)
    if content.startswith(b"PK"):
        raise one_problem(name, "is a workbook. Save its sheet as “CSV UTF-8 (comma delimited)”.")
    lines = csv_lines(name, content).lines
    first = next(lines, None)
    if first is None:
        raise one_problem(name, "is empty. Write the heading row, then one row for each trust.")
    headings = read_headings(POOL, first, name, None)
    problems = list(headings.problems)
    rows: list[ReadRow] = []
    with gathered_in(problems):
        for row in _rows(name, lines, headings):
            rows.append(row)  # one by one: what was read before a broken line is kept
    found = [trust_year(row) for row in rows]
    _find_twice(rows)
    problems.extend(_told(name, rows))
    if not rows and not problems:
        problems.append(Problem(name, "has no rows. Write one row for each trust."))
    if problems:
        raise EvidenceUnreadable(problems)
    return tuple(found)


def _rows(name: str, lines: Iterable[Line], headings: Headings) -> Iterator[ReadRow]:
    for number, line in enumerate(lines, start=2):
        if number > POOL_ROWS + 1:
            raise one_problem(name, f"has more than {POOL_ROWS:,} rows. Send it in parts.")
        if any(cell.strip() for cell in line):
            yield read_row(number, line, headings)


def _find_twice(rows: Sequence[ReadRow]) -> None:
    first_in: dict[tuple[Cell, ...], int] = {}
    for row in rows:
        if row.unread.intersection(POOL.key):
            continue
        key = tuple(row.cells[heading] for heading in POOL.key)
        first = first_in.setdefault(key, row.number)
        if first != row.number:
            year, code = key
            row.problems.append(
                ("", f"{code} in year {year} is already in row {first}. Keep one row.")
            )


def _told(name: str, rows: Sequence[ReadRow]) -> Iterator[Problem]:
    """Every problem in its place; of many in one column the first few."""
    counts: Counter[str] = Counter()
    for row in rows:
        for heading, what in row.problems:
            counts[heading] += 1
            if counts[heading] <= limits.SAME_PROBLEM:
                where = f"{name}, row {row.number}"
                yield Problem(where + (f", column {quoted(heading)}" if heading else ""), what)
    for heading, count in counts.items():
        if (more := count - limits.SAME_PROBLEM) > 0:
            where = name + (f", column {quoted(heading)}" if heading else "")
            yield Problem(where, f"{more:,} more problems like these.")
