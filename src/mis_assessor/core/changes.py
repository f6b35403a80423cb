"""What changed between two rulebooks or editions, in words people act on."""

from collections.abc import Iterator
from dataclasses import dataclass

from mis_assessor.core.asked_for import asked_of
from mis_assessor.core.frame import Edition
from mis_assessor.core.partners import partners, standing_in
from mis_assessor.core.quantities import Quantity
from mis_assessor.core.readings import Reading, readings_of
from mis_assessor.core.scheme import Rule, Rulebook
from mis_assessor.core.slots import value_in_words
from mis_assessor.core.strictness import kind_of_change


@dataclass(frozen=True, slots=True)
class Change:
    """One requirement that is not what it was."""

    kind: str
    """``added``, ``removed``, ``stricter``, ``looser``, ``moved date`` or ``changed``."""
    requirement: str
    title: str
    what: str
    newly_needs: tuple[str, ...] = ()
    """Registers, documents and statements asked for now and not before."""


def changes(old: tuple[Rulebook, Edition], new: tuple[Rulebook, Edition]) -> tuple[Change, ...]:
    """Everything that changed from one edition to another, of one year or of two."""
    before, after_ = standing_in(*old), standing_in(*new)
    known = partners(old, new)
    found: list[Change] = []
    for name, rule in after_.items():
        partner = known.get(name)
        if partner is None:
            needs = tuple(sorted(asked_of(rule.requirement)))
            found.append(
                Change("added", rule.requirement.id, rule.requirement.title, "New.", needs)
            )
        else:
            found += _between(before[partner], old[1], rule, new[1])
    kept = set(known.values())
    found += [
        Change("removed", r.requirement.id, r.requirement.title, "No longer asked for.")
        for name, r in before.items()
        if name not in kept
    ]
    return tuple(found)


def _between(old: Rule, was: Edition, new: Rule, now: Edition) -> Iterator[Change]:
    before, after_ = readings_of(old, was.id)[0], readings_of(new, now.id)[0]
    requirement = new.requirement
    needs = tuple(sorted(asked_of(requirement) - asked_of(old.requirement)))
    told = False
    for name in dict.fromkeys((*before.entries, *after_.entries)):
        if name not in before.entries or name not in after_.entries:
            continue
        one, other = _value(before, name), _value(after_, name)
        if one == other:
            continue
        told = True
        words = f"{name}: {_words(one)} → {_words(other)}"
        kind = kind_of_change(name, one, other, requirement.met_when)
        yield Change(kind, requirement.id, requirement.title, words, needs)
    same = old.requirement.met_when == requirement.met_when
    if not told and (needs or not same or old.requirement.asks != requirement.asks):
        words = "The way it is decided changed." if not same else "Its words changed."
        yield Change("changed", requirement.id, requirement.title, words, needs)


def _value(reading: Reading, name: str) -> Quantity | None:
    return reading.chosen.get(name) or reading.value(name)


def _words(value: Quantity | None) -> str:
    return "not loaded" if value is None else value_in_words(value)
