"""From requirements to ten safety actions, the conditions and the scheme's outcome."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mis_assessor.core.rules.requirement import Requirement
from mis_assessor.core.rules.rulebook import Rule
from mis_assessor.core.verdicts import Verdict, all_of, any_of, instead

CONDITIONS = 0
"""The number under which the conditions of the scheme roll up."""
TEN = range(1, 11)


@dataclass(frozen=True, slots=True)
class Rolled:
    """Final verdicts: requirements after their alternatives, actions, the outcome."""

    requirements: Mapping[str, Verdict]
    actions: Mapping[int, Verdict]
    """The ten, and 0 for the conditions of the scheme."""
    outcome: Verdict


def counts_for(rule: Rule) -> int | None:
    """The action a requirement counts towards, 0 for the conditions, None for neither."""
    requirement = rule.requirement
    if requirement.force != "must" or requirement.stands_in_for:
        return None
    match requirement.counts_towards:
        case "safety action":
            return rule.action
        case "conditions of the scheme":
            return CONDITIONS
        case _:
            return None


def stand_ins(rules: Sequence[Rule]) -> dict[str, tuple[str, ...]]:
    """Requirements that stand in where another was missed, by that other."""
    found: dict[str, tuple[str, ...]] = {}
    for rule in rules:
        for missed in dict.fromkeys(rule.requirement.stands_in_for):
            found[missed] = (*found.get(missed, ()), rule.requirement.id)
    return found


def roll_up(rules: Sequence[Rule], own: Mapping[str, Verdict]) -> Rolled:
    """Joins each requirement's own verdict into actions and the scheme's outcome.

    Ten of ten is asked: where all that can be decided holds but an action is paused,
    the outcome is *not due yet*, never *met*.
    """
    final: dict[str, Verdict] = {}
    standing_in = stand_ins(rules)
    for rule in rules:
        name = rule.requirement.id
        final[name] = own[name]
        if name in standing_in:
            final[name] = instead(own[name], any_of(own[o] for o in standing_in[name]))
        if rule.requirement.stands_in_for:
            final[name] = _asked_only_if_missed(rule.requirement, own)
    counted: dict[int | None, list[Verdict]] = {number: [] for number in (None, CONDITIONS, *TEN)}
    for rule in rules:
        counted[counts_for(rule)].append(final[rule.requirement.id])
    actions = {number: all_of(counted[number]) for number in (CONDITIONS, *TEN)}
    return Rolled(final, actions, outcome(actions))


def _asked_only_if_missed(requirement: Requirement, own: Mapping[str, Verdict]) -> Verdict:
    missed = any(own[t] is Verdict.NOT_MET for t in requirement.stands_in_for)
    return own[requirement.id] if missed else Verdict.NOT_APPLICABLE


def outcome(actions: Mapping[int, Verdict]) -> Verdict:
    """The scheme's outcome from its ten actions and its conditions."""
    joined = all_of(actions.values())
    if joined.holds and not all(actions[number].holds for number in TEN):
        return Verdict.NOT_DUE_YET
    return joined
