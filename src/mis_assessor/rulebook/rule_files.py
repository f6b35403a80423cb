"""Rule files, each read once, with every problem found in them."""

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError

from mis_assessor.core.errors import Problem
from mis_assessor.core.requirement import Requirement
from mis_assessor.core.scheme import Publication
from mis_assessor.rulebook.inherit import Whole, resolve
from mis_assessor.rulebook.problems import problems_of
from mis_assessor.strict_yaml import YamlFile, read_yaml

LARGEST = 200_000
ACTION, GROUP = "action.yaml", "group.yaml"
"""Pages that say what a folder is, of the scheme and of a framework."""

_YEAR = re.compile(r"[A-Z]+-Y(\d+)-")
M = TypeVar("M", bound=BaseModel)
T = TypeVar("T")
SOURCES: TypeAdapter[dict[str, Publication]] = TypeAdapter(dict[str, Publication])


@dataclass(frozen=True, slots=True)
class Read:
    """A requirement as read, its file, and what it takes from others."""

    file: str
    requirement: Requirement
    whole: Whole


class RuleFiles:
    """The rule files under one folder; what is wrong is kept, not raised."""

    def __init__(self, root: Path, framework: str = "") -> None:
        self.root = root
        self.framework = framework
        """The folder of the framework whose ids ``same as`` may name."""
        self.folder_page = GROUP if framework else ACTION
        self.problems: list[Problem] = []
        self.hashes: dict[str, str] = {}
        self.read: dict[Path, YamlFile | None] = {}
        self.looked_in: set[str] = set()
        self.by_id: dict[str, YamlFile] = {}

    def digest(self) -> str:
        """The sha256 of all that was read."""
        lines = "".join(f"{name} {sha}\n" for name, sha in sorted(self.hashes.items()))
        return hashlib.sha256(lines.encode()).hexdigest()

    def file(self, path: Path) -> YamlFile | None:
        """A file with its headings, or None where it cannot be read."""
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
        """A whole file as a model, or None where something in it is wrong."""
        read = self.file(path)
        return None if read is None else self._validated(read, model.model_validate)

    def sources(self, path: Path) -> Mapping[str, Publication]:
        """The publications that rules may cite, by name."""
        read = self.file(path)
        found = None if read is None else self._validated(read, SOURCES.validate_python)
        return found or {}

    def _validated(self, read: YamlFile, validate: Callable[[Any], T]) -> T | None:
        try:
            return validate(read.content)
        except ValidationError as error:
            self.problems += problems_of(error, read)
            return None

    def requirements(
        self, folder: Path, defaults: Mapping[str, Any] = MappingProxyType({})
    ) -> Iterator[Read]:
        """The requirements of a folder, whole, with what they take from others.

        `defaults` are headings that every file of a framework has unless it writes them.
        """
        for path in sorted(folder.glob("*.yaml")):
            if path.name == self.folder_page or (read := self.file(path)) is None:
                continue
            whole, problems = resolve(read, self._find, lambda: sorted(self.by_id))
            self.problems += problems
            if problems:
                continue
            try:
                requirement = Requirement.model_validate(_with(defaults, whole.content))
            except ValidationError as error:
                self.problems += problems_of(error, read)
                continue
            yield Read(path.relative_to(self.root.parent).as_posix(), requirement, whole)

    def _find(self, name: str) -> YamlFile | None:
        """The file of a requirement, in whichever year's folder its id says."""
        found = _YEAR.match(name)
        folder = f"mis/year-{found[1]}" if found else self.framework
        if folder and folder not in self.looked_in:
            self.looked_in.add(folder)
            for path in sorted((self.root / folder).glob("*/*.yaml")):
                if path.name != self.folder_page and (read := self.file(path)) is not None:
                    self.by_id[str(read.content.get("id"))] = read
        return self.by_id.get(name)


def _with(defaults: Mapping[str, Any], content: Mapping[str, Any]) -> dict[str, Any]:
    """A file's headings over those its framework gives to all; ``applies`` is merged."""
    whole = {**defaults, **content}
    if isinstance(defaults.get("applies"), dict) and isinstance(content.get("applies"), dict):
        whole["applies"] = {**defaults["applies"], **content["applies"]}
    return whole
