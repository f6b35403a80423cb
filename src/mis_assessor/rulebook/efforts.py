"""Reads how much a repair takes: the shipped numbers, and a trust's own over them."""

from pathlib import Path

from mis_assessor.core.ahead.puzzle import Efforts
from mis_assessor.core.ahead.repair import RepairKind
from mis_assessor.core.errors import Problem, RulebookWrong
from mis_assessor.core.rules.values import Status
from mis_assessor.reading.problems import did_you_mean, listed_quoted, quoted
from mis_assessor.reading.yaml_file import YamlFile, read_yaml

FILE = "path-to-ten/efforts.yaml"
OWN = "efforts.yaml"
"""The same page in a submission, for a trust that knows better."""
LARGEST_EFFORT = 1000
HEADINGS = ("title", "status", "efforts")


def read_efforts(rules: Path, own: bytes | None = None, name: str = OWN) -> Efforts:
    """Every kind's number; `own` are a trust's, which count before ours.

    Raises RulebookWrong with every problem of either page.
    """
    page = rules / FILE
    if not page.is_file():
        shown = page.relative_to(rules.parent).as_posix()
        raise RulebookWrong([Problem(shown, "this file is missing.")])
    shipped = _read(page.read_bytes(), f"{rules.name}/{FILE}")
    if lacking := [kind.value for kind in RepairKind if kind not in shipped]:
        raise RulebookWrong([Problem(f"{rules.name}/{FILE}", f"add {listed_quoted(lacking)}.")])
    return {**shipped, **(_read(own, name) if own is not None else {})}


def _read(content: bytes, name: str) -> dict[RepairKind, int]:
    try:
        file = read_yaml(name, content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise RulebookWrong([Problem(name, "save this file as UTF-8.")]) from None
    problems = [*file.problems]
    written = file.content if isinstance(file.content, dict) else {}
    problems += [
        Problem(file.where((heading,)), f"{quoted(heading)} is not known here. Take it out.")
        for heading in written
        if heading not in HEADINGS
    ]
    if (status := written.get("status", Status.ASSUMPTION.value)) != Status.ASSUMPTION.value:
        told = f"{quoted(str(status))}: efforts are nobody's published words. Write “assumption”."
        problems.append(Problem(file.where(("status",)), told))
    efforts = written.get("efforts")
    if not isinstance(efforts, dict):
        problems.append(Problem(name, "“efforts” is missing: under it each kind with its number."))
        efforts = {}
    found = dict(_numbers(file, efforts, problems))
    if problems:
        raise RulebookWrong(problems)
    return found


def _numbers(
    file: YamlFile, efforts: dict[str, object], problems: list[Problem]
) -> list[tuple[RepairKind, int]]:
    kinds = {kind.value: kind for kind in RepairKind}
    found = []
    for written, number in efforts.items():
        where = file.where(("efforts", written))
        if written not in kinds:
            meant = did_you_mean(written, kinds)
            problems.append(Problem(where, f"{quoted(written)} is no kind of repair.{meant}"))
        elif not str(number).isdecimal() or not 1 <= int(str(number)) <= LARGEST_EFFORT:
            problems.append(
                Problem(where, f"{quoted(written)}: write a whole number from 1 to 1,000.")
            )
        else:
            found.append((kinds[written], int(str(number))))
    return found
