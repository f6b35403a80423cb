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


_REMEDIES = {
    "mapping values": "Put quotation marks around a text with a colon in it, and begin headings "
    "that belong together in one column.",
    "cannot start": "Put quotation marks around a text that begins with a sign such as @ or %.",
    "end of stream": "A quotation mark or a bracket is not closed.",
}


def _remedy(said: str, text: str, line: int) -> str:
    """What to write instead, where the parser's own words do not tell."""
    if "\t" in "".join(text.splitlines()[line - 1 : line]):
        return " The line has a tab in it: write blanks instead."
    return next((f" {remedy}" for mark, remedy in _REMEDIES.items() if mark in said), "")


def read_yaml(name: str, text: str) -> YamlFile:
    """A YAML text as read; what cannot be read is in `problems`, all of it at once."""
    try:
        events = iter(list(yaml.parse(text, Loader=_LOADER)))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        said = getattr(error, "problem", None) or "it cannot be read"
        what = f"not YAML here: {said}.{_remedy(said, text, line)}"
        return YamlFile(name, {}, {}, (Problem(f"{name}, line {line}", what),))
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
