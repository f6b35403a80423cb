"""Rules that join verdicts by precedence: the first one present decides.

They are a second telling of ``core.verdicts`` on purpose: were they made from those
functions, agreement would prove nothing.
"""

from mis_assessor.core.verdicts import Verdict
from mis_assessor.engine.rule_shape import (
    Condition,
    EngineRule,
    at_least,
    counter,
    join_rule,
)

V = Verdict
# The first one present decides, and how that is said.
EVERY_MUST_HOLD = (
    (V.NOT_MET, "a {part} is not met"),
    (V.EVIDENCE_MISSING, "evidence of a {part} is missing"),
    (V.NEEDS_JUDGEMENT, "a {part} needs judgement"),
    (V.NOT_DUE_YET, "a {part} is not due yet"),
    (V.MET_BY_ALTERNATIVE, "every {part} holds, one by alternative"),
    (V.MET, "every {part} that counts is met"),
    (V.PAUSED, "every {part} is paused or not applicable"),
    (V.NOT_APPLICABLE, "every {part} is not applicable"),
)
ONE_IS_ENOUGH = (
    (V.MET, "a {part} is met"),
    (V.MET_BY_ALTERNATIVE, "a {part} is met by alternative"),
    (V.EVIDENCE_MISSING, "no {part} holds, evidence of one is missing"),
    (V.NEEDS_JUDGEMENT, "no {part} holds, one needs judgement"),
    (V.NOT_DUE_YET, "no {part} holds, one is not due yet"),
    (V.NOT_MET, "every {part} that counts is not met"),
    (V.PAUSED, "every {part} is paused or not applicable"),
    (V.NOT_APPLICABLE, "every {part} is not applicable"),
)
FIRST_PRESENT = (
    ("all of", "part", EVERY_MUST_HOLD),
    ("each", "member", EVERY_MUST_HOLD),
    ("safety action", "requirement", EVERY_MUST_HOLD),
    ("conditions of the scheme", "requirement", EVERY_MUST_HOLD),
    ("group", "duty", EVERY_MUST_HOLD),
    ("any of", "route", ONE_IS_ENOUGH),
    ("stand-ins", "stand-in", ONE_IS_ENOUGH),
)


def first_present(kind: str, part: str, order: tuple[tuple[Verdict, str], ...]) -> list[EngineRule]:
    """One rule a verdict, each only where none before it is present; and nothing."""
    none_before: tuple[Condition, ...] = ()
    made = []
    for verdict, says in order:
        here = counter(verdict)
        made.append(
            join_rule(
                kind,
                says.format(part=part),
                verdict,
                *none_before,
                at_least(here, 1),
            )
        )
        none_before += ({here: 0},)
    return [*made, join_rule(kind, f"there is no {part}", V.NOT_APPLICABLE, *none_before)]
