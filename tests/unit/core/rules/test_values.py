"""Entries of a value: one thing said, how it is known, and for whom and when it holds."""

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from mis_assessor.core.rules.quantities import read_quantity
from mis_assessor.core.rules.values import Entry, Status, as_names, entries_in, entry_on

ONE_OF = "write one of “is”, “readings”, “not loaded” or “set locally”"


def entry(**written: Any) -> Entry:
    """An entry as a rule file writes it."""
    return Entry.model_validate({"status": "assumption", **written})


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ({}, ONE_OF),
        (
            {"is": "90%", "not loaded": "why"},
            "write one of “is”, “readings”, “not loaded” or “set locally”",
        ),
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


def test_only_what_somebody_saw_in_a_publication_is_confirmed() -> None:
    assert {s.value for s in Status if s.confirmed} == {"seed", "public", "corrected-locally"}


def strictest(*values: str, **more: Any) -> Entry:
    """An entry that takes the strictest of what several sources ask."""
    options = [
        {"is": value, "source": {"document": f"source-{n}"}} for n, value in enumerate(values)
    ]
    return entry(**{"strictest of": options, **more})


@pytest.mark.parametrize(
    ("values", "binding", "source"),
    [
        (("6 months", "3 months"), "3 months", "source-1"),
        (("3 years", "5 years"), "3 years", "source-0"),
        (("80%", "85%", "82%"), "85%", "source-1"),
        (("1/3", "33%"), "1/3", "source-0"),
        (("2 times", "3 times"), "3 times", "source-1"),
        (("2022-03-31", "2021-12-31"), "2021-12-31", "source-1"),
        (("90%",), "90%", "source-0"),
    ],
)
def test_the_strictest_of_several_sources_binds_and_is_cited(
    values: tuple[str, ...], binding: str, source: str
) -> None:
    found = strictest(*values)
    assert found.is_ == read_quantity(binding)
    assert found.source is not None
    assert found.source.document == source
    assert len(found.strictest_of) == len(values)
    assert strictest(*values, **{"is": binding}) == found


@pytest.mark.parametrize(
    ("values", "more", "why"),
    [
        (("6 months", "12 weeks"), {}, "“strictest of” needs values of one kind and unit"),
        (("80%", "3 times"), {}, "“strictest of” needs values of one kind and unit"),
        (("2022-03", "2022-04"), {}, "compares lengths, days, shares and times only"),
        ((), {}, "“strictest of” needs at least one value"),
        (("80%", "85%"), {"is": "80%"}, "write “is” or “strictest of”, not both"),
        (("80%", "85%"), {"not loaded": "why"}, ONE_OF),
    ],
)
def test_values_that_have_no_strictest(
    values: tuple[str, ...], more: dict[str, str], why: str
) -> None:
    with pytest.raises(ValidationError, match=why):
        strictest(*values, **more)


def test_strictest_of_needs_a_list() -> None:
    with pytest.raises(ValidationError, match="strictest of"):
        entry(**{"strictest of": "80%"})


def test_a_value_set_locally_is_empty_until_the_system_fills_it() -> None:
    assert entry(**{"set locally": "births in midwifery settings"}).options == (None,)
    with pytest.raises(ValidationError, match=ONE_OF):
        entry(**{"set locally": "births", "is": "24%"})


def test_names_of_nothing_are_none() -> None:
    assert as_names(None) == ()
    assert as_names(("a", "b")) == ("a", "b")
