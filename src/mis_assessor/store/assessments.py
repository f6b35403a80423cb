"""Assessments, the papers made of them, and the steps and outcomes that rest on them.

All of it is written once: the database itself refuses to change a row.
"""

from sqlmodel import col, select

from mis_assessor.store.database import Work
from mis_assessor.store.records import Acknowledged, By, Kept, Step
from mis_assessor.store.tables import (
    AcknowledgementTable,
    AssessmentTable,
    OutcomeTable,
    PaperTable,
    StepTable,
)


def keep(work: Work, kept: Kept) -> None:
    """Keeps an assessment; the same one of the same version stays as it is."""
    there = assessment(work, kept.submission, kept.digest, kept.version)
    if there is None:
        work.add(
            AssessmentTable(
                submission_id=kept.submission,
                version=kept.version,
                digest=kept.digest,
                on=kept.on,
                known_on=kept.known_on,
                rulebook=kept.rulebook,
                verdict=kept.verdict,
                met=kept.met,
                hold=kept.hold,
                content=kept.content,
                by=kept.by,
                at=kept.at,
            )
        )
        work.flush()


def assessment(work: Work, submission: str, digest: str, version: int | None = None) -> Kept | None:
    """The assessment of a digest, or None; evidence put back as it was comes to the same."""
    asked = select(AssessmentTable).where(
        AssessmentTable.submission_id == submission, AssessmentTable.digest == digest
    )
    if version is not None:
        asked = asked.where(AssessmentTable.version == version)
    row = work.exec(asked.order_by(col(AssessmentTable.id).desc()).limit(1)).one_or_none()
    return _kept(row) if row else None


def assessments(work: Work, submission: str) -> tuple[Kept, ...]:
    """Every assessment of a submission, the newest first."""
    asked = select(AssessmentTable).where(AssessmentTable.submission_id == submission)
    return tuple(map(_kept, work.exec(asked.order_by(col(AssessmentTable.id).desc()))))


def latest(work: Work, submission: str, version: int | None = None) -> Kept | None:
    """The last assessment of a submission, or of one version of it."""
    asked = select(AssessmentTable).where(AssessmentTable.submission_id == submission)
    if version is not None:
        asked = asked.where(AssessmentTable.version == version)
    row = work.exec(asked.order_by(col(AssessmentTable.id).desc()).limit(1)).one_or_none()
    return _kept(row) if row else None


def _kept(row: AssessmentTable) -> Kept:
    return Kept(
        row.submission_id,
        row.version,
        row.digest,
        row.on,
        row.known_on,
        row.rulebook,
        row.verdict,
        row.met,
        row.hold,
        row.content,
        row.by,
        row.at,
    )


def keep_paper(work: Work, submission: str, digest: str, kind: str, sha256: str, at: str) -> None:
    """Keeps a page made of an assessment; the first one of its kind stands."""
    if paper(work, submission, digest, kind) is None:
        work.add(
            PaperTable(submission_id=submission, digest=digest, kind=kind, sha256=sha256, at=at)
        )
        work.flush()


def paper(work: Work, submission: str, digest: str, kind: str) -> str | None:
    """The fingerprint of a paper, or None."""
    row = work.get(PaperTable, (submission, digest, kind))
    return row.sha256 if row else None


def take(work: Work, submission: str, step: Step) -> None:
    """Writes down a step that was taken."""
    work.add(
        StepTable(
            submission_id=submission,
            move=step.move,
            state=step.state,
            digest=step.digest,
            by_id=step.account,
            by=step.by,
            role=step.role,
            on_behalf_of=step.on_behalf_of,
            at=step.at,
            happened_on=step.happened_on,
            reference=step.reference,
            note=step.note,
        )
    )
    work.flush()


def steps(work: Work, submission: str) -> tuple[Step, ...]:
    """Every step that was taken, the oldest first."""
    asked = select(StepTable).where(StepTable.submission_id == submission)
    return tuple(
        Step(
            row.move,
            row.state,
            row.digest,
            row.by,
            row.role,
            row.at,
            row.by_id,
            row.on_behalf_of,
            row.happened_on,
            row.reference,
            row.note,
        )
        for row in work.exec(asked.order_by(col(StepTable.id)))
    )


def acknowledge(work: Work, submission: str, digest: str, item: str, by: By, note: str) -> None:
    """Writes down that somebody has read of one thing; a second time changes nothing."""
    if item not in {one.item for one in acknowledged(work, submission, digest)}:
        work.add(
            AcknowledgementTable(
                submission_id=submission,
                digest=digest,
                item=item,
                by=by.who,
                role=by.role,
                at=by.moment,
                note=note,
            )
        )
        work.flush()


def acknowledged(work: Work, submission: str, digest: str) -> tuple[Acknowledged, ...]:
    """What has been acknowledged of one assessment."""
    asked = select(AcknowledgementTable).where(
        AcknowledgementTable.submission_id == submission, AcknowledgementTable.digest == digest
    )
    rows = work.exec(asked.order_by(col(AcknowledgementTable.id)))
    return tuple(Acknowledged(r.item, r.by, r.role, r.at, r.note) for r in rows)


def record(work: Work, submission: str, number: int, digest: str, line: str) -> None:
    """Writes down the next record of the chain of outcomes; none takes another's place."""
    work.add(OutcomeTable(submission_id=submission, number=number, digest=digest, line=line))
    work.flush()


def outcomes(work: Work, submission: str) -> tuple[str, ...]:
    """The chain of outcomes of a submission, line by line as it was written."""
    asked = select(OutcomeTable.line).where(OutcomeTable.submission_id == submission)
    return tuple(work.exec(asked.order_by(col(OutcomeTable.number))))
