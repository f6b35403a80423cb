"""Rule files read into the core's models; every problem of every file at once.

The folders of a book of rules: each a page that says what it is, and its requirements.

A framework's rule files read into the core's models; every problem at once.

The files of relations between frameworks, read and checked against the rules.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from mis_assessor.core.errors import Problem, RulebookWrong
from mis_assessor.core.findings.crosswalk import CrosswalkPage, Relation
from mis_assessor.core.rules.carried_over import (
    move_between,
    moved,
    without_editions,
    without_pauses,
)
from mis_assessor.core.rules.requirement import EXPECTED_FROM, Requirement
from mis_assessor.core.rules.rulebook import (
    Framework,
    FrameworkBook,
    Guidance,
    Rule,
    Rulebook,
    SafetyAction,
    SchemeYear,
)
from mis_assessor.reading.problems import did_you_mean
from mis_assessor.rulebook.consistency import CONSISTENCY, read_consistency
from mis_assessor.rulebook.loaded import PAGE, frameworks_in, years_in
from mis_assessor.rulebook.rule_files import ReadPage, RuleFiles


@dataclass(frozen=True, slots=True)
class Folders:
    """What the folders of a book hold, in the order of their numbers."""

    groups: tuple[SafetyAction, ...]
    rules: tuple[Rule, ...]


def read_folders(
    reader: RuleFiles,
    folder: Path,
    frame: Guidance | None,
    defaults: Mapping[str, Any] = MappingProxyType({}),
) -> Folders:
    """Every folder with its requirements; what is wrong stays with the reader.

    `frame` is None where its own page cannot be read: the folders are read all the same,
    so that every problem of every file is told at once.
    """
    groups: list[SafetyAction] = []
    rules: list[Rule] = []
    for place in sorted(p for p in folder.iterdir() if p.is_dir()):
        group = reader.one(place / reader.folder_page, SafetyAction)
        if frame is None and reader.framework:
            continue  # without its page a file lacks what the framework gives to all
        found = tuple(reader.requirements(place, defaults))
        if frame is None or group is None:
            continue
        groups.append(group)
        above = {**frame.values, **group.values}
        for page in _in_order(found, group):
            values = {**above, **page.requirement.values}
            requirement = _verified(page.requirement, frame)
            rule = Rule(requirement, group.number, values, page.file, page.whole.written_in)
            reader.refuse_undecidable(page, rule)
            rules.append(rule)
    groups.sort(key=lambda g: g.number)
    rules.sort(key=lambda r: r.action)
    return Folders(tuple(groups), tuple(rules))


def _verified(requirement: Requirement, frame: Guidance) -> Requirement:
    """With who verifies every requirement of the frame beside who verifies this one."""
    if not (isinstance(frame, SchemeYear) and frame.verified_by):
        return requirement
    both = f"{requirement.verified_by}; {frame.verified_by}"
    return requirement.model_copy(update={"verified_by": both})


def _in_order(found: tuple[ReadPage, ...], group: SafetyAction) -> list[ReadPage]:
    """The order the folder's page names, then the order of ids."""
    place = {name: n for n, name in enumerate(group.in_this_order)}

    def key(read: ReadPage) -> tuple[int, str]:
        return place.get(read.requirement.id, len(place)), read.requirement.id

    return sorted(found, key=key)


REGISTERS = "registers"
"""The folder that says what a register is: evidence is read by it, so every digest counts it."""


def mentioned_in(folder: Path, text: str) -> bool:
    """Whether any rule file of a folder has a text: told without reading it as a rule."""
    return any(text in path.read_text("utf-8", "replace") for path in folder.glob("*/*.yaml"))


def year_of(requirement: str) -> int | None:
    """The scheme year that an id names, if it names one.

    >>> year_of("MIS-Y7-SA1-C2"), year_of("IEA1.2")
    (7, None)
    """
    found = re.match(r"[A-Z]+-Y(\d+)-", requirement)
    return int(found[1]) if found else None


def read_rulebook(rules: Path, year: int) -> Rulebook:
    """The rulebook of one scheme year.

    Raises RulebookWrong with all problems of all files.
    """
    folder = rules / "mis" / f"year-{year}"
    if not (folder / "scheme.yaml").is_file():
        years = ", ".join(map(str, years_in(rules))) or "none"
        raise RulebookWrong(f"Year {year} is not loaded. Years loaded: {years}.")
    reader = RuleFiles(rules)
    frame = reader.file(folder / "scheme.yaml")
    if frame is not None and "not loaded" in frame.content:
        raise RulebookWrong(f"Year {year} is not loaded: {frame.content['not loaded']}")
    scheme = reader.one(folder / "scheme.yaml", SchemeYear)
    sources = reader.sources(rules / "sources.yaml")
    reader.with_all_under(rules / REGISTERS)
    found = read_folders(reader, folder, scheme)
    agree = read_consistency(reader, rules / CONSISTENCY)
    if reader.problems or scheme is None:
        raise RulebookWrong(sorted(reader.problems))
    held = found.rules
    if scheme.carried_over_from is not None:
        held = _moved(held, read_rulebook(rules, scheme.carried_over_from), scheme)
    return Rulebook(
        scheme,
        found.groups,
        held,
        sources,
        reader.digest(),
        consistency=tuple(rule for rule in agree if rule.applies.hold(year)),
    )


def _moved(rules: tuple[Rule, ...], last: Rulebook, scheme: SchemeYear) -> tuple[Rule, ...]:
    """What a year just begun takes from the last, moved with the days that have been read."""
    before = {rule.requirement.id: rule for rule in last.rules}
    years = scheme.year - last.year.year
    edition = last.year.editions[-1].id
    held = []
    for rule in rules:
        name = rule.requirement.id
        if (was := before.get(of_year(name, last.year.year))) is None:
            held.append(rule)
            continue
        move = move_between(was, rule, years)
        rule = moved(rule, was, move)
        if rule.written_in.get("examples", name) != name:
            table = without_editions(was.requirement.examples, edition)
            table = move.text(table if scheme.pauses else without_pauses(table))
            own = rule.requirement.model_copy(update={"examples": table})
            rule = replace(rule, requirement=own)
        held.append(rule)
    return tuple(held)


def of_year(requirement: str, year: int) -> str:
    """The id that a requirement of one year has in another.

    >>> of_year("MIS-Y7-SA1-C2", 8)
    'MIS-Y8-SA1-C2'
    """
    return re.sub(r"^([A-Z]+)-Y\d+-", rf"\1-Y{year}-", requirement)


def read_framework(rules: Path, name: str) -> FrameworkBook:
    """The rules of one framework.

    Raises RulebookWrong with all problems of all files.
    """
    folder, known = rules / name, frameworks_in(rules)
    if name not in known:
        raise RulebookWrong(
            f"There is no framework “{name}”.{did_you_mean(name, list(known))} "
            f"Frameworks loaded: {', '.join(known) or 'none'}."
        )
    reader = RuleFiles(rules, name)
    frame = reader.one(folder / PAGE, Framework)
    sources = reader.sources(rules / "sources.yaml")
    reader.with_all_under(rules / REGISTERS)
    found = read_folders(reader, folder, frame, _defaults(frame) if frame else {})
    if reader.problems or frame is None:
        raise RulebookWrong(sorted(reader.problems))
    return FrameworkBook(frame, found.groups, found.rules, sources, reader.digest())


def _defaults(frame: Framework) -> dict[str, object]:
    """What every file of the framework says unless it says otherwise."""
    return {
        "applies": {"editions": [e.id for e in frame.editions], "in a pause": "continues"},
        "late counts as": frame.late_counts_as,
        "due by": EXPECTED_FROM,
        "counts towards": "nothing",
    }


FOLDER = "crosswalk"
SAFETY_ACTIONS = tuple(f"SA{number}" for number in range(1, 11))


def read_crosswalk(rules: Path, known: Collection[str]) -> tuple[Relation, ...]:
    """Every relation; `known` are the ids of all requirements of the frameworks.

    Raises RulebookWrong with all problems of all files.
    """
    reader = RuleFiles(rules)
    sources = reader.sources(rules / "sources.yaml")
    names = {*SAFETY_ACTIONS, *known}
    relations: list[Relation] = []
    for path in sorted((rules / FOLDER).glob("*.yaml")):
        page = reader.one(path, CrosswalkPage)
        for relation in page.relations if page else ():
            file = path.relative_to(rules.parent).as_posix()
            for name in (*relation.from_, *relation.to):
                if name not in names:
                    meant = did_you_mean(name, sorted(names))
                    reader.problems.append(Problem(file, f"there is no {name}.{meant}"))
            if relation.source.document not in sources:
                says = f"“{relation.source.document}” is not in sources.yaml."
                reader.problems.append(Problem(file, says))
            relations.append(relation)
    if reader.problems:
        raise RulebookWrong(sorted(reader.problems))
    return tuple(relations)
