"""A national year's rows, read and checked, against csv.reader on the same bytes."""

import csv
import io
from functools import cache

from bench.measuring import RULES, SAMPLE, Line, Measurement, Work, busy_seconds
from mis_assessor.intake.false_alarms import FalseAlarms
from mis_assessor.intake.files import File
from mis_assessor.intake.table_files import TableFiles, read_table_files
from mis_assessor.services.check_rules import tables_in

ROWS = 600_000
KIND = tables_in(RULES)["training attendance"]
NAME = f"{KIND.stem}.csv"
READ, FLOOR = "600,000 rows", "csv.reader"


@cache
def national() -> bytes:
    """The sample's largest register over and over, each trust with people of its own."""
    heading, *rows = (SAMPLE / NAME).read_text(encoding="utf-8").splitlines()
    lines = [f"T{number // len(rows):03}-{rows[number % len(rows)]}" for number in range(ROWS)]
    return "\n".join([heading, *lines, ""]).encode()


def read() -> TableFiles:
    """As a submission is read: fingerprint, typed cells, identifiers, doubles."""
    content = national()
    file = File(NAME, len(content), lambda: io.BytesIO(content))
    tables = read_table_files({NAME: file}, tables_in(RULES), {NAME: KIND}, FalseAlarms())
    rows = tables.found[KIND.name].rows
    assert rows is not None and len(rows) == ROWS, tables.problems
    return tables


def floor() -> int:
    """Only split into cells, by the parser in C; nothing is kept."""
    text = io.TextIOWrapper(io.BytesIO(national()), encoding="utf-8", newline="")
    return sum(1 for _ in csv.reader(text))


def register_reading() -> Measurement:
    """Bytes into rows of days, yes and no, words of closed lists."""
    works = (
        Work(READ, lambda: busy_seconds(read), slow=True),
        Work(FLOOR, lambda: busy_seconds(floor), slow=True),
    )
    size = f"{len(national()) / 1_000_000:.0f} MB"
    lines = (
        Line(f"Reading {ROWS:,} rows of training attendance ({size})", "", ""),
        Line("typed, checked and searched for patient identifiers", READ, "s"),
        Line("floor: csv.reader on the same bytes", FLOOR, "s"),
        Line("reading against csv.reader", READ, "", budget=5, times=FLOOR),
    )
    return Measurement(works, lines)
