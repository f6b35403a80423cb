"""All generic rules, shared by every node of every scheme year."""

from mis_assessor.core.verdicts import Verdict
from mis_assessor.engine.rule_shape import EngineRule
from mis_assessor.engine.rules_alternatives import (
    asked_only_if_missed,
    instead,
    judged,
    readings,
)
from mis_assessor.engine.rules_precedence import FIRST_PRESENT, first_present
from mis_assessor.engine.rules_top import fund, outcome
from mis_assessor.engine.session import OPEN_RULE

V = Verdict


def _given() -> list[EngineRule]:
    """Leaves that hold no figure: the verdict stands in the fact."""
    kinds = {
        "standing": tuple(Verdict),
        "no figure": tuple(Verdict),
        "a person confirms": tuple(Verdict),
        "still open": (V.EVIDENCE_MISSING, V.NEEDS_JUDGEMENT, V.NOT_DUE_YET),
    }
    return [
        EngineRule(f"{kind} → {v}", ({"k": kind}, {"says": v.value}), v)
        for kind, verdicts in kinds.items()
        for v in verdicts
    ]


JOINS: tuple[EngineRule, ...] = (
    EngineRule(OPEN_RULE, ({"k": "open"},), "open"),
    *_given(),
    *(rule for made in FIRST_PRESENT for rule in first_present(*made)),
    *readings(),
    *instead(),
    *judged(),
    *asked_only_if_missed(),
    *outcome(),
    *fund(),
)
