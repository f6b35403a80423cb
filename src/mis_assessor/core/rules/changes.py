"""What changed between two rulebooks or editions, in words people act on.

Which requirement of one edition follows which of another.

Whether a value that changed asks for more or for less.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from mis_assessor.core.rules.conditions import Condition, tests_in
from mis_assessor.core.rules.in_words import value_in_words
from mis_assessor.core.rules.quantities import Length, Quantity, Share, Times
from mis_assessor.core.rules.readings import Reading, readings_of
from mis_assessor.core.rules.requirement import asked_of
from mis_assessor.core.rules.rulebook import Edition, Rule, Rulebook


def short(requirement: str) -> str:
    """An id without its year: what makes requirements of two years comparable.

    >>> short("MIS-Y4-SA1-A-ii")
    'SA1-A-ii'
    """
    return requirement.split("-", 2)[2]


def partners(old: tuple[Rulebook, Edition], new: tuple[Rulebook, Edition]) -> Mapping[str, str]:
    """Each new requirement that had a predecessor, and which."""
    return _partners(standing_in(*old), standing_in(*new))


def standing_in(rulebook: Rulebook, edition: Edition) -> Mapping[str, Rule]:
    """Each requirement that an edition asks for and that is decided, by its id."""
    return {
        rule.requirement.id: rule
        for rule in rulebook.rules
        if rule.requirement.decided and edition.id in rule.requirement.applies.editions
    }


def _partners(before: Mapping[str, Rule], after_: Mapping[str, Rule]) -> Mapping[str, str]:
    """New id → old id: what it says it is the same as, else the same id in its year."""
    by_short = {short(name): name for name in before}
    found: dict[str, str] = {}
    for name, rule in after_.items():
        taken = [i for i in rule.written_in.values() if i in before]
        if taken:
            found[name] = taken[0]
        elif short(name) in by_short:
            found[name] = by_short[short(name)]
    return found


def kind_of_change(
    name: str, one: Quantity | None, other: Quantity | None, condition: Condition | None
) -> str:
    """How a value of a condition changed: ``moved date``, ``stricter``, ``looser``…"""
    if isinstance(one, date) and isinstance(other, date):
        return "moved date"
    more = _more(one, other)
    if more is None:
        return "changed"
    asks_for_more = any(t.value == name and t.op.more_is_stricter for t in tests_in(condition))
    return "stricter" if more == asks_for_more else "looser"


def _more(one: Quantity | None, other: Quantity | None) -> bool | None:
    """Whether the number grew; None where the two cannot be compared."""
    if isinstance(one, Share) and isinstance(other, Share):
        return other.of_one > one.of_one
    if isinstance(one, Times) and isinstance(other, Times):
        return other.number > one.number
    if isinstance(one, Length) and isinstance(other, Length) and one.unit == other.unit:
        return other.number > one.number
    return None


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
    return (*found, *_agreeing(old[0], new[0]))


def _agreeing(old: Rulebook, new: Rulebook) -> Iterator[Change]:
    """What must newly agree inside a submission, what need not any more, what changed."""
    before = {rule.id: rule for rule in old.consistency}
    kept = {rule.id for rule in new.consistency}
    for rule in new.consistency:
        was = before.get(rule.id)
        if was is None:
            yield Change("added", rule.id, rule.title, "Must agree from now on.")
        elif was != rule:
            yield Change("changed", rule.id, rule.title, "What must agree changed.")
    for rule in old.consistency:
        if rule.id not in kept:
            yield Change("removed", rule.id, rule.title, "Need not agree any more.")


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
