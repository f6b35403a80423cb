"""Which findings and actions stand where: the sums that several pages share.

How each value behind a verdict is known, in words.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import assert_never

from mis_assessor.core.assessment.assessment import ActionResult, Assessment
from mis_assessor.core.findings.finding import Finding
from mis_assessor.core.rules.in_words import Threshold
from mis_assessor.core.rules.values import Status
from mis_assessor.core.verdicts import ALL_OF, Verdict, all_of
from mis_assessor.reports.wording import actions_named, sentence


@dataclass(frozen=True, slots=True)
class Value:
    """A threshold with where it is written and how it is known."""

    name: str
    value: str
    source: str
    """Empty where it is written in the same place as the requirement."""
    status: str


def value(threshold: Threshold, beside: str = "") -> Value:
    """A threshold beside its requirement's source; an unconfirmed one says so in words."""
    known = "Confirmed" if threshold.confirmed else "Not confirmed"
    return Value(
        name=threshold.name,
        value=threshold.value,
        source="" if threshold.source == beside else threshold.source,
        status=f"{known}: {status_words(threshold.status)}",
    )


def status_words(status: str) -> str:
    """A confidence mark in words; a mark we do not know is shown as it is."""
    if status not in set(Status):
        return status
    known = Status(status)
    match known:
        case Status.SEED:
            return "printed in a document we hold"
        case Status.PUBLIC:
            return "seen in a published document"
        case Status.PUBLIC_SECONDARY:
            return "seen in somebody else's copy of the guidance"
        case Status.DERIVED:
            return "follows from other values, and is no better known than they are"
        case Status.RECALLED_HIGH:
            return "recalled, likely right"
        case Status.RECALLED_MED:
            return "recalled, may be off"
        case Status.RECALLED_LOW:
            return "recalled weakly, so not loaded"
        case Status.CARRIED_OVER:
            return "carried over from last year, not confirmed"
        case Status.CORRECTED_LOCALLY:
            return "corrected here, by a named person of the trust, against the guidance"
        case Status.ASSUMPTION:
            return "our assumption"
        case _:
            assert_never(known)


def is_confirmed(status: str) -> bool:
    """Whether a confidence mark, ours or a trust's confirmation, means *confirmed*."""
    if status in set(Status):
        return Status(status).confirmed
    return status.startswith("confirmed")


EXCEPTIONS = (
    Verdict.NOT_MET,
    Verdict.EVIDENCE_MISSING,
    Verdict.NEEDS_JUDGEMENT,
    Verdict.NOT_DUE_YET,
    Verdict.MET_BY_ALTERNATIVE,
)
UNMET = EXCEPTIONS[:-1]


@dataclass(frozen=True, slots=True)
class Confirmed:
    """How many of the values behind the verdicts are confirmed."""

    yes: int
    no: int

    @property
    def all(self) -> int:
        """Every value behind a verdict."""
        return self.yes + self.no


def confirmed(assessment: Assessment) -> Confirmed:
    """Counts the confidence marks of the values behind the verdicts."""
    yes = sum(n for mark, n in assessment.statuses.items() if is_confirmed(mark))
    return Confirmed(yes, sum(assessment.statuses.values()) - yes)


def standing_at(findings: Iterable[Finding], verdict: Verdict) -> tuple[Finding, ...]:
    """The findings with one verdict, in order of safety action."""
    chosen = (f for f in findings if f.verdict is verdict)
    return tuple(sorted(chosen, key=lambda f: (f.action, f.id)))


def counting(findings: Iterable[Finding], action: int) -> tuple[Finding, ...]:
    """The findings that make up one safety action, or the conditions, worst first."""
    towards = "safety action" if action else "conditions of the scheme"
    chosen = (
        f
        for f in findings
        if f.counts_towards == towards
        and (f.action == action or not action)
        and not f.stands_in_for
    )
    return tuple(sorted(chosen, key=lambda f: (ALL_OF.index(f.verdict), f.id)))


def all_results(assessment: Assessment) -> tuple[ActionResult, ...]:
    """The ten safety actions, then the conditions of the scheme."""
    return (*assessment.actions, assessment.conditions)


def position(assessment: Assessment) -> str:
    """The assessed position in a few words: how many hold, and which do not."""
    held = [a.number for a in assessment.actions if a.verdict.holds]
    first = f"{len(held)} of {len(assessment.actions)} safety actions hold."
    return f"{first} {not_held(assessment)}".strip()


def not_held(assessment: Assessment) -> str:
    """What does not hold, by verdict; empty where all do."""
    return " ".join(
        sentence(f"{verdict}: {actions_named(numbers)}")
        for verdict in ALL_OF
        if not verdict.holds and (numbers := _at(assessment, verdict))
    )


def _at(assessment: Assessment, verdict: Verdict) -> list[int]:
    return [a.number for a in all_results(assessment) if a.verdict is verdict]


def by_alternative(assessment: Assessment) -> list[int]:
    """The actions, or the conditions, that hold only by the guidance's alternative."""
    return _at(assessment, Verdict.MET_BY_ALTERNATIVE)


def overall_verdict(assessment: Assessment) -> Verdict:
    """The verdict a Board acts on: before it declares, the form itself is not yet due."""
    verdicts = [action.verdict for action in assessment.actions]
    only_the_form = (
        assessment.verdict is Verdict.NOT_DUE_YET
        and assessment.conditions.verdict is Verdict.NOT_DUE_YET
        and all(verdict.holds for verdict in verdicts)
    )
    return all_of(verdicts) if only_the_form else assessment.verdict


def missed(assessment: Assessment) -> list[int]:
    """The safety actions, or the conditions, that known facts break."""
    return _at(assessment, Verdict.NOT_MET)


def undecided(assessment: Assessment) -> list[int]:
    """The safety actions that do not hold, and are not broken either."""
    return [n for n in not_holding(assessment) if n and n not in missed(assessment)]


def not_holding(assessment: Assessment) -> list[int]:
    """The safety actions, or the conditions, that a Board may not rely on."""
    ignored = (Verdict.PAUSED, Verdict.NOT_APPLICABLE)
    return [
        a.number
        for a in all_results(assessment)
        if not a.verdict.holds and a.verdict not in ignored
    ]
