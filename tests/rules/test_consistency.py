"""Whether a folder agrees with itself: every example, clean trusts, and folders that do not."""

import os
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

import pytest

from golden.assessed import ROOT, rulebook, sent
from mis_assessor.core.deciding.consistency import consistency_of
from mis_assessor.core.deciding.position import Position, decide_position
from mis_assessor.core.evidence.submission import (
    Cell,
    DocumentEvent,
    Judgement,
    RegisterRow,
    Submission,
)
from mis_assessor.core.rules.in_force import governing
from mis_assessor.core.rules.rulebook import Rulebook
from mis_assessor.core.verdicts import Verdict
from mis_assessor.engine.agree import agree
from mis_assessor.engine.cage import Engine
from mis_assessor.services.check_rules import tables_in
from mis_assessor.services.consistency_examples import ConsistencyResult, run_consistency_examples
from trust_year.generator import invented
from trust_year.plans import as_asked
from trust_year.years import YEARS, SchemeYear

SEEDS = range(int(os.environ.get("MIS_CLEAN_TRUSTS", "4")))
SIZES = (0.1, 1.0)
V = Verdict


@cache
def results(year: int) -> tuple[ConsistencyResult, ...]:
    return tuple(run_consistency_examples(rulebook(year), tables_in(ROOT / "rules")))


@pytest.mark.parametrize("year", [y.number for y in YEARS])
def test_every_example_finds_what_it_says(year: int) -> None:
    assert [f"{r.rule}: {r.sentence()}" for r in results(year) if not r.agrees] == []


def test_every_rule_shows_what_it_finds_and_what_it_lets_pass() -> None:
    shown = {(r.rule, bool(r.example.finds)) for year in YEARS for r in results(year.number)}
    rules = {rule.id for rule in rulebook(YEARS[-1].number).consistency}
    assert {rule for rule, found in shown if not found} == rules
    # What is declared is held against verdicts, which an example does not have.
    assert {rule for rule, found in shown if found} == rules - {"CON-PAP-4"}


def found_in(book: Rulebook, submission: Submission) -> list[str]:
    on = submission.assessed_as_at
    assert on is not None
    editions = governing(book.year, min(on, book.year.last_day))
    return [
        f"{f.id}: {one.sentence}"
        for f in consistency_of(book, submission, editions, on)
        for one in f.contradictions
    ]


@pytest.mark.parametrize("year", YEARS, ids=lambda year: f"year {year.number}")
def test_a_clean_trust_is_not_accused(year: SchemeYear) -> None:
    for seed in SEEDS:
        for size in SIZES:
            submission = invented(seed, size=size, plan=as_asked(year))
            assert found_in(rulebook(year.number), submission) == [], f"seed {seed}, size {size}"


# Folders that contradict themselves: the sample of Year 6 with one change.


def sample() -> Submission:
    return sent(ROOT / "evidence_samples" / "year-6-ten-of-ten")


def decided(submission: Submission) -> Position:
    assert submission.assessed_as_at is not None
    return decide_position(rulebook(6), submission, submission.assessed_as_at)


Rows = Callable[[RegisterRow], Mapping[str, Cell | None] | None]


def with_rows(name: str, change: Rows) -> Submission:
    """Each row with other cells; None takes the row away."""
    register = sample().registers[name]
    rows = []
    for row in register.rows:
        cells = change(row)
        if cells is not None:
            kept = {k: c for k, c in {**row.cells, **cells}.items() if c is not None}
            rows.append(replace(row, cells=kept))
    return replace(
        sample(), registers={**sample().registers, name: replace(register, rows=tuple(rows))}
    )


def without_group(word: str) -> Submission:
    return with_rows("staff", lambda r: None if word in str(r.cells["staff group"]) else {})


def no_deaths() -> Submission:
    deaths = replace(sample().registers["perinatal deaths"], rows=(), nothing_to_report=True)
    return replace(sample(), registers={**sample().registers, "perinatal deaths": deaths})


def _not_cooled(row: RegisterRow) -> Mapping[str, Cell | None]:
    if "actively cooled" not in str(row.cells.get("brain injury limb", "")):
        return {}
    gone = ("reported to HSIB or MNSI on", "reported to NHS Resolution on")
    no = {"qualifies for HSIB or MNSI": False, "qualifies for Early Notification": False}
    return {**dict.fromkeys(gone), **no}


def _two_years_back(row: RegisterRow) -> Mapping[str, Cell | None]:
    day = row.day("day the clock starts")
    assert day
    return {"day the clock starts": day.replace(year=day.year - 2)}


def checked_too_early() -> Submission:
    documents = tuple(
        replace(d, checked_on=date(2023, 1, 1)) if d.kind == "establishment report" else d
        for d in sample().documents
    )
    return replace(sample(), documents=documents)


def counted_more() -> Submission:
    return with_rows("outside totals", lambda r: {"count": int(str(r.cells["count"])) + 1})


def _a_day_later(event: DocumentEvent) -> DocumentEvent:
    later = event.on + timedelta(days=1)
    return replace(event, on=later) if event.by == "Trust Board" else event


def received_on_another_day() -> Submission:
    documents = tuple(
        replace(d, events=tuple(_a_day_later(e) for e in d.events))
        if d.kind == "PMRT quarterly report"
        else d
        for d in sample().documents
    )
    return replace(sample(), documents=documents)


def staff_misspelt() -> Submission:
    return with_rows("training attendance", lambda r: {"person": f"{r.cells['person']}9"})


CONTRADICTING: Mapping[str, tuple[Submission, str, str, Verdict]] = {
    "nobody in anaesthesia": (
        without_group("anaesthetic"), "CON-PEO-1", "MIS-Y6-SA8-3", V.EVIDENCE_MISSING,
    ),
    "nobody neonatal": (
        without_group("neonatal"), "CON-PEO-1", "MIS-Y6-SA8-4", V.EVIDENCE_MISSING,
    ),
    "deaths erased": (no_deaths(), "CON-TOT-5", "MIS-Y6-SA1-A", V.NEEDS_JUDGEMENT),
    "a year mistyped": (
        with_rows("perinatal deaths", _two_years_back),
        "CON-DAY-4", "MIS-Y6-SA1-A", V.NEEDS_JUDGEMENT,
    ),
    "cooled, and said not to qualify": (
        with_rows("qualifying incidents", _not_cooled),
        "CON-DEF-5", "MIS-Y6-SA10-A", V.NEEDS_JUDGEMENT,
    ),
    "checked before it was written": (
        checked_too_early(), "CON-DAY-8", "MIS-Y6-SA5-A", V.EVIDENCE_MISSING,
    ),
    "one more counted outside": (
        counted_more(), "CON-TOT-1", "MIS-Y6-SA1-A", V.NEEDS_JUDGEMENT,
    ),
    "received on a day without a meeting": (
        received_on_another_day(), "CON-DAY-14", "MIS-Y6-SA1-D1", V.NEEDS_JUDGEMENT,
    ),
    "trained people whom nobody knows": (
        staff_misspelt(), "CON-REF-1", "MIS-Y6-SA8-2", V.EVIDENCE_MISSING,
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CONTRADICTING)
def test_a_folder_that_contradicts_itself_is_not_met(case: str) -> None:
    submission, rule, requirement, verdict = CONTRADICTING[case]
    position = decided(submission)
    assert rule in {f.id for f in position.consistency if requirement in f.stopped}
    assert position.rolled.requirements[requirement] is verdict
    assert not position.rolled.outcome.holds
    sample_met = decided(sample()).rolled.requirements[requirement]
    assert sample_met is V.MET


def explained(rule: str, **more: object) -> Judgement:
    made = Judgement(
        rule, True, "Anselm Dunnockby", "non-executive champion", date(2025, 3, 3),
        "MBRRACE-UK counts a death of a neighbouring trust.", "D-001",
    )  # fmt: skip
    return replace(made, **more)  # type: ignore[arg-type]


OUTSIDE = ("CON-TOT-1", "CON-TOT-2", "CON-TOT-3", "CON-TOT-4")


def with_explanations(**more: object) -> Position:
    said = tuple(explained(rule, **more) for rule in OUTSIDE)
    submission = counted_more()
    return decided(replace(submission, judgements=(*submission.judgements, *said)))


def test_a_count_from_outside_that_is_there_twice_accuses_nobody() -> None:
    register = sample().registers["outside totals"]
    assert register.rows
    again = replace(register, rows=(*register.rows, *register.rows))
    twice = replace(sample(), registers={**sample().registers, "outside totals": again})
    found, once = (decided(submission).consistency for submission in (twice, sample()))
    assert [(f.id, f.stopped) for f in found] == [(f.id, f.stopped) for f in once]


def test_what_a_named_person_explains_stops_nothing_and_stays_printed() -> None:
    position = with_explanations()
    assert position.rolled.outcome is V.MET
    told = {f.id: f for f in position.consistency}
    assert set(told) == set(OUTSIDE)
    assert all(f.explained is not None and not f.open and f.stopped == () for f in told.values())


@pytest.mark.parametrize(
    "more",
    [
        {"reason": ""},
        {"met": False},
        {"evidence": "D-999"},
        {"on": date(2025, 3, 4)},
        {"until": date(2025, 3, 2)},
    ],
    ids=["no reason", "a person says it stands", "no such paper", "a day late", "run out"],
)
def test_an_explanation_must_be_complete(more: dict[str, object]) -> None:
    position = with_explanations(**more)
    assert position.rolled.requirements["MIS-Y6-SA1-A"] is V.NEEDS_JUDGEMENT


def test_what_facts_miss_is_never_made_better_by_a_contradiction() -> None:
    late = {"notified to MBRRACE-UK": date(2024, 12, 20)}
    submission = with_rows("perinatal deaths", lambda _: late)
    more = counted_more().registers["outside totals"]
    both = replace(submission, registers={**submission.registers, "outside totals": more})
    assert decided(both).rolled.requirements["MIS-Y6-SA1-A"] is V.NOT_MET


def test_a_no_of_the_board_beside_what_is_met_is_told() -> None:
    name = "MIS-Y6-SA1-A"
    position = decided(replace(sample(), declared={**sample().declared, name: "no"}))
    (told,) = position.consistency
    assert (told.id, told.requirements, told.stopped) == ("CON-PAP-4", (name,), ())


def test_before_the_last_day_a_silent_group_is_not_due_and_a_contradiction_stands() -> None:
    early = date(2024, 11, 29)
    position = decide_position(rulebook(6), without_group("anaesthetic"), early)
    stops = {
        stop.rule: stop.verdict
        for case in position.cases
        if case.rule.requirement.id == "MIS-Y6-SA8-3"
        for stop in case.stops
    }
    assert stops["CON-PEO-1"] is V.NOT_DUE_YET
    totals = decide_position(rulebook(6), counted_more(), early)
    assert totals.rolled.requirements["MIS-Y6-SA1-A"] is not V.MET


def test_both_evaluators_see_what_does_not_agree() -> None:
    with Engine() as engine:
        for submission, *_ in CONTRADICTING.values():
            found = decided(submission)
            rules = [case.rule for case in found.cases]
            result = engine.decide(found.cases, rules, found.money)
            agree(result, found.decided, found.rolled, found.recovery)
            stopped = [case for case in found.cases if case.stops]
            assert stopped
            for case in stopped:
                for stop in case.stops:
                    assert result.verdicts[stop.node(case.rule.requirement.id)] is stop.verdict
