"""What it means where nobody has answered: no document, no value, no person."""

from datetime import date
from typing import assert_never

from mis_assessor.core.answers import NoAnswer, Why
from mis_assessor.core.conditions import PersonConfirms
from mis_assessor.core.scene import Scene
from mis_assessor.core.verdicts import Verdict


def without_answer(answer: NoAnswer, scene: Scene) -> Verdict:
    """What silence means: never met, and not met only where known facts say so."""
    match answer.why:
        case Why.MISSING:
            return Verdict.EVIDENCE_MISSING
        case Why.NOT_DUE:
            return Verdict.NOT_DUE_YET
        case Why.NOT_LOADED:
            return not_loaded(scene)
        case Why.UNCLEAR:
            return Verdict.NEEDS_JUDGEMENT
        case Why.FAILS:
            return Verdict.NOT_MET
        case Why.NO_CASES:
            return scene.requirement.if_no_cases or Verdict.EVIDENCE_MISSING
        case Why.NONE_DUE:
            return scene.requirement.if_none_due or Verdict.NOT_DUE_YET
        case _:
            assert_never(answer.why)


def confirmed(asked: PersonConfirms, scene: Scene) -> Verdict:
    """What a person confirmed; without a judgement not due until the last day is past."""
    judgement = scene.judgement
    if judgement is not None and (not asked.who_may or judgement.role in asked.who_may):
        return judgement.verdict
    return _for_a_person(scene)


def not_loaded(scene: Scene) -> Verdict:
    """A value we do not hold leaves the question to a person, judged early or in time."""
    return Verdict.NEEDS_JUDGEMENT if scene.judgement else _for_a_person(scene)


def _for_a_person(scene: Scene) -> Verdict:
    name = scene.requirement.due_by
    last = scene.reading.value(name) if scene.reading.knows(name) else None
    if isinstance(last, date) and scene.on <= last:
        return Verdict.NOT_DUE_YET
    return Verdict.NEEDS_JUDGEMENT
