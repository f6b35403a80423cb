"""Everything decided on one submission, before it is written up."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from mis_assessor.core.deciding.case import Case
from mis_assessor.core.deciding.consistency import (
    ConsistencyFinding,
    consistency_of,
    consistency_of_verdicts,
    with_stops,
)
from mis_assessor.core.deciding.evaluate import Decided, decide_case
from mis_assessor.core.deciding.prepare import Pace, at_leisure, prepare
from mis_assessor.core.deciding.recovery import (
    MoneyFacts,
    Recovery,
    money_facts,
    planned,
    planned_for,
    recovery,
)
from mis_assessor.core.deciding.rollup import TEN, Rolled, counts_for, roll_up
from mis_assessor.core.evidence.submission import Submission
from mis_assessor.core.rules.in_force import governing, known_pauses
from mis_assessor.core.rules.rulebook import Edition, Rule, Rulebook
from mis_assessor.core.verdicts import Verdict
from mis_assessor.core.wording import listed


@dataclass(frozen=True, slots=True)
class Position:
    """Everything decided by the reference evaluator, before it is written up."""

    rulebook: Rulebook
    submission: Submission
    on: date
    known_on: date
    editions: tuple[Edition, ...]
    cases: tuple[Case, ...]
    decided: tuple[Decided, ...]
    rolled: Rolled
    money: MoneyFacts
    recovery: Recovery
    consistency: tuple[ConsistencyFinding, ...] = ()
    """What does not agree in the folder, by rule."""


def decide_position(
    rulebook: Rulebook,
    submission: Submission,
    on: date,
    known_on: date | None = None,
    pace: Pace = at_leisure,
) -> Position:
    """Decides every requirement on the facts up to `on`, under the guidance of `known_on`.

    Left out, `known_on` is the earlier of `on` and the last declaration day.
    Raises RulebookWrong where no edition, or none that is loaded, was in force.
    """
    known = known_on or min(on, rulebook.year.last_day)
    return decide_under(rulebook, submission, on, known, governing(rulebook.year, known), pace)


def decide_under(
    rulebook: Rulebook,
    submission: Submission,
    on: date,
    known: date,
    editions: tuple[Edition, ...],
    pace: Pace = at_leisure,
) -> Position:
    """Decides every requirement under the editions given, whichever day they are of.

    A pause that nobody had announced on the day known suspends nothing.
    """
    rulebook = replace(rulebook, year=known_pauses(rulebook.year, known))
    found = consistency_of(rulebook, submission, editions, on)
    asked = prepare(rulebook, submission, editions, on, pace)
    cases = with_stops(asked, found, rulebook.year.last_day)
    decided = tuple(decide_case(case) for case in cases)
    rules = [case.rule for case in cases]
    rolled = roll_up(rules, _own(cases, decided))
    held = tuple(_held_against_the_ten(case, rolled, submission) for case in cases)
    if held != cases:
        cases, decided = held, tuple(decide_case(case) for case in held)
        rolled = roll_up(rules, _own(cases, decided))
    money = money_facts(submission, _of_the_ten(rules, rolled))
    status = recovery(rolled.actions, money)
    found += consistency_of_verdicts(rulebook, submission, editions, on, rolled.requirements)
    return Position(
        rulebook, submission, on, known, editions, cases, decided, rolled, money, status, found
    )


def _own(cases: Sequence[Case], decided: Sequence[Decided]) -> dict[str, Verdict]:
    """Each requirement's own verdict, before alternatives stand in."""
    return {c.rule.requirement.id: d.verdict for c, d in zip(cases, decided, strict=True)}


def _of_the_ten(rules: Sequence[Rule], rolled: Rolled) -> Iterator[str]:
    """The requirements of the ten actions that are asked of this trust."""
    for rule in rules:
        name = rule.requirement.id
        if counts_for(rule) in TEN and rolled.requirements[name] is not Verdict.NOT_APPLICABLE:
            yield name


SETTLED = (Verdict.MET, Verdict.MET_BY_ALTERNATIVE, Verdict.NEEDS_JUDGEMENT)


def _held_against_the_ten(case: Case, rolled: Rolled, submission: Submission) -> Case:
    """An action plan that plans for what is met fails on known facts, whoever judged it.

    It counts towards no action, so the verdicts it is held against cannot depend on it.
    """
    requirement = case.rule.requirement
    if requirement.counts_towards != "discretionary payment":
        return case
    if rolled.requirements[requirement.id] not in SETTLED:
        return case
    planned_actions = {planned_for(row) for row in planned(submission)}
    met = [n for n in TEN if rolled.actions[n].holds and str(n) in planned_actions]
    if not met:
        return case
    noun = "safety action" if len(met) == 1 else "safety actions"
    because = (
        f"The plan asks for {noun} {listed([str(n) for n in met])}, assessed as met. A plan is "
        "for actions that are not met. Take those rows out while there is time."
    )
    return replace(case, verdict=Verdict.NOT_MET, because=because, parts=())
