"""An assessment as canonical JSON: the same bytes for the same inputs, nothing rounded."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from types import MappingProxyType
from typing import Any

import pytest

from mis_assessor.core.assessment.assess import assess
from mis_assessor.core.assessment.assessment import Assessment, Milestone
from mis_assessor.core.assessment.canonical import (
    as_json,
    assessment_from,
    assessment_json,
    with_digest,
)
from mis_assessor.core.plain import plain
from mis_assessor.core.rules.in_words import Threshold, weakest
from mis_assessor.core.verdicts import Verdict
from reports.frameworks_sample import SYSTEM, result
from reports.sample import all_met, rich
from unit.core.asked import day, submission
from unit.core.books import book, every_action, rule, share_rule, stated


def made() -> Assessment:
    sent = submission(statements=[stated("posts funded")])
    rules = every_action(rule(), share_rule("MIS-Y4-SA1-U"))
    return assess(book(*rules), replace(sent, contribution=Decimal(410000)), day("2022-12-06"))


def as_read(assessment: Assessment) -> dict[str, Any]:
    whole: dict[str, Any] = json.loads(assessment_json(assessment))
    return whole


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (Verdict.NOT_MET, "not met"),
        (date(2022, 5, 6), "2022-05-06"),
        (datetime(2023, 2, 2, 12, 0, 1, tzinfo=UTC), "2023-02-02T12:00:01+00:00"),
        (Decimal("10000.5"), "10000.50"),
        (MappingProxyType({1: (Decimal(1), None)}), {"1": ["1.00", None]}),
        (0.5, 0.5),
        (["a", True, 3], ["a", True, 3]),
        (
            Milestone("Start", date(2022, 5, 6), "public"),
            {"title": "Start", "day": "2022-05-06", "status": "public"},
        ),
    ],
)
def test_money_days_and_words_are_written_one_way(value: Any, shown: Any) -> None:
    assert plain(value) == shown


def test_every_character_that_moves_the_screen_is_escaped_and_no_other() -> None:
    moving = [*range(0x7F, 0xA0), 0x61C, 0x200E, 0x200F, *range(0x2028, 0x202F)]
    moving += range(0x2066, 0x206A)
    for point in (*range(0x20, 0x2100), 0xFEFF, 0x1F600):
        escaped = f"\\u{point:04x}".encode() in as_json(f"a “{chr(point)}” é £")
        assert escaped is (point in moving), hex(point)


def test_the_same_assessment_has_the_same_bytes_sorted_and_ending_in_a_line() -> None:
    first, second = assessment_json(made()), assessment_json(made())
    assert first == second
    assert first.endswith(b"}\n")
    whole = as_read(made())
    assert list(whole) == sorted(whole)


def test_trust_outcome_and_edition_stand_together() -> None:
    whole = as_read(made())
    assert whole["trust"] == {"code": "RZ9", "name": "A trust"}
    assert whole["outcome"] == {"verdict": "evidence missing", "met": False}
    assert whole["edition"] == ["the edition"]
    assert whole["fund"]["contribution"] == "410000.00"


def test_a_finding_names_the_weakest_mark_behind_it() -> None:
    shown = {f["id"]: f for f in as_read(made())["findings"]}
    assert shown["MIS-Y4-SA1-U"]["status"] == "assumption"
    names = [t["name"] for t in shown["MIS-Y4-SA1-U"]["threshold"]]
    assert names == ["evidence end", "first day", "percent needed"]


def test_the_digest_is_of_everything_but_itself() -> None:
    once = with_digest(made())
    assert with_digest(once) == once
    assert once.digests.assessment in assessment_json(made()).decode()
    other = with_digest(replace(made(), trust_name="Another trust"))
    assert other.digests.assessment != once.digests.assessment


def test_the_weakest_mark_counts_and_no_value_has_none() -> None:
    def marked(*marks: str) -> str:
        return weakest(Threshold("n", "v", mark, "s", confirmed=False) for mark in marks)

    assert marked("seed", "recalled-high", "public") == "recalled-high"
    assert marked("recalled-low", "recalled-med") == "recalled-low"
    assert marked() == ""


@pytest.mark.parametrize("sample", [rich(), replace(all_met(), frameworks=(result(SYSTEM),))])
def test_an_assessment_reads_back_as_it_was(sample: Assessment) -> None:
    whole = with_digest(sample)
    assert assessment_from(assessment_json(whole)) == whole


@pytest.mark.parametrize("content", [b"[]", b"{", b"{}", b'{"trust": 1, "outcome": 2}'])
def test_what_is_no_assessment(content: bytes) -> None:
    with pytest.raises(ValueError):
        assessment_from(content)


def test_what_is_written_otherwise_is_not_taken() -> None:
    content = assessment_json(all_met())
    with pytest.raises(ValueError, match="as this program writes it"):
        assessment_from(content.replace(b"\n", b" "))
