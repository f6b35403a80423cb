"""An assessment on a terminal: ten lines, then what is missing and what to do.

Frameworks on a terminal: one line a body, its groups, then what is missing.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from mis_assessor.cli.wrapping import SummaryLine, wrapped
from mis_assessor.core.ahead.calendar import EntryState, calendar_of
from mis_assessor.core.ahead.names import names_file
from mis_assessor.core.assessment.assessment import ActionResult, Assessment
from mis_assessor.core.assessment.made_with import MadeWith, rules_of_another_origin
from mis_assessor.core.assessment.system import SystemAssessment
from mis_assessor.core.deciding.recovery import Fund, Recovery
from mis_assessor.core.findings.corrected import corrected_values
from mis_assessor.core.findings.finding import Finding
from mis_assessor.core.frameworks.result import (
    BodyResult,
    FrameworkFinding,
    FrameworkResult,
    GroupResult,
    Timing,
    When,
    verdict_in_words,
)
from mis_assessor.core.verdicts import Verdict
from mis_assessor.core.wording import counted, on_day
from mis_assessor.reports.pages.consistency import in_order
from mis_assessor.reports.wording import pounds

COLOURS = {
    Verdict.MET: "green",
    Verdict.MET_BY_ALTERNATIVE: "green",
    Verdict.NOT_MET: "red",
    Verdict.EVIDENCE_MISSING: "yellow",
    Verdict.NEEDS_JUDGEMENT: "yellow",
}

SUPPOSED: dict[str, Any] = {"fg": "magenta", "bold": True}


def summary(assessment: Assessment) -> Iterator[SummaryLine]:
    """What a champion reads first."""
    if assessment.hypothetical:
        yield SummaryLine("HYPOTHETICAL: not an assessment of what was sent.", SUPPOSED)
        yield from wrapped("No evidence, nothing to sign. Supposed, and not so:", **SUPPOSED)
        for fact in assessment.hypothetical:
            yield from wrapped(fact, "  - ", "    ", **SUPPOSED)
        yield SummaryLine("")
    yield SummaryLine(
        f"{assessment.trust_name} ({assessment.trust_code}) · {assessment.scheme_title}",
        {"bold": True},
    )
    yield from _of_another_origin(assessment.made_with)
    yield SummaryLine(f"Assessed as at {on_day(assessment.on, '')}. {assessment.edition_reason}")
    yield from _next(assessment)
    yield SummaryLine("")
    for action in assessment.actions:
        yield _action(action)
    yield _action(assessment.conditions)
    yield SummaryLine("")
    met = sum(a.verdict.holds for a in assessment.actions)
    yield SummaryLine(
        f"Outcome: {met} of 10 safety actions hold; scheme {assessment.verdict.value}.",
        {"bold": True},
    )
    fund = assessment.fund
    yield SummaryLine(f"Fund: {fund.status.value}{_amount(fund)}. {fund.why}")
    if fund.terms and fund.status is not Recovery.EXPECTED:
        yield SummaryLine(f"      {fund.terms}")
    for one in corrected_values(assessment.findings):
        yield SummaryLine(f"Corrected here: {one.name} is {one.value}. {one.source}.")
    yield from _missing(assessment)
    yield from _disagreements(assessment)


def _of_another_origin(made: MadeWith) -> Iterator[SummaryLine]:
    if said := rules_of_another_origin(made):
        yield SummaryLine(said, {"fg": "red", "bold": True})


def _next(assessment: Assessment) -> Iterator[SummaryLine]:
    """The three things to do next, by day, each with the least that is needed."""
    calendar = calendar_of(assessment)
    entries = calendar.of(EntryState.OPEN)[:3]
    if not entries:
        return
    yield SummaryLine("")
    yield SummaryLine("Do next:", {"bold": True})
    for number, entry in enumerate(entries, 1):
        days = entry.working_days
        left = f"{counted(days, 'working days')} left" if days else "no working day left"
        yield from wrapped(f"{number}. By {entry.by} ({left}): {entry.what}", "  ", "     ")
        named = f"; --names FOLDER writes {names_file(entry)}" if entry.names else ""
        yield from wrapped(f"{entry.title} [{', '.join(entry.requirements)}]{named}", "     ")
    lost = len(calendar.of(EntryState.LOST))
    told = f"; {counted(lost, 'requirements')} lost already" if lost else ""
    yield from wrapped(f"“mis calendar” lists all by day{told}.", "  ")


def _disagreements(assessment: Assessment) -> Iterator[SummaryLine]:
    """What in the folder does not agree with the rest of it, and what to do."""
    if not assessment.consistency:
        return
    yield SummaryLine("")
    yield SummaryLine("What does not agree:", {"bold": True})
    for found in in_order(assessment.consistency):
        colour = {"fg": "yellow"} if found.stopped else {}
        says = "explained" if not found.open else found.follows
        yield SummaryLine(f"  {found.id} {found.title}: {says}", colour)
        for one in found.contradictions[:MOST_TOLD]:
            yield SummaryLine(f"      {one.sentence}")
        if (more := len(found.contradictions) - MOST_TOLD) > 0:
            yield SummaryLine(f"      And {more} more.")
        if (by := found.explained) is not None:
            told = f"{by.who}, {by.role}, {on_day(by.on)}: {by.reason}"
            yield SummaryLine(f"      Explained by {told}")
        else:
            yield SummaryLine(f"      To do: {found.next}")


MOST_TOLD = 5


def _amount(fund: Fund) -> str:
    """The money at stake in brackets; where a payment was asked for, what was asked for."""
    if fund.status is Recovery.DISCRETIONARY and fund.requested is not None:
        return f" ({pounds(fund.requested)} asked for; contribution {pounds(fund.contribution)})"
    return f" ({pounds(fund.contribution)})" if fund.contribution is not None else ""


def _action(action: ActionResult) -> SummaryLine:
    name = f"{action.number:>2}" if action.number else " –"
    title = action.title if len(action.title) <= 48 else action.title[:47] + "…"
    text = f"{name}  {title:48}  {action.verdict.value:18} {action.hold} of {action.requirements}"
    return SummaryLine(text, {"fg": COLOURS.get(action.verdict)})


def _missing(assessment: Assessment) -> Iterator[SummaryLine]:
    open_ = [f for f in assessment.findings if not _settled(f)]
    if not open_:
        return
    yield SummaryLine("")
    yield SummaryLine("What is missing:", {"bold": True})
    for finding in open_:
        yield SummaryLine(
            f"  {finding.id} {finding.title}: {finding.verdict.value}",
            {"fg": COLOURS.get(finding.verdict)},
        )
        yield SummaryLine(f"      {finding.sentence}")
        if finding.next and finding.next not in finding.sentence:
            yield SummaryLine(f"      To do: {finding.next}")


def _settled(finding: Finding) -> bool:
    return finding.verdict.holds or finding.verdict in (Verdict.NOT_APPLICABLE, Verdict.PAUSED)


SETTLED = (Verdict.NOT_APPLICABLE, Verdict.PAUSED)


def system_lines(assessment: SystemAssessment) -> Iterator[SummaryLine]:
    """A system: its trusts under the scheme, then every framework."""
    yield SummaryLine(f"{assessment.name} ({assessment.code})", {"bold": True})
    yield from _of_another_origin(assessment.made_with)
    yield SummaryLine(f"Assessed as at {on_day(assessment.on, '')}.")
    yield SummaryLine("")
    for title in dict.fromkeys(scheme.scheme_title for scheme in assessment.schemes):
        yield SummaryLine(title, {"bold": True})
    for scheme in assessment.schemes:
        verdict = Verdict(scheme.verdict)
        text = f"  {scheme.hold:>2} of 10  {verdict.value:18} {scheme.fund:20}"
        yield SummaryLine(f"{text}  {scheme.name} ({scheme.code})", _colour(verdict))
    for name in assessment.missing:
        yield SummaryLine(f"{'':12}{'has sent nothing':41}{name}", {"fg": "yellow"})
    for result in assessment.frameworks:
        yield from framework_lines(result)
    yield from remark_lines(assessment.remarks)


def remark_lines(remarks: tuple[str, ...]) -> Iterator[SummaryLine]:
    """What decides nothing and is worth knowing."""
    if remarks:
        yield SummaryLine("")
        yield SummaryLine("Remarks:", {"bold": True})
        yield from (SummaryLine(f"  {remark}") for remark in remarks)


def framework_lines(result: FrameworkResult) -> Iterator[SummaryLine]:
    """One framework, body by body; never blended with another."""
    yield SummaryLine("")
    yield SummaryLine(f"{result.title}", {"bold": True})
    for body in result.bodies:
        yield SummaryLine("")
        told = verdict_in_words(body.verdict, body.days_late, body.recommended)
        yield SummaryLine(f"{body.name} ({body.code}): {told}", _colour(body.verdict))
        for group in body.groups:
            yield _group(group)
        yield from _missing_in_frameworks(body)


def _group(group: GroupResult) -> SummaryLine:
    title = group.title if len(group.title) <= 46 else group.title[:45] + "…"
    scored = f"; {group.compliant} of {group.scored} questions compliant" if group.scored else ""
    hold = f"{group.hold} of {group.requirements}" if group.requirements else "–"
    told = verdict_in_words(group.verdict, group.days_late, group.recommended)
    text = f"  {title:46}  {told:26} {hold}{scored}"
    return SummaryLine(text, _colour(group.verdict))


def _missing_in_frameworks(body: BodyResult) -> Iterator[SummaryLine]:
    open_ = [f for f in body.findings if _open(f)]
    if not body.sent:
        yield SummaryLine(
            f"    It has sent nothing: {counted(len(open_), 'duties')} without evidence."
        )
        return
    for one in open_:
        finding = one.finding
        told = timing_in_words(one.timing, finding.verdict)
        verdict = finding.verdict.value + (f", {told}" if told else "")
        yield SummaryLine(f"    {finding.id} {finding.title}: {verdict}", _colour(finding.verdict))
        yield SummaryLine(f"        {finding.sentence}")
        if finding.next and finding.next not in finding.sentence:
            yield SummaryLine(f"        To do: {finding.next}")
    for one in body.findings:
        if one.days_late and one.force == "must" and not one.joins:
            finding = one.finding
            told = verdict_in_words(finding.verdict, one.days_late)
            yield SummaryLine(f"    {finding.id} {finding.title}: {told}", _colour(finding.verdict))


def _open(one: FrameworkFinding) -> bool:
    verdict = one.finding.verdict
    return not (verdict.holds or verdict in SETTLED or one.joins or one.force != "must")


def timing_in_words(timing: Timing | None, verdict: Verdict) -> str:
    """How a finding stands to its day: “12 days late”, “due 3 June 2021”."""
    if timing is None:
        return ""
    match timing.when:
        case When.LATE:
            return f"{counted(timing.days, 'days')} late"
        case When.OVERDUE:
            return f"{counted(timing.days, 'days')} overdue"
        case When.NOT_DUE:
            return _due(timing.due)
        case When.ON_TIME:
            return "on time" if verdict.holds else _due(timing.due)


def _due(day: date) -> str:
    return f"due {on_day(day, '')}"


def _colour(verdict: Verdict) -> dict[str, str]:
    colour = COLOURS.get(verdict)
    return {"fg": colour} if colour else {}
