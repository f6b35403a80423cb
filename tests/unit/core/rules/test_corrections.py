"""A correction changes one value wherever it is shared, says so, and voids with its value."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from mis_assessor.core.errors import RulebookWrong
from mis_assessor.core.rules.confirmations import fingerprint
from mis_assessor.core.rules.corrections import (
    Correction,
    as_kind,
    corrected,
    corrected_entry,
    without_effect,
)
from mis_assessor.core.rules.quantities import read_quantity
from mis_assessor.core.rules.rulebook import Rulebook
from mis_assessor.core.rules.values import Entry, Status
from mis_assessor.rulebook.check import local_marks
from mis_assessor.rulebook.corrections import (
    CORRECTIONS,
    corrected_here,
    read_corrections,
    write_corrections,
)
from mis_assessor.rulebook.what_people_read import LARGEST
from trust_year.forms import rulebook

OWN, SHARED = "MIS-Y7-SA1-C1", "MIS-Y7-SA8-2"


@pytest.fixture(scope="module")
def year_7() -> Rulebook:
    return rulebook(7)


def entry_of(book: Rulebook, requirement: str, name: str) -> Entry:
    rule = book.rule(requirement)
    assert rule is not None
    return rule.values[name][0]


def correction(book: Rulebook, requirement: str, name: str, *becomes: str) -> Correction:
    mark = fingerprint(name, entry_of(book, requirement, name))
    day = date(2026, 1, 5)
    return Correction(
        requirement, name, mark, "as it was", becomes, "A", day, "g.pdf", "7", "0" * 64
    )


def test_a_value_of_the_action_is_corrected_for_every_requirement_that_shares_it(
    year_7: Rulebook,
) -> None:
    now = corrected(year_7, [correction(year_7, SHARED, "percent needed", "85%")])
    for name in (SHARED, "MIS-Y7-SA8-4"):
        assert entry_of(now, name, "percent needed").is_ == read_quantity("85%")
    action = next(a for a in now.actions if a.number == 8)
    assert action.values["percent needed"][0].status is Status.CORRECTED_LOCALLY
    assert entry_of(now, OWN, "percent needed").is_ == read_quantity("95%")
    assert now.digest != year_7.digest


def test_a_value_of_the_year_is_corrected_in_its_frame(year_7: Rulebook) -> None:
    now = corrected(year_7, [correction(year_7, SHARED, "evidence end", "2025-12-01")])
    assert now.year.values["evidence end"][0].is_ == date(2025, 12, 1)


def test_a_requirements_own_value_is_corrected_for_it_alone(year_7: Rulebook) -> None:
    now = corrected(year_7, [correction(year_7, OWN, "percent needed", "90%")])
    assert entry_of(now, OWN, "percent needed").is_ == read_quantity("90%")
    assert entry_of(now, "MIS-Y7-SA1-B", "percent needed").is_ == read_quantity("95%")


def test_of_another_year_nothing_is_corrected(year_7: Rulebook) -> None:
    other = replace(correction(year_7, OWN, "percent needed", "90%"), requirement="MIS-Y6-SA1-B")
    assert corrected(year_7, [other]) is year_7
    assert without_effect(year_7, [other]) == ()


def test_a_correction_of_a_value_that_changed_has_no_effect_and_is_told(
    year_7: Rulebook, tmp_path: Path
) -> None:
    stale = replace(correction(year_7, OWN, "percent needed", "90%"), fingerprint="another")
    assert without_effect(year_7, [stale]) == (stale,)
    write_corrections(tmp_path, [stale])
    with pytest.raises(RulebookWrong, match="have another value now"):
        corrected_here(year_7, tmp_path)


def test_a_reader_who_gives_no_value_leaves_it_to_a_person() -> None:
    entry = Entry.model_validate({"is": "95%", "status": "recalled-high"})
    made = Correction("X", "n", "f", "95%", (), "Jo", date(2026, 1, 5), "g.pdf", "7", "0" * 64)
    found = corrected_entry(entry, made)
    assert (found.is_, found.status) == (None, Status.RECALLED_HIGH)
    assert found.not_loaded.startswith("Jo read g.pdf, page 7, on 5 January 2026")


def test_what_is_read_is_of_the_kind_of_what_it_replaces() -> None:
    share = Entry.model_validate({"is": "95%", "status": "recalled-high"})
    names = Entry.model_validate({"is": ["a", "b"], "status": "recalled-high"})
    unknown = Entry.model_validate({"not loaded": "why", "status": "recalled-low"})
    assert as_kind(share, ("90%",)) == read_quantity("90%")
    assert as_kind(names, ("a",)) == ("a",)
    assert as_kind(unknown, ("2 weeks",)) == read_quantity("2 weeks")
    assert as_kind(unknown, ("a", "b")) == ("a", "b")
    with pytest.raises(ValueError, match="is not written as"):
        as_kind(share, ("2 weeks",))


def test_a_file_of_another_kind_of_value_stops_the_rules(year_7: Rulebook, tmp_path: Path) -> None:
    write_corrections(tmp_path, [correction(year_7, OWN, "percent needed", "2 weeks")])
    with pytest.raises(RulebookWrong, match="is not written as"):
        corrected_here(year_7, tmp_path)


def test_the_file_is_read_strictly(tmp_path: Path) -> None:
    assert read_corrections(tmp_path) == ()
    path = tmp_path / CORRECTIONS
    path.write_text('[{"requirement": 1}]')
    with pytest.raises(RulebookWrong, match="Write it with"):
        read_corrections(tmp_path)
    with path.open("r+b") as file:
        file.truncate(LARGEST + 1)
    with pytest.raises(RulebookWrong, match="this large"):
        read_corrections(tmp_path)


def test_no_rule_file_may_call_itself_a_correction(year_7: Rulebook) -> None:
    now = corrected(year_7, [correction(year_7, OWN, "percent needed", "90%")])
    marked, clean = now.rule(OWN), now.rule("MIS-Y7-SA1-B")
    assert marked is not None and clean is not None
    assert len(list(local_marks(marked))) == 1
    assert list(local_marks(clean)) == []
