"""A clock that runs on a day is not lost on it, and is lost the day after its last safe day.

“Nothing is done” means: the same folder, its registers kept up to date, nothing new in it.
Both evaluators decide from the same answers, so the reference evaluator stands for both here.
"""

from collections import Counter
from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

import pytest

from generative.years_under_way import LAST, year_under_way
from golden.assessed import ROOT, rulebook, sent
from mis_assessor.core.answering.asking import Asking
from mis_assessor.core.deciding.case import Case, Situation
from mis_assessor.core.deciding.evaluate import Decided, decide, decide_case, leaves
from mis_assessor.core.deciding.prepare import case_of_rule
from mis_assessor.core.evidence.answers import Papers, Report
from mis_assessor.core.evidence.submission import Submission
from mis_assessor.core.findings.clock import Clock, ClockKind
from mis_assessor.core.findings.clock_asked import ClockAsked
from mis_assessor.core.findings.clocks import clocks_of, of_leaf
from mis_assessor.core.rules.calendar import is_working_day
from mis_assessor.core.rules.in_force import governing
from mis_assessor.core.rules.readings import readings_of
from mis_assessor.core.rules.register_questions import PeopleQuestion
from mis_assessor.core.rules.requirement import asked_of
from mis_assessor.core.rules.rulebook import Rulebook
from mis_assessor.core.verdicts import Verdict
from unit.core.asked import day, submission, year
from unit.core.books import rule

ONE_DAY = timedelta(days=1)
LOST = (Verdict.NOT_MET, Verdict.EVIDENCE_MISSING, Verdict.NEEDS_JUDGEMENT)
KEPT_UP = ("labour ward shifts", "one-to-one care")
"""Registers that get a row every day or month, whoever does nothing else."""


def later(cell: Any, last: date) -> bool:
    """Whether a cell is a day after another."""
    moment = cell.date() if isinstance(cell, datetime) else cell
    return isinstance(moment, date) and moment > last


def nothing_done_since(whole: Submission, last: date, on: date) -> Submission:
    """A folder as it was on a day, with nothing new in it, looked at on a later one."""
    registers = {}
    for name, register in whole.registers.items():
        end = on if name in KEPT_UP else last
        rows = []
        for row in register.rows:
            days = [cell for cell in row.cells.values() if isinstance(cell, date)]
            if days and all(later(cell, end) for cell in days):
                continue
            if str(row.cells.get("month", "")) > f"{end:%Y-%m}":
                continue
            kept = {
                column: cell
                for column, cell in row.cells.items()
                if not later(cell, end) or column in ("left on", "on long-term leave to")
            }
            rows.append(replace(row, cells=kept))
        registers[name] = replace(
            register,
            rows=tuple(rows),
            covers_to=on,
            complete_to=on,
            checked_on=on,
            nothing_to_report=register.nothing_to_report or not rows,
        )
    documents = tuple(
        replace(
            one,
            events=tuple(e for e in one.events if e.on <= last),
            contents=tuple(c for c in one.contents if (c.looked_on or last) <= last),
            checked_by=one.checked_by if (one.checked_on or last) <= last else "",
        )
        for one in whole.documents
        if one.dated is None or one.dated <= last
    )
    return replace(
        whole,
        registers=registers,
        documents=documents,
        statements={k: s for k, s in whole.statements.items() if s.said_on <= last},
        judgements=tuple(j for j in whole.judgements if j.on <= last),
    )


def verdicts(case: Case, decided: Decided) -> dict[str, Verdict]:
    """The verdict of every leaf by its node."""
    return {
        one.node: one.verdict
        for part, member in zip(case.parts, decided.parts, strict=True)
        for _, inner in zip(part.scenes, member.parts, strict=True)
        for _, one in leaves(case.condition, inner)
    }


def disagreements(book: Rulebook, whole: Submission, on: date, seen: Counter[str]) -> list[str]:
    """What a day's clocks and the verdicts of that day and the next do not agree on."""
    today, tomorrow = (nothing_done_since(whole, on, d) for d in (on, on + ONE_DAY))
    editions = governing(book.year, min(on, book.year.last_day))
    memos: tuple[dict[Any, Any], dict[Any, Any]] = ({}, {})
    found = []
    for one in book.rules:
        if not one.requirement.decided:
            continue
        case = case_of_rule(book, one, today, editions, on, memos[0])
        decided = decide_case(case)
        clocks = clocks_of(case, decided, book.year, today) if case.parts else ()
        name = one.requirement.id
        found += [f"{on} {name}: {c.what} has run out" for c in clocks if c.last < on]
        due = [c for c in clocks if c.last == on and c.kind is not ClockKind.FIGURE]
        if not due and decided.verdict is not Verdict.NOT_DUE_YET:
            continue
        then = case_of_rule(book, one, tomorrow, editions, on + ONE_DAY, memos[1])
        after = decide_case(then)
        leaf = verdicts(then, after)
        seen["clocks"] += len(due)
        found += [
            f"{on} {name}: {c.what} is still {leaf[c.node].value} the day after"
            for c in due
            if not c.spare and c.kind is not ClockKind.REGISTER
            if leaf.get(c.node) in (Verdict.NOT_DUE_YET, Verdict.MET)
        ]
        if decided.verdict is Verdict.NOT_DUE_YET and after.verdict in LOST and not due:
            found.append(f"{on} {name}: {after.verdict.value} the day after, and no clock said so")
        seen["lost"] += decided.verdict is Verdict.NOT_DUE_YET and after.verdict in LOST
    return found


def without_the_slow(book: Rulebook) -> Rulebook:
    """A rulebook without questions that search for a window or go through every shift."""
    rules = tuple(
        one
        for one in book.rules
        if "register: labour ward shifts" not in asked_of(one.requirement)
        and not any(isinstance(q, PeopleQuestion) for q in one.requirement.evidence.values())
    )
    return replace(book, rules=rules)


def only_what_is_asked(whole: Submission, book: Rulebook) -> Submission:
    """A folder without the registers of which no rule of a rulebook asks."""
    asked = {one for r in book.rules for one in asked_of(r.requirement)} | {"register: meetings"}
    kept = {name: one for name, one in whole.registers.items() if f"register: {name}" in asked}
    return replace(whole, registers=kept)


@pytest.mark.parametrize(
    ("sample", "first", "last", "at_least"),
    [
        ("year-7-ten-of-ten", "2025-04-02", "2026-03-05", 10),
        ("during-the-pause", "2021-12-10", "2022-01-05", 0),
        ("during-the-pause", "2022-05-01", "2022-05-12", 0),
        ("year-5-ten-of-ten", "2023-11-20", "2024-02-03", 15),
    ],
)
def test_the_calendar_equals_the_verdicts_on_every_day(
    sample: str, first: str, last: str, at_least: int
) -> None:
    book = without_the_slow(rulebook(sent(ROOT / "evidence_samples" / sample).scheme_year))
    whole = only_what_is_asked(sent(ROOT / "evidence_samples" / sample), book)
    on, seen, found = day(first), Counter[str](), list[str]()
    while on <= day(last):
        found += disagreements(book, whole, on, seen)
        on += ONE_DAY
    assert found == []
    assert seen["clocks"] >= at_least, seen


def test_the_training_clocks_run_out_with_their_window() -> None:
    whole = sent(ROOT / "evidence_samples" / "year-7-ten-of-ten")
    book = rulebook(whole.scheme_year)
    seen = Counter[str]()
    trained = without_rows(whole, "training attendance")
    for on in ("2025-11-29", "2025-11-30", "2025-12-01"):
        assert disagreements(book, trained, day(on), seen) == []
    assert seen["lost"] >= 4, seen


def without_rows(whole: Submission, name: str) -> Submission:
    """A folder in which the second half of a register is wanting."""
    register = whole.registers[name]
    half = replace(register, rows=register.rows[: len(register.rows) // 2])
    return replace(whole, registers={**whole.registers, name: half})


def test_it_does_so_in_invented_years() -> None:
    seen, found = Counter[str](), list[str]()
    for number in range(40):
        book, whole, on = year_under_way(Random(31_000 + number))
        for later_on in (on, on + timedelta(days=9)):
            on = later_on
            while on <= min(LAST, later_on + timedelta(days=4)):
                found += disagreements(book, whole, on, seen)
                on += ONE_DAY
    assert found == []


VALUES = {"gap": "1 months", "long gap": "3 months", "days": "10 working days", "thrice": "3 times"}
TESTS: dict[str, dict[str, Any]] = {
    "a month": {"gaps at most": "gap"},
    "three months": {"gaps at most": "long gap"},
    "working days": {"gaps at most": "days"},
    "every month": {"one in every": "month"},
    "every quarter": {"one in every": "quarter"},
    "three times": {"happens at least": "thrice"},
}
LEAP = (day("2023-11-20"), day("2024-06-10"))
"""A window with a leap day, Christmas and Easter, and every bank holiday of a spring."""


@pytest.mark.parametrize("name", TESTS)
def test_reports_run_out_as_decided_across_leap_day_bank_holidays_and_pauses(name: str) -> None:
    asked = rule(values=VALUES, **{"met when": {"it": TESTS[name]}, "evidence": {"it": REPORTS}})
    (reading,) = readings_of(asked, "one")
    checked = Counter[str]()
    for number in range(60):
        papers = _papers(Random(number))
        on = LEAP[0]
        while on <= LEAP[1]:
            clock = _first(asked, reading, papers, on)
            if clock is not None:
                assert clock.last >= on
                last = _verdict(asked, reading, papers, clock.last, on)
                assert last is Verdict.NOT_DUE_YET, (number, on, clock)
                after = _verdict(asked, reading, papers, clock.last + ONE_DAY, on)
                if clock.last < LEAP[1] and name != "three times":
                    assert after in LOST, (number, on, clock)
                checked["clocks"] += 1
                checked["leap"] += clock.last == date(2024, 2, 29)
                checked["off"] += not is_working_day(clock.last)
                checked["moved"] += bool(clock.pauses)
                on = clock.last
            on += timedelta(days=7)
    assert checked["clocks"] > 20
    assert checked["off"] or name in ("working days", "three times")
    assert checked["moved"] or name in ("working days", "three times")
    if name == "every month":
        assert checked["leap"]


REPORTS = {
    "documents": {"kind": "report"},
    "between": {"from": "evidence end", "to": "evidence end"},
    "answer": "documents",
}


def _papers(chance: Random) -> Papers:
    days = sorted(LEAP[0] + timedelta(days=chance.randrange(200)) for _ in range(6))
    pauses = []
    if chance.random() < 0.5:
        first = LEAP[0] + timedelta(days=chance.randrange(30, 150))
        pauses = [(first, first + timedelta(days=chance.randrange(5, 40)))]
    reports = tuple(Report(f"{d}", True, (("dated", d),), None) for d in days)
    return Papers(reports, *LEAP, LEAP[0], tuple(pauses))


def _as_at(papers: Papers, on: date, since: date) -> Papers:
    """Nothing was reported since a day."""
    kept = tuple(r for r in papers.reports if dict(r.days)["dated"] <= since)
    return replace(papers, reports=kept, on=on)


def _scene(asked: Any, reading: Any, papers: Papers, on: date) -> Situation:
    return Situation(asked.requirement, reading, {"it": papers}, on)


def _first(asked: Any, reading: Any, papers: Papers, on: date) -> Clock | None:
    scene = _scene(asked, reading, _as_at(papers, on, on), on)
    condition = asked.requirement.met_when
    verdict = decide(condition, "n", scene).verdict
    asking = Asking(year(), submission(), asked.requirement, reading, on)
    clocks = list(of_leaf(condition, ClockAsked(asking, scene, "n", verdict)))
    return min(clocks, key=lambda c: c.last, default=None)


def _verdict(asked: Any, reading: Any, papers: Papers, on: date, since: date) -> Verdict:
    scene = _scene(asked, reading, _as_at(papers, on, since), on)
    return decide(asked.requirement.met_when, "n", scene).verdict
