"""Rule files, each read once, with every problem found in them.

``same as``: a rule file that says only what changed, resolved to a whole one.

A heading written again replaces the inherited one whole; ``values`` are merged by name;
``without`` takes headings away. ``source`` and ``applies`` are never inherited, so that
a later year cannot keep an earlier year's citation.
"""

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError

from mis_assessor.core.errors import Problem
from mis_assessor.core.rules.conditions import complete_joins
from mis_assessor.core.rules.requirement import Requirement
from mis_assessor.core.rules.rulebook import Publication, Rule
from mis_assessor.reading.problems import did_you_mean
from mis_assessor.reading.yaml_file import YamlFile, read_yaml
from mis_assessor.rulebook.condition_check import Undecidable, place_of, undecidable
from mis_assessor.rulebook.model_errors import problems_of

SAME_AS, WITHOUT = "same as", "without"
WRITTEN_AGAIN = ("id", "source", "applies")


@dataclass(frozen=True, slots=True)
class WholeRule:
    """A rule's whole content, and the requirement each heading was written in."""

    content: dict[str, Any]
    written_in: Mapping[str, str]


def resolve(
    file: YamlFile, find: Callable[[str], YamlFile | None], known: Callable[[], list[str]]
) -> tuple[WholeRule, tuple[Problem, ...]]:
    """A file with everything it takes from others. `find` gives the file of an id."""
    problems: list[Problem] = []
    chain = list(_chain(file, find, known, problems))
    content: dict[str, Any] = {}
    written_in: dict[str, str] = {}
    for link in reversed(chain):
        own: Mapping[str, Any] = link.content
        for heading in _removed(own):
            if heading not in content and link is file:
                problems.append(
                    Problem(
                        link.where((WITHOUT,)),
                        f"“{heading}” is not in {own.get(SAME_AS)}, so it cannot be left out."
                        + did_you_mean(str(heading), list(content)),
                    )
                )
            content.pop(heading, None)
            written_in.pop(heading, None)
        for heading in WRITTEN_AGAIN:
            content.pop(heading, None)
        for heading, written in own.items():
            if heading in (SAME_AS, WITHOUT):
                continue
            if heading == "values" and isinstance(written, dict):
                written = {**content.get("values", {}), **written}
            content[heading] = written
            written_in[heading] = str(own.get("id", ""))
    if len(chain) == 1:
        written_in = {}
    return WholeRule(content, written_in), tuple(problems)


def _removed(own: Mapping[str, Any]) -> tuple[str, ...]:
    removed = own.get(WITHOUT, [])
    return tuple(removed) if isinstance(removed, list) else (str(removed),)


def _chain(
    file: YamlFile,
    find: Callable[[str], YamlFile | None],
    known: Callable[[], list[str]],
    problems: list[Problem],
) -> Iterator[YamlFile]:
    """The file, what it is the same as, what that is the same as, and so on."""
    seen: set[str] = set()
    current: YamlFile | None = file
    while current is not None:
        yield current
        name = current.content.get(SAME_AS) if isinstance(current.content, dict) else None
        if name is None:
            return
        if name in seen or name == file.content.get("id"):
            problems.append(
                Problem(file.where((SAME_AS,)), f"“same as” comes back to {name}. Break the ring.")
            )
            return
        seen.add(name)
        following = find(str(name))
        if following is None:
            problems.append(
                Problem(
                    current.where((SAME_AS,)),
                    f"there is no requirement {name}." + did_you_mean(str(name), known()),
                )
            )
        current = following


LARGEST = 200_000
ACTION, GROUP = "action.yaml", "group.yaml"
"""Pages that say what a folder is, of the scheme and of a framework."""

_YEAR = re.compile(r"[A-Z]+-Y(\d+)-")
M = TypeVar("M", bound=BaseModel)
T = TypeVar("T")
complete_joins()
SOURCES: TypeAdapter[dict[str, Publication]] = TypeAdapter(dict[str, Publication])


@dataclass(frozen=True, slots=True)
class ReadPage:
    """A requirement as read, its file, and what it takes from others."""

    file: str
    read: YamlFile
    requirement: Requirement
    whole: WholeRule


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

    def with_all_under(self, folder: Path) -> None:
        """Count every file of a folder in the digest, for what is read from it elsewhere."""
        for path in folder.rglob("*.yaml"):
            self.hashes[self._counted(path)] = hashlib.sha256(path.read_bytes()).hexdigest()

    def _counted(self, path: Path) -> str:
        """A file's name in the digest, whatever the folder of rules is called."""
        return f"rules/{path.relative_to(self.root).as_posix()}"

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
        self.hashes[self._counted(path)] = hashlib.sha256(data).hexdigest()
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
    ) -> Iterator[ReadPage]:
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
            yield ReadPage(read.name, read, requirement, whole)

    def refuse_undecidable(self, page: ReadPage, rule: Rule) -> None:
        """Keeps what no answer could ever be put to, each with its file and line."""
        for found in undecidable(rule):
            self.problems.append(Problem(self._where(page, found), found.what))

    def _where(self, page: ReadPage, found: Undecidable) -> str:
        """The line of the condition, or of the value where the condition is inherited."""
        own = page.read
        if (found.heading,) not in own.lines and ("values", found.value) in own.lines:
            return own.where(("values", found.value))
        author = self._find(page.whole.written_in.get(found.heading, "")) or own
        return author.where(place_of(found, author))

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
