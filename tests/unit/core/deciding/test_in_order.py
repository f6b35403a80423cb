"""Steps that must follow each other, where one of them was taken more than once."""

from typing import Any

import pytest

from mis_assessor.core.evidence.answers import Answer, NoAnswer, NoAnswerReason, Paper, Stated
from mis_assessor.core.verdicts import Verdict
from unit.core.asked import day
from unit.core.deciding.test_measure import decided

ORDER = {"in this order": ["talk", "permission", "signature"]}


def step(*days: str) -> Paper:
    """A step shown by a document of each of these days."""
    first, *rest = days
    return Paper(day(first), others=tuple(Paper(day(on)) for on in rest))


def verdict(talk: Answer, permission: Answer, signature: Answer, **more: Any) -> Verdict:
    answers = {"talk": talk, "permission": permission, "signature": signature}
    return decided(ORDER, answers, **more).verdict


SIGNED = Stated(day("2022-06-28"))
TALK = step("2022-06-20")


@pytest.mark.parametrize(
    ("permission", "expected"),
    [
        (("2022-06-20",), Verdict.MET),
        (("2022-06-19",), Verdict.NOT_MET),
        (("2022-06-19", "2022-06-23"), Verdict.MET),
        (("2022-06-19", "2022-06-29"), Verdict.NOT_MET),
        (("2022-06-29",), Verdict.NOT_MET),
    ],
)
def test_a_board_that_agreed_too_early_and_again_in_time_is_in_order(
    permission: tuple[str, ...], expected: Verdict
) -> None:
    assert verdict(TALK, step(*permission), SIGNED) is expected


def test_what_is_missing_between_two_stays_missing_unless_they_are_out_of_order() -> None:
    silent = NoAnswer(NoAnswerReason.MISSING, "not sent")
    assert verdict(TALK, silent, SIGNED) is Verdict.EVIDENCE_MISSING
    assert verdict(step("2022-06-29"), silent, SIGNED) is Verdict.NOT_MET
