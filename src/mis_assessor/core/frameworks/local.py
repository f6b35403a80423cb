"""Values the guidance leaves to the system: filled in from system.yaml, never guessed."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from mis_assessor.core.readings import names_used
from mis_assessor.core.scheme import Rule
from mis_assessor.core.system import Ambition, System
from mis_assessor.core.values import Entries, Entry


def set_locally(rule: Rule, system: System | None, on: date) -> tuple[Rule, tuple[str, ...]]:
    """The rule with its local ambitions, and the names of those nobody has set by a day."""
    ambitions = {a.name: a for a in system.ambitions if a.on <= on} if system else {}
    lacking: list[str] = []
    filled: dict[str, Entries] = {}
    for name in names_used(rule.requirement, rule.values):
        entries = rule.values[name]
        if not any(e.set_locally for e in entries):
            continue
        wanted = [e.set_locally for e in entries if e.set_locally]
        lacking += [w for w in wanted if w not in ambitions]
        filled[name] = tuple(_filled(e, ambitions) for e in entries)
    if not filled:
        return rule, ()
    return replace(rule, values={**rule.values, **filled}), tuple(lacking)


def _filled(entry: Entry, ambitions: Mapping[str, Ambition]) -> Entry:
    ambition = ambitions.get(entry.set_locally)
    if ambition is None:
        return entry
    return entry.model_copy(update={"is_": ambition.value, "set_locally": ""})
