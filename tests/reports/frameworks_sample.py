"""A small, made-up result of a framework: one system, one trust, one that sent nothing."""

from datetime import date

from mis_assessor.core.evidence.answers import Used
from mis_assessor.core.findings.finding import Finding
from mis_assessor.core.frameworks.result import (
    BodyResult,
    FrameworkFinding,
    FrameworkResult,
    GroupResult,
    Score,
    Timing,
    When,
)
from mis_assessor.core.verdicts import Verdict, all_of

ON = date(2022, 12, 6)


def finding(
    name: str,
    verdict: Verdict,
    *,
    force: str = "must",
    joins: bool = False,
    timing: Timing | None = None,
    score: Score | None = None,
    used: tuple[str, ...] = ("D-1",),
) -> FrameworkFinding:
    """One duty of group 1."""
    return FrameworkFinding(
        finding=Finding(
            id=name,
            action=1,
            title=f"Title of {name}",
            asks="",
            verdict=verdict,
            sentence=f"Sentence of {name}.",
            numbers=(),
            parts=(),
            used=tuple(Used(item, "shown") for item in used) if verdict.holds else (),
            failed=(),
            open=(),
            thresholds=(),
            source="planning guidance",
            verified_by="self-certified",
            counts_towards="nothing",
            stands_in_for=(),
            next=f"Do {name}.",
        ),
        duty_of=("LMS",),
        force=force,
        joins=joins,
        made_of=(),
        parts=(),
        timing=timing,
        score=score,
        scored=score is not None,
        assurance="evidenced" if verdict.holds else "",
    )


def body(
    findings: tuple[FrameworkFinding, ...], *, kind: str = "system", sent: bool = True
) -> BodyResult:
    """A body with one group."""
    counting = [f.finding.verdict for f in findings if f.force == "must" and not f.joins]
    scores = [f.score for f in findings if f.score]
    group = GroupResult(
        1,
        "Accountable",
        all_of(counting),
        len(counting),
        sum(v.holds for v in counting),
        sum(s.there == s.asked for s in scores),
        len(scores),
        sum(s.there for s in scores),
        sum(s.asked for s in scores),
    )
    code, name = ("QXX", "Example LMS") if kind == "system" else ("RXX", "Example Trust")
    others = (("LMS-9", "Something of the LMS", "LMS"),) if kind == "trust" else ()
    return BodyResult(code, name, kind, sent, group.verdict, (group,), findings, others)


def result(*bodies: BodyResult) -> FrameworkResult:
    """One framework over these bodies."""
    return FrameworkResult(
        "lms-governance", "Governance of systems", "LMS governance", "duty", ("March 2021",),
        ON, ON, bodies, (), {}, "f" * 64,
    )  # fmt: skip


LATE = finding("G-1", Verdict.MET, timing=Timing(When.LATE, date(2021, 6, 3), date(2021, 6, 9), 6))
MISSED = finding("G-2", Verdict.NOT_MET, timing=Timing(When.OVERDUE, date(2021, 6, 3), None, 551))
COMING = finding("G-3", Verdict.NOT_DUE_YET, timing=Timing(When.NOT_DUE, date(2023, 3, 31)))
ASIDE = finding("G-4", Verdict.EVIDENCE_MISSING, force="should")
JOINED = finding("G-0", Verdict.NOT_MET, joins=True)
SYSTEM = body((JOINED, LATE, MISSED, COMING, ASIDE))
