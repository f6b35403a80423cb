"""Rules of the top: ten of ten, and what that means for the money.

All generic rules, shared by every node of every scheme year.
"""

from collections.abc import Callable, Iterator
from functools import partial

from mis_assessor.core.deciding.recovery import Recovery
from mis_assessor.core.verdicts import Verdict
from mis_assessor.engine.job import OPEN_RULE
from mis_assessor.engine.join_rules import (
    EVERY_MUST_HOLD,
    FIRST_PRESENT,
    EngineRule,
    asked_only_if_missed,
    at_least,
    counter,
    first_present,
    instead,
    join_rule,
    judged,
    readings,
)

V = Verdict


def outcome() -> list[EngineRule]:
    """Ten of ten: what holds is not yet the scheme met while an action does not."""
    kind = "outcome"
    made = []
    for rule in first_present(kind, "safety action", EVERY_MUST_HOLD):
        if rule.gives not in (V.MET, V.MET_BY_ALTERNATIVE):
            made.append(rule)
            continue
        head = rule.name.removesuffix(f" → {rule.gives}")
        made += [
            EngineRule(
                f"{head}, ten of ten → {rule.gives}",
                (*rule.conditions, {"hold": 10}),
                rule.gives,
            ),
            EngineRule(
                f"{head}, fewer than ten hold → {V.NOT_DUE_YET}",
                (*rule.conditions, {"$lt": {"hold": 10}}),
                V.NOT_DUE_YET,
            ),
        ]
    return made


def fund() -> list[EngineRule]:
    """What the ten actions, the conditions and the declaration mean for the money."""
    kind = "fund"
    missed, none_missed = at_least(counter(V.NOT_MET), 1), {counter(V.NOT_MET): 0}
    undeclared = {"declared": 0}
    settled = (V.MET, V.MET_BY_ALTERNATIVE, V.NOT_DUE_YET)
    ten = [
        join_rule(
            kind,
            f"ten of ten hold, the conditions are {v}",
            Recovery.EXPECTED if v in settled else Recovery.AT_RISK,
            none_missed,
            {"hold": 10},
            {"conditions": v.value},
        )
        for v in Verdict
        if v is not V.NOT_MET
    ]
    only_conditions = ({counter(V.NOT_MET): 1}, {"conditions": V.NOT_MET.value}, {"declared": 1})
    asked = {
        "not met, money asked for with an action plan": (Recovery.DISCRETIONARY, {"requested": 1}),
        "not met, no money asked for": (Recovery.NOT_RECOVERED, {"requested": 0}),
    }
    return [
        join_rule(
            kind,
            "declared met, an action is not",
            Recovery.REPAYMENT_RISK,
            {counter(V.NOT_MET): 1},
            {"$neq": {"conditions": V.NOT_MET.value}},
            {"declared": 1},
        ),
        join_rule(
            kind,
            "declared met, more than one thing is not",
            Recovery.REPAYMENT_RISK,
            at_least(counter(V.NOT_MET), 2),
            {"declared": 1},
        ),
        *(
            join_rule(kind, says, gives, missed, undeclared, money)
            for says, (gives, money) in asked.items()
        ),
        *(
            join_rule(
                kind, f"{says}, only the conditions are missed", gives, *only_conditions, money
            )
            for says, (gives, money) in asked.items()
        ),
        *ten,
        join_rule(
            kind,
            "nothing is not met, fewer than ten hold",
            Recovery.AT_RISK,
            none_missed,
            {"$lt": {"hold": 10}},
        ),
    ]


KINDS: dict[str, Callable[[], list[EngineRule]]] = {
    **{made[0]: partial(first_present, *made) for made in FIRST_PRESENT},
    "readings": readings,
    "instead": instead,
    "judged": judged,
    "stands in": asked_only_if_missed,
    "outcome": outcome,
    "fund": fund,
}
"""The rules of each kind of join; a condition's is found by the `kind` of its class."""


def generic_rules() -> Iterator[EngineRule]:
    """Every rule that holds no number of any requirement."""
    yield EngineRule(OPEN_RULE, ({"k": "open"},), "open")
    for rules in KINDS.values():
        yield from rules()
