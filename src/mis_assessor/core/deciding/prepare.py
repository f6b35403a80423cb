"""Every requirement of a rulebook with its answers, ready to be decided twice.

The scenes in which a member is decided: every reading, with and without doubts.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from mis_assessor.core.answering.ask import ask
from mis_assessor.core.answering.asking import Asking, not_loaded
from mis_assessor.core.answering.statements import said
from mis_assessor.core.deciding.case import Case, PartCase, Situation
from mis_assessor.core.deciding.judgements import JudgedBy, judgement_that_counts
from mis_assessor.core.evidence.answers import Answer, Tally
from mis_assessor.core.evidence.submission import Submission
from mis_assessor.core.rules.in_force import Standing, outlived, pause_on, standing_on
from mis_assessor.core.rules.once import ByIdentity, once_each
from mis_assessor.core.rules.questions import CasesQuestion
from mis_assessor.core.rules.readings import Reading, members_of, readings_of
from mis_assessor.core.rules.requirement import Requirement
from mis_assessor.core.rules.rulebook import Book, Edition, Rule
from mis_assessor.core.verdicts import Verdict
from mis_assessor.core.wording import counted, listed, on_day

WITH_DOUBTS = "the cases in doubt count"
WITHOUT_DOUBTS = "the cases in doubt are left out"


def readings_decided(rule: Rule, editions: Sequence[Edition]) -> tuple[Reading, ...]:
    """Each reading of each edition that may govern; equal ones are decided once."""
    return _readings_decided(rule, tuple(map(ByIdentity, editions)))


@once_each
def _readings_decided(rule: Rule, same: tuple[ByIdentity[Edition], ...]) -> tuple[Reading, ...]:
    found: list[Reading] = []
    editions = [one.it for one in same]
    for edition in editions:
        for reading in readings_of(rule, edition.id):
            label = f"{edition.title}; {reading.label}" if len(editions) > 1 else reading.label
            if all((r.entries, r.chosen) != (reading.entries, reading.chosen) for r in found):
                found.append(replace(reading, label=label.strip("; ")))
    return tuple(found)


def scenes_of(
    base: Asking, readings: Sequence[Reading], member: str, judgement: JudgedBy | None
) -> tuple[Situation, ...]:
    """A member under each reading; where cases are in doubt, counted and left out."""
    questions = base.requirement.evidence
    doubt = any(isinstance(q, CasesQuestion) and q.in_doubt for q in questions.values())
    scenes: list[Situation] = []
    for reading in readings:
        for with_doubts in (True, False) if doubt else (True,):
            asking = replace(base, reading=reading, member=member, doubts_count=with_doubts)
            listed = base.requirement.in_
            unknown = listed is not None and reading.value(listed) is None
            answers: Mapping[str, Answer] = {
                name: not_loaded(str(listed)) if unknown else ask(question, asking)
                for name, question in questions.items()
            }
            suffix = (WITH_DOUBTS if with_doubts else WITHOUT_DOUBTS) if doubt else ""
            label = "; ".join(x for x in (reading.label, suffix) if x)
            scenes.append(
                Situation(
                    base.requirement,
                    reading if label == reading.label else replace(reading, label=label),
                    answers,
                    base.on,
                    judgement,
                    replace(asking, memo={}),
                )
            )
    return tuple(scenes)


MembersOf = Callable[[Asking, Sequence[Reading], JudgedBy | None], tuple[PartCase, ...]]
"""How the members of a requirement are found and asked."""


Pace = Callable[[], None]
"""Called between two pieces of work; it may raise where they have taken too long."""


def at_leisure() -> None:
    """No time limit."""


def prepare(
    rulebook: Book,
    submission: Submission,
    editions: Sequence[Edition],
    on: date,
    pace: Pace = at_leisure,
) -> tuple[Case, ...]:
    """One case for every requirement that is decided, in the order of the rulebook."""
    memo: dict[Any, Any] = {}
    cases: list[Case] = []
    for rule in rulebook.rules:
        if rule.requirement.decided:
            pace()
            cases.append(case_of_rule(rulebook, rule, submission, editions, on, memo))
    return tuple(cases)


def case_of_rule(
    rulebook: Book,
    rule: Rule,
    submission: Submission,
    editions: Sequence[Edition],
    on: date,
    memo: dict[Any, Any],
    members: MembersOf | None = None,
) -> Case:
    """One requirement put to one submission; `members` where they are not in the rule."""
    requirement = rule.requirement
    stands = {e: _stands(rulebook, rule, e, on) for e in editions}
    asked = [e for e, s in stands.items() if s is Standing.STANDS]
    if not asked:
        first = next(iter(stands.values()))
        verdict = Verdict.PAUSED if first is Standing.PAUSED else Verdict.NOT_APPLICABLE
        return Case(rule, first, verdict, _because(rulebook, rule, first, on), ())
    readings = readings_decided(rule, asked)
    base = Asking(rulebook.frame, submission, requirement, readings[0], on, memo=memo)
    if (because := _does_not_apply(requirement, base)) is not None:
        return Case(rule, Standing.STANDS, Verdict.NOT_APPLICABLE, because, ())
    judgement = judgement_that_counts(requirement, submission, on, rulebook.frame.launched)
    parts = (members or _in_the_rule)(base, readings, judgement)
    return Case(rule, Standing.STANDS, None, "", parts, _ways_out(requirement, base))


def _ways_out(requirement: Requirement, asking: Asking) -> tuple[str, ...]:
    """The statements, not made so far, by which it would not be asked of this trust."""
    no = {"yes": "no", "no": "yes"}
    ways = [*requirement.does_not_apply_if.items()]
    ways += [(name, no[wanted]) for name, wanted in requirement.only_if.items()]
    return tuple(f"{name}: {answer}" for name, answer in ways if said(asking, name) is None)


def _in_the_rule(
    base: Asking, readings: Sequence[Reading], judgement: JudgedBy | None
) -> tuple[PartCase, ...]:
    return tuple(
        PartCase(member, scenes_of(base, readings, member, judgement), counts)
        for member, counts in members_of(base.requirement, readings[0])
    )


def _stands(rulebook: Book, rule: Rule, edition: Edition, on: date) -> Standing:
    stands = standing_on(rulebook.frame, rule.requirement, edition, on)
    if stands is not Standing.STANDS:
        return stands
    return outlived(rule, edition, on) or stands


def _because(rulebook: Book, rule: Rule, stands: Standing, on: date) -> str:
    match stands:
        case Standing.PAUSED if (pause := pause_on(rulebook.frame, on)) is not None:
            days = f"from {on_day(pause.from_, '')} to {on_day(pause.to, '')}"
            return f"{pause.title} suspends this {days}."
        case Standing.NOT_YET:
            return "It is not asked on this day yet."
        case Standing.NO_LONGER:
            then = listed(list(rule.requirement.applies.then))
            return "It is no longer asked." + (f" {then} took its place." if then else "")
        case Standing.WITHDRAWN:
            return "It has been withdrawn."
        case _:
            return "The edition that governs does not ask for this."


def _does_not_apply(requirement: Requirement, asking: Asking) -> str | None:
    for name, wanted in requirement.does_not_apply_if.items():
        statement = said(asking, name)
        if statement is not None and statement.answer is (wanted == "yes"):
            return f"{statement.who}, {statement.role}, stated “{name}: {wanted}”."
    for name, wanted in {**requirement.only_if, **requirement.only_if_said}.items():
        statement = said(asking, name)
        if statement is not None and statement.answer is not (wanted == "yes"):
            return f"{statement.who}, {statement.role}, stated that “{name}” is not {wanted}."
    for name, wanted in requirement.only_if_said.items():
        if said(asking, name) is None:
            return f"Asked only of a trust that states “{name}: {wanted}”; nobody did."
    return _has_cases(requirement, asking)


def _has_cases(requirement: Requirement, asking: Asking) -> str | None:
    """Why it is not asked where a register shows the cases without which it would be."""
    name = requirement.only_if_no_cases_in
    tally = ask(requirement.evidence[name], asking) if name else None
    if isinstance(tally, Tally) and (known := tally.total - tally.unknown):
        return f"Asked only where there are none; {name}: {counted(known, tally.things)}."
    return None
