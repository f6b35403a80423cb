"""The values of a rule in an edition, once for each way the guidance can be read.

The members of *for each*: staff groups, elements, or the requirement as a whole.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import cache
from itertools import product
from typing import Any

from pydantic import BaseModel

from mis_assessor.core.rules.once import once_each
from mis_assessor.core.rules.quantities import Quantity, Share, Times
from mis_assessor.core.rules.requirement import Requirement
from mis_assessor.core.rules.rulebook import Rule
from mis_assessor.core.rules.values import (
    Dictionary,
    Entries,
    Entry,
    as_names,
    entries_in,
    entry_on,
)

WORDS: Mapping[str, Quantity] = {
    "all of them": Share(Fraction(1), "all of them"),
    "none": Times(0, "none"),
}


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read the guidance: every value of the rule, resolved."""

    label: str
    """What is read how; empty where the guidance can be read one way only."""
    entries: Mapping[str, Entries]
    chosen: Mapping[str, Quantity]
    """The reading taken of each value that has several."""
    _values: dict[str, Quantity | None] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    """Values that were asked for before, of whatever day."""

    def entry(self, name: str, day: date | None = None) -> Entry | None:
        """The entry of a value, for an act on a day where the value changes with it."""
        return entry_on(self.entries[name], day)

    def value(self, name: str, day: date | None = None) -> Quantity | None:
        """The value; None where the guidance value is not loaded."""
        if day is not None:
            return self._value(name, day)
        if name not in self._values:
            self._values[name] = self._value(name, None)
        return self._values[name]

    def _value(self, name: str, day: date | None) -> Quantity | None:
        if name in self.chosen:
            return self.chosen[name]
        if name in WORDS:
            return WORDS[name]
        entry = self.entry(name, day)
        return None if entry is None else entry.is_

    def lacks(self, name: str) -> bool:
        """Whether a value is named in the rulebook and not held by it."""
        return any(entry.not_loaded for entry in self.entries.get(name, ()))

    def knows(self, name: str) -> bool:
        """Whether a word is the name of a value."""
        return name in self.entries or name in WORDS


@once_each
def every_text(node: BaseModel) -> tuple[str, ...]:
    """Every text in a part of a rule, each once."""
    return tuple(dict.fromkeys(texts(node)))


def names_used(requirement: Requirement, dictionary: Dictionary) -> tuple[str, ...]:
    """The names of values that a requirement mentions, in the order of the dictionary."""
    mentioned = set(every_text(requirement))
    asks = f"{requirement.asks} {requirement.if_not_met}"
    return tuple(n for n in dictionary if n in mentioned or f"<{n}>" in asks)


@cache
def _headings(kind: type[BaseModel]) -> tuple[str, ...]:
    left_out = ("values", "examples", "title", "notes")
    return tuple(name for name in kind.model_fields if name not in left_out)


def texts(node: Any) -> Iterator[str]:
    """Every text in a part of a rule, but for what is only said to its reader."""
    if isinstance(node, str):
        yield node
        return
    parts: Iterable[Any] = ()
    if isinstance(node, BaseModel):
        parts = [getattr(node, name) for name in _headings(type(node))]
    elif isinstance(node, dict):
        yield from node
        parts = node.values()
    elif isinstance(node, tuple):
        parts = node
    for part in parts:
        if part is not None:
            yield from texts(part)


@once_each
def readings_of(rule: Rule, edition: str) -> tuple[Reading, ...]:
    """Every reading of a rule in an edition; one, without a label, in most rules."""
    entries = {
        name: entries_in(rule.values[name], edition)
        for name in names_used(rule.requirement, rule.values)
    }
    unclear = {
        name: entry.readings
        for name, found in entries.items()
        if (entry := entry_on(found, None)) is not None and entry.readings
    }
    return tuple(
        Reading(
            "; ".join(f"“{n}” means {written(v)}" for n, v in zip(unclear, choice, strict=True)),
            entries,
            dict(zip(unclear, choice, strict=True)),
        )
        for choice in product(*unclear.values())
    )


def written(value: Quantity | None) -> str:
    """A value as the rule file writes it.

    >>> written(Times(3, "3 times"))
    '3 times'
    """
    if value is None:
        return "not loaded"
    if isinstance(value, tuple):
        return ", ".join(value)
    return str(getattr(value, "written", value))


def members_of(requirement: Requirement, reading: Reading) -> list[tuple[str, bool]]:
    """The members of *for each*, and whether each counts."""
    if requirement.in_ is None or reading.value(requirement.in_) is None:
        return [("", True)]
    names = [(n, True) for n in as_names(reading.value(requirement.in_))]
    if requirement.watch_only:
        names += [(n, False) for n in as_names(reading.value(requirement.watch_only))]
    return names
