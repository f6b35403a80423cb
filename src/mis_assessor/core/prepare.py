"""Every requirement of a rulebook with its answers, ready to be decided twice."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from mis_assessor.core.answering.ask import ask
from mis_assessor.core.answering.asking import Asking, not_loaded
from mis_assessor.core.answering.statements import said
from mis_assessor.core.answers import Answer
from mis_assessor.core.case import Case, PartCase
from mis_assessor.core.judgements import JudgedBy, judgement_that_counts
from mis_assessor.core.questions.cases import CasesQuestion
from mis_assessor.core.readings import Reading, readings_of
from mis_assessor.core.requirement import Requirement
from mis_assessor.core.scene import Scene
from mis_assessor.core.scheme import Edition, Rule, Rulebook
from mis_assessor.core.submission import Submission
from mis_assessor.core.timeline import Standing, pause_on, standing
from mis_assessor.core.verdicts import Verdict
from mis_assessor.core.wording import on_day

WITH_DOUBTS = "the cases in doubt count"
WITHOUT_DOUBTS = "the cases in doubt are left out"


def prepare(
    rulebook: Rulebook, submission: Submission, editions: Sequence[Edition], on: date
) -> tuple[Case, ...]:
    """One case for every requirement that is decided, in the order of the rulebook."""
    memo: dict[Any, Any] = {}
    return tuple(
        _case(rulebook, rule, submission, editions, on, memo)
        for rule in rulebook.rules
        if rule.requirement.decided
    )


def _case(
    rulebook: Rulebook,
    rule: Rule,
    submission: Submission,
    editions: Sequence[Edition],
    on: date,
    memo: dict[Any, Any],
) -> Case:
    requirement = rule.requirement
    stands = {e: standing(rulebook.year, requirement, e, on) for e in editions}
    asked = [e for e, s in stands.items() if s is Standing.STANDS]
    if not asked:
        first = next(iter(stands.values()))
        verdict = Verdict.PAUSED if first is Standing.PAUSED else Verdict.NOT_APPLICABLE
        return Case(rule, first, verdict, _because(rulebook, first, on), ())
    readings = _readings(rule, asked)
    base = Asking(rulebook.year, submission, requirement, readings[0], on, memo=memo)
    if (because := _does_not_apply(requirement, base)) is not None:
        return Case(rule, Standing.STANDS, Verdict.NOT_APPLICABLE, because, ())
    judgement = judgement_that_counts(requirement, submission, on)
    parts = tuple(
        PartCase(member, _scenes(base, readings, member, judgement), counts)
        for member, counts in _members(requirement, base)
    )
    return Case(rule, Standing.STANDS, None, "", parts)


def _because(rulebook: Rulebook, stands: Standing, on: date) -> str:
    pause = pause_on(rulebook.year, on)
    if stands is Standing.PAUSED and pause is not None:
        return (
            f"{pause.title} suspends this from {on_day(pause.from_, '')} to {on_day(pause.to, '')}."
        )
    return "The edition that governs does not ask for this."


def _readings(rule: Rule, editions: Sequence[Edition]) -> list[Reading]:
    """Each reading of each edition that may govern; equal ones are decided once."""
    found: list[Reading] = []
    for edition in editions:
        for reading in readings_of(rule, edition.id):
            label = f"{edition.title}; {reading.label}" if len(editions) > 1 else reading.label
            if all((r.entries, r.chosen) != (reading.entries, reading.chosen) for r in found):
                found.append(replace(reading, label=label.strip("; ")))
    return found


def _members(requirement: Requirement, base: Asking) -> list[tuple[str, bool]]:
    if requirement.in_ is None or base.reading.value(requirement.in_) is None:
        return [("", True)]
    members = [(name, True) for name in base.names(requirement.in_)]
    if requirement.watch_only:
        members += [(name, False) for name in base.names(requirement.watch_only)]
    return members


def _scenes(
    base: Asking, readings: Sequence[Reading], member: str, judgement: JudgedBy | None
) -> tuple[Scene, ...]:
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


def _does_not_apply(requirement: Requirement, asking: Asking) -> str | None:
    for name, wanted in requirement.does_not_apply_if.items():
        statement = said(asking, name)
        if statement is not None and statement.answer is (wanted == "yes"):
            return f"{statement.who}, {statement.role}, stated “{name}: {wanted}”."
    for name, wanted in requirement.only_if.items():
        statement = said(asking, name)
        if statement is not None and statement.answer is not (wanted == "yes"):
            return f"{statement.who}, {statement.role}, stated that “{name}” is not {wanted}."
    return None
