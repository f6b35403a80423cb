"""What changed between two editions: added, removed, stricter, looser, moved."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from code_health.tree import ROOT
from mis_assessor.core.rules.changes import Change, changes, partners
from mis_assessor.core.rules.rulebook import Edition, Rule, Rulebook
from mis_assessor.rulebook.consistency import CONSISTENCY, read_consistency
from mis_assessor.rulebook.rule_files import RuleFiles
from unit.core.asked import requirement, year

EDITION: Edition = year().editions[0]


def book(*rules: Rule) -> tuple[Rulebook, Edition]:
    """A rulebook with these rules and its only edition."""
    return Rulebook(year(), (), rules, {}, ""), EDITION


def rule(
    name: str = "MIS-Y4-SA1-A",
    values: Mapping[str, Any] | None = None,
    written_in: Any = None,
    **more: Any,
) -> Rule:
    """A requirement about a share of cases."""
    question = more.pop("question", {"register": "things", "answer": "share of cases"})
    test = more.pop("met", {"it": {"is at least": "limit"}})
    made = requirement(
        question, values or {"limit": "60%"}, **{"met when": test, "id": name, **more}
    )
    return Rule(made.requirement, 1, made.values, "a file", written_in or {})


def kinds(found: tuple[Change, ...]) -> list[tuple[str, str]]:
    """Each change as kind and words."""
    return [(change.kind, change.what) for change in found]


def test_nothing_changed() -> None:
    assert changes(book(rule()), book(rule("MIS-Y5-SA1-A"))) == ()


def test_a_higher_share_is_stricter_and_a_lower_one_looser() -> None:
    low, high = book(rule()), book(rule("MIS-Y5-SA1-A", {"limit": "75%"}))
    assert kinds(changes(low, high)) == [("stricter", "limit: 60% → 75%")]
    assert kinds(changes(high, low)) == [("looser", "limit: 75% → 60%")]


def test_a_longer_time_allowed_is_looser_and_more_times_are_stricter() -> None:
    gaps = {"documents": {"kind": "k"}, "between": {"from": "a", "to": "a"}, "answer": "documents"}
    days = {"a": "2022-06-01"}

    def gap(length: str) -> tuple[Rulebook, Edition]:
        met = {"it": {"gaps at most": "g", "counted by": "dated"}}
        return book(rule(question=gaps, met=met, values={**days, "g": length}))

    def times(number: str) -> tuple[Rulebook, Edition]:
        met = {"it": {"happens at least": "n", "counted by": "dated"}}
        return book(rule(question=gaps, met=met, values={**days, "n": number}))

    assert kinds(changes(gap("2 months"), gap("3 months")))[0][0] == "looser"
    assert kinds(changes(gap("2 months"), gap("9 weeks")))[0][0] == "changed"
    assert kinds(changes(times("2 times"), times("3 times")))[0][0] == "stricter"


def test_a_date_moves_and_a_value_is_taken_out() -> None:
    def until(value: str | None) -> tuple[Rulebook, Edition]:
        return book(rule(values={"limit": "60%", "last day": value}, **{"due by": "last day"}))

    moved = changes(until("2022-10-31"), until("2022-11-30"))
    assert kinds(moved) == [("moved date", "last day: 31 October 2022 → 30 November 2022")]
    gone = changes(until("2022-10-31"), until(None))
    assert kinds(gone) == [("changed", "last day: 31 October 2022 → not loaded")]


def test_added_and_removed_with_what_is_newly_needed() -> None:
    new = rule("MIS-Y5-SA1-B", question={"statement": "s", "answer": "yes or no"})
    found = changes(book(rule()), book(new))
    assert [(c.kind, c.requirement, c.newly_needs) for c in found] == [
        ("added", "MIS-Y5-SA1-B", ("statement: s",)),
        ("removed", "MIS-Y4-SA1-A", ()),
    ]


@pytest.mark.parametrize(
    ("question", "needs"),
    [
        ({"documents": {"kind": "plan"}, "answer": "document"}, ("document: plan",)),
        ({"register": "others", "answer": "share of cases"}, ("register: others",)),
        (
            {
                "people": "staff",
                "in post on": "evidence end",
                "trained in": "training attendance",
                "day": "attended on",
                "window": {
                    "lasts": "limit",
                    "anywhere from": "limit",
                    "to": "limit",
                    "chosen": "w",
                    "reach": "limit",
                },
                "answer": "share of people",
            },
            ("register: staff", "register: training attendance"),
        ),
    ],
)
def test_other_evidence_is_a_change(question: Mapping[str, Any], needs: tuple[str, ...]) -> None:
    (found,) = changes(book(rule()), book(rule(question=question)))
    assert (found.kind, found.newly_needs) == ("changed", needs)
    assert found.what == "Its words changed."


def test_another_way_of_deciding_is_a_change() -> None:
    met = {"any of": [{"it": {"is at least": "limit"}}, {"a person confirms": "It is so."}]}
    (found,) = changes(book(rule()), book(rule(met=met)))
    assert (found.kind, found.what) == ("changed", "The way it is decided changed.")


def test_values_are_found_wherever_they_stand_in_a_condition() -> None:
    inner = {"it": {"is at least": "limit"}}
    shapes: list[dict[str, Any]] = [
        {"all of": [inner, {"a person confirms": "It is so."}]},
        {"readings": {"one": inner, "other": inner}},
        {"standard": inner, "alternative": inner},
    ]
    for met in shapes:
        low, high = book(rule(met=met)), book(rule(met=met, values={"limit": "75%"}))
        assert kinds(changes(low, high)) == [("stricter", "limit: 60% → 75%")]


def test_a_rule_is_compared_with_what_it_says_it_is_the_same_as() -> None:
    taken = rule("MIS-Y5-SA1-Z", {"limit": "75%"}, {"asks": "MIS-Y4-SA1-A"})
    assert dict(partners(book(rule()), book(taken))) == {"MIS-Y5-SA1-Z": "MIS-Y4-SA1-A"}
    assert kinds(changes(book(rule()), book(taken))) == [("stricter", "limit: 60% → 75%")]


def test_a_value_of_one_edition_only_is_no_change_of_a_value() -> None:
    more = {"limit": "60%", "kept": "a word"}
    aside, told = book(rule(values=more, asks="<kept>")), book(rule())
    assert kinds(changes(told, aside)) == [("changed", "Its words changed.")]


def test_what_must_agree_came_went_or_changed() -> None:
    old, edition = book()
    one, two, three = read_consistency(RuleFiles(ROOT / "rules"), ROOT / "rules" / CONSISTENCY)[:3]
    other = two.model_copy(update={"asks": "Something else."})
    before = replace(old, consistency=(one, two))
    after = replace(old, consistency=(other, three))
    found = changes((before, edition), (after, edition))
    assert [(c.kind, c.requirement) for c in found] == [
        ("changed", two.id), ("added", three.id), ("removed", one.id),
    ]  # fmt: skip
    assert changes((before, edition), (before, edition)) == ()
