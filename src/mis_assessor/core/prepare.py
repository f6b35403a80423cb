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
from mis_assessor.core.conditions import PersonConfirms, leaves_in
from mis_assessor.core.findings import JudgedBy
from mis_assessor.core.measure import Scene
from mis_assessor.core.questions.cases import CasesQuestion
from mis_assessor.core.readings import Reading, readings_of
from mis_assessor.core.requirement import Requirement
from mis_assessor.core.scheme import Edition, Rule, Rulebook
from mis_assessor.core.submission import Judgement, Submission
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
    judgement = _judgement(requirement, submission, on)
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


def _judgement(requirement: Requirement, submission: Submission, on: date) -> JudgedBy | None:
    """The latest judgement that is complete and in time; *met* must rest on what is held.

    Taking away a document must never help: a later judgement is not passed over for an
    earlier one, and *not met* stands without its document. Of two on one day *not met* counts.
    """
    roles = _who_may(requirement)
    valid = [
        j
        for j in submission.judgements
        if j.requirement == requirement.id
        and _counts(j, on)
        and all(j.role in allowed for allowed in roles)
    ]
    if not valid:
        return None
    judged = max(valid, key=lambda j: (j.on, not j.met, j.who, j.role, j.reason, j.evidence))
    held = any(d.id == judged.evidence and d.checked_by for d in submission.documents)
    if judged.met and not held:
        return None
    verdict = Verdict.MET if judged.met else Verdict.NOT_MET
    return JudgedBy(judged.who, judged.role, judged.on, judged.reason, judged.evidence, verdict)


def _who_may(requirement: Requirement) -> list[tuple[str, ...]]:
    """The roles to which a condition of the requirement leaves the judgement."""
    conditions = (requirement.met_when, requirement.or_instead)
    leaves = (leaf for condition in conditions for leaf in leaves_in(condition))
    return [leaf.who_may for leaf in leaves if isinstance(leaf, PersonConfirms) and leaf.who_may]


def _counts(judgement: Judgement, on: date) -> bool:
    return (
        bool(judgement.who and judgement.role and judgement.reason)
        and judgement.on <= on
        and (judgement.until is None or judgement.until >= on)
    )
