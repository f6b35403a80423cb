"""What is compared with what: documents, figures, moments, and what silence means."""

from decimal import Decimal
from typing import Any

import pytest

from mis_assessor.core.deciding.case import Case, PartCase, Situation
from mis_assessor.core.deciding.evaluate import Decided, decide_case
from mis_assessor.core.deciding.judgements import JudgedBy
from mis_assessor.core.evidence.answers import (
    Answer,
    Figure,
    NoAnswer,
    NoAnswerReason,
    Paper,
    Stated,
    Tally,
)
from mis_assessor.core.rules.in_force import Standing
from mis_assessor.core.rules.readings import readings_of
from mis_assessor.core.verdicts import Verdict
from unit.core.asked import AFTER, END, day
from unit.core.books import STATED, rule

VALUES = {
    "deadline": "2022-11-30",
    "a year": "12 months",
    "unseen": None,
    "posts": "7.5",
    "share": "90%",
    "any share": "0%",
    "enough": "3 times",
}


def decided(
    condition: Any,
    answers: dict[str, Answer],
    on: str = "2022-12-06",
    judged: tuple[str, Verdict] | None = None,
    **more: Any,
) -> Decided:
    """A condition on these answers, decided."""
    asked = rule(
        values=VALUES,
        asks=" ".join(f"<{name}>" for name in VALUES),
        evidence={name: dict(STATED) for name in answers},
        **{"met when": condition, **more},
    )
    (reading,) = readings_of(asked, "one")
    judgement = None
    if judged:
        role, answer = judged
        judgement = JudgedBy("D. Lund", role, END, "seen", "D1", answer)
    scene = Situation(asked.requirement, reading, answers, day(on), judgement)
    return decide_case(Case(asked, Standing.STANDS, None, "", (PartCase("", (scene,)),)))


def verdict(test: Any, answer: Answer, on: str = "2022-12-06", **more: Any) -> Verdict:
    """One test on one answer."""
    return decided({"it": test}, {"it": answer}, on, **more).verdict


def paper(
    start: str = "2022-06-01", end: str | None = None, dated: str | None = "2022-06-01"
) -> Paper:
    return Paper(
        day(start),
        dated=day(dated) if dated else None,
        in_force_from=day(start),
        in_force_to=day(end) if end else None,
    )


@pytest.mark.parametrize(
    ("answer", "on", "expected"),
    [
        (paper(), "2022-12-06", Verdict.MET),
        (paper(end="2022-11-30"), "2022-12-06", Verdict.MET),
        (paper(end="2022-11-29"), "2022-12-06", Verdict.NOT_MET),
        (paper(start="2022-12-01"), "2022-12-06", Verdict.NOT_MET),
        (paper(), "2022-11-29", Verdict.NOT_DUE_YET),
        (Paper(END), "2022-12-06", Verdict.NOT_MET),
    ],
)
def test_in_force_on_a_day_is_known_only_when_the_day_has_come(
    answer: Paper, on: str, expected: Verdict
) -> None:
    assert verdict({"in force on": "deadline"}, answer, on) is expected


@pytest.mark.parametrize(
    ("dated", "expected"),
    [
        ("2021-11-29", Verdict.NOT_MET),
        ("2021-11-30", Verdict.MET),
        ("2022-11-30", Verdict.MET),
        ("2022-12-01", Verdict.NOT_MET),
        (None, Verdict.NOT_MET),
    ],
)
def test_dated_within_a_length_before_a_day(dated: str | None, expected: Verdict) -> None:
    test = {"dated within": "a year", "before": "deadline"}
    assert verdict(test, paper(dated=dated)) is expected


def test_a_day_that_is_not_loaded_is_left_to_a_person() -> None:
    test = {"dated within": "a year", "before": "unseen"}
    assert verdict(test, paper()) is Verdict.NEEDS_JUDGEMENT
    assert verdict({"is at least": "unseen"}, Tally(1, 0)) is Verdict.NEEDS_JUDGEMENT
    assert verdict({"is at least": "unseen"}, Tally(1, 0), "2022-12-05") is Verdict.NOT_DUE_YET


@pytest.mark.parametrize(
    ("value", "expected"), [("7.49", Verdict.NOT_MET), ("7.5", Verdict.MET), ("7.51", Verdict.MET)]
)
def test_a_figure_is_held_against_a_number(value: str, expected: Verdict) -> None:
    assert verdict({"is at least": "posts"}, Figure(Decimal(value))) is expected


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (Figure(Decimal("7.25")), Verdict.MET),
        (Figure(Decimal("7.26")), Verdict.NOT_MET),
        (NoAnswer(NoAnswerReason.MISSING, "Send it."), Verdict.EVIDENCE_MISSING),
    ],
)
def test_a_figure_is_held_against_another(other: Answer, expected: Verdict) -> None:
    answers: dict[str, Answer] = {"it": Figure(Decimal("7.25")), "that": other}
    assert decided({"it": {"is at least": "that"}}, answers).verdict is expected


@pytest.mark.parametrize(
    ("why", "expected"),
    [
        (NoAnswerReason.MISSING, Verdict.EVIDENCE_MISSING),
        (NoAnswerReason.NOT_DUE, Verdict.NOT_DUE_YET),
        (NoAnswerReason.NOT_LOADED, Verdict.NEEDS_JUDGEMENT),
        (NoAnswerReason.UNCLEAR, Verdict.NEEDS_JUDGEMENT),
        (NoAnswerReason.FAILS, Verdict.NOT_MET),
        (NoAnswerReason.NO_CASES, Verdict.EVIDENCE_MISSING),
        (NoAnswerReason.NONE_DUE, Verdict.NOT_DUE_YET),
    ],
)
def test_silence_is_never_met_and_not_met_only_where_facts_say_so(
    why: NoAnswerReason, expected: Verdict
) -> None:
    assert verdict({"is at least": "share"}, NoAnswer(why, "so")) is expected


def test_a_rule_may_say_what_no_cases_mean() -> None:
    said: dict[str, Any] = {"if no cases": "met", "if none due": "not applicable"}
    nothing, none_due = NoAnswer(NoAnswerReason.NO_CASES, ""), NoAnswer(NoAnswerReason.NONE_DUE, "")
    assert verdict({"is at least": "share"}, nothing, **said) is Verdict.MET
    assert verdict({"is at least": "share"}, none_due, **said) is Verdict.NOT_APPLICABLE


def test_only_the_roles_that_may_confirm_can() -> None:
    asked = {"a person confirms": "It is good.", "who may": ["chair"]}
    said: dict[str, Answer] = {"it": Stated(True)}
    chair = decided(asked, said, judged=("chair", Verdict.MET))
    assert chair.verdict is Verdict.MET
    assert chair.rests_on_a_judgement
    other = decided(asked, said, judged=("MIS lead", Verdict.MET))
    assert other.parts[0].parts[0].verdict is Verdict.NEEDS_JUDGEMENT


def test_a_last_day_that_is_not_loaded_leaves_it_to_a_person_at_once() -> None:
    asked = {"a person confirms": "It is good."}
    found = decided(asked, {"it": Stated(True)}, "2022-06-01", None, **{"due by": "unseen"})
    assert found.verdict is Verdict.NEEDS_JUDGEMENT


def test_nothing_is_reported_where_nobody_can_be_counted() -> None:
    assert verdict({"is reported": "yes"}, Tally(0, 0)) is Verdict.MET
    assert (
        verdict({"is reported": "yes"}, NoAnswer(NoAnswerReason.MISSING, ""))
        is Verdict.EVIDENCE_MISSING
    )
    assert AFTER > END


@pytest.mark.parametrize(
    ("test", "done", "expected"),
    [
        ({"has at least": "enough"}, 3, Verdict.MET),
        ({"has at least": "enough"}, 2, Verdict.EVIDENCE_MISSING),
        ({"is at least": "share"}, 3, Verdict.EVIDENCE_MISSING),
        ({"is at least": "any share"}, 3, Verdict.EVIDENCE_MISSING),
    ],
)
def test_cases_that_nobody_has_seen_can_only_spoil(
    test: dict[str, str], done: int, expected: Verdict
) -> None:
    assert verdict(test, Tally(done, 0, unseen=True)) is expected


def test_what_nobody_has_seen_never_saves_a_count() -> None:
    seen = Tally(5, 0, unseen=True)
    assert verdict({"is at least": "enough"}, seen) is Verdict.EVIDENCE_MISSING
