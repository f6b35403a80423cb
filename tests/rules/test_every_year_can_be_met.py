"""A careful trust can meet every year we decide, and one thing gone wrong shows where it is."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest

from generative.less import each_taken_away, raised
from mis_assessor.core.assessment.assessment import Assessment
from mis_assessor.core.deciding.position import Position, decide_position
from mis_assessor.core.evidence.submission import Submission
from mis_assessor.core.rules.rulebook import Rulebook
from mis_assessor.core.verdicts import Verdict
from mis_assessor.engine.cage import Engine
from mis_assessor.intake.read import read_submission
from mis_assessor.services.assess import Days, assess_submission
from mis_assessor.services.check_rules import checked_rulebook
from trust_year.folder import as_files
from trust_year.forms import RULES, tables
from trust_year.generator import invented
from trust_year.plans import as_asked
from trust_year.spoiling import Spoiling
from trust_year.spoilings import SPOILINGS
from trust_year.years import YEARS, SchemeYear

pytestmark = pytest.mark.uncounted

SEED, SIZE = 11, 0.25
TAKEN_AWAY = 8
LOADED = [pytest.param(year, id=f"year {year.number}") for year in YEARS]
SPOILED = [
    pytest.param(year, one, id=f"year {year.number}: {one.what}")
    for year in YEARS
    for one in SPOILINGS
    if year.number in one.by_year
]
PASSED_OVER = (Verdict.NOT_APPLICABLE, Verdict.PAUSED)


@cache
def rules_of(year: SchemeYear) -> Rulebook:
    """The checked rulebook of a year."""
    return checked_rulebook(RULES, year.number)


@cache
def compliant(year: SchemeYear) -> Submission:
    """The invented submission, written on the form of its year and read back."""
    with TemporaryDirectory() as folder:
        sent = invented(SEED, size=SIZE, plan=as_asked(year))
        for name, text in as_files(sent, on_the_form=True).items():
            file = Path(folder) / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text.encode())
        return read_submission(Path(folder), tables())


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    with Engine(jobs_a_worker=100_000) as engine:
        yield engine


def assessed(year: SchemeYear, sent: Submission, engine: Engine, days_later: int = 0) -> Assessment:
    """On the declaration day, or after it, by both evaluators."""
    on = year.declaration_day + timedelta(days=days_later)
    return assess_submission(rules_of(year), sent, Days(on=on), engine)


def not_holding(assessment: Assessment) -> dict[str, str]:
    """Requirements that were decided and do not hold, with their verdicts."""
    return {
        f.id: f.verdict.value
        for f in assessment.findings
        if not f.verdict.holds and f.verdict not in PASSED_OVER
    }


@pytest.mark.parametrize("year", LOADED)
def test_a_careful_trust_meets_all_ten_and_the_conditions(year: SchemeYear, engine: Engine) -> None:
    found = assessed(year, compliant(year), engine)
    assert not_holding(found) == {}
    assert {a.number: a.verdict for a in found.actions} == dict.fromkeys(range(1, 11), Verdict.MET)
    assert found.conditions.verdict is Verdict.MET
    assert found.verdict is Verdict.MET


@pytest.mark.parametrize("year", LOADED)
def test_people_judge_only_what_the_rules_leave_to_them(year: SchemeYear) -> None:
    sent = compliant(year)
    alone = decided(year, replace(sent, judgements=())).rolled.requirements
    left = {i for i, v in alone.items() if not v.holds and v not in PASSED_OVER}
    assert {j.requirement for j in sent.judgements} == left


@pytest.mark.parametrize(("year", "one"), SPOILED)
def test_one_thing_gone_wrong_is_noticed_where_it_belongs(
    year: SchemeYear, one: Spoiling, engine: Engine
) -> None:
    # The day after, when in every year nothing can be mended any more.
    spoiled = assessed(year, one.spoil(year, compliant(year)), engine, days_later=1)
    expected = [f"MIS-Y{year.number}-{i}" for i in one.by_year[year.number].split()]
    found = not_holding(spoiled)
    assert set(found) == set(expected)
    assert found[expected[0]] == one.verdict
    wrong = {a.number for a in (*spoiled.actions, spoiled.conditions) if not a.verdict.holds}
    assert wrong == {f.action for f in spoiled.findings if f.id in expected}
    assert not spoiled.verdict.holds


@pytest.mark.parametrize("year", LOADED)
def test_something_can_go_wrong_in_every_action(year: SchemeYear) -> None:
    spoilt = {
        id_.removeprefix("SA").partition("-")[0]
        for one in SPOILINGS
        for id_ in one.by_year.get(year.number, "").split()
    }
    assert {str(n) for n in range(1, 11)} <= spoilt
    assert "COND" in spoilt


@pytest.mark.parametrize("year", LOADED)
def test_what_is_taken_away_never_raises_a_verdict(year: SchemeYear) -> None:
    sent = compliant(year)
    spoilt = [one for one in SPOILINGS if year.number in one.by_year]
    chance = Random(year.number)
    less = list(each_taken_away(sent))
    for one in (None, chance.choice(spoilt)):
        whole = one.spoil(year, sent) if one else sent
        before = decided(year, whole)
        for what, _ in chance.sample(less, TAKEN_AWAY):
            rest = next((r for w, r in each_taken_away(whole) if w == what), whole)
            better = raised(before.rolled, decided(year, rest).rolled, closed=True)
            assert better == {}, f"without {what}, {one.what if one else 'nothing else wrong'}"


def decided(year: SchemeYear, sent: Submission) -> Position:
    return decide_position(rules_of(year), sent, year.declaration_day, sent.known_on)
