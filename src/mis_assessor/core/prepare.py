"""Every requirement of a rulebook with its answers, ready to be decided twice."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from mis_assessor.core.answering.asking import Asking
from mis_assessor.core.answering.statements import said
from mis_assessor.core.case import Case, PartCase
from mis_assessor.core.frame import Edition
from mis_assessor.core.judgements import judgement_that_counts
from mis_assessor.core.members import members_of
from mis_assessor.core.requirement import Requirement
from mis_assessor.core.scenes import readings_decided, scenes_of
from mis_assessor.core.scheme import Book, Rule
from mis_assessor.core.submission import Submission
from mis_assessor.core.timeline import Standing, pause_on, standing
from mis_assessor.core.verdicts import Verdict
from mis_assessor.core.wording import on_day


def prepare(
    rulebook: Book, submission: Submission, editions: Sequence[Edition], on: date
) -> tuple[Case, ...]:
    """One case for every requirement that is decided, in the order of the rulebook."""
    memo: dict[Any, Any] = {}
    return tuple(
        _case(rulebook, rule, submission, editions, on, memo)
        for rule in rulebook.rules
        if rule.requirement.decided
    )


def _case(
    rulebook: Book,
    rule: Rule,
    submission: Submission,
    editions: Sequence[Edition],
    on: date,
    memo: dict[Any, Any],
) -> Case:
    requirement = rule.requirement
    stands = {e: standing(rulebook.frame, requirement, e, on) for e in editions}
    asked = [e for e, s in stands.items() if s is Standing.STANDS]
    if not asked:
        first = next(iter(stands.values()))
        verdict = Verdict.PAUSED if first is Standing.PAUSED else Verdict.NOT_APPLICABLE
        return Case(rule, first, verdict, _because(rulebook, first, on), ())
    readings = readings_decided(rule, asked)
    base = Asking(rulebook.frame, submission, requirement, readings[0], on, memo=memo)
    if (because := _does_not_apply(requirement, base)) is not None:
        return Case(rule, Standing.STANDS, Verdict.NOT_APPLICABLE, because, ())
    judgement = judgement_that_counts(requirement, submission, on)
    parts = tuple(
        PartCase(member, scenes_of(base, readings, member, judgement), counts)
        for member, counts in members_of(requirement, readings[0])
    )
    return Case(rule, Standing.STANDS, None, "", parts)


def _because(rulebook: Book, stands: Standing, on: date) -> str:
    pause = pause_on(rulebook.frame, on)
    if stands is Standing.PAUSED and pause is not None:
        return (
            f"{pause.title} suspends this from {on_day(pause.from_, '')} to {on_day(pause.to, '')}."
        )
    return "The edition that governs does not ask for this."


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
