"""Values the guidance leaves to the system: filled in from system.yaml, never guessed."""

from collections.abc import Mapping
from dataclasses import replace

from mis_assessor.core.quantities import Quantity
from mis_assessor.core.readings import names_used
from mis_assessor.core.scheme import Rule
from mis_assessor.core.values import Entries, Entry


def ambitions_asked(rule: Rule) -> tuple[str, ...]:
    """The names of the local ambitions that a rule rests on."""
    names = names_used(rule.requirement, rule.values)
    asked = (e.set_locally for name in names for e in rule.values[name] if e.set_locally)
    return tuple(dict.fromkeys(asked))


def set_locally(rule: Rule, ambitions: Mapping[str, Quantity]) -> tuple[Rule, tuple[str, ...]]:
    """The rule with its local ambitions, and the names of those nobody has set."""
    asked = ambitions_asked(rule)
    if not asked:
        return rule, ()
    filled: dict[str, Entries] = {
        name: tuple(_filled(entry, ambitions) for entry in entries)
        for name, entries in rule.values.items()
    }
    return replace(rule, values=filled), tuple(name for name in asked if name not in ambitions)


def _filled(entry: Entry, ambitions: Mapping[str, Quantity]) -> Entry:
    if entry.set_locally not in ambitions:
        return entry
    return entry.model_copy(update={"is_": ambitions[entry.set_locally], "set_locally": ""})
