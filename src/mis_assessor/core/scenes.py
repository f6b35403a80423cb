"""The scenes in which a member is decided: every reading, with and without doubts."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from mis_assessor.core.answering.ask import ask
from mis_assessor.core.answering.asking import Asking, not_loaded
from mis_assessor.core.answers import Answer
from mis_assessor.core.frame import Edition
from mis_assessor.core.judgements import JudgedBy
from mis_assessor.core.questions.cases import CasesQuestion
from mis_assessor.core.readings import Reading, readings_of
from mis_assessor.core.scene import Scene
from mis_assessor.core.scheme import Rule

WITH_DOUBTS = "the cases in doubt count"
WITHOUT_DOUBTS = "the cases in doubt are left out"


def readings_decided(rule: Rule, editions: Sequence[Edition]) -> list[Reading]:
    """Each reading of each edition that may govern; equal ones are decided once."""
    found: list[Reading] = []
    for edition in editions:
        for reading in readings_of(rule, edition.id):
            label = f"{edition.title}; {reading.label}" if len(editions) > 1 else reading.label
            if all((r.entries, r.chosen) != (reading.entries, reading.chosen) for r in found):
                found.append(replace(reading, label=label.strip("; ")))
    return found


def scenes_of(
    base: Asking, readings: Sequence[Reading], member: str, judgement: JudgedBy | None
) -> tuple[Scene, ...]:
    """A member under each reading; where cases are in doubt, counted and left out."""
    questions = base.requirement.evidence
    doubt = any(isinstance(q, CasesQuestion) and q.in_doubt for q in questions.values())
    scenes: list[Scene] = []
    for reading in readings:
        for counted in (True, False) if doubt else (True,):
            asking = replace(base, reading=reading, member=member, doubts_count=counted)
            listed = base.requirement.in_
            unknown = listed is not None and reading.value(listed) is None
            answers: Mapping[str, Answer] = {
                name: not_loaded(str(listed)) if unknown else ask(question, asking)
                for name, question in questions.items()
            }
            suffix = (WITH_DOUBTS if counted else WITHOUT_DOUBTS) if doubt else ""
            label = "; ".join(x for x in (reading.label, suffix) if x)
            scenes.append(
                Scene(base.requirement, replace(reading, label=label), answers, base.on, judgement)
            )
    return tuple(scenes)
