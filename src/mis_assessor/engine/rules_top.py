"""Rules of the top: ten of ten, and what that means for the money."""

from mis_assessor.core.findings import Recovery
from mis_assessor.core.verdicts import Verdict
from mis_assessor.engine.rule_shape import EngineRule, at_least, counter, join_rule
from mis_assessor.engine.rules_precedence import EVERY_MUST_HOLD, first_present

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
    return [
        join_rule(
            kind,
            "declared met and it is not",
            Recovery.REPAYMENT_RISK,
            missed,
            {"declared": 1},
        ),
        join_rule(
            kind,
            "not met, money asked for with an action plan",
            Recovery.DISCRETIONARY,
            missed,
            undeclared,
            {"requested": 1},
        ),
        join_rule(
            kind,
            "not met, no money asked for",
            Recovery.NOT_RECOVERED,
            missed,
            undeclared,
            {"requested": 0},
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
