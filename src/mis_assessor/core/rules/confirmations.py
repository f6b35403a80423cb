"""Values a person compared with the published document, and what that changes."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from mis_assessor.core.rules.once import once_each
from mis_assessor.core.rules.readings import names_used, written
from mis_assessor.core.rules.rulebook import Book, FrameworkBook, Rule, Rulebook
from mis_assessor.core.rules.values import Entry, Status

B = TypeVar("B", Rulebook, FrameworkBook)
RECALLED = (Status.RECALLED_HIGH, Status.RECALLED_MED, Status.DERIVED, Status.CARRIED_OVER)
"""What nobody has seen in print: remembered, or following from what is remembered."""
UNCONFIRMED = "nobody has yet compared it with the published document."


@dataclass(frozen=True, slots=True, order=True)
class Confirmation:
    """Who compared one value with which page of which file, and when."""

    requirement: str
    value: str
    fingerprint: str
    """Of the value as it was confirmed: a changed value voids its confirmation."""
    by: str
    on: date
    document: str
    page: str
    sha256: str


def fingerprint(name: str, entry: Entry) -> str:
    """The fingerprint of a value: its name, days, editions and every reading of it."""
    return _mark(entry, name)


@once_each
def _mark(entry: Entry, name: str) -> str:
    parts = (
        name,
        *(written(option) for option in entry.options),
        *sorted(entry.editions),
        str(entry.from_ or ""),
        str(entry.until or ""),
    )
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def values_of(rule: Rule) -> Iterator[tuple[str, Entry]]:
    """Every value of the guidance a requirement rests on; our own choices are not."""
    for name in names_used(rule.requirement, rule.values):
        for entry in rule.values[name]:
            held = not entry.not_loaded and not entry.set_locally
            if held and entry.status is not Status.ASSUMPTION:
                yield name, entry


def confirmed_by(
    rulebook: Book, confirmations: Sequence[Confirmation]
) -> Mapping[tuple[str, str, str], Confirmation]:
    """Confirmations that still stand, by requirement, value and fingerprint.

    The same value of the year or of an action is confirmed for every requirement it
    serves once it is confirmed for one.
    """
    if not confirmations:
        return {}
    stands: dict[tuple[str, str], Confirmation] = {
        (c.value, c.fingerprint): c for c in sorted(confirmations)
    }
    own = {(c.requirement, c.value, c.fingerprint): c for c in sorted(confirmations)}
    found: dict[tuple[str, str, str], Confirmation] = {}
    for rule in rulebook.rules:
        for name, entry in values_of(rule):
            mark = fingerprint(name, entry)
            key = (rule.requirement.id, name, mark)
            shared = name not in rule.requirement.values
            confirmation = own.get(key) or (stands.get((name, mark)) if shared else None)
            if confirmation is not None:
                found[key] = confirmation
    return found


def confirmed_only(rulebook: B, confirmations: Sequence[Confirmation]) -> B:
    """The rulebook with every remembered value that nobody confirmed taken out.

    What is taken out leaves its requirements to a person, as any value we do not hold.
    """
    stands = confirmed_by(rulebook, confirmations)
    return replace(
        rulebook, rules=tuple(_without_unconfirmed(rule, stands) for rule in rulebook.rules)
    )


def _without_unconfirmed(rule: Rule, stands: Mapping[tuple[str, str, str], Confirmation]) -> Rule:
    def kept(name: str, entry: Entry) -> Entry:
        key = (rule.requirement.id, name, fingerprint(name, entry))
        if entry.not_loaded or entry.status not in RECALLED or key in stands:
            return entry
        return entry.model_copy(update={"is_": None, "readings": (), "not_loaded": UNCONFIRMED})

    values = {
        name: tuple(kept(name, entry) for entry in entries) for name, entries in rule.values.items()
    }
    return replace(rule, values=values)
