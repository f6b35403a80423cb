"""Values that a trust corrected against the guidance it holds, and the rulebook with them.

A correction never touches a rule file: it lies beside the rules, names who read which page
of which file, and every verdict that rests on it says so.
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from mis_assessor.core.rules.confirmations import fingerprint
from mis_assessor.core.rules.quantities import Quantity, read_quantity
from mis_assessor.core.rules.readings import written
from mis_assessor.core.rules.rulebook import Rule, Rulebook
from mis_assessor.core.rules.values import Dictionary, Entry, Source, Status
from mis_assessor.core.wording import on_day


@dataclass(frozen=True, slots=True, order=True)
class Correction:
    """What a person read in the guidance where the rules as shipped say something else."""

    requirement: str
    value: str
    fingerprint: str
    """Of the value as shipped: where the rules change it, somebody must compare again."""
    was: str
    becomes: tuple[str, ...]
    """As a rule file writes it; nothing where the reader says only that it is not so."""
    by: str
    on: date
    document: str
    page: str
    sha256: str


def corrected(rulebook: Rulebook, corrections: Sequence[Correction]) -> Rulebook:
    """The rulebook with every correction of one of its values, and a digest that says so."""
    ours = {r.requirement.id: r for r in rulebook.rules}
    held = of_this_year(rulebook, corrections)
    if not held:
        return rulebook
    own = {(c.requirement, c.value, c.fingerprint): c for c in held}
    shared = {
        (c.value, c.fingerprint): c
        for c in held
        if c.value not in ours[c.requirement].requirement.values
    }

    def of_all(name: str, entry: Entry) -> Correction | None:
        return shared.get((name, fingerprint(name, entry)))

    def rule_with(rule: Rule) -> Rule:
        mine = rule.requirement.values

        def found(name: str, entry: Entry) -> Correction | None:
            key = (rule.requirement.id, name, fingerprint(name, entry))
            return own.get(key) if name in mine else of_all(name, entry)

        requirement = rule.requirement.model_copy(update={"values": _with(mine, found)})
        return replace(rule, requirement=requirement, values=_with(rule.values, found))

    return replace(
        rulebook,
        year=rulebook.year.model_copy(update={"values": _with(rulebook.year.values, of_all)}),
        actions=tuple(
            action.model_copy(update={"values": _with(action.values, of_all)})
            for action in rulebook.actions
        ),
        rules=tuple(map(rule_with, rulebook.rules)),
        digest=_digest(rulebook.digest, held),
    )


def of_this_year(rulebook: Rulebook, corrections: Sequence[Correction]) -> tuple[Correction, ...]:
    """The corrections that are of one of its requirements, in order."""
    ours = {r.requirement.id for r in rulebook.rules}
    return tuple(sorted(c for c in corrections if c.requirement in ours))


def without_effect(rulebook: Rulebook, corrections: Sequence[Correction]) -> tuple[Correction, ...]:
    """Corrections of this year whose value the rules no longer have as it was corrected."""
    ours = {r.requirement.id: r for r in rulebook.rules}
    return tuple(
        c
        for c in corrections
        if c.requirement in ours
        and not any(
            fingerprint(c.value, entry) == c.fingerprint
            for entry in ours[c.requirement].values.get(c.value, ())
        )
    )


def corrected_entry(entry: Entry, correction: Correction) -> Entry:
    """The value as its reader has it; left to a person where the reader gave none.

    Raises ValueError where what was read is not of the kind that the rule needs.
    """
    told = (
        f"{correction.document} (corrected here by {correction.by} "
        f"{on_day(correction.on)}; the rules as shipped: {correction.was})"
    )
    nothing: dict[str, object] = {"is_": None, "readings": (), "expected": None, "strictest_of": ()}
    source = Source(document=told, page=correction.page)
    if not correction.becomes:
        says = (
            f"{correction.by} read {correction.document}, page {correction.page}, "
            f"{on_day(correction.on)}: the value of the rules as shipped ({correction.was}) is "
            "not what stands there. Nobody has written what does."
        )
        return entry.model_copy(update={**nothing, "source": source, "not_loaded": says})
    becomes = as_kind(entry, correction.becomes)
    held = {"status": Status.CORRECTED_LOCALLY, "source": source, "is_": becomes}
    return entry.model_copy(update={**nothing, **held, "not_loaded": ""})


def as_kind(entry: Entry, said: tuple[str, ...]) -> Quantity:
    """What somebody wrote, as the kind of value the entry is.

    Raises ValueError where it is another kind, or of another unit altogether.
    """
    shipped = next((o for o in entry.as_expected.options if o is not None), None)
    if isinstance(shipped, tuple) or len(said) > 1:
        return said
    value = read_quantity(said[0])
    if shipped is not None and type(value) is not type(shipped):
        raise ValueError(f"“{said[0]}” is not written as “{written(shipped)}” is")
    return value


def _with(
    values: Dictionary, found: Callable[[str, Entry], Correction | None]
) -> Mapping[str, tuple[Entry, ...]]:
    def one(name: str, entry: Entry) -> Entry:
        correction = found(name, entry)
        return entry if correction is None else corrected_entry(entry, correction)

    return {name: tuple(one(name, entry) for entry in entries) for name, entries in values.items()}


def _digest(shipped: str, held: Sequence[Correction]) -> str:
    """A rulebook with corrections is not the published one, and no fingerprint says it is."""
    parts = [shipped, *(f"{c.requirement}|{c.value}|{c.fingerprint}|{c.becomes}" for c in held)]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
