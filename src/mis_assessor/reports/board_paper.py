"""The whole paper: every page's presenter over one assessment, and the contents."""

from collections.abc import Mapping
from dataclasses import dataclass
from string import ascii_uppercase

from mis_assessor.core.assessment.assessment import Assessment
from mis_assessor.reports.embedded import VERIFIER, edition_of
from mis_assessor.reports.pages.appendices import (
    ActionSection,
    EvidenceRegister,
    SharedValue,
    evidence,
    requirements,
    shared_values,
)
from mis_assessor.reports.pages.challenge import challenge
from mis_assessor.reports.pages.challenge_standing import STANDING, Question
from mis_assessor.reports.pages.clocks import Clocks, clocks
from mis_assessor.reports.pages.consistency import TITLE as CONSISTENCY
from mis_assessor.reports.pages.consistency import ConsistencyRow, consistency
from mis_assessor.reports.pages.cover import Cover, cover, title
from mis_assessor.reports.pages.due import DueDay, Step, due, steps
from mis_assessor.reports.pages.exceptions import Group, exceptions
from mis_assessor.reports.pages.form import Form, form
from mis_assessor.reports.pages.framework_appendix import BodySection, framework_sections
from mis_assessor.reports.pages.frameworks import Beside, beside
from mis_assessor.reports.pages.front import Front, Rows, front, money
from mis_assessor.reports.pages.judgements import JudgementRow, judgements
from mis_assessor.reports.pages.outcomes import TITLE as OUTCOMES
from mis_assessor.reports.pages.outcomes import OutcomeRow, outcome_rows
from mis_assessor.reports.pages.payment import Payment, payment
from mis_assessor.reports.pages.progress import Progress, progress
from mis_assessor.reports.pages.signoff import SignOff, sign_off
from mis_assessor.reports.pages.stage import Stage, stage
from mis_assessor.reports.pages.timeline import LedgerRow, Timeline, ledger, timeline
from mis_assessor.reports.pages.trace import Trace, trace
from mis_assessor.reports.pages.trend import Trend, trend


@dataclass(frozen=True, slots=True)
class Paper:
    """Everything both editions show."""

    title: str
    trust: str
    created: str
    voice: str
    contents: tuple[tuple[str, str], ...]
    headings: dict[str, str]
    """Each part's heading by its id, as the contents list it."""
    cover: Cover
    front: Front
    trend: Trend | None
    """None where no earlier paper is known."""
    exceptions: tuple[Group, ...]
    consistency: tuple[ConsistencyRow, ...]
    due: tuple[DueDay, ...]
    steps: tuple[Step, ...]
    progress: Progress | None
    clocks: Clocks | None
    timeline: Timeline
    money: Rows
    challenge: tuple[Question, ...]
    standing: tuple[Question, ...]
    form: Form | None
    """None while the year still runs: there is nothing to declare yet."""
    sign_off: SignOff
    shared_values: tuple[SharedValue, ...]
    requirements: tuple[ActionSection, ...]
    judgements: tuple[JudgementRow, ...]
    evidence: EvidenceRegister
    context: tuple[tuple[str, str, str], ...]
    trace: Trace
    ledger: tuple[LedgerRow, ...]
    payment: Payment | None
    beside: Beside | None
    outcomes: tuple[OutcomeRow, ...]
    last_outcome: str
    """The digest of the last outcome recorded; empty where none is."""
    frameworks: tuple[BodySection, ...]
    hypothetical: tuple[str, ...]
    """Facts that are supposed and not so, where it is a paper of such."""
    digest: str

    @property
    def overall(self) -> str:
        """The assessed position in one sentence."""
        return self.front.overall


VOICE = "DRAFT – assessed position"
EVIDENCE_INSIDE = f"{VOICE}. VERIFIER EDITION: holds the evidence, not for publication"
SUPPOSED_VOICE = "HYPOTHETICAL – supposed facts, no evidence"
SUPPOSED_TITLE = "HYPOTHETICAL: "


def parts(assessment: Assessment) -> tuple[tuple[str, str, bool], ...]:
    """The parts of the body: id, heading, and whether this paper has it."""
    signing = stage(assessment) is not Stage.MID_YEAR
    return (
        ("beside", "Beside the scheme", bool(assessment.frameworks)),
        ("trend", "Since the last paper", trend(assessment) is not None),
        ("exceptions", "Exceptions and action plan", True),
        ("consistency", CONSISTENCY, bool(assessment.consistency)),
        ("due", "What falls due next", bool(due(assessment))),
        ("progress", "Progress of the staff groups", progress(assessment) is not None),
        ("clocks", "Clocks of cases", clocks(assessment) is not None),
        ("steps", "Steps of the declaration", bool(steps(assessment))),
        ("timeline", "Timeline", True),
        ("money", "Money", True),
        ("outcomes", OUTCOMES, bool(assessment.outcomes)),
        ("challenge-sheet", "Challenge sheet", True),
        ("declaration", "The declaration", signing),
    )


def appendices(assessment: Assessment) -> tuple[tuple[str, str, bool], ...]:
    """The appendices: id, heading without its letter, and whether this paper has it."""
    signing = stage(assessment) is not Stage.MID_YEAR
    return (
        ("form", "the declaration form, question by question", signing),
        ("requirements", "every requirement", True),
        ("judgements", "judgements", bool(judgements(assessment))),
        ("evidence", "evidence register", True),
        ("context", "shown, not scored", bool(assessment.context)),
        ("trace", "fingerprints, and how values are known", True),
        ("ledger", "pause ledger", bool(assessment.pause_ledger)),
        ("payment", "payment view", assessment.payment is not None),
        ("duties", "open duties beside the scheme", bool(assessment.frameworks)),
    )


def contents(assessment: Assessment) -> tuple[tuple[str, str], ...]:
    """The parts of a paper: what was not asked for or supplied is not listed."""
    body = [(name, heading) for name, heading, has in parts(assessment) if has]
    lettered = [(name, heading) for name, heading, has in appendices(assessment) if has]
    return (
        *body,
        *(
            (f"appendix-{name}", f"Appendix {letter}: {heading}")
            for letter, (name, heading) in zip(ascii_uppercase, lettered, strict=False)
        ),
    )


def _voice(assessment: Assessment, edition: str) -> str:
    """What every page says of itself."""
    if assessment.hypothetical:
        return SUPPOSED_VOICE
    return EVIDENCE_INSIDE if edition == VERIFIER else VOICE


def paper(assessment: Assessment, inside: Mapping[str, str] | None = None) -> Paper:
    """Presents an assessment; the same assessment always gives the same paper.

    ``inside`` are the files that lie in it, by name, with their fingerprints.
    """
    inside = inside or {}
    listed = contents(assessment)
    signing = stage(assessment) is not Stage.MID_YEAR
    return Paper(
        title=(SUPPOSED_TITLE if assessment.hypothetical else "") + title(assessment),
        trust=assessment.trust_name,
        created=assessment.on.isoformat(),
        voice=_voice(assessment, edition_of(inside)),
        contents=listed,
        headings=dict(listed),
        cover=cover(assessment),
        front=front(assessment),
        trend=trend(assessment),
        exceptions=exceptions(assessment),
        consistency=consistency(assessment),
        due=due(assessment),
        steps=steps(assessment),
        progress=progress(assessment),
        clocks=clocks(assessment),
        timeline=timeline(assessment),
        money=money(assessment.fund),
        challenge=challenge(assessment),
        standing=STANDING,
        form=form(assessment) if signing else None,
        sign_off=sign_off(assessment),
        shared_values=shared_values(assessment),
        requirements=requirements(assessment),
        judgements=judgements(assessment),
        evidence=evidence(assessment),
        context=assessment.context,
        trace=trace(assessment, inside),
        ledger=ledger(assessment),
        payment=payment(assessment),
        beside=beside(assessment),
        outcomes=outcome_rows(assessment),
        last_outcome=assessment.outcomes[-1].digest if assessment.outcomes else "",
        frameworks=framework_sections(assessment.frameworks),
        hypothetical=assessment.hypothetical,
        digest=assessment.digests.assessment,
    )
