"""A year begun from the last: examples move with the frame, and what is expected stays expected."""

from datetime import date

import pytest
from pydantic import ValidationError

from mis_assessor.core.rules.carried_over import (
    Move,
    move_between,
    moved,
    without_editions,
    without_pauses,
    years_on,
)
from mis_assessor.core.rules.requirement import Requirement
from mis_assessor.core.rules.rulebook import Rule
from mis_assessor.core.rules.values import Entry

END, AFTER = date(2025, 11, 30), date(2026, 12, 7)
TABLE = """case  | edition | on         | verdict
------+---------+------------+--------
early | 2025-04 | 2025-12-01 | met
late  | 2025-09 | 2025-12-01 | not met
any   |         | 2025-12-02 | paused
"""


def entry(**says: object) -> Entry:
    return Entry.model_validate({"status": "carried-over", **says})


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        ("2025-11-30", "2026-12-07"),
        ("2025-12-01", "2026-12-08"),
        ("2025-09", "2026-09"),
        ("2025-11-30 12:00:00", "2026-12-07 12:00:00"),
        ("2025-02-30", "2025-02-30"),
        ("749 of 1000", "749 of 1000"),
    ],
)
def test_a_day_stays_as_far_from_the_nearest_named_day(was: str, becomes: str) -> None:
    assert Move({END: AFTER}, 1).text(f"| {was} |") == f"| {becomes} |"


def test_the_nearer_of_two_named_days_carries_it() -> None:
    move = Move({END: AFTER, date(2026, 3, 3): date(2027, 3, 2)}, 1)
    assert move.day(date(2026, 3, 4)) == date(2027, 3, 3)
    assert move.day(date(2025, 12, 1)) == date(2026, 12, 8)


def test_without_named_days_a_day_is_some_years_on() -> None:
    assert Move({}, 3).day(date(2024, 2, 29)) == years_on(date(2024, 2, 29), 3) == date(2027, 2, 28)


def test_a_year_with_one_edition_keeps_the_rows_of_the_last() -> None:
    assert without_editions(TABLE, "2025-09").splitlines() == [
        "case  | on         | verdict",
        "------+------------+--------",
        "late  | 2025-12-01 | not met",
        "any   | 2025-12-02 | paused",
    ]
    assert without_editions("case | verdict\n", "2025-09") == "case | verdict\n"
    assert without_editions("", "2025-09") == ""


def test_a_year_that_knows_no_pause_has_no_paused_example() -> None:
    assert "paused" not in without_pauses(TABLE)
    assert without_pauses(TABLE).splitlines() == TABLE.splitlines()[:-1]


def test_what_is_expected_stands_in_for_what_is_not_loaded() -> None:
    one = entry(**{"not loaded": "to be read", "expected": "2026-11-30"})
    assert one.options == (None,)
    assert one.as_expected.options == (date(2026, 11, 30),)
    two = entry(**{"not loaded": "to be read", "expected": ["2026-11-30", "2027-03-03"]})
    assert two.as_expected.options == (date(2026, 11, 30), date(2027, 3, 3))
    known = entry(**{"is": "90%"})
    assert known.as_expected is known


def test_nothing_is_expected_of_a_value_that_is_held() -> None:
    with pytest.raises(ValidationError, match="“expected” stands beside “not loaded” only"):
        entry(**{"is": "2026-11-30", "expected": "2026-11-30"})


def rule(**values: list[dict[str, object]]) -> Rule:
    """A rule of which only the values matter."""
    typed = {
        name.replace("_", " "): tuple(entry(**one) for one in entries)
        for name, entries in values.items()
    }
    requirement = Requirement.model_construct(values={})  # type: ignore[call-arg]
    return Rule(requirement, 1, typed, "a.yaml")


LAST = rule(
    evidence_end=[{"is": "2025-11-30"}],
    audit_by=[{"readings": ["2025-11-30", "2026-03-03"]}],
    deadline=[{"is": "2026-03-03 12:00:00"}],
    share=[{"is": "90%"}],
)
EMPTY = {"not loaded": "to be read"}


def expected_of(now: Rule, name: str) -> object:
    return moved(now, LAST, move_between(LAST, now, 1)).values[name][-1].expected


def test_what_is_expected_follows_the_days_that_were_read() -> None:
    now = rule(
        evidence_end=[{"is": "2026-12-07"}],
        audit_by=[{**EMPTY, "expected": ["2026-11-30", "2027-03-03"]}],
        deadline=[{**EMPTY, "expected": "2027-03-03 12:00:00"}],
        share=[{**EMPTY, "expected": "90%"}],
        new_here=[{**EMPTY, "expected": "2026-05-05"}],
    )
    assert expected_of(now, "audit by") == (date(2026, 12, 7), date(2027, 3, 3))
    assert str(expected_of(now, "deadline")) == "2027-03-03 12:00:00+00:00"
    assert expected_of(now, "new here") == date(2026, 5, 5)
    assert str(getattr(expected_of(now, "share"), "written", "")) == "90%"
    assert expected_of(now, "evidence end") is None


def test_what_is_read_on_the_day_carries_its_time() -> None:
    now = rule(
        deadline=[{"is": "2027-03-02 12:00:00"}],
        audit_by=[{**EMPTY, "expected": ["2026-11-30", "2027-03-03"]}],
    )
    assert expected_of(now, "audit by") == (date(2026, 11, 30), date(2027, 3, 2))
