"""The buddy of a system: another system, agreed on a day, that names it back if we know."""

from typing import Any

import pytest

from mis_assessor.core.answering.ask import ask
from mis_assessor.core.answering.asking import Asking
from mis_assessor.core.evidence.answers import Answer, NoAnswerReason
from mis_assessor.core.evidence.system import Buddy
from mis_assessor.core.rules.readings import readings_of
from unit.core.asked import day, paper, requirement, says, why, year
from unit.core.frameworks.built import provider, sent, system

RULE = requirement({"system": "buddy", "answer": "buddy"}, {})
OPEN, CLOSED = day("2022-12-05"), day("2022-12-06")
AGREED = day("2021-05-20")


def put(buddy: Buddy | None, on: Any = CLOSED, *, alone: bool = False) -> Answer:
    """What a system's buddy says."""
    (reading,) = readings_of(RULE, "one")
    whole = None if alone else system(provider("RXX"), buddy=buddy)
    asking = Asking(year(), sent(), RULE.requirement, reading, on, system=whole)
    return ask(RULE.requirement.evidence["it"], asking)


def test_one_that_names_it_back() -> None:
    found = paper(put(Buddy("QBB", "Neighbours", AGREED, names="QAA")))
    assert (found.in_place, found.title) == (AGREED, "Neighbours")
    assert found.provenance.remarks == ()
    assert found.provenance.used[0].what == "buddy: Neighbours, agreed on 20 May 2021"


def test_without_its_file_that_is_remarked_and_does_not_decide() -> None:
    found = paper(put(Buddy("QBB", "Neighbours", AGREED)))
    assert found.provenance.remarks == ("Neighbours's own file was not there to compare.",)


@pytest.mark.parametrize(
    ("on", "expected"), [(OPEN, NoAnswerReason.NOT_DUE), (CLOSED, NoAnswerReason.FAILS)]
)
def test_no_system_is_its_own_buddy(on: Any, expected: NoAnswerReason) -> None:
    found = put(Buddy("QAA", "System QAA", AGREED, names="QAA"), on)
    assert why(found) == expected
    assert says(found) == "It names itself as its buddy. Name another system."


@pytest.mark.parametrize(("names", "who"), [("QCC", "QCC"), ("", "nobody")])
def test_where_it_names_another_people_must_settle_it(names: str, who: str) -> None:
    found = put(Buddy("QBB", "Neighbours", AGREED, names=names))
    assert why(found) == NoAnswerReason.UNCLEAR
    assert says(found) == (
        "It names Neighbours (QBB) as its buddy, and Neighbours's own file "
        f"names {who}. Settle it with them."
    )


@pytest.mark.parametrize("agreed", [None, day("2022-12-07")])
def test_a_buddy_that_is_not_agreed_by_the_day_is_missing(agreed: Any) -> None:
    found = put(Buddy("QBB", "Neighbours", agreed))
    assert why(found) == NoAnswerReason.MISSING
    assert says(found) == "Say in system.yaml when Neighbours was agreed as the buddy."


@pytest.mark.parametrize("alone", [True, False])
def test_no_buddy_is_missing(alone: bool) -> None:
    found = put(None, alone=alone)
    assert why(found) == NoAnswerReason.MISSING
    assert says(found) == "Name the buddy in system.yaml: its code, its name and the day."
    assert why(put(None, OPEN, alone=alone)) == NoAnswerReason.NOT_DUE
