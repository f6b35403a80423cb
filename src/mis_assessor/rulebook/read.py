"""Rule files read into the core's models; every problem of every file at once."""

import re
from pathlib import Path

from mis_assessor.core.errors import RulebookWrong
from mis_assessor.core.scheme import Rule, Rulebook, SafetyAction, SchemeYear
from mis_assessor.rulebook.rule_files import Read, RuleFiles

_NOT_LOADED = re.compile(r"^not loaded:", re.MULTILINE)


def years_in(rules: Path) -> tuple[int, ...]:
    """The scheme years that are loaded; one whose frame says “not loaded” is not."""
    frames = (rules / "mis").glob("year-*/scheme.yaml")
    loaded = (f for f in frames if not _NOT_LOADED.search(f.read_text("utf-8", "replace")))
    return tuple(sorted(int(f.parent.name.removeprefix("year-")) for f in loaded))


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
    actions: list[SafetyAction] = []
    rules_read: list[Rule] = []
    for action_folder in sorted(p for p in folder.iterdir() if p.is_dir()):
        action = reader.one(action_folder / "action.yaml", SafetyAction)
        found = tuple(reader.requirements(action_folder))
        if scheme is None or action is None:
            continue
        actions.append(action)
        above = {**scheme.values, **action.values}
        rules_read += [
            Rule(
                r.requirement,
                action.number,
                {**above, **r.requirement.values},
                r.file,
                r.whole.written_in,
            )
            for r in in_order(found, action)
        ]
    if reader.problems or scheme is None:
        raise RulebookWrong(sorted(reader.problems))
    actions.sort(key=lambda a: a.number)
    rules_read.sort(key=lambda r: r.action)
    return Rulebook(scheme, tuple(actions), tuple(rules_read), sources, reader.digest())


def in_order(found: tuple[Read, ...], action: SafetyAction) -> list[Read]:
    """The order the folder's page names, then the order of ids."""
    place = {name: n for n, name in enumerate(action.in_this_order)}

    def key(read: Read) -> tuple[int, str]:
        return place.get(read.requirement.id, len(place)), read.requirement.id

    return sorted(found, key=key)
