"""The examples table: cells read as answers, and sentences where they cannot be."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from mis_assessor.core.deciding.case import Case
from mis_assessor.core.deciding.evaluate import decide_case
from mis_assessor.core.evidence.answers import (
    Answer,
    Figure,
    NoAnswer,
    NoAnswerReason,
    Paper,
    Papers,
    Stated,
    Tally,
)
from mis_assessor.core.rules.quantities import LONDON
from mis_assessor.core.rules.rulebook import Rule
from mis_assessor.core.verdicts import Verdict
from mis_assessor.rulebook.example_case import case_of
from mis_assessor.rulebook.examples import Example, ExamplesUnreadable, read_examples
from unit.core.asked import requirement, year

SHARE = {"register": "perinatal deaths", "answer": "share of cases"}
PEOPLE = {
    "people": "staff",
    "in post on": "last day of the window",
    "trained in": "training attendance",
    "day": "attended on",
    "window": {
        "lasts": "lasts",
        "anywhere from": "evidence end",
        "to": "evidence end",
        "chosen": "training window",
        "reach": "share",
    },
    "answer": "share of people",
}
NUMBER = {"register": "budget", "column": "posts", "latest by": "day", "answer": "number"}
PAPER = {"documents": {"kind": "plan"}, "answer": "document"}
REPORTS = {
    "documents": {"kind": "report"},
    "between": {"from": "start", "to": "evidence end"},
    "answer": "documents",
}
YES_NO, DAY, MOMENT = (
    {"statement": "said", "answer": answer} for answer in ("yes or no", "day", "moment")
)
START = {"start": "2022-05-06"}


def rule(question: Any, values: Any = None, **more: Any) -> Rule:
    """A rule on one question, ``it``."""
    return requirement(question, values or {}, **{"met when": {"it": "yes"}, **more})


def example(**cells: str) -> Example:
    """A row in December, when nothing is *not due yet* any more."""
    return Example("a case", {"on": "2022-12-06", **cells}, Verdict.MET, 3)


def case(asked: Rule, **cells: str) -> Case:
    return case_of(year([("2022-02-01", "2022-02-28")]), asked, example(**cells))


def answer(asked: Rule, **cells: str) -> Answer:
    return case(asked, **cells).parts[0].scenes[0].answers["it"]


def test_a_row_is_a_case_its_cells_and_a_verdict() -> None:
    (row,) = read_examples("case | on | it | verdict\n-----+----\nso | 2022-12-06 | | not met\n")
    assert row == Example("so", {"on": "2022-12-06", "it": ""}, Verdict.NOT_MET, 3)
    assert list(read_examples("\n---+---\n")) == []


@pytest.mark.parametrize(
    ("question", "cell", "read"),
    [
        (SHARE, "19 of 20", Tally(19, 1)),
        (SHARE, "19 of 23, 3 open, 1 unknown", Tally(19, 0, 3, 1)),
        (NUMBER, "7.25", Figure(Decimal("7.25"))),
        (YES_NO, "yes", Stated(True)),
        (YES_NO, "no", Stated(False)),
        (DAY, "2022-12-06", Stated(date(2022, 12, 6))),
        (
            MOMENT,
            "2022-12-06 12:00:00",
            Stated(datetime(2022, 12, 6, 12, tzinfo=LONDON)),
        ),
    ],
)
def test_a_cell_is_an_answer(question: Any, cell: str, read: Answer) -> None:
    assert answer(rule(question), it=cell) == read


def test_people_are_called_people() -> None:
    found = answer(rule(PEOPLE, {"lasts": "12 months", "share": "90%"}), it="9 of 10")
    assert isinstance(found, Tally)
    assert found.things == "people"


@pytest.mark.parametrize(
    ("question", "cell", "why"),
    [
        (SHARE, "", NoAnswerReason.MISSING),
        (SHARE, "no cases", NoAnswerReason.NO_CASES),
        (SHARE, "none due", NoAnswerReason.NONE_DUE),
        (SHARE, "not loaded", NoAnswerReason.NOT_LOADED),
        (PAPER, "lacks it", NoAnswerReason.FAILS),
        (PAPER, "not loaded", NoAnswerReason.NOT_LOADED),
        (PAPER, "2022-12-07", NoAnswerReason.MISSING),
        (DAY, "2022-12-07", NoAnswerReason.MISSING),
        (MOMENT, "2022-12-07 12:00:00", NoAnswerReason.MISSING),
        (MOMENT, "2022-12-06 12:00", NoAnswerReason.UNCLEAR),
    ],
)
def test_a_cell_can_say_why_there_is_no_answer(
    question: Any, cell: str, why: NoAnswerReason
) -> None:
    found = answer(rule(question), it=cell)
    assert isinstance(found, NoAnswer)
    assert found.why is why


def test_before_the_last_day_silence_and_a_lack_are_not_due_yet() -> None:
    for cell in ("", "lacks it"):
        found = answer(rule(PAPER), on="2022-12-05", it=cell)
        assert isinstance(found, NoAnswer)
        assert found.why is NoAnswerReason.NOT_DUE


def test_a_document_is_a_day_or_the_days_it_is_in_force() -> None:
    found = answer(rule(PAPER), it="2022-06-01 to 2023-05-31")
    assert isinstance(found, Paper)
    assert (found.in_place, found.in_force_to) == (date(2022, 6, 1), date(2023, 5, 31))


def test_reports_that_come_round_are_days_with_what_they_lack() -> None:
    asked = rule(
        REPORTS,
        START,
        **{"met when": {"it": {"one in every": "month", "counted by": "period covered"}}},
    )
    cell = "2022-07-01 to 2022-07-31; lacks 2022-08-05; unclear 2022-09-05; 2022-12-07"
    found = answer(asked, it=cell)
    assert isinstance(found, Papers)
    assert [r.complete for r in found.reports] == [True, False, None]
    assert found.reports[0].covers == (date(2022, 7, 1), date(2022, 7, 31))
    assert found.reports[0].days == (("period covered", date(2022, 7, 31)),)
    assert found.pauses == ((date(2022, 2, 1), date(2022, 2, 28)),)
    nothing = answer(asked, it="")
    assert isinstance(nothing, Papers)
    assert nothing.reports == ()


def test_reports_whose_window_is_not_loaded_cannot_be_counted() -> None:
    for values, cell in (({"start": None}, "2022-07-01"), (START, "not loaded")):
        found = answer(rule(REPORTS, values), it=cell)
        assert isinstance(found, NoAnswer)
        assert found.why is NoAnswerReason.NOT_LOADED


def test_the_days_counted_by_are_found_wherever_they_stand_in_the_condition() -> None:
    def counted(by: str) -> Any:
        return {"it": {"gaps at most": "length", "counted by": by}}

    condition = {
        "all of": [
            {"any of": [counted("a"), {"readings": {"x": counted("b"), "y": counted("c")}}]},
            {"standard": counted("d"), "alternative": counted("e")},
        ]
    }
    values = {**START, "length": "3 months"}
    found = answer(rule(REPORTS, values, **{"met when": condition}), it="2022-07-01")
    assert isinstance(found, Papers)
    assert [name for name, _ in found.reports[0].days] == ["a", "b", "c", "d", "e"]


@pytest.mark.parametrize(
    ("question", "cell", "says"),
    [
        (SHARE, "nineteen", "write “45 of 50” or “no cases”, not “nineteen”"),
        (SHARE, "19 of 20, 2 open", "“19 of 20, 2 open” is more than there are"),
        (PAPER, "in June", "write a day, a period or “lacks it”, not “in June”"),
        (REPORTS, "June; July", "write days with “;” between them, not “June”"),
        (YES_NO, "perhaps", "write yes or no, not “perhaps”"),
        (NUMBER, "seven", "write a number, not “seven”"),
        (DAY, "in June", "write a day, not “in June”"),
        (DAY, "2022-06-31", "write a day, not “2022-06-31”"),
        (PAPER, "2022-06-31", "write a day, a period or “lacks it”, not “2022-06-31”"),
        (MOMENT, "noon", "write a day and time, not “noon”"),
    ],
)
def test_a_cell_that_says_nothing_is_told_what_to_write(
    question: Any, cell: str, says: str
) -> None:
    with pytest.raises(ExamplesUnreadable) as raised:
        case(rule(question, START), it=cell)
    assert str(raised.value) == says


def test_a_column_must_be_known() -> None:
    with pytest.raises(ExamplesUnreadable) as raised:
        case(rule(YES_NO), that="yes")
    assert str(raised.value) == (
        "the column “that” is not under “evidence”, nor one of edition, judgement, on"
    )


def test_an_edition_must_be_one_of_the_year() -> None:
    with pytest.raises(ExamplesUnreadable, match="“two” is no edition of this year"):
        case(rule(YES_NO), edition="two", it="yes")


def test_the_day_and_the_verdict_of_a_judgement_must_be_words_we_know() -> None:
    with pytest.raises(ExamplesUnreadable, match="write a day, not “December”"):
        case(rule(YES_NO), on="December", it="yes")
    with pytest.raises(ExamplesUnreadable, match="write met or not met, not “perhaps”"):
        case(rule(YES_NO), judgement="perhaps", it="yes")


def test_a_judgement_in_an_example_is_a_named_persons() -> None:
    confirmed = rule(YES_NO, **{"met when": {"a person confirms": "it is so"}})
    assert decide_case(case(confirmed, it="", judgement="met")).verdict is Verdict.MET
    assert decide_case(case(confirmed, it="")).verdict is Verdict.NEEDS_JUDGEMENT


def test_one_member_may_have_a_column_of_its_own_and_the_others_share_one() -> None:
    groups = {"groups": ["midwives", "doctors"], "watched": ["sonographers"]}
    asked = rule(
        SHARE,
        groups,
        **{"for each": "staff group", "in": "groups", "watch only": "watched"},
    )
    found = case(asked, **{"it": "9 of 10", "it (doctors)": "8 of 10"})
    shown = {p.member: (p.scenes[0].answers["it"], p.counts) for p in found.parts}
    assert shown == {
        "midwives": (Tally(9, 1), True),
        "doctors": (Tally(8, 2), True),
        "sonographers": (Tally(9, 1), False),
    }


@pytest.mark.parametrize(
    ("heading", "cell", "verdict"),
    [
        ("does not apply if", "yes", Verdict.NOT_APPLICABLE),
        ("does not apply if", "no", None),
        ("only if", "no", Verdict.NOT_APPLICABLE),
        ("only if", "yes", None),
        ("only if", "", None),
        ("only if said", "no", Verdict.NOT_APPLICABLE),
        ("only if said", "", Verdict.NOT_APPLICABLE),
        ("only if said", "yes", None),
    ],
)
def test_a_statement_of_its_own_column_makes_it_not_applicable(
    heading: str, cell: str, verdict: Verdict | None
) -> None:
    asked = rule(YES_NO, **{heading: {"merging": "yes"}})
    assert case(asked, it="yes", merging=cell).verdict is verdict


def test_paused_and_in_another_edition_there_is_nothing_to_decide() -> None:
    assert case(rule(YES_NO), on="2022-02-28", it="no").verdict is Verdict.PAUSED
    other = rule(YES_NO, applies={"editions": ["two"], "in a pause": "continues"})
    assert case(other, edition="one", it="no").verdict is Verdict.NOT_APPLICABLE


def test_days_of_cases_need_a_window_that_is_loaded() -> None:
    question = {
        "register": "sessions",
        "cases": {},
        "day": "held on",
        "covers": {"from": "start", "to": "evidence end"},
        "answer": "dates of cases",
    }
    found = answer(rule(question, {"start": None}), it="2022-06-01")
    assert isinstance(found, NoAnswer) and found.why is NoAnswerReason.NOT_LOADED
