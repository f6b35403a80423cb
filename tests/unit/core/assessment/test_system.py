"""A whole system: its trusts' schemes, its frameworks, and a digest over all of it."""

import hashlib
import json
from dataclasses import replace
from typing import Any

import pytest
from pydantic_core import to_json

from mis_assessor.core.assessment.made_with import MadeWith
from mis_assessor.core.assessment.system import (
    SchemeLine,
    SystemAssessment,
    scheme_line,
    sealed,
    system_json,
)
from mis_assessor.core.frameworks.bodies import bodies_of
from mis_assessor.core.rules.corrections import Correction
from mis_assessor.core.verdicts import Verdict
from reports.sample import rich
from unit.core.frameworks.built import ON, book, duty, fact, provider, sent, system, written

LINE = SchemeLine("R1", "Trust R1", "MIS year 3", "met", "recoverable", 10, "1" * 64)


def assessed(*facts: Any, **more: Any) -> SystemAssessment:
    """A system of one trust, by a duty of trusts and one that nobody has yet."""
    values = {"begin": "2022-01-01"}
    later = duty("B", values=values, applies={"from": "begin"}, **{"duty of": "LMS"})
    whole = system(provider("R1", sent(*facts, code="R1")))
    result = written(book(duty("A"), later), *bodies_of(whole))
    return SystemAssessment(
        **{
            "code": "QAA",
            "name": "System QAA",
            "on": ON,
            "known_on": ON,
            "schemes": (LINE,),
            "missing": (),
            "frameworks": (result,),
            "submission": "2" * 64,
            **more,
        }
    )


def test_it_is_met_where_every_scheme_and_every_duty_that_is_asked_holds() -> None:
    whole = assessed(fact())
    assert [b.verdict for b in whole.frameworks[0].bodies] == [Verdict.NOT_APPLICABLE, Verdict.MET]
    assert whole.met


@pytest.mark.parametrize(
    "spoiled",
    [
        assessed(),
        assessed(fact(), schemes=(LINE, replace(LINE, verdict="not met"))),
        assessed(fact(), missing=("Trust R2",)),
        assessed(fact(), frameworks=(), schemes=(replace(LINE, verdict="evidence missing"),)),
    ],
    ids=["a duty", "a scheme", "a trust that sent nothing", "only the scheme"],
)
def test_one_thing_that_does_not_hold_is_enough(spoiled: SystemAssessment) -> None:
    assert not spoiled.met


def test_the_digest_is_over_everything_but_itself() -> None:
    whole = sealed(assessed(fact()))
    assert sealed(whole) == whole
    read = json.loads(system_json(whole))
    bare = to_json({**read, "digest": ""}, indent=1) + b"\n"
    assert whole.digest == hashlib.sha256(bare).hexdigest()
    assert sealed(replace(whole, name="Another")).digest != whole.digest
    assert (read["digest"], read["on"], read["schemes"][0]["hold"]) == (
        whole.digest,
        "2021-09-01",
        10,
    )


def test_a_trusts_line_is_its_own_assessment() -> None:
    own = rich()
    line = scheme_line(own)
    assert (line.code, line.name) == (own.trust_code, own.trust_name)
    assert (line.verdict, line.fund) == (own.verdict.value, own.fund.status.value)
    assert line.hold == sum(a.verdict.holds for a in own.actions)
    assert line.digest == own.digests.assessment


def test_a_correction_that_was_used_is_in_it_and_in_its_digest() -> None:
    used = Correction(
        *("MIS-Y7-SA8-2", "share trained", "3" * 64, "90%", ("80%",), "A. Reader"),
        *(ON, "guidance.pdf", "12", "4" * 64),
    )
    plain, corrected = assessed(fact()), assessed(fact(), made_with=MadeWith(corrections=(used,)))
    assert "corrections" not in json.loads(system_json(plain))["made_with"]
    (told,) = json.loads(system_json(corrected))["made_with"]["corrections"]
    assert told["becomes"] == ["80%"]
    assert sealed(plain).digest != sealed(corrected).digest
