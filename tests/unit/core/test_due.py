"""The next day by which something of an open requirement must happen."""

from typing import Any

import pytest

from mis_assessor.core.deciding.case import Case, PartCase, Situation
from mis_assessor.core.deciding.evaluate import decide_case
from mis_assessor.core.evidence.answers import (
    Answer,
    Failed,
    NoAnswer,
    NoAnswerReason,
    Papers,
    Provenance,
    Report,
    Tally,
)
from mis_assessor.core.findings.due import next_due
from mis_assessor.core.rules.in_force import Standing
from mis_assessor.core.rules.readings import readings_of
from mis_assessor.core.verdicts import Verdict
from unit.core.asked import day
from unit.core.books import rule

LAST = day("2023-02-02")
ON = "2022-04-01"
VALUES: dict[str, Any] = {
    "two months": "2 months",
    "twice": "2 times",
    "wanted": "90%",
    "signed by": "2022-09-30",
    "noon": "2022-09-30 12:00:00",
    "no day": "somewhen",
}
PERSON = "a person confirms"
NOT_YET = NoAnswer(NoAnswerReason.NOT_DUE, "Send it.")


def due(
    test: Any, answer: Answer, on: str = ON, counts: bool = True, last: str = "evidence end"
) -> str:
    """The next day of a requirement that asks this of one answer, or nothing."""
    asked = rule(
        values=VALUES,
        asks=" ".join(f"<{name}>" for name in VALUES),
        **{"met when": test if PERSON in test else {"it": test}, "due by": last},
    )
    (reading,) = readings_of(asked, "one")
    scene = Situation(asked.requirement, reading, {"it": answer}, day(on))
    case = Case(asked, Standing.STANDS, None, "", (PartCase("", (scene,), counts),))
    found = next_due(case, decide_case(case), Verdict.NOT_DUE_YET, LAST)
    assert found is not None
    return found.isoformat()


def reports(*days: str, pauses: tuple[tuple[str, str], ...] = (), **more: Any) -> Papers:
    """Reports on these days in a window that is the year 2022."""
    made = tuple(Report(d, True, (("dated", day(d)),), None) for d in days)
    return Papers(
        made,
        day("2022-01-01"),
        day("2022-12-31"),
        day(ON),
        tuple((day(first), day(last)) for first, last in pauses),
        **more,
    )


GAPS = {"gaps at most": "two months"}
QUARTERS = {"one in every": "quarter"}


@pytest.mark.parametrize(
    ("test", "papers", "expected"),
    [
        (GAPS, reports("2022-02-18"), "2022-04-18"),
        (GAPS, reports("2022-02-18", "2022-03-20"), "2022-05-20"),
        (GAPS, reports(pauses=(("2022-01-01", "2022-02-15"),)), "2022-04-16"),
        (QUARTERS, reports("2022-02-18"), "2022-06-30"),
        (QUARTERS, reports("2022-02-18", "2022-04-01"), "2022-09-30"),
        ({"one in every": "meeting"}, reports("2022-02-18"), "2022-12-05"),
        ({"happens at least": "twice"}, reports("2022-02-18"), "2022-12-05"),
    ],
)
def test_reports_that_come_round_are_due_again(test: Any, papers: Papers, expected: str) -> None:
    assert due(test, papers) == expected


def test_a_report_about_a_period_may_come_until_the_window_ends() -> None:
    covering = Report("a", True, (), (day("2022-01-01"), day("2022-03-31")))
    papers = Papers((covering,), day("2022-01-01"), day("2022-10-31"), day(ON))
    test = {"one in every": "quarter", "counted by": "period covered"}
    assert due(test, papers) == "2022-10-31"


def test_the_first_of_the_cases_still_open_decides() -> None:
    rows = (Failed("deaths", "B", "", due=day("2022-06-01")), Failed("deaths", "A", "", due=None))
    late = Failed("deaths", "C", "", due=day("2022-03-01"))
    open_cases = Tally(1, 0, 3, provenance=Provenance(open=(*rows, late)))
    assert due({"is at least": "wanted"}, open_cases) == "2022-06-01"


@pytest.mark.parametrize(
    ("test", "expected"),
    [
        ({"is in place by": "signed by"}, "2022-09-30"),
        ({"in force on": "noon"}, "2022-09-30"),
        ({"is in place by": "no day"}, "2022-12-05"),
        ({"is at least": "wanted"}, "2022-12-05"),
    ],
)
def test_a_day_that_is_asked_for_comes_before_the_last_day(test: Any, expected: str) -> None:
    assert due(test, NOT_YET) == expected


def test_without_a_day_of_its_own_the_last_day_of_the_year_is_the_day() -> None:
    assert due({"is at least": "wanted"}, NOT_YET, last="no day") == LAST.isoformat()
    assert due({"is at least": "wanted"}, NOT_YET, last="unheard of") == LAST.isoformat()


def test_who_does_not_count_and_who_confirms_has_no_day() -> None:
    assert due({"is in place by": "signed by"}, NOT_YET, counts=False) == "2022-12-05"
    assert due({PERSON: "It is so."}, NOT_YET) == "2022-12-05"


def test_what_is_not_waited_for_has_no_day() -> None:
    asked = rule()
    paused = Case(asked, Standing.PAUSED, Verdict.PAUSED, "", ())
    decided = decide_case(paused)
    assert next_due(paused, decided, Verdict.NOT_DUE_YET, LAST) is None
    assert next_due(paused, decided, Verdict.MET, LAST) is None
