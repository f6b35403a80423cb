"""Rule files read into the core's models; every problem of every file at once."""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError

from mis_assessor.core.errors import Problem, RulebookWrong
from mis_assessor.core.requirement import Requirement
from mis_assessor.core.scheme import Publication, Rule, Rulebook, SafetyAction, SchemeYear
from mis_assessor.rulebook.inherit import Whole, resolve
from mis_assessor.rulebook.problems import problems_of
from mis_assessor.strict_yaml import YamlFile, read_yaml

LARGEST = 200_000
_NOT_LOADED = re.compile(r"^not loaded:", re.MULTILINE)
_YEAR = re.compile(r"[A-Z]+-Y(\d+)-")
M = TypeVar("M", bound=BaseModel)
SOURCES: TypeAdapter[dict[str, Publication]] = TypeAdapter(dict[str, Publication])


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
    reader = _Reader(rules)
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
            for r in _in_order(found, action)
        ]
    if reader.problems or scheme is None:
        raise RulebookWrong(sorted(reader.problems))
    actions.sort(key=lambda a: a.number)
    rules_read.sort(key=lambda r: r.action)
    return Rulebook(scheme, tuple(actions), tuple(rules_read), sources, reader.digest())


@dataclass(frozen=True, slots=True)
class Read:
    """A requirement as read, its file, and what it takes from others."""

    file: str
    requirement: Requirement
    whole: Whole


def _in_order(found: tuple[Read, ...], action: SafetyAction) -> list[Read]:
    """The order the action names, then the order of ids."""
    place = {name: n for n, name in enumerate(action.in_this_order)}

    def key(read: Read) -> tuple[int, str]:
        return place.get(read.requirement.id, len(place)), read.requirement.id

    return sorted(found, key=key)


class _Reader:
    def __init__(self, root: Path) -> None:
        self.root = root
        self.problems: list[Problem] = []
        self.hashes: dict[str, str] = {}
        self.read: dict[Path, YamlFile | None] = {}
        self.years: set[str] = set()
        self.by_id: dict[str, YamlFile] = {}

    def digest(self) -> str:
        lines = "".join(f"{name} {sha}\n" for name, sha in sorted(self.hashes.items()))
        return hashlib.sha256(lines.encode()).hexdigest()

    def file(self, path: Path) -> YamlFile | None:
        if path not in self.read:
            self.read[path] = self._file(path)
        return self.read[path]

    def _file(self, path: Path) -> YamlFile | None:
        name = path.relative_to(self.root.parent).as_posix()
        if not path.is_file():
            self.problems.append(Problem(name, "this file is missing."))
            return None
        data = path.read_bytes()
        if len(data) > LARGEST:
            self.problems.append(Problem(name, "a rule file this large cannot be right."))
            return None
        self.hashes[name] = hashlib.sha256(data).hexdigest()
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            self.problems.append(Problem(name, "save this file as UTF-8."))
            return None
        read = read_yaml(name, text)
        if not isinstance(read.content, dict):
            read = replace(read, problems=(Problem(f"{name}, line 1", "it has no headings."),))
        self.problems += read.problems
        return None if read.problems else read

    def one(self, path: Path, model: type[M]) -> M | None:
        read = self.file(path)
        if read is None:
            return None
        try:
            return model.model_validate(read.content)
        except ValidationError as error:
            self.problems += problems_of(error, read)
            return None

    def sources(self, path: Path) -> Mapping[str, Publication]:
        read = self.file(path)
        if read is None:
            return {}
        try:
            return SOURCES.validate_python(read.content)
        except ValidationError as error:
            self.problems += problems_of(error, read)
            return {}

    def requirements(self, folder: Path) -> Iterator[Read]:
        for path in sorted(folder.glob("*.yaml")):
            if path.name == "action.yaml" or (read := self.file(path)) is None:
                continue
            whole, problems = resolve(read, self._find, lambda: sorted(self.by_id))
            self.problems += problems
            if problems:
                continue
            try:
                requirement = Requirement.model_validate(whole.content)
            except ValidationError as error:
                self.problems += problems_of(error, read)
                continue
            yield Read(path.relative_to(self.root.parent).as_posix(), requirement, whole)

    def _find(self, name: str) -> YamlFile | None:
        """The file of a requirement, in whichever year's folder its id says."""
        found = _YEAR.match(name)
        if found and found[1] not in self.years:
            self.years.add(found[1])
            for path in sorted((self.root / "mis" / f"year-{found[1]}").glob("*/*.yaml")):
                if path.name != "action.yaml" and (read := self.file(path)) is not None:
                    self.by_id[str(read.content.get("id"))] = read
        return self.by_id.get(name)
