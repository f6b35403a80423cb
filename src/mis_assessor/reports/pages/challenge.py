"""The challenge sheet: what a Board should ask before it signs, drawn from the data.

Questions a Board asks before every declaration, whatever the assessment found.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from math import floor

from mis_assessor.core.assessment.assessment import Assessment
from mis_assessor.core.deciding.bounds import Way
from mis_assessor.core.findings.finding import Finding, Number
from mis_assessor.core.verdicts import Verdict
from mis_assessor.reports.pages.figures import line
from mis_assessor.reports.pages.outcome import confirmed, standing_at
from mis_assessor.reports.wording import asked, count


@dataclass(frozen=True, slots=True)
class Question:
    """A question, and what in this paper gives rise to it."""

    text: str
    why: str


STANDING = (
    Question(
        "Which reports of this or last financial year, by the CQC, national "
        "investigators or others, could contradict the declaration?",
        "Asked before every declaration.",
    ),
    Question(
        "When did the trust talk to its commissioners about this submission, what did they say, "
        "and was that before the Board was asked to sign off?",
        "Asked before every declaration.",
    ),
    Question(
        "Have the director or head of midwifery and the clinical director presented "
        "the position jointly, and do both agree with it?",
        "Asked before every declaration.",
    ),
    Question(
        "What did the safety champions and the service user representatives say about "
        "this position?",
        "Asked before every declaration.",
    ),
    Question(
        "Has the accountable officer of the integrated care board been briefed on the "
        "evidence as well as on the form?",
        "Asked before every declaration.",
    ),
    Question(
        "Where is each evidence item kept, and could it be sent to NHS Resolution tomorrow?",
        "Asked before every declaration.",
    ),
    Question(
        "What would have to be found afterwards for this declaration to be wrong?",
        "Asked before every declaration.",
    ),
)


AT_LEAST, AT_MOST = 6, 10


def challenge(assessment: Assessment) -> tuple[Question, ...]:
    """Six to ten questions: those of this assessment first, then the standing ones."""
    own = list(islice(chain.from_iterable(_own(assessment)), AT_MOST))
    others = (question for question in STANDING if question not in own)
    return (*own, *islice(others, max(0, AT_LEAST - len(own))))


def _own(assessment: Assessment) -> Iterator[Iterable[Question]]:
    yield map(_who_judges, _some(assessment, Verdict.NEEDS_JUDGEMENT, 2))
    yield map(_the_alternative, _some(assessment, Verdict.MET_BY_ALTERNATIVE, 2))
    yield _unconfirmed(assessment)
    yield _closest(assessment)
    yield _declared(assessment)
    yield map(_when_supplied, _some(assessment, Verdict.EVIDENCE_MISSING, 1))
    yield _judged(assessment)
    yield _one_checker(assessment)
    yield map(_if_it_fails, _some(assessment, Verdict.NOT_DUE_YET, 1))
    yield STANDING[:2]


def _some(assessment: Assessment, verdict: Verdict, most: int) -> tuple[Finding, ...]:
    return standing_at(assessment.findings, verdict)[:most]


def _who_judges(finding: Finding) -> Question:
    return Question(
        f"Who will judge “{finding.title}”, by when, and on what evidence?",
        f"{finding.id} is assessed as needs judgement.",
    )


def _the_alternative(finding: Finding) -> Question:
    return Question(
        f"“{finding.title}” missed its standard. Has the Board seen the alternative "
        "it rests on, and is it on track?",
        f"{finding.id} is assessed as met by alternative.",
    )


def _when_supplied(finding: Finding) -> Question:
    return Question(
        f"Does the evidence for “{finding.title}” exist, and who will send it, by when?",
        f"{finding.id} is assessed as evidence missing.",
    )


def _if_it_fails(finding: Finding) -> Question:
    return Question(
        f"What shows that “{finding.title}” will hold on the day it falls due, and "
        "what is the plan if it does not?",
        f"{finding.id} is assessed as not due yet.",
    )


def _unconfirmed(assessment: Assessment) -> Iterator[Question]:
    sums = confirmed(assessment)
    if sums.no:
        yield Question(
            "Who has read the published guidance against the values that are not "
            "confirmed, and what did they find?",
            f"{sums.no:,} of {count(sums.all, 'value')} behind the verdicts "
            f"{'is' if sums.no == 1 else 'are'} not confirmed.",
        )


def _closest(assessment: Assessment) -> Iterator[Question]:
    near = [
        (spare, finding.id, finding, number)
        for finding in assessment.findings
        if finding.verdict.holds
        for number in finding.numbers
        if (spare := _to_spare(number)) is not None
    ]
    if near:
        spare, _, finding, number = min(near, key=lambda found: found[:2])
        shown = line(number)
        yield Question(
            f"Who counted “{finding.title}” a second time? {_margin(spare)}",
            f"{finding.id}: {shown.figures}, asked: {number.test}.",
        )


def _margin(spare: int) -> str:
    if spare:
        return f"It holds with {count(spare, 'case')} to spare."
    return "It holds with nothing to spare: one case fewer and it would not."


def _to_spare(number: Number) -> int | None:
    limit = asked(number.test)
    if limit is None or not limit.share or limit.way is not Way.AT_LEAST:
        return None
    if limit.limit == 1:
        return None  # all are asked, so there is never one to spare
    if number.done is None or not number.of or not number.verdict.holds:
        return None
    return floor(number.done - limit.limit * number.of)


def _declared(assessment: Assessment) -> Iterator[Question]:
    unlike = [
        finding.id
        for finding in assessment.findings
        if assessment.declared.get(finding.id) == "yes" and not finding.verdict.holds
    ]
    if unlike:
        yield Question(
            f"Why does the declaration form answer “yes” to {unlike[0]}"
            f"{f' and {len(unlike) - 1} more' if len(unlike) > 1 else ''}?",
            "The assessed position does not support the declared answer.",
        )


def _judged(assessment: Assessment) -> Iterator[Question]:
    judged = [f for f in assessment.findings if f.judged is not None]
    if judged:
        yield Question(
            "Is the Board content with each judgement, its reason, and that the person "
            "who gave it was independent enough?",
            f"{count(len(judged), 'requirement')} rest{'s' * (len(judged) == 1)} on a "
            "named person’s judgement.",
        )


def _one_checker(assessment: Assessment) -> Iterator[Question]:
    people = {item.checked_by for item in assessment.evidence if item.checked_by}
    if len(people) == 1 and len(assessment.evidence) > 1:
        yield Question(
            "Should a second person look at the evidence before the Board relies on it?",
            f"One person checked all {len(assessment.evidence)} evidence items.",
        )
