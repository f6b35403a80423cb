"""Cells that look like a patient identifier and, a named reason says, are none.

Looks through a page of YAML for patient identifiers, which no page may hold.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from mis_assessor.core.errors import Problem
from mis_assessor.core.rules.values import Frozen
from mis_assessor.intake.cells import Whole
from mis_assessor.intake.identifiers import HOSPITAL_NUMBER, identifiers_among, refusal
from mis_assessor.reading.yaml_file import Place, YamlFile


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


Look = Callable[[tuple[FalseAlarm, ...]], list[Problem]]


def page_identifiers(file: YamlFile, numbers_are_amounts: bool, *, may_be_listed: bool) -> Look:
    """What looks like an identifier, but for the false alarms that are then given."""
    texts = [
        (path, text)
        for path, text in _texts(file.content, ())
        if not (numbers_are_amounts and text.replace(".", "").isdecimal())
    ]
    held = identifiers_among([text for _, text in texts])
    found = [(path, held[text]) for path, text in texts if text in held]

    def look(alarms: tuple[FalseAlarm, ...]) -> list[Problem]:
        here = FalseAlarms(alarms).in_file(file.name)
        return [
            Problem(file.where(path), refusal(what) if may_be_listed else _take_it_out(what))
            for path, what in found
            if not here.in_column(_heading(path)).let_through(_line(file, path), what)
        ]

    return look


def _take_it_out(what: str) -> str:
    return f"this looks like {what}. No patient belongs here: take it out."


def _heading(path: Place) -> str:
    return next((part for part in reversed(path) if isinstance(part, str)), "")


def _line(file: YamlFile, path: Place) -> int:
    return int(file.where(path).rpartition(" ")[2])


def _texts(says: Any, path: Place) -> Iterator[tuple[Place, str]]:
    """Every text and heading, with where it stands."""
    match says:
        case list():
            for index, item in enumerate(says):
                yield from _texts(item, (*path, index))
        case dict():
            for heading, value in says.items():
                yield (*path, heading), heading
                yield from _texts(value, (*path, heading))
        case _:
            yield path, says
