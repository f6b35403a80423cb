"""The folders of a book of rules: each a page that says what it is, and its requirements."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from mis_assessor.core.frame import Frame
from mis_assessor.core.scheme import Rule, SafetyAction
from mis_assessor.rulebook.rule_files import Read, RuleFiles


@dataclass(frozen=True, slots=True)
class Folders:
    """What the folders of a book hold, in the order of their numbers."""

    groups: tuple[SafetyAction, ...]
    rules: tuple[Rule, ...]


def read_folders(
    reader: RuleFiles,
    folder: Path,
    frame: Frame | None,
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
        rules += [
            Rule(
                r.requirement,
                group.number,
                {**above, **r.requirement.values},
                r.file,
                r.whole.written_in,
            )
            for r in _in_order(found, group)
        ]
    groups.sort(key=lambda g: g.number)
    rules.sort(key=lambda r: r.action)
    return Folders(tuple(groups), tuple(rules))


def _in_order(found: tuple[Read, ...], group: SafetyAction) -> list[Read]:
    """The order the folder's page names, then the order of ids."""
    place = {name: n for n, name in enumerate(group.in_this_order)}

    def key(read: Read) -> tuple[int, str]:
        return place.get(read.requirement.id, len(place)), read.requirement.id

    return sorted(found, key=key)
