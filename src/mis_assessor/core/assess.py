"""The core's only front door: a rulebook, a submission and two days in, a result out."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from mis_assessor.core.action_plan import plan_remarks
from mis_assessor.core.assessment import ActionResult, Assessment, Digests
from mis_assessor.core.case import Case
from mis_assessor.core.confirmations import RECALLED
from mis_assessor.core.evaluate import Decided, decide_case
from mis_assessor.core.findings import Finding
from mis_assessor.core.fund import MoneyFacts, fund, recovery
from mis_assessor.core.pause_ledger import pause_ledger
from mis_assessor.core.prepare import prepare
from mis_assessor.core.recovery import Recovery
from mis_assessor.core.register_of_evidence import register_of_evidence
from mis_assessor.core.rollup import CONDITIONS, TEN, Rolled, counts_for, roll_up
from mis_assessor.core.scheme import Edition, Rulebook
from mis_assessor.core.submission import Row, Submission
from mis_assessor.core.timeline import governing
from mis_assessor.core.verdicts import Verdict
from mis_assessor.core.wording import on_day
from mis_assessor.core.write_up import finding
from mis_assessor.core.year_shown import Milestone, PauseShown

PLAN = "safety improvement plan"


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
    """Decides every requirement under the editions given, whichever day they are of."""
    cases = prepare(rulebook, submission, editions, on)
    decided = tuple(decide_case(case) for case in cases)
    own = {case.rule.requirement.id: d.verdict for case, d in zip(cases, decided, strict=True)}
    rolled = roll_up([case.rule for case in cases], own)
    money = money_facts(submission)
    status = recovery(rolled.actions, money)
    return Position(
        rulebook, submission, on, known, editions, cases, decided, rolled, money, status
    )


def assess(
    rulebook: Rulebook, submission: Submission, on: date, known_on: date | None = None
) -> Assessment:
    """One run of one rulebook over one submission, by the reference evaluator."""
    return write_up(decide_position(rulebook, submission, on, known_on), {})


def money_facts(submission: Submission) -> MoneyFacts:
    """What the submission says about money: contribution, request, declaration."""
    amounts = [
        Decimal(str(row.cells["amount requested"]))
        for row in _planned(submission)
        if "amount requested" in row.cells
    ]
    answers = set(submission.declared.values())
    return MoneyFacts(
        contribution=submission.contribution,
        requested=sum(amounts, Decimal(0)) if amounts else None,
        declared_met=bool(answers) and "no" not in answers,
    )


def write_up(position: Position, fired: Mapping[str, tuple[str, ...]]) -> Assessment:
    """The decided position as an assessment; `fired` names the engine's rules, if any."""
    rulebook, submission = position.rulebook, position.submission
    findings = tuple(
        finding(
            case,
            decided,
            position.rolled.requirements[case.rule.requirement.id],
            fired.get(case.rule.requirement.id, ()),
            rulebook,
        )
        for case, decided in zip(position.cases, position.decided, strict=True)
    )
    return Assessment(
        scheme=rulebook.year.scheme,
        scheme_year=rulebook.year.year,
        scheme_title=rulebook.year.title,
        editions=tuple(e.title for e in position.editions),
        edition_reason=_why(position),
        on=position.on,
        known_on=position.known_on,
        trust_code=submission.trust_code,
        trust_name=submission.trust_name,
        verdict=position.rolled.outcome,
        met=position.rolled.outcome.holds,
        actions=tuple(_action(position, findings, n) for n in TEN),
        conditions=_action(position, findings, CONDITIONS),
        findings=findings,
        context=tuple(
            (r.requirement.id, r.requirement.title, r.requirement.asks)
            for r in rulebook.rules
            if not r.requirement.decided
        ),
        fund=fund(position.recovery, position.rolled.actions, position.money),
        pauses=_pauses(rulebook),
        pause_ledger=pause_ledger(rulebook, position.editions[-1]),
        milestones=_milestones(position),
        evidence=register_of_evidence(submission, findings),
        declared=dict(sorted(submission.declared.items())),
        action_plan=_plan(submission),
        statuses=_statuses(findings),
        digests=Digests(rulebook.digest, submission.fingerprint),
        remarks=plan_remarks(
            _planned(submission), position.rolled.actions, submission.contribution
        ),
    )


def _why(position: Position) -> str:
    titles = " and the ".join(e.title for e in position.editions)
    reason = f"The {titles} governs: it was the guidance in force {on_day(position.known_on)}."
    if len(position.editions) > 1:
        return (
            f"The {titles} are both decided: the day the newer came into force is not known, "
            f"and {on_day(position.known_on, '')} lies between the first and last it could be."
        )
    return reason


def _action(position: Position, findings: tuple[Finding, ...], number: int) -> ActionResult:
    rules = {c.rule.requirement.id: c.rule for c in position.cases}
    counting = [
        f
        for f in findings
        if counts_for(rules[f.id]) == number and f.verdict is not Verdict.NOT_APPLICABLE
    ]
    title = next((a.title for a in position.rulebook.actions if a.number == number), "")
    return ActionResult(
        number,
        title,
        position.rolled.actions[number],
        len(counting),
        sum(f.verdict.holds for f in counting),
    )


def _pauses(rulebook: Rulebook) -> tuple[PauseShown, ...]:
    return tuple(
        PauseShown(
            p.title,
            p.from_,
            p.to,
            p.suspends,
            p.continues,
            p.best_effort,
            _title(rulebook, p.document),
            p.status.value,
        )
        for p in rulebook.year.pauses
    )


def _title(rulebook: Rulebook, document: str) -> str:
    found = rulebook.sources.get(document)
    return found.short_title if found else document


def _milestones(position: Position) -> tuple[Milestone, ...]:
    year, edition = position.rulebook.year, position.editions[-1]
    found = [
        Milestone(f"Guidance: {e.title}", e.in_force_from, e.status.value) for e in year.editions
    ]
    for name in ("evidence end", "declaration day"):
        for entry in year.values.get(name, ()):
            in_edition = not entry.editions or edition.id in entry.editions
            if in_edition and isinstance(entry.is_, date):
                words = {"evidence end": "Last day of the evidence"}.get(
                    name, "Declaration due by 12 noon"
                )
                found.append(Milestone(words, entry.is_, entry.status.value))
    return tuple(sorted(found, key=lambda m: m.day))


def _plan(submission: Submission) -> tuple[Mapping[str, str], ...]:
    return tuple({k: str(v) for k, v in row.cells.items()} for row in _planned(submission))


def _planned(submission: Submission) -> tuple[Row, ...]:
    plan = submission.registers.get(PLAN)
    return plan.rows if plan else ()


def _statuses(findings: tuple[Finding, ...]) -> Mapping[str, int]:
    """Values by how they are known; one that a person compared is counted as such."""
    recalled = {mark.value for mark in RECALLED}
    marks = Counter(
        "confirmed by a person" if t.confirmed and t.status in recalled else t.status
        for f in findings
        for t in f.thresholds
    )
    return dict(sorted(marks.items()))
