"""What must hold of every submission, tried on invented trust-years and on invented rows."""

import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generative.less import all_verdicts, each_taken_away, in_another_order, raised
from mis_assessor.core.deciding.position import Position, decide_position
from mis_assessor.core.evidence.submission import Cell, Register, RegisterRow, Submission
from mis_assessor.core.rules.calendar import after
from mis_assessor.core.rules.quantities import Length
from mis_assessor.core.verdicts import Verdict
from mis_assessor.engine.agree import agree
from mis_assessor.engine.cage import Engine
from trust_year.forms import rulebook
from trust_year.worlds import world
from unit.core.asked import submission

pytestmark = pytest.mark.uncounted

WORLDS = max(4, int(os.environ.get("MIS_WORLDS", "400")) // 10)
"""A world is a whole trust-year: dearer than the small ones of the other module."""
TAKEN_AWAY = 8
BATCHES = 4
FIRST, LAST = date(2022, 5, 6), date(2022, 12, 5)
SEVEN_WORKING_DAYS = Length(7, "working days", "7 working days")
DAYS = st.integers(min_value=0, max_value=240)


YEAR_4 = rulebook(4)


def decided(sent: Submission) -> Position:
    """The position on the days the submission names."""
    assert sent.assessed_as_at is not None
    return decide_position(YEAR_4, sent, sent.assessed_as_at, sent.known_on)


@cache
def stands(seed: int) -> tuple[Submission, Position]:
    """A world and how it stands: worked out once for the tests, which change neither."""
    sent = world(seed)
    return sent, decided(sent)


def worlds(batch: int) -> Iterator[tuple[int, Submission, Position]]:
    """Every fourth world, by its number."""
    return ((seed, *stands(seed)) for seed in range(batch, WORLDS, BATCHES))


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    with Engine(jobs_a_worker=100_000) as engine:
        yield engine


@pytest.mark.parametrize("batch", range(BATCHES))
def test_both_evaluators_agree_on_every_trust_year(engine: Engine, batch: int) -> None:
    for _, _, found in worlds(batch):
        rules = [case.rule for case in found.cases]
        result = engine.decide(found.cases, rules, found.money)
        agree(result, found.decided, found.rolled, found.recovery)


@pytest.mark.parametrize("batch", range(BATCHES))
def test_what_is_taken_away_never_makes_a_verdict_better(batch: int) -> None:
    for seed, sent, before in worlds(batch):
        closed = before.on > YEAR_4.year.last_day
        less = list(each_taken_away(sent))
        for what, rest in Random(seed).sample(less, min(TAKEN_AWAY, len(less))):
            better = raised(before.rolled, decided(rest).rolled, closed)
            assert better == {}, f"world {seed} without {what}"


@pytest.mark.parametrize("batch", range(BATCHES))
def test_the_order_of_rows_files_and_lines_never_matters(batch: int) -> None:
    for seed, sent, one in worlds(batch):
        other = decided(in_another_order(sent, Random(seed)))
        assert one.decided == other.decided, f"world {seed}"
        assert one.rolled == other.rolled, f"world {seed}"
        assert one.recovery is other.recovery, f"world {seed}"


@pytest.mark.parametrize("batch", range(BATCHES))
def test_what_a_pause_suspends_is_never_not_met_in_it(batch: int) -> None:
    (pause,) = YEAR_4.year.pauses
    suspended = {
        rule.requirement.id
        for rule in YEAR_4.rules
        if rule.requirement.applies.in_a_pause == "suspended"
    }
    for seed, sent, _ in worlds(batch):
        day = pause.from_ + timedelta(days=Random(seed).randint(0, (pause.to - pause.from_).days))
        found = decided(replace(sent, assessed_as_at=day, known_on=FIRST))
        verdicts = all_verdicts(found.rolled)
        shown = {verdicts[name] for name in suspended if name in verdicts}
        assert shown <= {Verdict.PAUSED, Verdict.NOT_APPLICABLE}, f"world {seed}"
        assert found.rolled.outcome is not Verdict.MET


def _death(number: int, start: int, later: int | None) -> dict[str, Cell]:
    died = FIRST + timedelta(days=start)
    row: dict[str, Cell] = {
        "case": f"P{number}",
        "day the clock starts": died,
        "eligible for notification": True,
    }
    if later is not None:
        row["notified to MBRRACE-UK"] = died + timedelta(days=later)
    return row


def notified(deaths: list[tuple[int, int | None]], on: date) -> Verdict:
    """The verdict on notifications, of which every one must be in time."""
    rows = tuple(
        RegisterRow(n, _death(n, start, later)) for n, (start, later) in enumerate(deaths, 2)
    )
    register = Register(
        "perinatal deaths",
        rows,
        covers_from=FIRST,
        covers_to=LAST,
        complete_to=date(2023, 2, 2),
        nothing_to_report=not rows,
        checked_by="C. Hecker",
        checked_on=FIRST,
    )
    rule = YEAR_4.rule("MIS-Y4-SA1-A-i-N")
    assert rule is not None
    alone = replace(YEAR_4, rules=(rule,))
    return decide_position(alone, submission(register), on, FIRST).decided[0].verdict


@given(
    deaths=st.lists(st.tuples(DAYS, st.none() | st.integers(0, 20)), max_size=6),
    on=DAYS,
    later=DAYS,
)
@settings(max_examples=300, deadline=None)
def test_what_was_late_stays_late_however_much_is_known_later(
    deaths: list[tuple[int, int | None]], on: int, later: int
) -> None:
    first = FIRST + timedelta(days=on)
    if notified(deaths, first) is Verdict.NOT_MET:
        assert notified(deaths, first + timedelta(days=later)) is Verdict.NOT_MET


@given(deaths=st.lists(st.tuples(DAYS, st.none() | st.integers(0, 20)), max_size=6), on=DAYS)
@settings(max_examples=150, deadline=None)
def test_met_is_never_said_while_a_death_of_that_day_would_fall_due(
    deaths: list[tuple[int, int | None]], on: int
) -> None:
    day = FIRST + timedelta(days=on)
    if notified(deaths, day) is Verdict.MET:
        assert after(day, SEVEN_WORKING_DAYS) > LAST
