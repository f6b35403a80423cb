"""Rule files read into the core's models; every problem of every file at once."""

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError

from mis_assessor.core.errors import Problem, RulebookWrong
from mis_assessor.core.requirement import Requirement
from mis_assessor.core.scheme import Publication, Rule, Rulebook, SafetyAction, SchemeYear
from mis_assessor.rulebook.problems import problems_of
from mis_assessor.strict_yaml import YamlFile, read_yaml

LARGEST = 200_000
M = TypeVar("M", bound=BaseModel)
SOURCES: TypeAdapter[dict[str, Publication]] = TypeAdapter(dict[str, Publication])


def years_in(rules: Path) -> tuple[int, ...]:
    """The scheme years for which there is a folder."""
    folders = (rules / "mis").glob("year-*/scheme.yaml")
    return tuple(sorted(int(f.parent.name.removeprefix("year-")) for f in folders))


def read_rulebook(rules: Path, year: int) -> Rulebook:
    """The rulebook of one scheme year.

    Raises RulebookWrong with all problems of all files.
    """
    folder = rules / "mis" / f"year-{year}"
    if not (folder / "scheme.yaml").is_file():
        years = ", ".join(map(str, years_in(rules))) or "none"
        raise RulebookWrong(f"Year {year} is not loaded. Years loaded: {years}.")
    reader = _Reader(rules)
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
            Rule(r, action.number, {**above, **r.values}, file)
            for file, r in _in_order(found, action)
        ]
    if reader.problems or scheme is None:
        raise RulebookWrong(sorted(reader.problems))
    actions.sort(key=lambda a: a.number)
    rules_read.sort(key=lambda r: r.action)
    return Rulebook(scheme, tuple(actions), tuple(rules_read), sources, reader.digest())


def _in_order(
    found: tuple[tuple[str, Requirement], ...], action: SafetyAction
) -> list[tuple[str, Requirement]]:
    """The order the action names, then the order of ids."""
    place = {name: n for n, name in enumerate(action.in_this_order)}
    return sorted(found, key=lambda fr: (place.get(fr[1].id, len(place)), fr[1].id))


class _Reader:
    def __init__(self, root: Path) -> None:
        self.root = root
        self.problems: list[Problem] = []
        self.hashes: dict[str, str] = {}

    def digest(self) -> str:
        lines = "".join(f"{name} {sha}\n" for name, sha in sorted(self.hashes.items()))
        return hashlib.sha256(lines.encode()).hexdigest()

    def file(self, path: Path) -> YamlFile | None:
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

    def requirements(self, folder: Path) -> Iterator[tuple[str, Requirement]]:
        for path in sorted(folder.glob("*.yaml")):
            if path.name == "action.yaml":
                continue
            requirement = self.one(path, Requirement)
            if requirement is not None:
                yield path.relative_to(self.root.parent).as_posix(), requirement
