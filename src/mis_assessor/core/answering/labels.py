"""How the rows of a register are named to people and in provenance."""

from collections.abc import Mapping
from typing import Any

from mis_assessor.core.answers import Provenance, Used
from mis_assessor.core.submission import Register, Row

KEYS = (
    "case",
    "person",
    "event",
    "placement",
    "committee",
    "unit",
    "measure",
    "element",
    "report",
    "role",
    "month",
    "day",
)


def label(row: Row) -> str:
    """How a row is named to people: its reference, or its number."""
    cells: Mapping[str, Any] = row.cells
    for key in KEYS:
        if key in cells:
            return str(cells[key])
    return f"row {row.number}"


def used(register: Register, what: str, rows: tuple[int, ...] = ()) -> Provenance:
    """Provenance of an answer read from a register."""
    return Provenance(used=(Used(register.name, what, register.sha256, rows),))
