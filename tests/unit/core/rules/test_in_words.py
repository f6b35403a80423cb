"""Values where a sentence names them: dated ones with their days, local ones as local."""

from typing import Any

import pytest

from mis_assessor.core.rules.in_words import Threshold, fill, weakest
from mis_assessor.core.rules.readings import readings_of
from mis_assessor.core.rules.requirement import Requirement
from mis_assessor.core.rules.rulebook import Rule
from mis_assessor.core.rules.values import Status
from unit.core.asked import requirement

STATEMENT = {"statement": "posts funded", "answer": "yes or no"}


def filled(*entries: dict[str, Any]) -> str:
    """The sentence “Asked: <it>.” with a value of these entries."""
    written = requirement(STATEMENT, {}, asks="Asked: <it>.").requirement.model_dump(by_alias=True)
    values = {**written["values"], "it": [{"status": "assumption", **e} for e in entries]}
    found = Requirement.model_validate({**written, "values": values})
    (reading,) = readings_of(Rule(found, 1, found.values, "a file"), "one")
    return fill(found.asks, reading)


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        (({"is": "90%"},), "Asked: 90%."),
        (
            ({"is": "the LMS", "until": "2022-06-30"}, {"is": "the ICB", "from": "2022-07-01"}),
            "Asked: the LMS (until 30 June 2022) or the ICB (from 1 July 2022).",
        ),
        (
            ({"is": "90%", "from": "2022-01-01", "until": "2022-06-30"},),
            "Asked: 90% (from 1 January 2022 until 30 June 2022).",
        ),
        (({"set locally": "our share"},), "Asked: (our share: set locally)."),
        (({"not loaded": "unknown", "status": "recalled-low"},), "Asked: (it: not loaded)."),
    ],
)
def test_a_sentence_says_what_is_held_and_what_is_not(
    entries: tuple[dict[str, Any], ...], expected: str
) -> None:
    assert filled(*entries) == expected


def test_a_copy_is_known_better_than_memory_and_less_than_the_document() -> None:
    def of(*marks: Status) -> str:
        return weakest(Threshold("it", "90%", mark.value, "", False) for mark in marks)

    assert of(Status.PUBLIC_SECONDARY, Status.RECALLED_HIGH) == "recalled-high"
    assert of(Status.PUBLIC_SECONDARY, Status.PUBLIC, Status.SEED) == "public-secondary"
    assert of(Status.DERIVED, Status.PUBLIC_SECONDARY) == "derived"
