"""Cells that look like a patient identifier and, a named reason says, are none."""

from collections.abc import Iterable
from dataclasses import dataclass

from mis_assessor.core.frozen import Frozen
from mis_assessor.intake.cells import Whole
from mis_assessor.intake.identifiers import HOSPITAL_NUMBER


class FalseAlarm(Frozen):
    """One place let through; without a row, every row of a column.

    A whole column is let through only for what looks like hospital numbers: the
    trust's own references may be made the same way, NHS numbers never are.
    """

    file: str
    row: Whole | None = None
    column: str
    reason: str


@dataclass(frozen=True, slots=True)
class ColumnAlarms:
    """What is let through in one column of one file."""

    rows: frozenset[int] = frozenset()
    whole_column: bool = False

    def let_through(self, row: int, found: str) -> bool:
        """Whether a cell that looks like an identifier was named as a false alarm."""
        return row in self.rows or (self.whole_column and found == HOSPITAL_NUMBER)


@dataclass(frozen=True, slots=True)
class FalseAlarms:
    """The false alarms of one file."""

    alarms: tuple[FalseAlarm, ...] = ()

    def in_file(self, name: str) -> "FalseAlarms":
        """Those of one file."""
        return FalseAlarms(tuple(a for a in self.alarms if a.file == name))

    def in_column(self, heading: str) -> ColumnAlarms:
        """Those of one column."""
        rows: Iterable[int | None] = [a.row for a in self.alarms if a.column == heading]
        numbered = frozenset(row for row in rows if row is not None)
        return ColumnAlarms(numbered, None in rows)
