"""The values of a rule in an edition, once for each way the guidance can be read."""

from dataclasses import replace
from datetime import date
from typing import Any

from mis_assessor.core.rules.quantities import Share, Times
from mis_assessor.core.rules.readings import Reading, names_used, readings_of, written
from mis_assessor.core.rules.rulebook import Rule
from mis_assessor.core.rules.values import Entry, Status
from unit.core.asked import requirement

STATEMENT = {"statement": "posts funded", "answer": "yes or no"}


def rule(values: dict[str, Any], **more: Any) -> Rule:
    """A rule whose sentence mentions every value."""
    slots = ", ".join(f"<{name}>" for name in values)
    return requirement(STATEMENT, values, **{"asks": f"Is it so: {slots}?", **more})


def values(found: tuple[Reading, ...], *names: str) -> list[tuple[str, ...]]:
    """What each reading takes the named values to be."""
    return [tuple(written(reading.value(name)) for name in names) for reading in found]


def test_one_way_to_read_has_no_label() -> None:
    (only,) = readings_of(rule({"share": "90%"}), "one")
    assert only.label == ""
    share = only.value("share")
    assert isinstance(share, Share)
    assert share.written == "90%"


def test_every_way_is_combined_with_every_other() -> None:
    found = readings_of(rule({"share": ("80%", "90%"), "who": ("some", "all")}), "one")
    assert values(found, "share", "who") == [
        ("80%", "some"),
        ("80%", "all"),
        ("90%", "some"),
        ("90%", "all"),
    ]
    assert len({reading.label for reading in found}) == 4
    assert "80%" in found[0].label
    assert "some" in found[0].label


def test_only_the_values_a_requirement_mentions_are_read() -> None:
    silent = rule({"share": "90%", "aside": ("a", "b")}, asks="At least <share>.")
    assert names_used(silent.requirement, silent.values) == ("evidence end", "share")
    assert len(readings_of(silent, "one")) == 1


def test_a_value_that_is_not_loaded_is_known_by_name_and_lacking() -> None:
    (only,) = readings_of(rule({"share": None}), "one")
    assert only.knows("share")
    assert only.lacks("share")
    assert only.value("share") is None
    assert not only.lacks("anything else")
    assert not only.knows("anything else")


def test_all_of_them_and_none_need_no_entry() -> None:
    (only,) = readings_of(rule({}), "one")
    all_of_them, none = only.value("all of them"), only.value("none")
    assert isinstance(all_of_them, Share)
    assert all_of_them.of_one == 1
    assert isinstance(none, Times)
    assert none.number == 0


def test_a_value_can_change_with_the_day_of_the_act() -> None:
    dated = (
        Entry(is_="LMS", until=date(2022, 6, 30), status=Status.PUBLIC),
        Entry(is_="ICB", from_=date(2022, 7, 1), status=Status.PUBLIC),
    )
    changing = replace(rule({}, asks="Agreed by <body>."), values={"body": dated})
    (only,) = readings_of(changing, "one")
    assert only.value("body", date(2022, 6, 30)) == "LMS"
    assert only.value("body", date(2022, 7, 1)) == "ICB"
    assert only.value("body") is None


def test_values_are_written_as_the_rule_file_has_them() -> None:
    assert written(("midwives", "doctors")) == "midwives, doctors"
    assert written(None) == "not loaded"
    assert written(date(2022, 5, 6)) == "2022-05-06"
