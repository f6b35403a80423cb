"""Looks through a page of YAML for patient identifiers, which no page may hold."""

from collections.abc import Callable, Iterator
from typing import Any

from mis_assessor.core.errors import Problem
from mis_assessor.intake.false_alarms import FalseAlarm, FalseAlarms
from mis_assessor.intake.identifiers import identifier_in, refusal
from mis_assessor.strict_yaml import Path, YamlFile

Look = Callable[[tuple[FalseAlarm, ...]], list[Problem]]


def page_identifiers(file: YamlFile, numbers_are_amounts: bool, *, may_be_listed: bool) -> Look:
    """What looks like an identifier, but for the false alarms that are then given."""
    found = [
        (path, what)
        for path, text in _texts(file.content, ())
        if not (numbers_are_amounts and text.replace(".", "").isdecimal())
        and (what := identifier_in(text))
    ]

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


def _heading(path: Path) -> str:
    return next((part for part in reversed(path) if isinstance(part, str)), "")


def _line(file: YamlFile, path: Path) -> int:
    return int(file.where(path).rpartition(" ")[2])


def _texts(says: Any, path: Path) -> Iterator[tuple[Path, str]]:
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
