"""Rule files read into the core's models; every problem of every file at once."""

import re
from pathlib import Path

from mis_assessor.core.errors import RulebookWrong
from mis_assessor.core.scheme import Rulebook, SchemeYear
from mis_assessor.rulebook.folders import read_folders
from mis_assessor.rulebook.rule_files import RuleFiles

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
    found = read_folders(reader, folder, scheme)
    if reader.problems or scheme is None:
        raise RulebookWrong(sorted(reader.problems))
    return Rulebook(scheme, found.groups, found.rules, sources, reader.digest())
