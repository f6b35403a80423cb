"""Numbers the guidance leaves to the system: from system.yaml, by the day, never guessed."""

from typing import Any

import pytest

from mis_assessor.core.evidence.submission import Register
from mis_assessor.core.evidence.system import Ambition, System
from mis_assessor.core.frameworks.bodies import ambitions_asked, bodies_of, lone_trust, set_locally
from mis_assessor.core.rules.quantities import read_quantity
from mis_assessor.core.verdicts import Verdict
from mis_assessor.engine.cage import Engine
from unit.core.asked import day, register
from unit.core.frameworks.built import (
    book,
    duty,
    finding,
    of_system,
    provider,
    sent,
    system,
    verdicts,
    written,
)

RULE: dict[str, Any] = {
    "duty of": "LMS",
    "values": {"needed": [{"set locally": "births at home", "status": "assumption"}]},
    "evidence": {"it": {"register": "rates", "answer": "share of totals"}},
    "met when": {"it": {"is at least": "needed"}},
}
ON = "2023-01-01"


def rates() -> dict[str, Register]:
    """A quarter of the births."""
    return {"rates": register("rates", {"numerator": 25, "denominator": 100})}


def with_ambition(value: str | None, on: str = "2022-01-01") -> System:
    """A system that set an ambition on a day, or none."""
    set_ = (
        (Ambition("births at home", read_quantity(value), "LMS Board", day(on)),) if value else ()
    )
    own = sent(code="QAA", registers=rates())
    return system(provider("R1"), evidence=own, ambitions=set_)


@pytest.mark.parametrize(
    ("value", "expected"),
    [("24%", Verdict.MET), ("25%", Verdict.MET), ("25.1%", Verdict.NOT_MET)],
)
def test_the_systems_own_number_decides(engine: Engine, value: str, expected: Verdict) -> None:
    assert of_system(engine, duty("A", **RULE), with_ambition(value), ON) is expected


@pytest.mark.parametrize(
    ("set_on", "expected"), [(ON, Verdict.MET), ("2023-01-02", Verdict.EVIDENCE_MISSING)]
)
def test_one_set_after_the_assessment_day_is_not_known_yet(
    engine: Engine, set_on: str, expected: Verdict
) -> None:
    assert of_system(engine, duty("A", **RULE), with_ambition("24%", set_on), ON) is expected


def test_without_it_evidence_is_missing_and_the_sentence_says_where_to_write_it(
    engine: Engine,
) -> None:
    rule = duty("A", **RULE)
    assert of_system(engine, rule, with_ambition(None), ON) is Verdict.EVIDENCE_MISSING
    told = finding(written(book(rule), *bodies_of(with_ambition(None)), on=ON), "A").finding
    assert told.sentence == "Set in system.yaml, under “local ambitions”: births at home."
    lone = duty("A", **{**RULE, "duty of": "trust"})
    alone = lone_trust(sent(registers=rates()))
    found = verdicts(engine, book(lone), [alone], ON)["RXX"]["A"]
    assert found is Verdict.EVIDENCE_MISSING


def test_what_is_not_asked_is_not_missing_either(engine: Engine) -> None:
    values = {**RULE["values"], "begin": "2023-06-01"}
    rule = duty("A", **{**RULE, "values": values, "applies": {"from": "begin"}})
    assert of_system(engine, rule, with_ambition(None), ON) is Verdict.NOT_APPLICABLE


def test_only_what_is_left_to_the_system_is_filled() -> None:
    plain = duty("A", values={"needed": "24%"})
    set_ = {"births at home": read_quantity("30%")}
    assert set_locally(plain, set_) == (plain, ())
    editions = [
        {"set locally": "births at home", "status": "assumption", "editions": ["one"]},
        {"is": "20%", "status": "assumption", "editions": ["two"]},
    ]
    mixed = duty("A", **{**RULE, "values": {"needed": editions}})
    assert ambitions_asked(mixed) == ("births at home",)
    filled, lacking = set_locally(mixed, set_)
    assert lacking == ()
    assert [e.is_ for e in filled.values["needed"]] == [read_quantity("30%"), read_quantity("20%")]
    assert set_locally(mixed, {})[1] == ("births at home",)
