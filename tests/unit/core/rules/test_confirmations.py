"""A value is confirmed as it stood: change it, and nobody has confirmed it."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from code_health.tree import ROOT
from mis_assessor.core.errors import RulebookWrong
from mis_assessor.core.rules.confirmations import (
    UNCONFIRMED,
    Confirmation,
    confirmed_by,
    confirmed_only,
    fingerprint,
    values_of,
)
from mis_assessor.core.rules.rulebook import Rulebook
from mis_assessor.core.rules.values import Entry, Status
from mis_assessor.rulebook.confirmations import read_confirmations, write_confirmations
from trust_year.forms import rulebook

RULES = ROOT / "rules"
NAME = "MIS-Y4-SA1-A-ii"


@pytest.fixture(scope="module")
def year_4() -> Rulebook:
    return rulebook(4)


def made(rulebook: Rulebook, value: str, requirement: str = NAME) -> Confirmation:
    """A confirmation of one value of a requirement as it stands."""
    rule = rulebook.rule(requirement)
    assert rule is not None
    entry = dict(values_of(rule))[value]
    mark = fingerprint(value, entry)
    return Confirmation(requirement, value, mark, "A", date(2026, 1, 1), "g.pdf", "7", "0" * 64)


def test_a_confirmation_stands_for_the_value_it_was_made_of(year_4: Rulebook) -> None:
    one = made(year_4, "percent needed")
    assert list(confirmed_by(year_4, [one])) == [(NAME, "percent needed", one.fingerprint)]


def test_a_changed_value_voids_its_confirmation(year_4: Rulebook) -> None:
    one = made(year_4, "percent needed")
    assert not confirmed_by(year_4, [replace(one, fingerprint="another")])
    was = Entry.model_validate({"is": "95%", "status": "recalled-high"})
    now = Entry.model_validate({"is": "96%", "status": "recalled-high"})
    later = Entry.model_validate({"is": "95%", "status": "recalled-high", "editions": ["x"]})
    marks = {fingerprint("percent needed", entry) for entry in (was, now, later)}
    assert len(marks) == 3


def test_another_requirement_with_the_same_number_is_not_confirmed_by_it(
    year_4: Rulebook,
) -> None:
    one = made(year_4, "percent needed")
    assert {key[0] for key in confirmed_by(year_4, [one])} == {NAME}


def test_a_value_of_the_year_is_confirmed_for_all_it_serves(year_4: Rulebook) -> None:
    found = confirmed_by(year_4, [made(year_4, "evidence end")])
    assert len(found) > 50
    assert {key[1] for key in found} == {"evidence end"}


def test_our_own_choices_are_not_for_confirming(year_4: Rulebook) -> None:
    rule = year_4.rule("MIS-Y4-SA1-D")
    assert rule is not None
    assert "longest gap" not in dict(values_of(rule))


def test_confirmed_only_leaves_the_rest_to_a_person() -> None:
    year_5, name = rulebook(5), "MIS-Y5-SA1-C1"
    one = made(year_5, "percent needed", name)
    strict = confirmed_only(year_5, [one]).rule(name)
    assert strict is not None
    (kept,), (taken,) = strict.values["percent needed"], strict.values["time allowed"]
    assert kept.is_ is not None
    assert (taken.is_, taken.not_loaded) == (None, UNCONFIRMED)
    (choice,) = strict.values["who counts"]
    assert choice.status is Status.ASSUMPTION
    assert choice.readings


def test_confirmed_only_takes_out_what_follows_from_memory_and_keeps_what_a_copy_prints(
    year_4: Rulebook,
) -> None:
    strict = confirmed_only(year_4, [])
    plan, started = strict.rule("MIS-Y4-SA8-A"), strict.rule(NAME)
    assert plan is not None and started is not None
    (derived,) = plan.values["plan ends"]
    assert (derived.status, derived.not_loaded) == (Status.DERIVED, UNCONFIRMED)
    recalled, copied = started.values["percent needed"]
    assert (recalled.is_, copied.status) == (None, Status.PUBLIC_SECONDARY)
    assert copied.is_ is not None


def test_the_file_comes_back_as_it_was_written(tmp_path: Path, year_4: Rulebook) -> None:
    path = tmp_path / "confirmations.json"
    assert read_confirmations(path) == ()
    both = (made(year_4, "time allowed"), made(year_4, "percent needed"))
    write_confirmations(path, (*both, *both))
    assert read_confirmations(path) == tuple(sorted(both))
    before = path.read_bytes()
    write_confirmations(path, reversed(both))
    assert path.read_bytes() == before


@pytest.mark.parametrize("text", ["", "{}", '[{"requirement": 1}]', "[" * 5000])
def test_a_file_that_cannot_be_read_says_what_to_do(tmp_path: Path, text: str) -> None:
    path = tmp_path / "confirmations.json"
    path.write_text(text)
    with pytest.raises(RulebookWrong, match="Write it with “mis rules confirm”"):
        read_confirmations(path)


def test_a_file_too_large_to_be_right(tmp_path: Path) -> None:
    path = tmp_path / "confirmations.json"
    with path.open("wb") as file:
        file.truncate(5_000_001)
    with pytest.raises(RulebookWrong, match="a file this large cannot be right"):
        read_confirmations(path)
