"""What a Board is told of the money, and a plan that is held against the ten actions."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from mis_assessor.core.assessment.assess import assess
from mis_assessor.core.assessment.assessment import Assessment
from mis_assessor.core.deciding.position import decide_under
from mis_assessor.core.deciding.recovery import PLAN, Recovery
from mis_assessor.core.evidence.submission import Submission
from mis_assessor.core.verdicts import Verdict
from unit.core.asked import day, register, submission
from unit.core.books import book, every_action, rule, stated

FUNDED = stated("posts funded")
APPLIES = stated("applying")
OFFER = rule(
    "MIS-Y4-COND-P",
    action=0,
    asks="A plan is sent.",
    **{"counts towards": "discretionary payment", "only if said": {"applying": "yes"}},
)
CONDITION = rule("MIS-Y4-COND-E", action=0, **{"counts towards": "conditions of the scheme"})
MISSED = rule(question={"statement": "missed", "answer": "yes or no"})


def assessed(sent: Submission, *rules: Any) -> Assessment:
    return assess(book(*every_action(OFFER, CONDITION, *rules)), sent, day("2022-12-06"))


def sent(*plan: dict[str, Any], missed: bool = True, **more: Any) -> Submission:
    """A trust that applies, with an action plan of these rows."""
    said = [FUNDED, APPLIES, stated("missed", not missed)]
    return replace(submission(register(PLAN, *plan), statements=said), **more)


def verdict(found: Assessment, name: str = "MIS-Y4-COND-P") -> Verdict:
    return next(f.verdict for f in found.findings if f.id == name)


def test_a_trust_at_ten_reads_what_the_scheme_pays() -> None:
    assert assessed(submission(statements=[FUNDED])).fund.terms == "m"


def test_a_trust_one_short_reads_what_it_may_ask_for_and_what_that_needs() -> None:
    found = assessed(submission(statements=[FUNDED, stated("missed", False)]), MISSED)
    assert found.fund.status is Recovery.NOT_RECOVERED
    assert found.fund.terms == "n A plan is sent. Whoever asks for it states “applying: yes”."


def test_before_an_action_is_missed_nothing_is_offered() -> None:
    assert assessed(submission(statements=[FUNDED]), MISSED).fund.terms == ""


@pytest.mark.parametrize(("asked", "told"), [("10.00", True), ("9.99", False), ("10.01", True)])
def test_a_request_as_large_as_the_contribution_is_told(asked: str, told: bool) -> None:
    row = {"safety action": "1", "amount requested": Decimal(asked)}
    found = assessed(sent(row, contribution=Decimal("10.00")), MISSED)
    assert found.fund.status is Recovery.DISCRETIONARY
    assert ("no less than the contribution" in found.fund.terms) is told


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([{"safety action": "1"}], Verdict.MET),
        ([{"safety action": "1"}, {"safety action": "2"}], Verdict.NOT_MET),
        ([{"safety action": "2"}], Verdict.NOT_MET),
        ([{"action": "A1"}], Verdict.MET),
    ],
)
def test_a_plan_for_an_action_that_is_met_does_not_hold(
    rows: list[dict[str, Any]], expected: Verdict
) -> None:
    found = assessed(sent(*rows), MISSED)
    assert verdict(found) is expected


def test_the_reason_names_the_actions_and_what_to_do() -> None:
    rows = ({"safety action": "2"}, {"safety action": "3"})
    found = assessed(sent(*rows), MISSED)
    (finding,) = [f for f in found.findings if f.id == "MIS-Y4-COND-P"]
    assert finding.sentence == (
        "The plan asks for safety actions 2 and 3, assessed as met. A plan is for actions that "
        "are not met. Take those rows out while there is time."
    )


def test_a_plan_that_fails_or_is_not_asked_for_is_left_as_it_is() -> None:
    row = {"safety action": "2"}
    silent = replace(sent(row), statements={"applying": APPLIES})
    assert verdict(assessed(silent)) is Verdict.EVIDENCE_MISSING
    nobody = replace(sent(row), statements={"posts funded": FUNDED})
    assert verdict(assessed(nobody)) is Verdict.NOT_APPLICABLE


def test_on_a_day_before_the_notice_nothing_is_known_to_be_paused() -> None:
    made = book(*every_action(), pauses=(("2022-02-01", "2022-03-31"),))
    on = day("2022-02-10")

    def paused(known: str) -> int:
        found = decide_under(made, submission(), on, day(known), made.year.editions)
        return sum(d.verdict is Verdict.PAUSED for d in found.decided)

    assert (paused("2022-01-31"), paused("2022-02-01")) == (0, 11)
