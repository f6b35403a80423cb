"""An empty submission for a trust to fill in, with its own instructions."""

import csv
import io
import json
from collections.abc import Iterable, Mapping

from mis_assessor.intake.columns import TableKind
from mis_assessor.intake.how_to import asked_columns, how_to_page
from mis_assessor.intake.manifest_page import MANIFEST
from mis_assessor.intake.registers import LISTS, REGISTER_LIST, REGISTERS

HOW_TO = "HOW-TO-FILL-IN.md"

_MANIFEST = """\
# Who submits, and for what. Lines that begin with # are help and may be deleted.
trust:
  code: {code}
  name: {name}
scheme: MIS
scheme year: {year}

# The day up to which facts count, and the day whose guidance applies (both optional).
assessed as at:
known on:

# What the trust paid into the fund, such as £1,234,567.00.
contribution:

# The training window the trust chose, such as {{from: 2021-12-06, to: 2022-12-05}}.
training window: {{from: , to: }}

# From how many days on leave is long-term, such as 28 days.
long-term leave means:

# People the scheme must be able to reach, and role holders. Each one like this:
#   - role: clinical MIS contact
#     name: A. Name
#     organisation: {comment}
#     held from: 2022-05-06
#     held to:
contacts: []

# What named people state. An answer is yes or no, a day, a day and time with seconds
# (2023-02-02 11:47:09), a whole number, or words. Evidence is an id in documents.csv.
#   - statement: declaration form received at
#     answer: 2023-02-02 11:47:09
#     who: A. Name
#     role: MIS lead
#     said on: 2023-02-02
#     evidence: D-01
statements: []

# Cells that look like a patient identifier and are none, each with a reason. Without a
# row, every cell of the column is let through that looks like a hospital number.
#   - file: registers/perinatal-deaths.csv
#     row: 14
#     column: case
#     reason: The trust's own case numbers look like this.
false alarms: []
"""


def blank_submission(year: int, trust: str, name: str) -> Mapping[str, str]:
    """File name → text of an empty submission that can be read back as it is."""
    registers = [kind for kind in REGISTERS.values() if _asked(kind, year)]
    files = {
        MANIFEST: _MANIFEST.format(
            code=as_yaml(trust), name=as_yaml(name), year=year, comment=" ".join(name.split())
        ),
        HOW_TO: how_to_page(year, trust, name, registers),
    }
    for kind in registers:
        headings = [column.heading for column in asked_columns(kind, year)]
        files[f"{kind.stem}.csv"] = as_csv([headings])
    for kind in LISTS:
        files[f"{kind.stem}.csv"] = as_csv([list(kind.columns)])
    files[f"{REGISTER_LIST.stem}.csv"] = _register_list(registers)
    return files


def _asked(kind: TableKind, year: int) -> bool:
    return any(column.asked_in(year) for column in kind.columns.values())


def _register_list(registers: Iterable[TableKind]) -> str:
    """A line for each register, so that only its days and checks need filling in."""
    headings = list(REGISTER_LIST.columns)
    lines = [
        [{"register": kind.name, "file": f"{kind.stem}.csv"}.get(h, "") for h in headings]
        for kind in registers
    ]
    return as_csv([headings, *lines])


def as_csv(lines: Iterable[Iterable[str]]) -> str:
    """Lines of cells as a CSV file."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(lines)
    return text.getvalue()


def as_yaml(text: str) -> str:
    """A text in quotation marks, so that no name can be read as anything else."""
    return json.dumps(" ".join(text.split()), ensure_ascii=False)
