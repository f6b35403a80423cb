"""What the check of the rules refuses is refused by the evaluators too, and never guessed."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pickle import dumps, loads
from typing import Any

import pytest

from mis_assessor.core.answering.ask import answered_by
from mis_assessor.core.answering.asking import Asking
from mis_assessor.core.consistency.look import Look
from mis_assessor.core.deciding.case import Case
from mis_assessor.core.evidence.answers import Figure, Paper, Stated, Tally
from mis_assessor.core.rules.comparisons import Mistyped, Op
from mis_assessor.core.rules.fact_questions import BuddyQuestion
from mis_assessor.core.rules.in_force import Standing
from mis_assessor.core.rules.readings import readings_of
from unit.core.asked import answer, day, register, requirement, submission, year
from unit.core.books import rule
from unit.core.deciding.test_measure import decided

DAY = date(2022, 6, 1)


@pytest.mark.parametrize(
    ("test", "given"),
    [
        ({"is at least": "deadline"}, Tally(1, 0)),
        ({"is at least": "share"}, Paper(DAY)),
        ({"is at least": "that"}, Figure(Decimal(1))),
        ({"in force on": "share"}, Paper(DAY)),
        ({"is": "yes"}, Figure(Decimal(1))),
        ({"dated within": "a year", "before": "share"}, Paper(DAY, dated=DAY)),
    ],
)
def test_what_cannot_be_compared_is_not_compared(test: Any, given: Any) -> None:
    with pytest.raises(Mistyped):
        decided({"it": test}, {"it": given, "that": Stated(True)})


def test_a_rule_that_does_not_say_when_it_is_met_is_not_decided() -> None:
    asked = rule(**{"force": "context", "met when": None})
    with pytest.raises(ValueError, match="does not say when it is met"):
        _ = Case(asked, Standing.STANDS, None, "", ()).condition


def test_a_window_without_days_and_a_cell_of_another_kind_are_not_guessed() -> None:
    covered = {"register": "things", "answer": "share of cases"}
    wrong = requirement({**covered, "covers": {"from": "few", "to": "few"}}, {"few": "3 times"})
    sent = submission(register("things", {"case": "1", "number": True}))
    with pytest.raises(Mistyped, match="“few” is no day"):
        answer(wrong, sent)
    tested = requirement(
        {**covered, "done when": {"number": {"is at least": "few"}}}, {"few": "90%"}
    )
    with pytest.raises(Mistyped, match="is held against Share"):
        answer(tested, sent)


def test_a_question_is_answered_by_its_own_kind_only() -> None:
    (answered,) = answered_by(BuddyQuestion, lambda question, asking: Stated(True)).values()
    question = requirement({"statement": "a", "answer": "day"}, {}).requirement.evidence["it"]
    with pytest.raises(TypeError, match="StatementQuestion is not BuddyQuestion"):
        answered(question, None)  # type: ignore[arg-type]


def test_a_comparison_stays_itself_wherever_it_is_sent() -> None:
    assert loads(dumps(Op.AT_LEAST)) is Op.AT_LEAST
    assert repr(Op.AT_LEAST) == "Comparison('is at least')"
    assert day("2022-06-01") == DAY


def test_a_consistency_rule_is_held_to_the_kinds_of_its_values_too() -> None:
    asked = requirement({"statement": "a", "answer": "day"}, {"few": "3 times", "long": "2 months"})
    (reading,) = readings_of(asked, "one")
    asked_for = replace(reading, entries=asked.values)
    asking = Asking(year(), submission(), asked.requirement, asked_for, DAY)
    look = Look(None, None, asking.submission, DAY, (), asking)  # type: ignore[arg-type]
    assert look.number("few") == Decimal(3)
    assert look.length("long").number == 2
    with pytest.raises(Mistyped, match="“few” is no length of time"):
        look.length("few")
    with pytest.raises(Mistyped, match="“long” is no number"):
        look.number("long")
