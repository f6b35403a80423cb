"""What is remarked on in a safety improvement plan, and what it costs."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from mis_assessor.core.assessment.assess import assess
from mis_assessor.core.evidence.submission import RegisterRow
from mis_assessor.core.findings.action_plan import plan_remarks, priced
from mis_assessor.core.verdicts import Verdict
from unit.core.asked import day, register, submission
from unit.core.books import book, every_action, rule, stated

WHOLE: dict[str, Any] = {
    "safety action": "8",
    "action": "Train the theatre team",
    "owner": "Practice educator",
    "lead executive": "Chief nurse",
    "executive sponsor agrees": True,
    "director of midwifery and clinical director agree": True,
    "start day": day("2023-02-06"),
    "end day": day("2023-06-30"),
    "amount requested": Decimal("12000.00"),
    "agreed by the Board on": day("2023-01-26"),
}
ACTIONS = dict.fromkeys(range(11), Verdict.MET) | {8: Verdict.NOT_MET}
ROW = "Action plan, row 2, safety action 8: "


def planned(*changes: dict[str, Any]) -> tuple[RegisterRow, ...]:
    """Rows as the whole one, changed; None blanks a cell."""
    return tuple(
        RegisterRow(n, {k: v for k, v in (WHOLE | change).items() if v is not None})
        for n, change in enumerate(changes, start=2)
    )


def remarks(*changes: dict[str, Any], contribution: str | None = "410000.00") -> list[str]:
    paid_in = None if contribution is None else Decimal(contribution)
    return list(plan_remarks(planned(*changes), ACTIONS, paid_in))


def test_of_a_whole_plan_only_the_price_is_said() -> None:
    assert remarks({}) == ["The action plan asks for £12,000.00: £12,000.00 for safety action 8."]
    assert remarks() == []


@pytest.mark.parametrize(
    ("change", "remark"),
    [
        ({"owner": None, "end day": None}, "owner and end day not filled in."),
        ({"agreed by the Board on": None}, "agreed by the Board on not filled in."),
        (
            {"end day": day("2023-02-05")},
            "it ends on 5 February 2023, before it starts on 6 February 2023.",
        ),
        ({"executive sponsor agrees": False}, "the executive sponsor did not agree."),
        (
            {"director of midwifery and clinical director agree": None},
            "it does not say whether the director of midwifery and the clinical director agreed.",
        ),
    ],
)
def test_what_a_row_lacks_is_said_in_its_place(change: dict[str, Any], remark: str) -> None:
    assert remarks(change)[0] == ROW + remark


def test_plans_are_for_unmet_actions_and_every_unmet_action_has_one() -> None:
    assert remarks({"safety action": "5"}) == [
        "Action plan, row 2, safety action 5: assessed as met. Plans are for unmet actions only.",
        "The action plan has no row for safety action 8, assessed as not met.",
        "The action plan asks for £12,000.00: £12,000.00 for safety action 5.",
    ]
    two = ACTIONS | {3: Verdict.NOT_MET}
    rows = planned({"safety action": "5"})
    assert "no row for safety actions 3 and 8" in plan_remarks(rows, two, None)[1]


def test_amounts_are_added_by_action_and_a_blank_one_is_not_nothing() -> None:
    rows = planned(
        {"safety action": "10"},
        {},
        {"amount requested": Decimal("0.05")},
        {"amount requested": None},
    )
    plan = priced(rows)
    assert list(plan.by_action.items()) == [
        ("8", Decimal("12000.05")),
        ("10", Decimal("12000.00")),
    ]
    assert (plan.total, plan.unpriced) == (Decimal("24000.05"), 1)
    said = remarks({}, {"amount requested": None, "safety action": None})[-1]
    assert said == (
        "The action plan asks for at least £12,000.00: £12,000.00 for safety action 8; "
        "1 row not priced."
    )
    assert remarks({"safety action": None})[-1].endswith("£12,000.00 for no safety action.")
    assert remarks({"amount requested": None})[-1] == "The action plan asks for no amount."


def test_a_plan_as_dear_as_the_contribution_is_remarked_on() -> None:
    assert "as much as the contribution of £12,000.00" in remarks({}, contribution="12000.00")[-1]
    assert len(remarks({}, contribution="12000.01")) == 1
    assert len(remarks({}, contribution=None)) == 1


def test_remarks_are_shown_in_the_assessment_and_change_no_verdict() -> None:
    sent = submission(statements=[stated("posts funded")])
    plan = register("safety improvement plan", {**WHOLE, "owner": "Practice educator"})
    with_plan = replace(sent, registers={plan.name: plan})
    made = book(*every_action(rule()))
    before, after = (assess(made, s, day("2022-12-06")) for s in (sent, with_plan))
    assert before.remarks == ()
    assert "Plans are for unmet actions only." in after.remarks[0]
    assert (after.findings, after.actions, after.verdict) == (
        before.findings,
        before.actions,
        before.verdict,
    )
    assert after.fund.requested == Decimal("12000.00")
