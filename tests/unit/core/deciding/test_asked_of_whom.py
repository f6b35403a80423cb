"""What a requirement is not asked of, and when nothing more can follow."""

from datetime import datetime
from typing import Any

import pytest

from mis_assessor.core.answering.asking import said_day
from mis_assessor.core.deciding.case import Case
from mis_assessor.core.deciding.evaluate import decide_case
from mis_assessor.core.deciding.prepare import prepare
from mis_assessor.core.evidence.submission import Submission
from mis_assessor.core.rules.quantities import LONDON
from mis_assessor.core.rules.rulebook import Rule
from mis_assessor.core.verdicts import Verdict
from unit.core.asked import day, register, submission
from unit.core.books import DEATHS, STATED, book, rule, stated

OURS: dict[str, Any] = {**DEATHS, "answer": "count of cases"}
PARTNER: dict[str, Any] = {
    "evidence": {"own deaths": OURS, "joined": STATED},
    "values": {"first day": "2022-05-06"},
    "only if no cases in": "own deaths",
    "if no cases": "met",
    "met when": {"own deaths": {"is at most": "none"}, "joined": "yes"},
}
JOINED = stated("posts funded")


def only(asked: Rule, sent: Submission, on: str = "2022-12-06") -> Case:
    """The one case of one rule."""
    made = book(asked)
    (case,) = prepare(made, sent, made.year.editions, day(on))
    return case


def death(**more: Any) -> dict[str, Any]:
    return {"day the clock starts": day("2022-06-01"), "reported": True, **more}


def test_silence_about_an_offer_means_that_it_is_not_taken_up() -> None:
    asked = rule(**{"only if said": {"applying": "yes"}})
    silent = only(asked, submission())
    assert silent.verdict is Verdict.NOT_APPLICABLE
    assert silent.because == "Asked only of a trust that states “applying: yes”; nobody did."
    said_no = only(asked, submission(statements=[stated("applying", False)]))
    assert said_no.because.endswith("stated that “applying” is not yes.")
    assert only(asked, submission(statements=[stated("applying")])).verdict is None


def test_a_register_with_a_case_answers_that_it_is_not_asked() -> None:
    sent = submission(register("perinatal deaths", death(), death()), statements=[JOINED])
    case = only(rule(**PARTNER), sent)
    assert case.verdict is Verdict.NOT_APPLICABLE
    assert case.because == "Asked only where there are none; own deaths: 2 cases."


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        (submission(register("perinatal deaths"), statements=[JOINED]), Verdict.MET),
        (submission(register("perinatal deaths")), Verdict.EVIDENCE_MISSING),
        (submission(statements=[JOINED]), Verdict.EVIDENCE_MISSING),
        (
            submission(register("perinatal deaths", {"reported": True}), statements=[JOINED]),
            Verdict.EVIDENCE_MISSING,
        ),
    ],
    ids=["nil return", "nobody joined", "no register", "a death without its day"],
)
def test_without_a_case_that_is_known_it_is_decided(sent: Submission, expected: Verdict) -> None:
    case = only(rule(**PARTNER), sent)
    assert case.verdict is None
    assert decide_case(case).verdict is expected


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (day("2022-06-01"), day("2022-06-01")),
        (datetime(2022, 6, 1, 11, 30, tzinfo=LONDON), day("2022-06-01")),
        ("2022-06-01 11:30", day("2022-06-01")),
        ("soon", None),
        (True, None),
    ],
)
def test_the_day_of_a_statement_with_or_without_its_seconds(answer: Any, expected: Any) -> None:
    assert said_day(answer) == expected


@pytest.mark.parametrize(
    ("statements", "expected"),
    [
        ([], Verdict.NOT_DUE_YET),
        ([stated("form received", "2022-06-01 11:30")], Verdict.EVIDENCE_MISSING),
        ([stated("form received", "2022-06-02 11:30")], Verdict.NOT_DUE_YET),
        ([stated("form received", "soon")], Verdict.NOT_DUE_YET),
        ([stated("form received", "2022-06-01 11:30", who="")], Verdict.NOT_DUE_YET),
        (
            [stated("form received", "2022-06-01 11:30", said_on=day("2022-06-02"))],
            Verdict.NOT_DUE_YET,
        ),
    ],
)
def test_once_the_form_is_in_nothing_more_can_follow(
    statements: list[Any], expected: Verdict
) -> None:
    asked = rule(**{"closed once": "form received"})
    case = only(asked, submission(statements=statements), on="2022-06-01")
    assert decide_case(case).verdict is expected


def test_statements_by_which_it_is_not_asked_are_named_until_somebody_makes_them() -> None:
    asked = rule(**{"only if": {"merging": "yes"}, "does not apply if": {"closed": "yes"}})
    assert only(asked, submission()).ways_out == ("closed: yes", "merging: no")
    merging = submission(statements=[stated("merging")])
    assert only(asked, merging).ways_out == ("closed: yes",)
