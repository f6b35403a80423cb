"""The core's only front door: a rulebook, a submission and two days in, a result out."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from mis_assessor.core.assessment.assessment import (
    ActionResult,
    Assessment,
    Digests,
    edition_reason,
    milestones,
)
from mis_assessor.core.deciding.position import Position, decide_position
from mis_assessor.core.deciding.recovery import MoneyFacts, Recovery, fund, planned
from mis_assessor.core.deciding.rollup import CONDITIONS, TEN, counts_for
from mis_assessor.core.evidence.submission import Submission
from mis_assessor.core.findings.action_plan import plan_remarks
from mis_assessor.core.findings.clocks import clocks_of
from mis_assessor.core.findings.evidence_register import (
    columns_left_out,
    register_of_evidence,
    same_file_remarks,
)
from mis_assessor.core.findings.finding import Finding
from mis_assessor.core.findings.pauses import pause_ledger, pauses_shown
from mis_assessor.core.findings.units import units_below
from mis_assessor.core.findings.write import finding
from mis_assessor.core.rules.in_words import fill
from mis_assessor.core.rules.readings import readings_of
from mis_assessor.core.rules.rulebook import Rulebook
from mis_assessor.core.rules.values import Status
from mis_assessor.core.verdicts import Verdict
from mis_assessor.core.wording import listed


def assess(
    rulebook: Rulebook, submission: Submission, on: date, known_on: date | None = None
) -> Assessment:
    """One run of one rulebook over one submission, by the reference evaluator."""
    return write_up(decide_position(rulebook, submission, on, known_on), {})


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
            clocks_of(case, decided, rulebook.year, submission),
        )
        for case, decided in zip(position.cases, position.decided, strict=True)
    )
    by_unit = ((f, units_below(f, submission)) for f in findings)
    findings = tuple(replace(f, units=units) if units else f for f, units in by_unit)
    return Assessment(
        scheme=rulebook.year.scheme,
        scheme_year=rulebook.year.year,
        scheme_title=rulebook.year.shown_title,
        editions=tuple(e.title for e in position.editions),
        edition_reason=edition_reason(position),
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
        fund=fund(position.recovery, position.rolled.actions, position.money, _terms(position)),
        pauses=pauses_shown(rulebook),
        pause_ledger=pause_ledger(rulebook, position.editions[-1]),
        milestones=milestones(position),
        evidence=register_of_evidence(submission, findings),
        declared=dict(sorted(submission.declared.items())),
        action_plan=_plan(submission),
        statuses=_statuses(findings),
        consistency=position.consistency,
        digests=Digests(rulebook.digest, submission.fingerprint),
        board_paper=dict(submission.board_paper),
        files=dict(submission.files),
        remarks=(
            *submission.remarks,
            *same_file_remarks(submission.documents),
            *columns_left_out(submission, (case.rule for case in position.cases if case.parts)),
            *plan_remarks(planned(submission), position.rolled.actions, submission.contribution),
        ),
    )


def _terms(position: Position) -> str:
    """What the scheme pays in this position; where an action is missed, what may be asked for."""
    year, actions = position.rulebook.year, position.rolled.actions
    if position.recovery is Recovery.EXPECTED:
        return year.fund.if_met
    if not any(actions[number] is Verdict.NOT_MET for number in TEN):
        return ""
    asked = [
        f"{fill(rule.requirement.asks, readings_of(rule, edition.id)[0])} Whoever asks for it "
        f"states {listed([f'“{name}: yes”' for name in rule.requirement.only_if_said])}."
        for edition in position.editions[-1:]
        for rule in position.rulebook.rules
        if rule.requirement.counts_towards == "discretionary payment"
        and edition.id in rule.requirement.applies.editions
    ]
    return " ".join([year.fund.if_not_met, *asked, *_too_much(position.money)])


def _too_much(money: MoneyFacts) -> Iterator[str]:
    """Whether what is asked for cannot be the small payment that the scheme offers."""
    asked, contribution = money.requested, money.contribution
    if asked is not None and contribution is not None and asked >= contribution:
        yield "What is asked for now is no less than the contribution."


def _action(position: Position, findings: tuple[Finding, ...], number: int) -> ActionResult:
    counting = [
        f
        for case, f in zip(position.cases, findings, strict=True)
        if counts_for(case.rule) == number and f.verdict is not Verdict.NOT_APPLICABLE
    ]
    title = next((a.title for a in position.rulebook.actions if a.number == number), "")
    return ActionResult(
        number,
        title,
        position.rolled.actions[number],
        len(counting),
        sum(f.verdict.holds for f in counting),
    )


def _plan(submission: Submission) -> tuple[Mapping[str, str], ...]:
    return tuple({k: str(v) for k, v in row.cells.items()} for row in planned(submission))


def _statuses(findings: tuple[Finding, ...]) -> Mapping[str, int]:
    """Values by how they are known; one that a person compared is counted as such."""
    marks = Counter(
        "confirmed by a person" if t.confirmed and not Status(t.status).confirmed else t.status
        for f in findings
        for t in f.thresholds
    )
    return dict(sorted(marks.items()))
