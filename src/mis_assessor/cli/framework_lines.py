"""Frameworks on a terminal: one line a body, its groups, then what is missing."""

from collections.abc import Iterator
from datetime import date

from mis_assessor.cli.summary import COLOURS, Line
from mis_assessor.core.frameworks.result import (
    BodyResult,
    FrameworkFinding,
    FrameworkResult,
    GroupResult,
)
from mis_assessor.core.frameworks.timing import Timing, When
from mis_assessor.core.system_assessment import SystemAssessment
from mis_assessor.core.verdicts import Verdict
from mis_assessor.core.wording import counted, on_day

SETTLED = (Verdict.NOT_APPLICABLE, Verdict.PAUSED)


def system_lines(assessment: SystemAssessment) -> Iterator[Line]:
    """A system: its trusts under the scheme, then every framework."""
    yield Line(f"{assessment.name} ({assessment.code})", {"bold": True})
    yield Line(f"Assessed as at {on_day(assessment.on, '')}.")
    yield Line("")
    for title in dict.fromkeys(scheme.scheme_title for scheme in assessment.schemes):
        yield Line(title, {"bold": True})
    for scheme in assessment.schemes:
        verdict = Verdict(scheme.verdict)
        text = f"  {scheme.hold:>2} of 10  {verdict.value:18} {scheme.fund:20}"
        yield Line(f"{text}  {scheme.name} ({scheme.code})", _colour(verdict))
    for name in assessment.missing:
        yield Line(f"{'':12}{'has sent nothing':41}{name}", {"fg": "yellow"})
    for result in assessment.frameworks:
        yield from framework_lines(result)
    yield from remark_lines(assessment.remarks)


def remark_lines(remarks: tuple[str, ...]) -> Iterator[Line]:
    """What decides nothing and is worth knowing."""
    if remarks:
        yield Line("")
        yield Line("Remarks:", {"bold": True})
        yield from (Line(f"  {remark}") for remark in remarks)


def framework_lines(result: FrameworkResult) -> Iterator[Line]:
    """One framework, body by body; never blended with another."""
    yield Line("")
    yield Line(f"{result.title}", {"bold": True})
    for body in result.bodies:
        yield Line("")
        yield Line(f"{body.name} ({body.code}): {body.verdict.value}", _colour(body.verdict))
        for group in body.groups:
            yield _group(group)
        yield from _missing(body)


def _group(group: GroupResult) -> Line:
    title = group.title if len(group.title) <= 46 else group.title[:45] + "…"
    scored = f"; {group.compliant} of {group.scored} questions compliant" if group.scored else ""
    hold = f"{group.hold} of {group.requirements}" if group.requirements else "–"
    text = f"  {title:46}  {group.verdict.value:18} {hold}{scored}"
    return Line(text, _colour(group.verdict))


def _missing(body: BodyResult) -> Iterator[Line]:
    open_ = [f for f in body.findings if _open(f)]
    if not body.sent:
        yield Line(f"    It has sent nothing: {counted(len(open_), 'duties')} without evidence.")
        return
    for one in open_:
        finding = one.finding
        told = timing_in_words(one.timing, finding.verdict)
        verdict = finding.verdict.value + (f", {told}" if told else "")
        yield Line(f"    {finding.id} {finding.title}: {verdict}", _colour(finding.verdict))
        yield Line(f"        {finding.sentence}")
        if finding.next and finding.next not in finding.sentence:
            yield Line(f"        To do: {finding.next}")


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
