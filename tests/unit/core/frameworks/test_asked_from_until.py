"""From when a duty is asked, until when, and what a duty taken back becomes."""

from typing import Any

import pytest

from mis_assessor.core.frameworks.bodies import lone_trust
from mis_assessor.core.verdicts import Verdict
from mis_assessor.engine.cage import Engine
from unit.core.frameworks.built import book, duty, finding, sent, verdicts, written

TRUST = lone_trust(sent())
BEGINS: dict[str, Any] = {"applies": {"from": "the day"}}
ENDS: dict[str, Any] = {"applies": {"until": "the day", "then": ["B", "C"]}}
ENDS_ALONE: dict[str, Any] = {"applies": {"until": "the day"}}
TAKEN_BACK: dict[str, Any] = {"applies": {"withdrawn": "the day", "until": "the day"}}
ASKED, OUT = Verdict.EVIDENCE_MISSING, Verdict.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("more", "before", "on", "after", "says"),
    [
        (BEGINS, OUT, ASKED, ASKED, "It is not asked on this day yet."),
        (ENDS, ASKED, OUT, OUT, "It is no longer asked. B and C took its place."),
        (ENDS_ALONE, ASKED, OUT, OUT, "It is no longer asked."),
        (TAKEN_BACK, ASKED, OUT, OUT, "It has been withdrawn."),
    ],
)
def test_the_day_before_the_day_and_the_day_after(
    engine: Engine, more: dict[str, Any], before: Verdict, on: Verdict, after: Verdict, says: str
) -> None:
    whole = book(duty(values={"the day": "2021-09-01"}, **more))
    days = ("2021-08-31", "2021-09-01", "2021-09-02")
    found = [verdicts(engine, whole, [TRUST], day)["RXX"]["A"] for day in days]
    assert found == [before, on, after]
    out = days[0] if before is OUT else days[1]
    assert finding(written(whole, TRUST, on=out), "A").finding.sentence == says


def test_a_successor_takes_over_on_the_very_day(engine: Engine) -> None:
    old = duty("A", values={"the day": "2021-09-01"}, applies={"until": "the day", "then": ["B"]})
    new = duty("B", values={"the day": "2021-09-01"}, applies={"from": "the day"})
    for day in ("2021-08-31", "2021-09-01", "2021-09-02"):
        found = verdicts(engine, book(old, new), [TRUST], day)["RXX"]
        assert sorted(found.values()) == [ASKED, OUT]


def test_the_day_may_differ_by_edition_and_may_not_be_loaded(engine: Engine) -> None:
    entries = [
        {"is": "2021-08-01", "status": "assumption", "editions": ["two"]},
        {"not loaded": "not seen", "status": "recalled-low", "editions": ["one"]},
    ]
    whole = book(duty(values={"the day": entries}, **ENDS))
    assert verdicts(engine, whole, [TRUST])["RXX"]["A"] is ASKED
    elsewhere = duty(values={"the day": entries[:1]}, **ENDS)
    assert verdicts(engine, book(elsewhere), [TRUST])["RXX"]["A"] is ASKED
