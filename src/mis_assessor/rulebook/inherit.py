"""``same as``: a rule file that says only what changed, resolved to a whole one.

A heading written again replaces the inherited one whole; ``values`` are merged by name;
``without`` takes headings away. ``source`` and ``applies`` are never inherited, so that
a later year cannot keep an earlier year's citation.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from mis_assessor.core.errors import Problem
from mis_assessor.rulebook.headings import did_you_mean
from mis_assessor.strict_yaml import YamlFile

SAME_AS, WITHOUT = "same as", "without"
WRITTEN_AGAIN = ("id", "source", "applies")


@dataclass(frozen=True, slots=True)
class Whole:
    """A rule's whole content, and the requirement each heading was written in."""

    content: dict[str, Any]
    written_in: Mapping[str, str]


def resolve(
    file: YamlFile, find: Callable[[str], YamlFile | None], known: Callable[[], list[str]]
) -> tuple[Whole, tuple[Problem, ...]]:
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
    return Whole(content, written_in), tuple(problems)


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
