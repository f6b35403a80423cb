"""Statements by named persons, and totals and figures from registers."""

from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest

from mis_assessor.core.evidence.answers import Figure, Tally
from mis_assessor.core.evidence.submission import Statement
from mis_assessor.core.rules.quantities import LONDON, Month
from mis_assessor.core.rules.rulebook import Rule
from unit.core.asked import (
    AFTER,
    END,
    answer,
    day,
    register,
    requirement,
    said,
    says,
    submission,
    tally,
    why,
)

NOON = datetime(2022, 12, 2, 12, 0, 0, tzinfo=LONDON)


def asked(kind: str, **values: Any) -> Rule:
    """A rule that rests on one statement."""
    return requirement({"statement": "it was so", "answer": kind}, values)


def stated(answered: Any, **more: Any) -> Any:
    """A submission in which somebody said so."""
    whole = {"who": "A. Name", "role": "MIS lead", "said_on": END, **more}
    return submission(statements=[Statement("it was so", answered, **whole)])


def test_what_was_said_and_by_whom() -> None:
    found = answer(asked("yes or no"), stated(True))
    assert said(found) is True
    assert found.provenance.used[0].what == "yes; said by A. Name, MIS lead, on 5 December 2022"
    assert said(answer(asked("day"), stated(day("2022-12-01")))) == day("2022-12-01")
    assert said(answer(asked("moment"), stated(NOON))) == NOON


@pytest.mark.parametrize("more", [{"who": ""}, {"said_on": day("2022-12-07")}])
def test_a_statement_needs_a_name_and_a_day_not_in_the_future(more: dict[str, Any]) -> None:
    assert why(answer(asked("yes or no"), stated(True, **more))) == "evidence missing"


def test_silence_says_what_to_record() -> None:
    assert says(answer(asked("yes or no"), submission())) == (
        "Answer “it was so” with yes or no, and say who answers, in what role and when."
    )


@pytest.mark.parametrize(
    ("kind", "answered"),
    [
        ("yes or no", "perhaps"),
        ("yes or no", 1),
        ("day", True),
        ("day", NOON),
        ("moment", day("2022-12-01")),
        ("moment", "noon"),
    ],
)
def test_an_answer_of_another_kind_is_no_answer(kind: str, answered: Any) -> None:
    assert why(answer(asked(kind), stated(answered))) == "evidence missing"


def test_what_lies_after_the_assessment_day_has_not_happened() -> None:
    later = datetime(2022, 12, 7, 9, 0, 0, tzinfo=LONDON)
    assert why(answer(asked("moment"), stated(later))) == "evidence missing"
    assert why(answer(asked("day"), stated(day("2022-12-07")))) == "evidence missing"


def test_a_minute_without_seconds_is_unclear_only_where_the_limit_falls_in_it() -> None:
    rule = requirement(
        {"statement": "it was so", "answer": "moment"},
        {"deadline": "2022-12-02 12:00:00"},
        **{"met when": {"it": {"is at or before": "deadline"}}},
    )
    assert why(answer(rule, stated("2022-12-02 12:00"))) == "only a person can read it"
    found = said(answer(rule, stated("2022-12-02 11:59")))
    assert found == datetime(2022, 12, 2, 11, 59, tzinfo=LONDON)


TOTALS: dict[str, Any] = {
    "register": "one-to-one care",
    "covers": {"from": "first", "to": "evidence end"},
    "cases": {"month": {"from": "first", "to": "evidence end"}},
    "one row for every": "month",
    "numerator": "women with one-to-one care",
    "denominator": "women in active labour",
    "answer": "share of totals",
}
FIRST = {"first": "2022-10-01"}


def month(number: int, done: int | None, of: int = 400) -> dict[str, Any]:
    """A month's row."""
    cells = {"month": Month(2022, number), "women in active labour": of}
    return cells if done is None else {**cells, "women with one-to-one care": done}


def care(*rows: dict[str, Any], **more: Any) -> Any:
    """A register of one-to-one care."""
    return submission(register("one-to-one care", *rows, **more))


def test_totals_are_added_never_averaged() -> None:
    rule = requirement(TOTALS, FIRST)
    found = answer(rule, care(month(9, 0), month(10, 400), month(11, 100, of=100)))
    assert tally(found) == (500, 0, 0, 0)
    assert found.provenance.used[0].what == "500 of 500"
    assert found.provenance.used[0].rows == (3, 4)


def test_a_missing_month_a_blank_and_nothing() -> None:
    rule = requirement(TOTALS, FIRST)
    assert "no row for November 2022" in says(answer(rule, care(month(10, 400))))
    assert "is blank" in says(answer(rule, care(month(10, 400), month(11, None))))
    assert why(answer(rule, care(month(10, 0, of=0), month(11, 0, of=0)))) == "no cases"
    assert why(answer(rule, submission())) == "evidence missing"
    other = requirement({**TOTALS, "cases": {"place": "ward"}}, FIRST)
    assert why(answer(other, care(month(10, 1), month(11, 1)))) == "evidence missing"


def test_totals_before_their_window_and_while_it_is_open() -> None:
    rule = requirement(TOTALS, FIRST)
    early = care(month(10, 400), checked_on=day("2022-09-01"))
    assert why(answer(rule, early, on=day("2022-09-30"))) == "not due yet"
    found = answer(rule, early, on=day("2022-11-15"))
    assert isinstance(found, Tally)
    assert found.more_to_come
    short = care(month(10, 400), month(11, 400), covers_to=day("2022-12-04"))
    assert why(answer(rule, short)) == "evidence missing"
    assert why(answer(requirement(TOTALS, {"first": None}), early)) == (
        "the guidance value is not loaded"
    )


def test_totals_that_are_published_later() -> None:
    plain = {k: v for k, v in TOTALS.items() if k not in ("covers", "one row for every")}
    rule = requirement({**plain, "known from": "published"}, {**FIRST, "published": "2022-12-31"})
    assert why(answer(rule, care(month(10, 400)), on=AFTER)) == "not due yet"
    assert tally(answer(rule, care(month(10, 400)), on=day("2022-12-31"))) == (400, 0, 0, 0)
    unknown = requirement({**plain, "known from": "published"}, {**FIRST, "published": None})
    assert why(answer(unknown, care(month(10, 400)))) == "the guidance value is not loaded"


NUMBER: dict[str, Any] = {
    "register": "midwifery establishment",
    "column": "funded posts",
    "latest by": "as at",
    "answer": "number",
}


def posts(*rows: dict[str, Any]) -> Any:
    """A register of posts."""
    return submission(register("midwifery establishment", *rows))


def test_a_figure_comes_from_the_latest_row_up_to_the_day() -> None:
    rule = requirement(NUMBER, {})
    found = answer(
        rule,
        posts(
            {"as at": day("2022-06-01"), "funded posts": Decimal("200.00")},
            {"as at": day("2022-11-01"), "funded posts": Decimal("210.40")},
            {"as at": day("2022-12-31"), "funded posts": Decimal("999.00")},
        ),
    )
    assert isinstance(found, Figure)
    assert found.value == Decimal("210.40")
    assert why(answer(rule, posts({"as at": day("2022-12-31")}))) == "evidence missing"
    assert "is blank" in says(answer(rule, posts({"as at": day("2022-11-01")})))
    assert why(answer(rule, submission())) == "evidence missing"
