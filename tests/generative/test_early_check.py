"""The unofficial early check never changes a verdict, whatever the register holds."""

from dataclasses import replace
from datetime import date
from functools import cache
from random import Random

import pytest

from mis_assessor.core.assessment.assess import write_up
from mis_assessor.core.assessment.assessment import Assessment
from mis_assessor.core.cqim.remarks import MEASURES, with_early_check
from mis_assessor.core.deciding.position import decide_position
from mis_assessor.core.evidence.submission import Register, RegisterRow, Submission
from mis_assessor.core.rules.rulebook import Rulebook
from mis_assessor.reading.shipped import rules_folder
from mis_assessor.rulebook.cqim import read_cqim_rules
from trust_year.forms import rulebook
from trust_year.worlds import world

pytestmark = pytest.mark.uncounted

CQIM = read_cqim_rules(rules_folder())
VALUES = ("0", "1", "5", "40", "95", "100", "1000", "DNS", "*", "Low DQ", "Pass", "")


@cache
def year_4() -> Rulebook:
    return rulebook(4)


def measures(sent: Submission, chance: Random) -> Register:
    """Any figures for any tests; now and then of another trust, month or level."""
    rows = [
        RegisterRow(
            number,
            {
                "organisation code": chance.choice((sent.trust_code,) * 5 + ("RXX",)),
                "organisation level": chance.choice(("Provider",) * 5 + ("National",)),
                "reporting period start": date(2022, chance.choice((7, 7, 7, 7, 6)), 1),
                "indicator": chance.choice(tuple(CQIM.tests)),
                "currency": chance.choice(("Numerator", "Denominator", "Rate", "Result")),
                "value": chance.choice(VALUES),
            },
        )
        for number in range(2, chance.choice((2, 10, 400)))
    ]
    return Register(MEASURES, tuple(rows))


def assessed(sent: Submission) -> Assessment:
    assert sent.assessed_as_at is not None
    position = decide_position(year_4(), sent, sent.assessed_as_at, sent.known_on)
    return with_early_check(write_up(position, {}), position, CQIM)


def without_remarks(one: Assessment) -> Assessment:
    """All but remarks and the list of what was supplied."""
    findings = tuple(replace(finding, remarks=()) for finding in one.findings)
    return replace(one, findings=findings, remarks=(), evidence=())


@pytest.mark.parametrize("seed", range(12))
def test_adding_or_removing_the_register_changes_remarks_alone(seed: int) -> None:
    bare = world(seed)
    added = measures(bare, Random(seed))
    before = assessed(bare)
    after = assessed(replace(bare, registers={**bare.registers, MEASURES: added}))
    assert without_remarks(after) == without_remarks(before)
    assert {f.id for f in after.findings if f.remarks} - {"MIS-Y4-SA2-2"} <= {
        f.id for f in before.findings if f.remarks
    }
    assert after.remarks[: len(before.remarks)] == before.remarks
