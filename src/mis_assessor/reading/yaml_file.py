"""YAML read without surprises: every scalar is text, every key knows its line."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from mis_assessor.core.errors import Problem
from mis_assessor.reading import limits

Place = tuple[str | int, ...]
_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass(frozen=True, slots=True)
class YamlFile:
    """A file's content as dicts, lists and text, with the line of every heading."""

    name: str
    content: Any
    lines: Mapping[Place, int]
    problems: tuple[Problem, ...]

    def where(self, path: Place) -> str:
        """File and line of the deepest heading known on the way to a path."""
        while path and path not in self.lines:
            path = path[:-1]
        return f"{self.name}, line {self.lines.get(path, 1)}"

    def at(self, path: Place) -> Any:
        """What stands at a path; None where nothing does."""
        found: Any = self.content
        for part in path:
            match found, part:
                case dict(), _:
                    found = found.get(part)
                case list(), int():
                    found = found[part]
                case _:
                    return None
        return found


class _Builder:
    def __init__(self, name: str, events: Iterator[Any]) -> None:
        self.name, self.events = name, events
        self.lines: dict[Place, int] = {}
        self.problems: list[Problem] = []

    def build(self, event: Any, path: Place) -> Any:
        line = event.start_mark.line + 1
        self.lines.setdefault(path, line)
        if getattr(event, "anchor", None):
            self._refuse(line, "“&” and “*” (anchors) are not used here. Write the text again.")
        if isinstance(event, yaml.AliasEvent):
            return ""
        if getattr(event, "tag", None):
            self._refuse(line, f"“{event.tag}” (a tag) is not used here. Leave it out.")
        if isinstance(event, yaml.ScalarEvent):
            return event.value
        if len(path) >= limits.NESTING:
            self._refuse(line, "this is nested too deeply. Write it simply.")
            self._skip()
            return ""
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(path)
        return self._mapping(path)

    def _sequence(self, path: Place) -> list[Any]:
        items: list[Any] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            items.append(self.build(event, (*path, len(items))))
        return items

    def _mapping(self, path: Place) -> dict[str, Any]:
        found: dict[str, Any] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            line = event.start_mark.line + 1
            if not isinstance(event, yaml.ScalarEvent):
                self._refuse(line, "a heading must be plain text.")
                self.build(event, (*path, 0))
                self.build(next(self.events), (*path, 0))
                continue
            if event.value in found:
                self._refuse(line, f"“{event.value}” stands here twice. Keep one of them.")
            here = (*path, event.value)
            self.lines[here] = line
            found[event.value] = self.build(next(self.events), here)
        return found

    def _skip(self) -> None:
        """Passes over all that is left of a list or mapping that has just begun."""
        depth = 1
        while depth:
            event = next(self.events)
            depth += isinstance(event, yaml.CollectionStartEvent)
            depth -= isinstance(event, yaml.CollectionEndEvent)

    def _refuse(self, line: int, what: str) -> None:
        self.problems.append(Problem(f"{self.name}, line {line}", what))


def read_yaml(name: str, text: str) -> YamlFile:
    """A YAML text as read; what cannot be read is in `problems`, all of it at once."""
    try:
        events = iter(list(yaml.parse(text, Loader=_LOADER)))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        said = getattr(error, "problem", None) or "it cannot be read"
        return YamlFile(name, {}, {}, (Problem(f"{name}, line {line}", f"not YAML here: {said}."),))
    builder = _Builder(name, events)
    content: Any = {}
    for event in events:
        if isinstance(event, yaml.NodeEvent):
            content = builder.build(event, ())
            break
    extra = [e for e in events if isinstance(e, yaml.DocumentStartEvent)]
    if extra:
        line = extra[0].start_mark.line + 1  # type: ignore[union-attr]
        builder.problems.append(Problem(f"{name}, line {line}", "one document a file, please."))
    return YamlFile(name, content, builder.lines, tuple(builder.problems))
