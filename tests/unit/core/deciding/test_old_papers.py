"""How old a document may be, and how long a gap is tolerated: the day, before and after."""

from typing import Any

import pytest

from mis_assessor.core.deciding.case import Situation
from mis_assessor.core.deciding.evaluate import decide
from mis_assessor.core.evidence.answers import Paper
from mis_assessor.core.rules.readings import readings_of
from mis_assessor.core.verdicts import Verdict
from unit.core.asked import day, requirement

QUESTION = {"documents": {"kind": "strategy"}, "answer": "document"}


def said(test: dict[str, str], on: str, *papers: Paper, **values: Any) -> Verdict:
    """The verdict of a test on a paper, and on others that do as well."""
    more = {"late counts as": values.pop("late")} if "late" in values else {}
    rule = requirement(QUESTION, values, **{"met when": {"it": test}}, **more)
    (reading,) = readings_of(rule, "one")
    first, *others = papers
    answer = Paper(
        first.in_place, first.dated, first.in_force_from, first.in_force_to, others=tuple(others)
    )
    scene = Situation(rule.requirement, reading, {"it": answer}, day(on))
    assert rule.requirement.met_when is not None
    return decide(rule.requirement.met_when, "it", scene).verdict


def placed(on: str, to: str | None = None) -> Paper:
    """A document in place on a day, and perhaps in force to another."""
    return Paper(day(on), in_force_to=day(to) if to else None)


@pytest.mark.parametrize(
    ("papers", "on", "expected"),
    [
        (("2021-06-03",), "2022-06-03", Verdict.MET),
        (("2021-06-03",), "2022-06-04", Verdict.NOT_MET),
        (("2020-02-29",), "2021-02-28", Verdict.MET),
        (("2020-02-28",), "2021-03-01", Verdict.NOT_MET),
        (("2018-01-01", "2022-01-01"), "2022-06-04", Verdict.MET),
    ],
)
def test_a_document_is_no_older_than_a_length_on_the_day_assessed(
    papers: tuple[str, ...], on: str, expected: Verdict
) -> None:
    test = {"is no older than": "freshness"}
    assert said(test, on, *map(placed, papers), freshness="12 months") is expected


@pytest.mark.parametrize(
    ("ends", "on", "expected"),
    [
        (("2021-12-31",), "2021-12-31", Verdict.NOT_DUE_YET),
        (("2021-12-31",), "2022-01-01", Verdict.NOT_MET),
        (("2022-12-31",), "2022-03-31", Verdict.NOT_DUE_YET),
        (("2022-12-31",), "2022-04-01", Verdict.NOT_MET),
        ((None,), "2021-10-01", Verdict.NOT_MET),
        (("2021-10-31", "2021-12-31", None), "2021-11-30", Verdict.NOT_DUE_YET),
    ],
)
def test_a_gap_is_tolerated_to_the_earlier_of_two_days_and_is_never_met(
    ends: tuple[str | None, ...], on: str, expected: Verdict
) -> None:
    papers = [placed("2021-04-01", end) for end in ends]
    test = {"is tolerated until": "last"}
    assert said(test, on, *papers, last="2022-03-31") is expected


@pytest.mark.parametrize(
    ("late", "in_place", "expected"),
    [
        ("met", "2021-06-03", Verdict.MET),
        ("met", "2021-06-04", Verdict.MET),
        ("not met", "2021-06-03", Verdict.MET),
        ("not met", "2021-06-04", Verdict.NOT_MET),
    ],
)
def test_what_is_late_counts_as_the_framework_says(
    late: str, in_place: str, expected: Verdict
) -> None:
    test = {"is in place by": "last"}
    assert said(test, "2021-07-01", placed(in_place), last="2021-06-03", late=late) is expected
