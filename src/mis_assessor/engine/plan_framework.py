"""Plans one body of a framework: its requirements, what joins them, its groups."""

from collections.abc import Sequence

from mis_assessor.core.case import Case
from mis_assessor.core.frameworks.bodies import Body
from mis_assessor.core.frameworks.rollup import counting, joined_in_order, joins
from mis_assessor.core.scheme import Rule
from mis_assessor.engine.draft import Draft
from mis_assessor.engine.plan import Plan, group_node
from mis_assessor.engine.plan_case import add_case

GROUP, WHOLE = "group", "the framework"


def make_framework_plan(cases: Sequence[Case], rules: Sequence[Rule], body: Body) -> Plan:
    """Plans one body, from each answer up to the framework's line."""
    draft = Draft()
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
