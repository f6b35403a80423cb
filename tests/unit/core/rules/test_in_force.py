"""Which edition governs, what is paused and what stands on a day."""

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from mis_assessor.core.errors import RulebookWrong
from mis_assessor.core.rules.in_force import (
    Standing,
    editions_in_force,
    governing,
    known_pauses,
    pause_on,
    standing_on,
)
from mis_assessor.core.rules.requirement import Requirement
from mis_assessor.core.rules.rulebook import Pause, SchemeYear
from unit.core.asked import day, requirement, year

STATEMENT = {"statement": "posts funded", "answer": "yes or no"}


def edition(name: str, start: str, **more: str) -> dict[str, str]:
    """An edition as scheme.yaml writes it."""
    return {
        "id": name,
        "title": f"edition of {name}",
        "in force from": start,
        "status": "public",
        "document": "this-project",
        **{heading.replace("_", " "): text for heading, text in more.items()},
    }


def with_editions(*editions: dict[str, str]) -> SchemeYear:
    """A year that was launched in August 2021, paused in winter, with these editions."""
    whole = year([("2021-12-23", "2022-05-05")]).model_dump(by_alias=True)
    return SchemeYear.model_validate(
        {**whole, "title": "Year 4", "launched": "2021-08-09", "editions": editions}
    )


def asked(in_a_pause: str) -> Requirement:
    """A requirement of the edition of May."""
    rule = requirement(STATEMENT, {}, applies={"editions": ["May"], "in a pause": in_a_pause})
    return rule.requirement


FOUND = with_editions(
    edition("October", "2021-10-12", not_loaded="what it changed is not known."),
    edition("May", "2022-05-06"),
    edition("autumn", "2022-10-01", or_as_late_as="2022-10-31"),
)


@pytest.mark.parametrize(
    ("on", "titles"),
    [
        ("2021-10-11", []),
        ("2021-10-12", ["October"]),
        ("2022-05-06", ["May"]),
        ("2022-09-30", ["May"]),
        ("2022-10-01", ["May", "autumn"]),
        ("2022-10-30", ["May", "autumn"]),
        ("2022-10-31", ["autumn"]),
    ],
)
def test_two_editions_may_be_in_force_only_while_the_day_of_the_newer_is_not_known(
    on: str, titles: list[str]
) -> None:
    assert [e.id for e in editions_in_force(FOUND, day(on))] == titles


def test_before_the_first_edition_there_is_nothing_to_decide_by() -> None:
    with pytest.raises(RulebookWrong) as raised:
        governing(FOUND, day("2021-08-09"))
    assert str(raised.value) == (
        "Year 4: no guidance was in force on 9 August 2021. It was launched on 9 August 2021."
    )


def test_an_edition_that_is_not_loaded_is_named_with_a_day_that_is() -> None:
    with pytest.raises(RulebookWrong) as raised:
        governing(FOUND, day("2021-11-01"))
    assert str(raised.value) == (
        "Year 4: the edition in force on 1 November 2021 (edition of October) is not loaded: "
        "what it changed is not known. Name a day with --known-on, for example 2022-05-06 "
        "for edition of May."
    )
    assert [e.id for e in governing(FOUND, day("2022-10-02"))] == ["May", "autumn"]


@pytest.mark.parametrize(
    ("on", "in_a_pause", "found"),
    [
        ("2022-05-05", "suspended", Standing.PAUSED),
        ("2022-05-05", "continues", Standing.STANDS),
        ("2022-05-05", "best effort", Standing.STANDS),
        ("2022-05-06", "suspended", Standing.STANDS),
        ("2021-12-22", "suspended", Standing.STANDS),
        ("2021-12-23", "suspended", Standing.PAUSED),
    ],
)
def test_a_pause_suspends_what_it_suspends_on_its_first_and_last_day(
    on: str, in_a_pause: str, found: Standing
) -> None:
    may = FOUND.editions[1]
    assert standing_on(FOUND, asked(in_a_pause), may, day(on)) is found


def test_without_an_edition_or_in_another_nothing_stands() -> None:
    october, _, autumn = FOUND.editions
    on, wanted = day("2022-11-01"), asked("continues")
    assert standing_on(FOUND, wanted, None, on) is Standing.NO_EDITION
    assert standing_on(FOUND, wanted, october, on) is Standing.NOT_LOADED
    assert standing_on(FOUND, wanted, autumn, on) is Standing.NOT_IN_EDITION


def test_a_pause_that_ends_before_it_begins_is_refused() -> None:
    written: dict[str, Any] = {
        **FOUND.pauses[0].model_dump(by_alias=True),
        "from": "2022-05-05",
        "to": "2022-05-04",
    }
    with pytest.raises(ValidationError, match="“to” is before “from”"):
        Pause.model_validate(written)
    one_day = Pause.model_validate({**written, "to": "2022-05-05"})
    assert one_day.holds_on(date(2022, 5, 5))
    assert pause_on(FOUND, date(2022, 5, 6)) is None


def test_a_pause_that_nobody_had_announced_is_not_known() -> None:
    paused = year(pauses=[("2022-02-01", "2022-03-31")])
    assert known_pauses(paused, day("2022-02-01")) is paused
    assert known_pauses(paused, day("2022-01-31")).pauses == ()
