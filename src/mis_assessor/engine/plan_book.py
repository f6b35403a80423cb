"""Plans the way up: stand-ins, the ten safety actions, the outcome and the fund.

Plans one body of a framework: its requirements, what joins them, its groups.
"""

from collections.abc import Mapping, Sequence

from mis_assessor.core.deciding.case import Case
from mis_assessor.core.deciding.recovery import MoneyFacts
from mis_assessor.core.deciding.rollup import CONDITIONS, TEN, counts_for, stand_ins
from mis_assessor.core.frameworks.bodies import Body
from mis_assessor.core.frameworks.decide import counting, joined_in_order, joins
from mis_assessor.core.rules.rulebook import Rule
from mis_assessor.engine.compile import ruleset_of
from mis_assessor.engine.plan import (
    FUND,
    OUTCOME,
    Draft,
    Plan,
    action_node,
    add_case,
    final,
    group_node,
)


def make_plan(cases: Sequence[Case], rules: Sequence[Rule], money: MoneyFacts) -> Plan:
    """Plans one assessment, from each answer up to the fund."""
    draft = Draft(ruleset_of(rules))
    for case in cases:
        add_case(draft, case)
    _roll_up(draft, rules)
    _fund(draft, money)
    return draft.plan()


def make_plan_of_each(cases: Sequence[Case], rules: Sequence[Rule]) -> tuple[Plan, tuple[str, ...]]:
    """Plans cases of which each stands alone, and the node of each."""
    draft = Draft(ruleset_of(rules))
    nodes = tuple(add_case(draft, case, f"{n}: ") for n, case in enumerate(cases, 1))
    return draft.plan(), nodes


def _roll_up(draft: Draft, rules: Sequence[Rule]) -> None:
    others = stand_ins(rules)
    finals = {rule.requirement.id: _final(draft, rule, others) for rule in rules}
    counted: dict[int | None, list[str]] = {number: [] for number in (None, CONDITIONS, *TEN)}
    for rule in rules:
        counted[counts_for(rule)].append(finals[rule.requirement.id])
    for number in (CONDITIONS, *TEN):
        node = action_node(number)
        kind = "safety action" if number in TEN else node
        draft.add(node, "", {"k": kind}, count=tuple(counted[number]))


def _final(draft: Draft, rule: Rule, stand_ins: Mapping[str, tuple[str, ...]]) -> str:
    """The node that counts for a requirement: its own, unless stand-ins touch it."""
    own, missed = rule.requirement.id, rule.requirement.stands_in_for
    if missed:
        fact = {"k": "stands in"}
        return draft.add(final(own), own, fact, count=missed, words={"own": own})
    if own not in stand_ins:
        return own
    instead = draft.add(f"stand-ins {own}", own, {"k": "stand-ins"}, count=stand_ins[own])
    words = {"standard": own, "alternative": instead}
    return draft.add(final(own), own, {"k": "instead"}, words=words)


def _fund(draft: Draft, money: MoneyFacts) -> None:
    conditions = action_node(CONDITIONS)
    ten = tuple(action_node(number) for number in TEN)
    eleven = (conditions, *ten)
    draft.add(OUTCOME, "", {"k": OUTCOME}, count=eleven, hold=ten)
    fact: dict[str, int | str] = {
        "k": FUND,
        "declared": int(money.declared_met),
        "requested": int(money.requested is not None),
    }
    words = {"conditions": conditions}
    draft.add(FUND, "", fact, count=eleven, words=words, hold=ten)


GROUP, WHOLE = "group", "the framework"


def make_framework_plan(cases: Sequence[Case], rules: Sequence[Rule], body: Body) -> Plan:
    """Plans one body, from each answer up to the framework's line."""
    draft = Draft(ruleset_of(rules))
    for case in cases:
        add_case(draft, case)
    for rule in joined_in_order(rules, body):
        name = rule.requirement.id
        draft.join(name, name, GROUP, joins(rule, rules, body))
    groups = sorted({rule.action for rule in rules})
    for number in groups:
        draft.add(group_node(number), "", {"k": GROUP}, count=counting(rules, body, number))
    draft.add(WHOLE, "", {"k": GROUP}, count=tuple(group_node(n) for n in groups))
    return draft.plan()
