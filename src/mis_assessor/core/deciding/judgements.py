"""Judgements that named persons recorded, and which of them counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from mis_assessor.core.evidence.references import folded
from mis_assessor.core.evidence.submission import Document, Judgement, Submission
from mis_assessor.core.rules.conditions import PersonConfirms, leaves_in
from mis_assessor.core.rules.requirement import Requirement
from mis_assessor.core.verdicts import Verdict


@dataclass(frozen=True, slots=True)
class JudgedBy:
    """Who judged, and why."""

    who: str
    role: str
    on: date
    reason: str
    evidence: str
    verdict: Verdict


def judgement_that_counts(
    requirement: Requirement, submission: Submission, on: date, since: date
) -> JudgedBy | None:
    """The latest judgement that is complete and in time; *met* must rest on what is held.

    In time is not before `since`: nobody judged what no guidance had asked for yet.

    Taking away a document must never help: a later judgement is not passed over for an
    earlier one, and *not met* stands without its document. Of two on one day *not met* counts.
    """
    return judgement_named(requirement.id, _who_may(requirement), submission, on, since)


def judgement_named(
    name: str,
    roles: Sequence[tuple[str, ...]],
    submission: Submission,
    on: date,
    since: date = date.min,
) -> JudgedBy | None:
    """The judgement that counts under an id, by somebody in one of the roles it is left to."""
    valid = [
        j
        for j in submission.judgements
        if folded(j.requirement) == folded(name)
        and since <= j.on
        and _counts(j, on)
        and all(folded(j.role) in map(folded, allowed) for allowed in roles)
    ]
    if not valid:
        return None
    judged = max(valid, key=lambda j: (j.on, not j.met, j.who, j.role, j.reason, j.evidence))
    held = any(
        folded(d.id) == folded(judged.evidence) and _held(d, judged, on)
        for d in submission.documents
    )
    if judged.met and not held:
        return None
    verdict = Verdict.MET if judged.met else Verdict.NOT_MET
    return JudgedBy(judged.who, judged.role, judged.on, judged.reason, judged.evidence, verdict)


def _held(document: Document, judged: Judgement, on: date) -> bool:
    """Whether a document was checked by then, and was there to be judged by."""
    there = document.dated is None or document.dated <= judged.on
    return (
        document.is_checked(on)
        and there
        and (document.expires_on is None or document.expires_on >= judged.on)
    )


def _who_may(requirement: Requirement) -> list[tuple[str, ...]]:
    """The roles to which a condition of the requirement leaves the judgement."""
    conditions = (requirement.met_when, requirement.or_instead)
    leaves = (leaf for condition in conditions for leaf in leaves_in(condition))
    return [leaf.who_may for leaf in leaves if isinstance(leaf, PersonConfirms) and leaf.who_may]


def _counts(judgement: Judgement, on: date) -> bool:
    return (
        bool(judgement.who and judgement.role and judgement.reason)
        and judgement.on <= on
        and (judgement.until is None or judgement.until >= on)
    )
