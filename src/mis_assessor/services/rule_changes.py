"""What changed between two years or editions, and what it means for a submission."""

from dataclasses import dataclass
from pathlib import Path

from mis_assessor.core.deciding.position import Position, decide_under
from mis_assessor.core.errors import RulebookWrong
from mis_assessor.core.evidence.submission import Submission
from mis_assessor.core.rules.changes import Change, changes, partners
from mis_assessor.core.rules.rulebook import Edition, Rulebook
from mis_assessor.core.verdicts import Verdict
from mis_assessor.engine.cage import Engine
from mis_assessor.engine.result import InferenceEngine
from mis_assessor.intake.read import read_submission
from mis_assessor.services.assess import decided_twice
from mis_assessor.services.check_rules import checked_rulebook, tables_in
from mis_assessor.services.names_asked import held_against

Guidance = tuple[Rulebook, Edition]


def guidance(rules: Path, name: str) -> Guidance:
    """A year or one of its editions by name: ``year-5``, ``4`` or ``year-4@2022-05``.

    Raises RulebookWrong where there is no such year or edition.
    """
    year, _, edition = name.partition("@")
    number = year.removeprefix("year-")
    if not number.isdecimal():
        raise RulebookWrong(f"“{name}” is no year. Write year-5, or year-4@2022-05.")
    rulebook = checked_rulebook(rules, int(number))
    loaded = [e for e in rulebook.year.editions if not e.not_loaded]
    if not edition:
        return rulebook, loaded[-1]
    for found in loaded:
        if found.id == edition:
            return rulebook, found
    known = ", ".join(e.id for e in loaded)
    raise RulebookWrong(f"Year {number} has no loaded edition “{edition}”. It has: {known}.")


def rule_changes(rules: Path, old: str, new: str) -> tuple[Change, ...]:
    """Everything that changed from one to the other, in the order of the new one."""
    return changes(guidance(rules, old), guidance(rules, new))


@dataclass(frozen=True, slots=True)
class Effect:
    """A requirement whose verdict on the same evidence is not what it was."""

    requirement: str
    title: str
    before: Verdict | None
    after: Verdict
    newly: str
    """``fails`` or ``suffices``."""


@dataclass(frozen=True, slots=True)
class Effects:
    """What a change of guidance does to a submission, and whether it is met under both."""

    found: tuple[Effect, ...]
    met: bool


def effects(rules: Path, old: str, new: str, submission: Path) -> Effects:
    """What of a submission newly fails or newly suffices, each year on its own last day.

    Raises EvidenceUnreadable, RulebookWrong, or EngineFault as an assessment does.
    """
    one, other = guidance(rules, old), guidance(rules, new)
    sent = read_submission(submission, tables_in(rules))
    with Engine() as engine:
        before_, after_ = (_decided(given, sent, engine) for given in (one, other))
    was, now = _verdicts(before_), _verdicts(after_)
    pairs = partners(one, other)
    found = []
    for rule in other[0].rules:
        name = rule.requirement.id
        if name not in now:
            continue
        before = was.get(pairs.get(name, ""))
        held = before is not None and before.holds
        if held != now[name].holds and (before is not None or not now[name].holds):
            newly = "suffices" if now[name].holds else "fails"
            found.append(Effect(name, rule.requirement.title, before, now[name], newly))
    return Effects(tuple(found), all(p.rolled.outcome.holds for p in (before_, after_)))


def _decided(given: Guidance, sent: Submission, engine: InferenceEngine) -> Position:
    rulebook, edition = given
    day = sent.assessed_as_at or rulebook.year.last_day
    position = decide_under(rulebook, held_against(sent, rulebook), day, day, (edition,))
    decided_twice(position, engine)
    return position


def _verdicts(position: Position) -> dict[str, Verdict]:
    return {
        name: verdict
        for name, verdict in position.rolled.requirements.items()
        if verdict not in (Verdict.PAUSED, Verdict.NOT_APPLICABLE)
    }
