"""Plain dated facts: said, shown and standing, or said not to be."""

from typing import Any

import pytest

from mis_assessor.core.evidence.answers import NoAnswerReason
from mis_assessor.core.evidence.submission import Arrangement
from unit.core.asked import answer as put
from unit.core.asked import day, paper, requirement, says, why
from unit.core.frameworks.built import fact, sent, shown

ASKED = requirement({"arrangement": "process", "answer": "arrangement"}, {})
OPEN, CLOSED = day("2022-12-05"), day("2022-12-06")


def test_it_is_in_place_since_its_own_day_not_since_the_paper_that_shows_it() -> None:
    found = paper(put(ASKED, sent(fact("2020-02-01"))))
    assert (found.in_place, found.dated, found.in_force_to) == (day("2020-02-01"),) * 2 + (None,)
    (used,) = found.provenance.used
    assert (used.item, used.what) == ("D1", "process: in place on 1 February 2020 (A letter)")


def test_the_earliest_that_is_shown_counts() -> None:
    later, unshown = fact("2021-05-01"), fact("2019-01-01", evidence="nowhere")
    assert paper(put(ASKED, sent(later, fact("2020-02-01"), unshown))).in_place == day("2020-02-01")


@pytest.mark.parametrize(
    "document",
    [
        shown("D2"),
        shown(checked_by=""),
        shown(checked_on=None),
        shown(checked_on=day("2022-12-07")),
        shown(expires_on=day("2022-12-05")),
    ],
    ids=["another", "nobody", "no day", "checked later", "expired"],
)
def test_what_no_checked_document_shows_is_missing(document: Any) -> None:
    found = put(ASKED, sent(fact(), documents=(document,)))
    assert why(found) == NoAnswerReason.MISSING
    assert says(found) == (
        "“Process” is said to be in place, and no checked document shows it. "
        "Name one under “evidence item” in arrangements.csv."
    )


def test_the_last_day_is_still_in_place_and_the_day_after_is_not() -> None:
    until = fact(until=CLOSED)
    assert paper(put(ASKED, sent(until))).in_force_to == CLOSED
    found = put(ASKED, sent(fact(until=OPEN)))
    assert why(found) == NoAnswerReason.FAILS
    assert says(found) == "“Process” is not in place; it ended on 5 December 2022."


@pytest.mark.parametrize(
    ("on", "expected"), [(OPEN, NoAnswerReason.NOT_DUE), (CLOSED, NoAnswerReason.FAILS)]
)
def test_said_to_be_absent_is_known(on: Any, expected: NoAnswerReason) -> None:
    found = put(ASKED, sent(fact(None, in_place=False)), on)
    assert why(found) == expected
    assert says(found) == "“Process” is not in place."


@pytest.mark.parametrize(
    ("on", "expected"), [(OPEN, NoAnswerReason.NOT_DUE), (CLOSED, NoAnswerReason.MISSING)]
)
@pytest.mark.parametrize(
    "silent",
    [(), (fact(in_place=None),), (fact(None),), (fact("2022-12-07"),), (fact(arrangement="x"),)],
    ids=["no row", "blank", "no day", "begins later", "another"],
)
def test_silence_is_never_no(
    silent: tuple[Arrangement, ...], on: Any, expected: NoAnswerReason
) -> None:
    found = put(ASKED, sent(*silent), on)
    assert why(found) == expected
    assert says(found) == (
        "Say in arrangements.csv whether “process” is in place, since when, and what shows it."
    )


def test_what_is_said_of_somebody_else_does_not_count() -> None:
    assert why(put(ASKED, sent(fact(organisation="RYY")))) == NoAnswerReason.MISSING
