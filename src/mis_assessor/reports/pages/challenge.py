"""The challenge sheet: what a non-executive should ask about the weakest of what is met.

Every question is drawn from this assessment and carries its numbers. A strong case gives
rise to none. The questions a Board asks before every declaration stand apart.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import islice

from mis_assessor.core.assessment.assessment import Assessment
from mis_assessor.core.deciding.consistency import ConsistencyFinding
from mis_assessor.core.findings.corrected import corrected_values
from mis_assessor.core.findings.evidence_register import EvidenceItem
from mis_assessor.core.findings.finding import Finding
from mis_assessor.core.verdicts import Verdict
from mis_assessor.core.wording import capital
from mis_assessor.reports.pages.challenge_standing import Question as Question
from mis_assessor.reports.pages.consistency import open_in
from mis_assessor.reports.pages.figures import place
from mis_assessor.reports.pages.margins import Margin, closest, margins
from mis_assessor.reports.pages.outcome import confirmed, counting, standing_at
from mis_assessor.reports.wording import count, day, listed_or_none, sentence

EACH_AT_MOST = 3
"""Questions of one kind; the weakest come first."""
THIN = 100
"""A margin is thin where one in so many cases, or a single case, would turn it."""


def challenge(assessment: Assessment) -> tuple[Question, ...]:
    """The questions of this assessment; none where nothing is weak."""
    kinds = (
        map(_which_is_right, open_in(assessment)),
        _declared(assessment),
        _alternatives(assessment),
        _thin(assessment),
        _carried(assessment),
        _single(assessment),
        _expiring(assessment),
        _provisional(assessment),
        _unconfirmed(assessment),
        _corrected(assessment),
        _standing_still(assessment),
        _judged(assessment),
        _one_checker(assessment),
    )
    return tuple(question for kind in kinds for question in islice(kind, EACH_AT_MOST))


def _which_is_right(found: ConsistencyFinding) -> Question:
    return Question(
        f"Which is right? {found.contradictions[0].sentence}",
        f"{found.id}: {found.title}. Nobody has explained it.",
    )


def _holding(assessment: Assessment) -> list[Finding]:
    return [finding for finding in assessment.findings if finding.verdict.holds]


def _declared(assessment: Assessment) -> Iterator[Question]:
    unlike = [
        finding.id
        for finding in assessment.findings
        if assessment.declared.get(finding.id) == "yes"
        and not finding.verdict.holds
        and finding.verdict is not Verdict.NOT_APPLICABLE
    ]
    if unlike:
        more = f" and {len(unlike) - 1} more" if len(unlike) > 1 else ""
        yield Question(
            f"Why does the declaration form answer “yes” to {unlike[0]}{more}?",
            "The assessed position does not support the declared answer.",
        )


def _alternatives(assessment: Assessment) -> Iterator[Question]:
    for finding in standing_at(assessment.findings, Verdict.MET_BY_ALTERNATIVE):
        missed = closest(finding.numbers) or min(
            margins(finding), key=lambda one: one.tightness, default=None
        )
        figures = f": {missed.figures}" if missed is not None else ""
        yield Question(
            f"“{finding.title}” missed its standard. Has the Board seen the alternative "
            "it rests on, and is it on track?",
            f"{finding.id} is met by alternative{figures}.",
        )


def _thin(assessment: Assessment) -> Iterator[Question]:
    near = sorted(
        (
            (one.tightness, finding.id, finding, one)
            for finding in _holding(assessment)
            if (thin := [one for one in margins(finding) if is_thin(one)])
            for one in [min(thin, key=lambda one: one.tightness)]
        ),
        key=lambda found: found[:2],
    )
    for _, _, finding, one in near:
        yield Question(
            f"Who counted “{finding.title}” a second time? {_turn(one)}",
            f"{finding.id}: {one.line}; asked: {one.needed:,} of {one.of:,}.",
        )


def is_thin(one: Margin) -> bool:
    """Whether a handful of cases would turn it; where all did it, nothing can be closer."""
    if one.of is None or one.done == one.of or one.spare < 0:
        return False
    return one.spare <= max(1, one.of // THIN)


def _turn(one: Margin) -> str:
    if one.spare:
        return f"It holds with {count(one.spare, 'case')} to spare."
    return "It holds with nothing to spare: one case fewer and it would not."


def _carried(assessment: Assessment) -> Iterator[Question]:
    """What holds as a whole while a site or a group of it would not."""
    for finding in _holding(assessment):
        if finding.units:
            told = [f"{u.column} “{u.unit}”: {u.done:,} of {u.of:,}" for u in finding.units]
            yield Question(
                f"“{finding.title}” holds on the whole, and not everywhere. What is done where "
                "it does not?",
                f"{finding.id}: {'; '.join(told[:EACH_AT_MOST])}.",
            )
        below = [
            one.line
            for part in finding.parts
            if not part.counts and (one := closest(part.numbers, part.member)) is not None
            if one.spare < 0
        ]
        if below:
            yield Question(
                f"“{finding.title}” holds without a group that does not count. What is done "
                "for that group?",
                f"{finding.id}: {'; '.join(below)}.",
            )


def _single(assessment: Assessment) -> Iterator[Question]:
    """A safety action of several requirements that all rest on one and the same document."""
    titles = {item.id: item for item in assessment.evidence}
    for action in assessment.actions:
        met = [f for f in counting(assessment.findings, action.number) if f.verdict.holds]
        items = {used.item for finding in met for used in finding.used}
        if len(met) > 1 and len(items) == 1 and (item := titles.get(items.pop())):
            yield Question(
                f"What else shows that {place(action.number).lower()} is met? All of it rests "
                f"on “{item.title}”.",
                f"{count(len(met), 'requirement')} rest on {item.id} and on nothing else.",
            )


def _expiring(assessment: Assessment) -> Iterator[Question]:
    """Documents that hold today and run out before the declaration is due."""
    last = max((m.day for m in assessment.milestones), default=assessment.on)
    holding = {finding.id for finding in _holding(assessment)}
    for item in sorted(assessment.evidence, key=_end):
        ends = item.valid_until
        if ends is None or not assessment.on <= ends < last or not holding & set(item.serves):
            continue
        yield Question(
            f"Who renews “{item.title}” before it runs out?",
            f"{item.id} is in force until {day(ends)}; the declaration is due on {day(last)}.",
        )


def _end(item: EvidenceItem) -> date:
    return item.valid_until or date.max


def _provisional(assessment: Assessment) -> Iterator[Question]:
    holding = {finding.id for finding in _holding(assessment)}
    for item in assessment.evidence:
        served = [name for name in item.serves if name in holding]
        if item.provisional and served:
            yield Question(
                f"When do the final figures of “{item.title}” come, and could they turn a verdict?",
                f"{count(item.provisional, 'row')} {'is' if item.provisional == 1 else 'are'} "
                f"provisional; {count(len(served), 'requirement')} "
                f"rest{'s' * (len(served) == 1)} on them.",
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


def _corrected(assessment: Assessment) -> Iterator[Question]:
    """Values that this trust read otherwise than the rules have them."""
    for one in corrected_values(assessment.findings):
        yield Question(
            f"Has a second person read the page on which “{one.name}” was found to be {one.value}?",
            sentence(
                f"{count(len(one.serves), 'requirement')} rest{'s' * (len(one.serves) == 1)} on "
                f"it. {one.source}"
            ),
        )


def _standing_still(assessment: Assessment) -> Iterator[Question]:
    """Plans that an alternative rests on, and on which nobody reported progress."""
    leaning = {f.id for f in standing_at(assessment.findings, Verdict.MET_BY_ALTERNATIVE)}
    leaning |= {f.id for f in _holding(assessment) if f.stands_in_for}
    for item in assessment.evidence:
        served = [name for name in item.serves if name in leaning]
        if served and "plan" in item.kind.casefold() and not item.progress_reported:
            yield Question(
                f"What has been done since on “{item.title}”?",
                f"{item.id} is what {listed_or_none(served)} rest{'s' * (len(served) == 1)} on; "
                "no progress on it is recorded (0 reports).",
            )


def _judged(assessment: Assessment) -> Iterator[Question]:
    """Judgements that somebody gave on a document that they had checked themselves."""
    checkers = {item.id: item.checked_by for item in assessment.evidence}
    own = [
        finding
        for finding in assessment.findings
        if (judged := finding.judged) is not None
        and judged.who
        and checkers.get(judged.evidence, "").startswith(judged.who)
    ]
    if own:
        who = Counter(f.judged.who for f in own if f.judged is not None).most_common(1)[0]
        yield Question(
            "Is the Board content that the same person checked the document and judged it?",
            f"{count(len(own), 'judgement')}; {who[0]} gave {who[1]:,} of them.",
        )
    bare = [f.id for f in assessment.findings if f.judged is not None and not f.judged.evidence]
    if bare:
        yield Question(
            "On what document does each judgement rest that names none?",
            sentence(f"{count(len(bare), 'judgement')} without a document: {listed_or_none(bare)}"),
        )


def _one_checker(assessment: Assessment) -> Iterator[Question]:
    people = {item.checked_by for item in assessment.evidence if item.checked_by}
    if len(people) == 1 and len(assessment.evidence) > 1:
        yield Question(
            "Should a second person look at the evidence before the Board relies on it?",
            f"One person, {people.pop()}, checked all {len(assessment.evidence)} evidence items.",
        )


def in_words(questions: tuple[Question, ...]) -> Iterator[str]:
    """The sheet as lines for a screen: each question, and its numbers under it."""
    for number, question in enumerate(questions, 1):
        yield f"{number}. {question.text}"
        yield f"   {capital(question.why)}"
    if not questions:
        yield STRONG


STRONG = "Nothing that is met is weak by its numbers: no question arises from this assessment."
