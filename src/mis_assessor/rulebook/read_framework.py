"""A framework's rule files read into the core's models; every problem at once."""

from pathlib import Path

from mis_assessor.core.errors import RulebookWrong
from mis_assessor.core.framework import Framework, FrameworkBook
from mis_assessor.core.requirement import EXPECTED_FROM
from mis_assessor.rulebook.folders import read_folders
from mis_assessor.rulebook.headings import did_you_mean
from mis_assessor.rulebook.rule_files import RuleFiles

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
