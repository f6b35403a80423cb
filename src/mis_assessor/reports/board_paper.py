"""The whole paper: every page's presenter over one assessment, and the contents."""

from dataclasses import dataclass

from mis_assessor.core.assessment.assessment import Assessment
from mis_assessor.reports.pages.appendices import (
    ActionSection,
    EvidenceRow,
    Trace,
    evidence,
    requirements,
    trace,
)
from mis_assessor.reports.pages.challenge import Question, challenge
from mis_assessor.reports.pages.cover import Cover, cover, title
from mis_assessor.reports.pages.exceptions import Group, exceptions
from mis_assessor.reports.pages.framework_appendix import BodySection, framework_sections
from mis_assessor.reports.pages.frameworks import Beside, beside
from mis_assessor.reports.pages.front import Front, Rows, front, money
from mis_assessor.reports.pages.payment import Payment, payment
from mis_assessor.reports.pages.plan import (
    DeclaredRow,
    JudgementRow,
    PlanRow,
    declared,
    judgements,
    plan,
)
from mis_assessor.reports.pages.signoff import SignOff, sign_off
from mis_assessor.reports.pages.timeline import LedgerRow, Timeline, ledger, timeline


@dataclass(frozen=True, slots=True)
class Paper:
    """Everything both editions show."""

    title: str
    trust: str
    created: str
    voice: str
    contents: tuple[tuple[str, str], ...]
    cover: Cover
    front: Front
    exceptions: tuple[Group, ...]
    judgements: tuple[JudgementRow, ...]
    timeline: Timeline
    money: Rows
    plan: tuple[PlanRow, ...]
    challenge: tuple[Question, ...]
    sign_off: SignOff
    requirements: tuple[ActionSection, ...]
    evidence: tuple[EvidenceRow, ...]
    context: tuple[tuple[str, str, str], ...]
    declared: tuple[DeclaredRow, ...]
    trace: Trace
    ledger: tuple[LedgerRow, ...]
    payment: Payment | None
    beside: Beside | None
    frameworks: tuple[BodySection, ...]

    @property
    def overall(self) -> str:
        """The assessed position in one sentence."""
        return self.front.overall


VOICE = "DRAFT – assessed position"

CONTENTS = (
    ("front-page", "The ten safety actions"),
    ("exceptions", "Exceptions"),
    ("action-plan", "Action plan"),
    ("judgements", "Judgements"),
    ("timeline", "Timeline"),
    ("money", "Money"),
    ("challenge-sheet", "Challenge sheet"),
    ("sign-off", "Sign-off"),
    ("appendix-a", "Appendix A: every requirement"),
    ("appendix-b", "Appendix B: evidence register"),
    ("appendix-c", "Appendix C: shown, not scored"),
    ("appendix-d", "Appendix D: declared answers"),
    ("appendix-e", "Appendix E: fingerprints and trace"),
    ("appendix-f", "Appendix F: pause ledger"),
)
BESIDE = ("beside", "Beside the scheme")
PAYMENT = ("appendix-g", "Appendix G: payment view")
DUTIES = ("appendix-h", "Appendix H: open duties beside the scheme")


def contents(assessment: Assessment) -> tuple[tuple[str, str], ...]:
    """The parts of a paper: what was not asked for or supplied is not listed."""
    listed = list(CONTENTS)
    if assessment.payment is not None:
        listed.append(PAYMENT)
    if assessment.frameworks:
        listed.insert(1, BESIDE)
        listed.append(DUTIES)
    return tuple(listed)


def paper(assessment: Assessment) -> Paper:
    """Presents an assessment; the same assessment always gives the same paper."""
    return Paper(
        title=title(assessment),
        trust=assessment.trust_name,
        created=assessment.on.isoformat(),
        voice=VOICE,
        contents=contents(assessment),
        cover=cover(assessment),
        front=front(assessment),
        exceptions=exceptions(assessment),
        judgements=judgements(assessment),
        timeline=timeline(assessment),
        money=money(assessment.fund),
        plan=plan(assessment),
        challenge=challenge(assessment),
        sign_off=sign_off(assessment),
        requirements=requirements(assessment),
        evidence=evidence(assessment),
        context=assessment.context,
        declared=declared(assessment),
        trace=trace(assessment),
        ledger=ledger(assessment),
        payment=payment(assessment),
        beside=beside(assessment),
        frameworks=framework_sections(assessment.frameworks),
    )
