"""Entries of a value: one thing said, how it is known, and for whom and when it holds."""

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from mis_assessor.core.values import Entry, Status, as_names, entries_in, entry_on


def entry(**written: Any) -> Entry:
    """An entry as a rule file writes it."""
    return Entry.model_validate({"status": "assumption", **written})


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ({}, "write one of “is”, “readings” or “not loaded”"),
        ({"is": "90%", "not loaded": "why"}, "write one of “is”, “readings” or “not loaded”"),
        ({"is": "90%", "readings": ["80%", "90%"]}, "write one of “is”"),
        (
            {"is": "90%", "status": "recalled-low"},
            "a “recalled-low” value ships empty: write “not loaded” and why",
        ),
        ({"readings": ["90%"]}, "“readings” needs at least two"),
        ({"is": "90"}, "“90” needs a unit"),
    ],
)
def test_an_entry_says_one_thing(written: dict[str, Any], why: str) -> None:
    with pytest.raises(ValidationError, match=why):
        entry(**written)


def test_a_list_is_names_and_an_unloaded_value_is_nothing() -> None:
    assert entry(**{"is": ["midwives", "doctors"]}).options == (("midwives", "doctors"),)
    assert entry(**{"readings": ["a", "b"]}).options == ("a", "b")
    low = entry(**{"not loaded": "not seen", "status": "recalled-low"})
    assert low.options == (None,)


def test_entries_belong_to_the_editions_they_name_or_to_all() -> None:
    may, every = entry(**{"is": "90%", "editions": ["may"]}), entry(**{"is": "80%"})
    assert entries_in((may, every), "may") == (may, every)
    assert entries_in((may, every), "october") == (every,)


@pytest.mark.parametrize(
    ("day", "found"),
    [
        ("2022-06-30", "LMS"),
        ("2022-07-01", "ICB"),
        ("2022-12-31", "ICB"),
        ("2023-01-01", None),
    ],
)
def test_the_day_of_the_act_chooses_between_dated_entries(day: str, found: str | None) -> None:
    entries = (
        entry(**{"is": "LMS", "until": "2022-06-30"}),
        entry(**{"is": "ICB", "from": "2022-07-01", "until": "2022-12-31"}),
    )
    held = entry_on(entries, date.fromisoformat(day))
    assert (held.is_ if held else None) == found
    assert entry_on(entries, None) is None


def test_only_what_was_seen_in_a_publication_is_confirmed() -> None:
    assert {s.value for s in Status if s.confirmed} == {"seed", "public", "derived"}


def test_names_of_nothing_are_none() -> None:
    assert as_names(None) == ()
    assert as_names(("a", "b")) == ("a", "b")
