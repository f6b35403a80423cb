"""The calendar: lost on top, then what nobody shows, then by last safe day, with its cost."""

from dataclasses import replace
from decimal import Decimal

import pytest

from golden.assessed import ROOT, assessed
from mis_assessor.core.ahead.calendar import (
    Calendar,
    CalendarEntry,
    EntryState,
    calendar_of,
    working_days_left,
)
from mis_assessor.core.ahead.names import HEADINGS, missing_names, names_file
from mis_assessor.core.assessment.assess import assess
from mis_assessor.core.findings.clock import ClockKind
from unit.core.asked import day, register, submission
from unit.core.books import DEATHS, book, every_action, rule, share_rule, stated

ON = "2022-10-03"
IN_TIME = {
    **DEATHS,
    "done when": {"reported": {"within": "long", "after": "day the clock starts"}},
}


def calendar(sample: str) -> Calendar:
    """The calendar of a sample."""
    return calendar_of(assessed(ROOT / "evidence_samples" / sample))


def test_a_mid_year_trust_sees_its_clocks_by_day_with_working_days_and_cost() -> None:
    found = calendar("year-7-in-september")
    first = found.of(EntryState.OPEN)[0]
    assert first.what == "next “midwifery staffing report” received by Trust Board"
    assert (str(first.last), first.working_days) == ("2025-10-02", 11)
    assert first.costs == "safety action 5, and with it the scheme (£103,162.00)."
    assert first.counted == "6 months after 2 April 2025"
    days = [entry.last for entry in found.of(EntryState.OPEN)]
    assert days == sorted(day_ for day_ in days if day_)
    assert found.entries[-1].state is EntryState.EXPECTED
    assert len({entry.uid for entry in found.entries}) == len(found.entries)
    form = next(e for e in found.entries if e.at)
    assert form.by == "3 March 2026 at 12:00"
    assert "not before 17 February 2026" in form.notes


def test_the_same_act_keeps_its_id_when_its_day_moves() -> None:
    september = assessed(ROOT / "evidence_samples" / "year-7-in-september")
    earlier = {e.uid: e.what for e in calendar_of(september).entries}
    later = calendar_of(replace(september, on=day("2025-09-18")))
    assert {e.uid: e.what for e in later.entries} == earlier
    other = calendar_of(replace(september, trust_code="RZ1"))
    assert not {e.uid for e in other.entries} & set(earlier)


def test_a_sunday_names_the_last_working_day_before_it() -> None:
    found = next(e for e in calendar("year-7-in-september").entries if str(e.last) == "2025-11-30")
    assert found.notes[0] == "Sunday; the last working day in time is 28 November 2025"


def test_training_is_told_by_group_with_the_least_number_and_its_names() -> None:
    found = calendar("year-7-in-september")
    midwives = [e for e in found.entries if e.group == "midwives" and e.kind is ClockKind.PEOPLE]
    assert midwives[0].what.startswith("12 more midwives: ")
    assert "Fewer than 12 of the 17 still open" in midwives[0].costs
    files = missing_names(found)
    rows = files[names_file(midwives[0])]
    assert rows[0] == HEADINGS
    assert len(rows) == 1 + sum(len(e.names) for e in midwives)
    assert all(len(row) == len(HEADINGS) for row in rows)


def test_what_is_lost_stands_on_top_and_what_nobody_shows_next() -> None:
    lost = calendar("one-midwife-short").entries
    assert [e.state for e in lost] == [EntryState.LOST]
    assert lost[0].by == "no day known"
    assert lost[0].costs == "safety action 8 is not met"
    assert lost[0].notes == ()
    form = calendar("one-second-late").entries[0]
    assert form.costs == "the conditions of the scheme are not met"
    silent = calendar("evidence-missing")
    assert {e.state for e in silent.entries} == {EntryState.NOT_SHOWN}
    assert "it may still be sent" in silent.entries[0].costs
    assert calendar("ten-of-ten").entries == ()


def deaths(*began: str, **reported: str) -> dict[str, list[dict[str, object]]]:
    """Rows of deaths by the day they began; those named were reported on a day."""
    rows: list[dict[str, object]] = []
    for number, start in enumerate(began, 1):
        row: dict[str, object] = {"case": f"P{number}", "day the clock starts": day(start)}
        if f"P{number}" in reported:
            row["reported"] = day(reported[f"P{number}"])
        rows.append(row)
    return {"rows": rows}


def test_the_day_it_was_lost_is_the_one_after_the_case_too_many() -> None:
    asked = share_rule(question=IN_TIME, values={"long": "2 months", "percent needed": "50%"})
    rows = deaths("2022-06-01", "2022-06-10", "2022-06-20")["rows"]
    sent = submission(register("perinatal deaths", *rows))
    found = calendar_of(assess(book(*every_action(asked)), sent, day("2022-12-06")))
    lost = found.of(EntryState.LOST)
    assert [(e.requirements, str(e.last)) for e in lost] == [(("MIS-Y4-SA1-T",), "2022-08-11")]


def test_what_may_still_be_missed_and_what_is_lost_already_is_said() -> None:
    asked = share_rule(question=IN_TIME, values={"long": "2 months", "percent needed": "50%"})
    rows = deaths("2022-09-01", "2022-09-02", "2022-09-03")["rows"]
    sent = replace(
        submission(register("perinatal deaths", *rows, checked_on=day(ON))),
        contribution=Decimal(1000),
    )
    rules = every_action(asked)
    (case, *_) = calendar_of(assess(book(*rules), sent, day(ON))).of(EntryState.OPEN)
    assert case.costs == (
        "1 of its kind may still be missed; after that: safety action 1, and with it the scheme "
        "(£1,000.00)."
    )
    said_no = replace(sent, statements={"posts funded": stated("posts funded", False)})
    lost = calendar_of(assess(book(*rules), said_no, day(ON)))
    assert lost.entries[0].state is EntryState.LOST
    case = next(e for e in lost.of(EntryState.OPEN) if e.kind is ClockKind.CASE)
    assert case.costs.endswith("safety action 1; the scheme is lost already.")
    second = rule("MIS-Y4-SA1-U", action=1)
    both = calendar_of(assess(book(*every_action(asked, second)), said_no, day(ON)))
    case = next(e for e in both.of(EntryState.OPEN) if e.kind is ClockKind.CASE)
    assert case.costs.endswith("nothing more: safety action 1 is lost already.")


def test_a_cost_says_where_something_else_would_be_accepted() -> None:
    plan = {"documents": {"kind": "plan"}, "answer": "document"}
    asked = share_rule(
        evidence={"it": IN_TIME, "plan": plan},
        values={"long": "2 months"},
        **{"or instead": {"plan": {"is in place by": "evidence end"}}},
    )
    rows = deaths("2022-09-01")["rows"]
    sent = submission(register("perinatal deaths", *rows, checked_on=day(ON)))
    (case, *_) = calendar_of(assess(book(*every_action(asked)), sent, day(ON))).of(EntryState.OPEN)
    assert case.costs.endswith("unless what the guidance accepts instead is shown.")


@pytest.mark.parametrize(
    ("on", "last", "left"),
    [
        ("2025-12-24", "2025-12-24", 0),
        ("2025-12-24", "2025-12-28", 0),
        ("2025-04-17", "2025-04-22", 1),
        ("2024-02-28", "2024-03-01", 2),
    ],
)
def test_working_days_skip_weekends_and_bank_holidays(on: str, last: str, left: int) -> None:
    assert working_days_left(day(on), day(last)) == left


def test_an_entry_without_a_group_has_people() -> None:
    assert names_file(CalendarEntry("", EntryState.OPEN, (), 1, "", "", None)) == (
        "missing-people.csv"
    )
