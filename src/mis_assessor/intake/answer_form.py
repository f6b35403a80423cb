"""Reads the form on which named people answered what a re-confirmation found."""

from collections.abc import Mapping, Set
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

from mis_assessor.core.checking.matters import MatterAnswer
from mis_assessor.core.errors import EvidenceUnreadable, Problem
from mis_assessor.core.evidence.submission import RegisterRow
from mis_assessor.core.rules.registers import CellKind
from mis_assessor.intake.cells import CellType, cell_type, one_of
from mis_assessor.intake.columns import Column, TableKind, by_heading
from mis_assessor.intake.false_alarms import FalseAlarms
from mis_assessor.intake.files import File
from mis_assessor.intake.lines import csv_lines
from mis_assessor.intake.rows_read import read_table
from mis_assessor.intake.somebody import read_reason, read_role, read_somebody
from mis_assessor.reading import limits
from mis_assessor.reading.problems import one_problem

_STRING: Mapping[str, Any] = MappingProxyType({"type": "string"})
STANDS, FALLS = "stands", "does not stand"


def _as_it_is(text: str) -> str:
    return text


_SAID = CellType("text", "as the form has it", _as_it_is, _STRING)
_FORM = TableKind(
    "answers",
    "answers",
    "something that a named person answers",
    by_heading(
        (
            *(
                Column(heading, _SAID, "As the form has it; not read back.")
                for heading in ("trust code", "scheme year", "kind", "about", "was", "is now")
            ),
            Column("matter", _SAID, "The matter's own number; leave it as it is.", True),
            Column("answer", one_of((STANDS, FALLS)), "Whether the declaration stands."),
            Column("who", CellType("name", "A. Person", read_somebody, _STRING), "By name."),
            Column("role", CellType("role", "chief executive", read_role, _STRING), "In which."),
            Column("on", cell_type(CellKind.DAY), "The day."),
            Column("reason", CellType("reason", "why", read_reason, _STRING), "In a sentence."),
        )
    ),
    ("matter",),
)
_NEEDED = ("answer", "who", "role", "on", "reason")


def read_answers(path: Path, asked: Set[str], today: date) -> tuple[MatterAnswer, ...]:
    """Every answer on the form; a row left blank is not answered yet.

    Raises EvidenceUnreadable with every half answer, and every one to what was not asked.
    """
    if not path.is_file():
        raise one_problem(path.name, "is not an ordinary file. Name the form that was filled in.")
    file = File(path.name, path.stat().st_size, lambda: path.open("rb"))
    lines = csv_lines(path.name, file.content(5 * limits.MEGABYTE))
    rows, _ = read_table(_FORM, lines, FalseAlarms(()))
    problems: list[Problem] = []
    found: list[MatterAnswer] = []
    for row in rows:
        given = [name for name in _NEEDED if name in row.cells]
        where = f"{path.name}, row {row.number}"
        if not given:
            continue
        if lacking := [name for name in _NEEDED if name not in row.cells]:
            told = ", ".join(f"“{name}”" for name in lacking)
            problems.append(Problem(where, f"is answered in part: fill in {told} too."))
        elif str(row.cells["matter"]) not in asked:
            problems.append(
                Problem(
                    where,
                    "answers something that is not asked, or not any more. Write the form again.",
                )
            )
        elif (on := row.day("on")) is not None and on > today:
            problems.append(Problem(where, f"was answered on {on}, a day that has not come yet."))
        else:
            found.append(_answer(row))
    if problems:
        raise EvidenceUnreadable(problems)
    return tuple(found)


def _answer(row: RegisterRow) -> MatterAnswer:
    return MatterAnswer(
        str(row.cells["matter"]),
        row.cells["answer"] == STANDS,
        str(row.cells["who"]),
        str(row.cells["role"]),
        row.day("on") or date.min,
        str(row.cells["reason"]),
    )
