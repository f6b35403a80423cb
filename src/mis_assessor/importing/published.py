"""The national monthly file of MSDS measures, taken as it is issued: the trust's own rows of it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from mis_assessor.core.errors import Problem
from mis_assessor.core.evidence.references import folded
from mis_assessor.core.evidence.submission import RegisterRow
from mis_assessor.importing.folder import Row, row_text
from mis_assessor.importing.taken import Taken
from mis_assessor.intake.false_alarms import FalseAlarms
from mis_assessor.intake.lines import csv_lines
from mis_assessor.intake.msds_measures import MSDS_MEASURES
from mis_assessor.intake.registers import Tables
from mis_assessor.intake.rows_read import read_table

SCORECARD = "MSDS scorecard"
_LEVELS = ("provider", "trust")
_RESULTS = {"pass": "Pass", "fail": "Fail", "dns": "DNS", "low dq": "Low DQ"}
_HEADINGS = {"indicator", "currency", "value"}
_FIRST_BYTES = 2_000


def is_published(content: bytes) -> bool:
    """Whether a file is a national one of measures: its headings say so."""
    first = content[:_FIRST_BYTES].decode("utf-8-sig", "replace").splitlines()[:1]
    headings = {part.strip(' "').casefold() for part in (first[0] if first else "").split(",")}
    return headings >= _HEADINGS and bool(headings & {"org_code", "org code"})


def take_published(name: str, content: bytes, tables: Tables, trust: str, taken: Taken) -> None:
    """Takes the rows of a trust, and the metrics the scorecard asks for.

    Raises EvidenceUnreadable where the file is not as it was issued.
    """
    rows, _ = read_table(MSDS_MEASURES, csv_lines(name, content), FalseAlarms())
    mine = [row for row in rows if _is_of(row, trust)]
    if not mine:
        taken.not_understood.append(
            Problem(name, f"holds no rows of the trust {trust}, so nothing was taken.")
        )
        return
    taken.rows[MSDS_MEASURES.name] += _each_once(name, mine)
    taken.counts[f"rows of other organisations in {name}"] += len(rows) - len(mine)
    measures = set(tables.registers[SCORECARD].columns["measure"].type.options)
    release = "provisional" if "provisional" in name.casefold() else "final"
    found = list(_scorecard(name, mine, measures, release))
    taken.rows[SCORECARD] += ((row["source file and row"], row) for row in found)
    if found:
        told = (
            f"{len(found)} measures went into the {SCORECARD} as {release}, as the file's name "
            "says; the day it was published is in no file, and is still to be filled in."
        )
        taken.notes.append(Problem(name, told))


def _each_once(name: str, rows: Iterable[RegisterRow]) -> Iterator[tuple[str, Row]]:
    """Rows without those that the national file repeats, as it likes to."""
    found = {tuple(row_text(row).items()): row.number for row in rows}
    yield from ((f"{name}, row {number}", dict(cells)) for cells, number in found.items())


def _is_of(row: RegisterRow, trust: str) -> bool:
    level = str(row.cells.get("organisation level", ""))
    return row.cells["organisation code"] == trust and folded(level) in _LEVELS


def _scorecard(
    name: str, rows: Iterable[RegisterRow], measures: set[str], release: str
) -> Iterator[Row]:
    """The figures of each measure the scorecard knows, put together as one row a month."""
    together: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    first: dict[tuple[str, str], int] = {}
    for row in rows:
        measure = str(row.cells["indicator"])
        day = row.day("reporting period start")
        if measure not in measures or day is None:
            continue
        key = f"{day:%Y-%m}", measure
        first.setdefault(key, row.number)
        value, currency = str(row.cells.get("value", "")), folded(str(row.cells["currency"]))
        if currency in ("numerator", "denominator") and value.isdecimal():
            together[key][currency] = value
        elif currency == "result" and folded(value) in _RESULTS:
            together[key]["result"] = _RESULTS[folded(value)]
    for (month, measure), figures in together.items():
        yield {
            "month": month,
            "measure": measure,
            "release": release,
            **figures,
            "source file and row": f"{name}, row {first[month, measure]}",
        }
