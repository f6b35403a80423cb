"""Answers from registers: bodies, limits, meetings, bookings and days of cases."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from mis_assessor.core.answering.ask import ask
from mis_assessor.core.answering.asking import Asking, label
from mis_assessor.core.evidence.answers import Answer, Papers
from mis_assessor.core.evidence.submission import Document, DocumentEvent, RegisterRow
from mis_assessor.core.rules.quantities import LONDON
from mis_assessor.core.rules.readings import readings_of
from unit.core.answering.test_people import QUESTION as PEOPLE
from unit.core.answering.test_people import VALUES as GROUPS
from unit.core.answering.test_people import attended, person, sent
from unit.core.asked import (
    AFTER,
    END,
    answer,
    day,
    paper,
    papers,
    register,
    requirement,
    says,
    submission,
    tally,
    why,
    year,
)

VALUES = {"start": "2022-05-06", "noon": "2022-06-02 12:00:00", "two months": "2 months"}


def test_a_row_is_named_by_its_reference_or_its_number() -> None:
    assert label(RegisterRow(7, {"case": "P1", "day": END})) == "P1"
    assert label(RegisterRow(7, {"answer": True})) == "row 7"


def test_the_bodies_may_stand_in_the_question_itself_or_under_values() -> None:
    held = paper_of("Trust Board", "LMNS")
    for bodies, values in ((["Trust Board", "LMNS"], {}), ("bodies", {"bodies": ["LMNS"]})):
        question = {"documents": {"kind": "plan"}, "agreed by": bodies, "answer": "document"}
        found = answer(requirement(question, values), held)
        assert paper(found).in_place == day("2022-07-01")
    one = {"documents": {"kind": "plan"}, "agreed by": "Trust Board", "answer": "document"}
    assert paper(answer(requirement(one, {}), held)).in_place == day("2022-07-01")


def paper_of(*bodies: str) -> Any:
    """A plan of June that each body agreed on 1 July."""
    acts = tuple(DocumentEvent("agreed", body, day("2022-07-01")) for body in bodies)
    plan = Document(
        "D1",
        "plan",
        "Plan",
        dated=day("2022-06-01"),
        checked_by="C. Hecker",
        checked_on=END,
        events=acts,
    )
    return submission(documents=[plan])


def untimed(done_when: Any, **more: Any) -> Any:
    """A rule on shifts whose acts have no limit of their own."""
    return requirement(
        {"register": "shifts", "done when": done_when, "answer": "share of cases", **more}, VALUES
    )


def test_a_limit_that_hangs_on_a_blank_column_is_not_known() -> None:
    asked = untimed({"done": {"within": "two months", "after": "birth"}})
    found = answer(asked, submission(register("shifts", {"done": day("2022-06-01")})))
    assert tally(found) == (0, 0, 0, 1)
    assert found.provenance.open[0].what == "“birth” is blank"


def test_a_moment_without_seconds_is_not_known_against_a_moment() -> None:
    asked = untimed({"received": {"by": "noon"}})
    rows: list[dict[str, Any]] = [
        {"case": "words", "received": "2022-06-02 12:00"},
        {"case": "late", "received": datetime(2022, 6, 2, 12, 0, 1, tzinfo=LONDON)},
        {"case": "in time", "received": datetime(2022, 6, 2, 12, 0, 0, tzinfo=LONDON)},
    ]
    found = answer(asked, submission(register("shifts", *rows)))
    assert tally(found) == (1, 1, 0, 1)
    assert found.provenance.open[0].what == "received “2022-06-02 12:00” has no seconds"
    assert "12:00:01 on 2 June 2022" in found.provenance.failed[0].what


def test_what_waits_for_somebody_else_past_the_last_day_is_not_counted() -> None:
    asked = untimed({"reported": "yes"}, **{"not due while": {"decision": "waiting"}})
    waiting = {"case": "P1", "decision": "waiting"}
    found = answer(asked, submission(register("shifts", waiting)))
    assert why(found) == "none due"
    assert found.provenance.remarks == ("1 case not counted, not due by the last day: P1",)


def days_of(*rows: Any, **more: Any) -> Answer:
    """The days of the shifts whose coordinator was not supernumerary."""
    asked = requirement(
        {
            "register": "shifts",
            "covers": {"from": "start", "to": "evidence end"},
            "cases": {"supernumerary": "no"},
            "day": "day",
            "answer": "dates of cases",
            **more,
        },
        VALUES,
    )
    return answer(asked, submission(register("shifts", *rows)))


def shift(on: str, supernumerary: bool = False) -> dict[str, Any]:
    return {"day": day(on), "shift": "day", "supernumerary": supernumerary}


def test_the_days_on_which_something_happened_are_kept() -> None:
    found = papers(days_of(shift("2022-06-01"), shift("2022-06-02", True), shift("2022-06-05")))
    assert [r.days for r in found.reports] == [
        (("dated", day("2022-06-01")),),
        (("dated", day("2022-06-05")),),
    ]
    assert (found.start, found.end) == (day("2022-05-06"), END)


def test_days_are_not_counted_in_a_register_with_gaps() -> None:
    found = days_of(shift("2022-05-06"), **{"one row for every": "shift"})
    assert why(found) == "evidence missing"
    assert says(found).startswith("The register of shifts has no row for night shift on 6 May")


def test_days_are_not_counted_where_a_blank_hides_whether_they_count() -> None:
    found = days_of(shift("2022-06-01"), {"day": day("2022-06-02"), "shift": "night"})
    assert why(found) == "evidence missing"
    assert says(found).endswith("leaves blank what tells whether it counts: 2022-06-02.")


def test_an_act_before_another_is_due_on_that_day_and_not_too_early() -> None:
    asked = untimed({"done": {"within": "two months", "before": "birth"}})
    rows = [
        {"case": n, "birth": day("2022-06-01"), "done": day(done)}
        for n, done in enumerate(("2022-04-01", "2022-06-01", "2022-06-02", "2022-03-31"))
    ]
    found = answer(asked, submission(register("shifts", *rows)))
    assert tally(found) == (2, 2, 0, 0)
    assert found.provenance.failed[0].due == day("2022-06-01")


def meetings(*rows: Any, held: bool = True, **more: Any) -> Answer:
    """Reports to the Trust Board at each of its meetings."""
    asked = requirement(
        {
            "documents": {"kind": "report"},
            "between": {"from": "start", "to": "evidence end"},
            "meetings of": "Trust Board",
            "answer": "documents",
        },
        VALUES,
    )
    sent_in = submission(*([register("meetings", *rows, **more)] if held else []))
    return answer(asked, sent_in)


def meeting(on: str, body: str = "Trust Board") -> dict[str, Any]:
    return {"body": body, "held on": day(on)}


def test_the_days_a_body_met_come_from_the_register_of_meetings() -> None:
    rows = (meeting("2022-09-01"), meeting("2022-05-06"), meeting("2022-05-05"))
    found = meetings(*rows, meeting("2022-07-01", "LMNS"), {"body": "Trust Board"})
    assert isinstance(found, Papers)
    assert found.meetings == (day("2022-05-06"), day("2022-09-01"))
    assert why(meetings(held=False)) == "evidence missing"
    assert why(meetings(*rows, covers_to=day("2022-11-30"))) == "evidence missing"


PLANNED = {
    "or planned": {"day": "planned for", "within": "two months", "after": "started on"},
}


def test_late_joiners_may_be_booked_within_the_time_they_have() -> None:
    asked = requirement(
        {**PEOPLE, **PLANNED},
        {**GROUPS, "two months": "2 months"},
        **{"for each": "staff group", "in": "groups"},
    )
    joined = "2022-11-01"
    people = [person(name) | {"started on": day(joined)} for name in ("P1", "P2", "P3", "P4")]
    people.append({"person": "P5", "staff group": "midwives"})
    booked = [
        attended("P1", "2022-12-01"),
        _planned("P2", "2023-01-01"),
        _planned("P3", "2023-01-02"),
        _planned("P4", "2023-01-01") | {"module": "fetal monitoring"},
        _planned("P5", "2023-01-01"),
        {"person": "P3", "module": "maternity emergencies"},
    ]
    found = answer(asked, sent(people, booked), member="midwives")
    assert tally(found) == (2, 3, 0, 0)
    assert [f.reference for f in found.provenance.failed] == ["P3", "P4", "P5"]


def test_a_booking_of_nobody_knows_what_or_from_before_the_first_day_stands_for_nothing() -> None:
    asked = requirement(
        {**PEOPLE, **PLANNED},
        {**GROUPS, "two months": "2 months"},
        **{"for each": "staff group", "in": "groups"},
    )
    people = [person(name) | {"started on": day("2022-11-01")} for name in ("P1", "P2")]
    booked = [{"person": "P1", "planned for": day("2022-12-20")}, _planned("P2", "2022-10-31")]
    assert tally(answer(asked, sent(people, booked), member="midwives")) == (0, 2, 0, 0)


def _planned(name: str, on: str) -> dict[str, Any]:
    return {"person": name, "planned for": day(on), "module": "maternity emergencies"}


def test_one_search_for_a_window_serves_every_group() -> None:
    """The window that leaves fewest short is the same one for both groups."""
    asked = requirement(PEOPLE, GROUPS, **{"for each": "staff group", "in": "groups"})
    people = [person("P1"), person("P2", "doctors")]
    training = [attended("P1", "2021-09-01"), attended("P2", "2022-11-01")]
    held = sent(people, training, chosen={})
    (reading,) = readings_of(asked, "one")
    asking = Asking(year(), held, asked.requirement, reading, AFTER)
    found = [
        ask(asked.requirement.evidence["it"], replace(asking, member=member))
        for member in ("midwives", "doctors")
    ]
    assert [f.provenance.remarks for f in found] == [found[0].provenance.remarks] * 2
    assert sorted(tally(f) for f in found) == [(0, 1, 0, 0), (1, 0, 0, 0)]


def test_where_no_window_fits_there_is_none_to_search() -> None:
    long = {**GROUPS, "training year": "24 months"}
    asked = requirement(PEOPLE, long, **{"for each": "staff group", "in": "groups"})
    found = answer(asked, sent([person("P1")], [], chosen={}), member="midwives")
    assert says(found) == "No window of 24 months fits between the days allowed."


def test_people_whose_group_is_blank_are_not_known_in_any_group() -> None:
    asked = requirement(PEOPLE, GROUPS, **{"for each": "staff group", "in": "groups"})
    nobody = {"person": "P2", "started on": day("2019-01-01")}
    held = sent([person("P1"), nobody], [attended("P1", "2022-06-01")])
    found = answer(asked, held, member="midwives")
    assert tally(found) == (1, 0, 0, 1)
    (open_,) = found.provenance.open
    assert (open_.reference, open_.what) == (
        "P2",
        "a column that tells whether they are asked for is blank",
    )


def test_leave_is_not_asked_about_where_the_rule_does_not_name_its_columns() -> None:
    without = {k: v for k, v in PEOPLE.items() if not k.startswith("away")}
    asked = requirement(without, GROUPS, **{"for each": "staff group", "in": "groups"})
    away = person("P1", **{"on_long-term_leave_from": "2022-01-01"})
    training = [attended("P2", "2022-06-01")]
    chosen = answer(asked, sent([away, person("P2")], training), member="midwives")
    assert tally(chosen) == (1, 1, 0, 0)
    searched = answer(asked, sent([away, person("P2")], training, chosen={}), member="midwives")
    assert tally(searched) == (1, 1, 0, 0)
