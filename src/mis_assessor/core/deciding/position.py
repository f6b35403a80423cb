"""Everything decided on one submission, before it is written up."""

from dataclasses import dataclass, replace
from datetime import date

from mis_assessor.core.deciding.case import Case
from mis_assessor.core.deciding.evaluate import Decided, decide_case
from mis_assessor.core.deciding.prepare import prepare
from mis_assessor.core.deciding.recovery import MoneyFacts, Recovery, money_facts, recovery
from mis_assessor.core.deciding.rollup import Rolled, roll_up
from mis_assessor.core.evidence.submission import Submission
from mis_assessor.core.rules.in_force import governing, known_pauses
from mis_assessor.core.rules.rulebook import Edition, Rulebook


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


def decide_position(
    rulebook: Rulebook, submission: Submission, on: date, known_on: date | None = None
) -> Position:
    """Decides every requirement on the facts up to `on`, under the guidance of `known_on`.

    Left out, `known_on` is the earlier of `on` and the last declaration day.
    Raises RulebookWrong where no edition, or none that is loaded, was in force.
    """
    known = known_on or min(on, rulebook.year.last_day)
    return decide_under(rulebook, submission, on, known, governing(rulebook.year, known))


def decide_under(
    rulebook: Rulebook,
    submission: Submission,
    on: date,
    known: date,
    editions: tuple[Edition, ...],
) -> Position:
    """Decides every requirement under the editions given, whichever day they are of.

    A pause that nobody had announced on the day known suspends nothing.
    """
    rulebook = replace(rulebook, year=known_pauses(rulebook.year, known))
    cases = prepare(rulebook, submission, editions, on)
    decided = tuple(decide_case(case) for case in cases)
    own = {case.rule.requirement.id: d.verdict for case, d in zip(cases, decided, strict=True)}
    rolled = roll_up([case.rule for case in cases], own)
    money = money_facts(submission)
    status = recovery(rolled.actions, money)
    return Position(
        rulebook, submission, on, known, editions, cases, decided, rolled, money, status
    )
