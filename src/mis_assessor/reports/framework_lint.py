"""Checks the lines beside the scheme against their own numbers before they are printed."""

from collections.abc import Iterable, Iterator

from mis_assessor.core.errors import EngineFault, Problem
from mis_assessor.core.frameworks.result import BodyResult, FrameworkFinding, FrameworkResult
from mis_assessor.core.verdicts import Verdict, all_of
from mis_assessor.reports.sums import contradicted


def refuse_framework_contradictions(results: Iterable[FrameworkResult]) -> None:
    """Stops publication when there is any contradiction."""
    if problems := tuple(framework_contradictions(results)):
        raise EngineFault(problems)


def framework_contradictions(results: Iterable[FrameworkResult]) -> Iterator[Problem]:
    """Everything in a framework's result that its own figures contradict."""
    for result in results:
        for body in result.bodies:
            where = f"{result.short_title}, {body.name}"
            yield from _of_body(where, body)
            for one in body.findings:
                yield from _of_finding(where, one)


def _of_body(where: str, body: BodyResult) -> Iterator[Problem]:
    rolled = all_of(group.verdict for group in body.groups)
    if body.verdict is not rolled:
        yield Problem(where, f"is shown as {body.verdict}, but its groups make it {rolled}")
    for group in body.groups:
        counting = [
            one.finding.verdict
            for one in body.findings
            if one.finding.action == group.number and one.force == "must" and not one.joins
        ]
        made = all_of(counting)
        if group.verdict is not made:
            yield Problem(
                f"{where}, {group.title}",
                f"is shown as {group.verdict}, but its duties make it {made}",
            )
        if group.hold != sum(verdict.holds for verdict in counting):
            yield Problem(f"{where}, {group.title}", f"says {group.hold} duties hold")


def _of_finding(where: str, one: FrameworkFinding) -> Iterator[Problem]:
    finding = one.finding
    place = f"{where}, {finding.id} ({finding.verdict})"
    parts = [number for part in finding.parts for number in part.numbers]
    for number in (*finding.numbers, *parts):
        yield from contradicted(place, number)
    if not finding.verdict.holds or one.joins:
        return
    if not finding.used and finding.judged is None:
        yield Problem(place, "holds without evidence and without a judgement")
    for part in finding.parts:
        if part.counts and part.verdict is Verdict.NOT_MET:
            yield Problem(place, f"holds although {part.member} is not met")
