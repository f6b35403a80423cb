"""One share against another: exact, and never met while what is not known could spoil it."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mis_assessor.core.deciding.case import Situation
from mis_assessor.core.deciding.evaluate import decide
from mis_assessor.core.evidence.answers import NoAnswer, NoAnswerReason, Tally
from mis_assessor.core.rules.readings import readings_of
from mis_assessor.core.verdicts import Verdict
from unit.core.asked import day, requirement

QUESTION = {"register": "rates", "answer": "share of totals"}
AT_LEAST, MORE = "is at least the share of", "is more than the share of"


def said(phrase: str, ours: Tally | NoAnswer, theirs: Tally | NoAnswer) -> Verdict:
    """The verdict on our share against theirs."""
    rule = requirement(
        QUESTION,
        {},
        **{
            "met when": {"ours": {phrase: "theirs"}},
            "evidence": {"ours": QUESTION, "theirs": QUESTION},
        },
    )
    (reading,) = readings_of(rule, "one")
    answers = {"ours": ours, "theirs": theirs}
    scene = Situation(rule.requirement, reading, answers, day("2022-12-06"))
    assert rule.requirement.met_when is not None
    return decide(rule.requirement.met_when, "it", scene).verdict


@pytest.mark.parametrize(
    ("ours", "theirs", "at_least", "more"),
    [
        (Tally(1, 2), Tally(2, 4), Verdict.MET, Verdict.NOT_MET),
        (Tally(34, 66), Tally(1, 2), Verdict.MET, Verdict.MET),
        (Tally(33, 67), Tally(1, 2), Verdict.NOT_MET, Verdict.NOT_MET),
        (Tally(0, 5), Tally(0, 9), Verdict.MET, Verdict.NOT_MET),
    ],
)
def test_shares_are_compared_without_rounding(
    ours: Tally, theirs: Tally, at_least: Verdict, more: Verdict
) -> None:
    assert said(AT_LEAST, ours, theirs) is at_least
    assert said(MORE, ours, theirs) is more


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        (Tally(5, 5), Tally(4, 0, 0, 6), Verdict.EVIDENCE_MISSING),
        (Tally(5, 5), Tally(4, 0, 6, 0), Verdict.NOT_DUE_YET),
        (Tally(5, 5), Tally(4, 5, 0, 1), Verdict.MET),
        (Tally(4, 5, 0, 1), Tally(5, 5), Verdict.EVIDENCE_MISSING),
        (Tally(4, 5, 1, 0), Tally(5, 5), Verdict.NOT_DUE_YET),
        (Tally(3, 6, 0, 1), Tally(5, 5), Verdict.NOT_MET),
        (Tally(9, 1, more_to_come=True), Tally(1, 9), Verdict.NOT_DUE_YET),
        (Tally(9, 1), Tally(1, 9, more_to_come=True), Verdict.NOT_DUE_YET),
        (Tally(9, 1, unseen=True), Tally(1, 9), Verdict.EVIDENCE_MISSING),
        (Tally(9, 1), Tally(1, 9, unseen=True), Verdict.EVIDENCE_MISSING),
        (NoAnswer(NoAnswerReason.MISSING, ""), Tally(1, 9), Verdict.EVIDENCE_MISSING),
        (Tally(1, 9), NoAnswer(NoAnswerReason.MISSING, ""), Verdict.EVIDENCE_MISSING),
    ],
)
def test_what_is_not_known_neither_saves_nor_spoils(
    ours: Tally | NoAnswer, theirs: Tally | NoAnswer, expected: Verdict
) -> None:
    assert said(AT_LEAST, ours, theirs) is expected


few = st.integers(0, 6)
tallies = st.builds(Tally, few, few, few, few).filter(lambda tally: tally.total > 0)


@given(ours=tallies, theirs=tallies)
def test_met_only_if_every_outcome_is_and_not_met_only_if_none_is(
    ours: Tally, theirs: Tally
) -> None:
    outcomes = {
        Fraction(ours.done + more, ours.total) >= Fraction(theirs.done + much, theirs.total)
        for more in range(ours.open + ours.unknown + 1)
        for much in range(theirs.open + theirs.unknown + 1)
    }
    verdict = said(AT_LEAST, ours, theirs)
    assert (verdict is Verdict.MET) == (outcomes == {True})
    assert (verdict is Verdict.NOT_MET) == (outcomes == {False})
