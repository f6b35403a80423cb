"""A framework's rule files read into the core's models; every problem at once."""

from pathlib import Path

from mis_assessor.core.errors import RulebookWrong
from mis_assessor.core.framework import Framework, FrameworkBook
from mis_assessor.core.requirement import EXPECTED_FROM
from mis_assessor.core.scheme import Rule, SafetyAction
from mis_assessor.rulebook.headings import did_you_mean
from mis_assessor.rulebook.read import in_order
from mis_assessor.rulebook.rule_files import GROUP, RuleFiles

PAGE = "framework.yaml"


def frameworks_in(rules: Path) -> tuple[str, ...]:
    """The frameworks that are loaded, by the names of their folders."""
    return tuple(sorted(page.parent.name for page in rules.glob(f"*/{PAGE}")))


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
    groups: list[SafetyAction] = []
    found: list[Rule] = []
    for place in sorted(p for p in folder.iterdir() if p.is_dir()):
        group = reader.one(place / GROUP, SafetyAction)
        if frame is None or group is None:
            continue
        read = tuple(reader.requirements(place, _defaults(frame)))
        groups.append(group)
        above = {**frame.values, **group.values}
        found += [
            Rule(
                r.requirement,
                group.number,
                {**above, **r.requirement.values},
                r.file,
                r.whole.written_in,
            )
            for r in in_order(read, group)
        ]
    if reader.problems or frame is None:
        raise RulebookWrong(sorted(reader.problems))
    groups.sort(key=lambda g: g.number)
    found.sort(key=lambda r: r.action)
    return FrameworkBook(frame, tuple(groups), tuple(found), sources, reader.digest())


def _defaults(frame: Framework) -> dict[str, object]:
    """What every file of the framework says unless it says otherwise."""
    return {
        "applies": {"editions": [e.id for e in frame.editions], "in a pause": "continues"},
        "late counts as": frame.late_counts_as,
        "due by": EXPECTED_FROM,
        "counts towards": "nothing",
    }
