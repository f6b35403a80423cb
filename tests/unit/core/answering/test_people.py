"""Training by staff group: who is in post, the trust's window, or the best one."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mis_assessor.core.answering.training import Group, best_start, spans_of
from mis_assessor.core.evidence.submission import ChosenWindow
from mis_assessor.core.rules.calendar import ONE_DAY, after
from mis_assessor.core.rules.quantities import Length, Share
from mis_assessor.core.rules.rulebook import Rule
from unit.core.asked import (
    AFTER,
    END,
    answer,
    answers,
    day,
    register,
    requirement,
    says,
    submission,
    tally,
    why,
)

QUESTION: dict[str, Any] = {
    "people": "staff",
    "who": {"staff group": "each"},
    "away from": "on long-term leave from",
    "away to": "on long-term leave to",
    "in post on": "last day of the window",
    "trained in": "training attendance",
    "rows": {"module": "maternity emergencies"},
    "day": "attended on",
    "window": {
        "lasts": "training year",
        "anywhere from": "training start",
        "to": "evidence end",
        "chosen": "training window",
        "reach": "percent needed",
    },
    "answer": "share of people",
}
VALUES: dict[str, Any] = {
    "training year": "12 months",
    "training start": "2021-08-09",
    "percent needed": "90%",
    "groups": ["midwives", "doctors"],
}
LEAVE = ("on_long-term_leave_from", "on_long-term_leave_to")
CHOSEN = {"training window": ChosenWindow(day("2021-12-06"), END)}


def rule(**more: Any) -> Rule:
    """The rule with some of the question's lines changed."""
    return requirement({**QUESTION, **more}, VALUES, **{"for each": "staff group", "in": "groups"})


def person(name: str, group: str = "midwives", **more: Any) -> dict[str, Any]:
    """Somebody in post since 2019."""
    days = {k.replace("_", " "): day(v) for k, v in more.items()}
    return {"person": name, "staff group": group, "started on": day("2019-01-01"), **days}


def attended(name: str, on: str, module: str = "maternity emergencies") -> dict[str, Any]:
    """A day of training."""
    return {"person": name, "attended on": day(on), "module": module}


def sent(people: list[Any], training: list[Any], chosen: Any = CHOSEN, **more: Any) -> Any:
    """Both registers."""
    wide = {"covers_from": day("2021-08-01"), **more}
    return submission(
        register("staff", *people, **wide),
        register("training attendance", *training, **wide),
        chosen=chosen,
    )


def test_trained_in_the_chosen_window_inclusive() -> None:
    people = [person("P1"), person("P2"), person("P3"), person("P4")]
    training = [
        attended("P1", "2021-12-06"),
        attended("P2", "2022-12-05"),
        attended("P3", "2021-12-05"),
        attended("P4", "2022-06-01", "fetal monitoring"),
    ]
    found = answer(rule(), sent(people, training), member="midwives")
    assert tally(found) == (2, 2, 0, 0)
    assert [f.reference for f in found.provenance.failed] == ["P3", "P4"]
    assert {f.item for f in found.provenance.failed} == {"staff"}
    assert [(u.item, u.what) for u in found.provenance.used] == [
        (
            "training attendance",
            "2 of 4 midwives trained between 6 December 2021 and 5 December 2022",
        ),
        ("staff", "4 midwives in post on 5 December 2022"),
    ]
    assert found.provenance.failed[0].what == (
        "not trained between 6 December 2021 and 5 December 2022"
    )


@pytest.mark.parametrize(
    ("begins", "open_question"),
    [("2021-12-06", False), ("2021-12-07", True), ("2022-12-06", True)],
)
def test_training_before_the_register_begins_is_not_known(begins: str, open_question: bool) -> None:
    evidence = sent([person("P1")], [], covers_from=day(begins))
    found = answer(rule(), evidence, member="midwives")
    assert tally(found) == ((0, 0, 0, 1) if open_question else (0, 1, 0, 0))


def test_a_certificate_nobody_holds_is_known_whenever_the_register_begins() -> None:
    evidence = sent([person("P1")], [], covers_from=day("2022-06-01"))
    certificates = rule(**{"register may begin late": "yes"})
    assert tally(answer(certificates, evidence, member="midwives")) == (0, 1, 0, 0)


def test_in_post_on_the_last_day_of_the_window() -> None:
    people = [
        person("left before", left_on="2022-12-04"),
        person("leaves that day", left_on="2022-12-05"),
        {**person("starts after"), "started on": day("2022-12-06")},
        person("away", **{"on_long-term_leave_from": "2022-11-01"}),
        person(
            "back",
            **{"on_long-term_leave_from": "2022-01-01", "on_long-term_leave_to": "2022-11-01"},
        ),
    ]
    training = [attended("back", "2022-02-01")]
    assert tally(answer(rule(), sent(people, training), member="midwives")) == (1, 1, 0, 0)


def test_of_people_whose_group_nobody_wrote_only_those_still_here_leave_it_open() -> None:
    people = [person("P1"), person("gone", "", left_on="2022-12-04"), person("here", "")]
    for row in people[1:]:
        del row["staff group"]
    training = [attended("P1", "2022-06-01")]
    found = answer(rule(), sent(people, training), member="midwives")
    assert tally(found) == (1, 0, 0, 1)


def test_two_days_to_measure_on_are_two_readings() -> None:
    values = {**VALUES, "measured": ("last day of the window", "evidence end")}
    both = requirement(
        {**QUESTION, "in post on": "measured"}, values, **{"for each": "g", "in": "groups"}
    )
    chosen = {"training window": ChosenWindow(day("2021-09-01"), day("2022-08-31"))}
    people = [person("P1"), {**person("P2"), "started on": day("2022-09-15")}]
    found = answers(both, sent(people, [attended("P1", "2022-01-01")], chosen), member="midwives")
    assert [tally(f) for f in found] == [(1, 0, 0, 0), (1, 1, 0, 0)]


def test_a_window_must_be_as_long_and_lie_where_the_guidance_says() -> None:
    for first, last in (("2021-08-08", "2022-08-07"), ("2021-12-07", "2022-12-06")):
        outside = {"training window": ChosenWindow(day(first), day(last))}
        assert "must lie between" in says(answer(rule(), sent([person("P1")], [], outside)))
    short = {"training window": ChosenWindow(day("2022-01-01"), day("2022-12-05"))}
    assert "must last 12 months" in says(answer(rule(), sent([person("P1")], [], short)))


def test_nobody_in_the_group_is_no_case() -> None:
    found = answer(rule(), sent([person("P1")], []), member="doctors")
    assert why(found) == "no cases"


def test_before_the_window_ends_people_are_still_to_train() -> None:
    early = sent([person("P1")], [], checked_on=day("2022-06-01"))
    assert tally(answer(rule(), early, on=END, member="midwives")) == (0, 0, 1, 0)
    assert tally(answer(rule(), early, on=AFTER, member="midwives")) == (0, 1, 0, 0)
    stale = sent([person("P1")], [], complete_to=day("2022-11-30"))
    assert tally(answer(rule(), stale, on=AFTER, member="midwives")) == (0, 0, 0, 1)


def test_both_registers_are_needed() -> None:
    only = submission(register("staff", person("P1")))
    assert why(answer(rule(), only)) == "evidence missing"
    assert why(answer(rule(), submission())) == "evidence missing"


def test_values_that_are_not_loaded() -> None:
    for name in ("training year", "training start"):
        unknown = requirement(QUESTION, {**VALUES, name: None})
        assert why(answer(unknown, sent([person("P1")], []))) == "the guidance value is not loaded"
    unknown = requirement({**QUESTION, "in post on": "measured"}, {**VALUES, "measured": None})
    assert why(answer(unknown, sent([person("P1")], []))) == "the guidance value is not loaded"


def test_the_window_is_searched_where_none_was_chosen() -> None:
    people = [person(f"P{n}") for n in range(10)]
    training = [attended(f"P{n}", "2021-09-01") for n in range(9)]
    found = answer(rule(), sent(people, training, chosen={}), member="midwives")
    assert tally(found) == (9, 1, 0, 0)
    assert found.provenance.remarks == ("Training window: 1 September 2021 to 31 August 2022.",)


def test_one_window_must_serve_every_module_where_it_is_shared() -> None:
    values = {
        **VALUES,
        "sharing": ("separate windows", "one window"),
        "for fetal monitoring": ["midwives"],
    }
    shared = requirement(
        {
            **QUESTION,
            "shared window": "sharing",
            "modules": {
                "maternity emergencies": "groups",
                "fetal monitoring": "for fetal monitoring",
            },
        },
        values,
        **{"for each": "staff group", "in": "groups"},
    )
    people = [person(f"P{n}") for n in range(10)]
    training = [attended(f"P{n}", "2021-08-20") for n in range(10)]
    training += [attended(f"P{n}", "2022-11-30", "fetal monitoring") for n in range(10)]
    alone, together = answers(shared, sent(people, training, chosen={}), member="midwives")
    assert tally(alone) == (10, 0, 0, 0)
    assert tally(together) == (0, 10, 0, 0)


DAYS = st.integers(0, 200).map(lambda n: date(2021, 8, 9) + timedelta(days=n))
PEOPLE = st.lists(
    st.tuples(st.lists(DAYS, max_size=3), DAYS, st.integers(1, 300)), min_size=1, max_size=8
)


@given(st.lists(PEOPLE, min_size=1, max_size=3), st.sampled_from([None, date(2021, 12, 1)]))
def test_the_search_finds_what_trying_every_day_finds(
    groups: list[list[tuple[list[date], date, int]]], measured_on: date | None
) -> None:
    lasts = Length(3, "months", "3 months")
    starts = [date(2021, 8, 9) + timedelta(days=n) for n in range(60)]
    ends = [after(s, lasts) - ONE_DAY for s in starts]
    reach = Share(Fraction(9, 10), "90%")

    def short(n: int) -> int:
        total = 0
        for group in groups:
            on = measured_on or ends[n]
            people = [t for t, j, stay in group if j <= on <= j + timedelta(days=stay)]
            done = sum(any(starts[n] <= d <= ends[n] for d in t) for t in people)
            total += max(0, -(-len(people) * 9 // 10) - done)
        return total

    built = [
        Group(
            tuple(
                ((joined, joined + timedelta(days=stay)), spans_of(trained, starts, ends))
                for trained, joined, stay in group
            )
        )
        for group in groups
    ]
    found = best_start(built, starts, ends, reach, measured_on)
    fewest = min(map(short, range(len(starts))))
    assert short(found) == fewest
    assert all(short(n) > fewest for n in range(found + 1, len(starts)))


@pytest.mark.parametrize("people", [1, 9, 10, 11, 20])
def test_without_a_share_everybody_is_needed(people: int) -> None:
    starts, ends = [day("2022-01-01")], [day("2022-12-31")]
    group = Group(tuple(((date.min, date.max), ()) for _ in range(people)))
    assert best_start([group], starts, ends, None, None) == 0


@pytest.mark.parametrize("written", ["kt-104", "KT\u2011104", "KT-104\u200b", "KT–104_x000D_"])
def test_a_reference_written_otherwise_is_the_same_person(written: str) -> None:
    evidence = sent([person("KT-104")], [attended(written, "2022-03-01")])
    assert tally(answer(rule(), evidence, member="midwives")) == (1, 0, 0, 0)


def test_people_nobody_knows_may_be_those_who_seem_untrained() -> None:
    people = [person("K-007"), person("K-008"), person("K-009")]
    training = [attended("K-7", "2022-03-01"), attended("K-8", "2019-03-01")]
    found = answer(rule(), sent(people, training), member="midwives")
    assert tally(found) == (0, 2, 0, 1)
    assert not found.provenance.failed
    assert found.provenance.remarks[-1] == (
        "The register of training attendance names people who are not in the register of staff: "
        "“K-7”. Write each as it stands there, or add the person."
    )


def test_of_many_whom_nobody_knows_the_first_are_named() -> None:
    training = [attended(f"X-{n}", "2022-03-01") for n in range(7)]
    found = answer(rule(), sent([person("K-007")], training), member="midwives")
    assert tally(found) == (0, 0, 0, 1)
    assert "“X-4” and 2 more." in found.provenance.remarks[-1]


@pytest.mark.parametrize(
    ("away", "counted"),
    [
        ({"on_long-term_leave_from": "2022-11-09", "on_long-term_leave_to": "2022-12-06"}, 0),
        ({"on_long-term_leave_from": "2022-11-10", "on_long-term_leave_to": "2022-12-06"}, 1),
        ({"on_long-term_leave_from": "2022-12-04", "on_long-term_leave_to": "2022-12-07"}, 1),
        ({"on_long-term_leave_from": "2022-12-06"}, 1),
    ],
)
def test_leave_takes_somebody_out_only_from_the_length_called_long_term(
    away: dict[str, str], counted: int
) -> None:
    people = [person("here"), person("away", **away)]
    found = answer(rule(), sent(people, []), member="midwives")
    assert tally(found) == (0, 1 + counted, 0, 0)


@pytest.mark.parametrize(
    ("means", "away"),
    [
        (None, {"on_long-term_leave_from": "2022-01-01", "on_long-term_leave_to": "2022-12-31"}),
        (400, {"on_long-term_leave_from": "2022-01-01"}),
        (28, {"on_long-term_leave_to": "2022-12-31"}),
    ],
)
def test_leave_of_which_nobody_can_tell_the_length_leaves_somebody_open(
    means: int | None, away: dict[str, str]
) -> None:
    evidence = replace(sent([person("away", **away)], []), long_term_leave_days=means)
    found = answer(rule(), evidence, member="midwives")
    assert tally(found) == (0, 0, 0, 1)
    assert "long-term leave means" in found.provenance.open[0].what


def test_who_was_taken_out_is_told_with_the_reason_and_the_training() -> None:
    people = [
        person("here"),
        person("gone", left_on="2022-11-20"),
        person("long gone", left_on="2022-03-20"),
        *(person(f"away {n}", **{"on_long-term_leave_from": "2022-11-08"}) for n in range(7)),
    ]
    found = answer(rule(), sent(people, [attended("gone", "2022-02-01")]), member="midwives")
    assert found.provenance.remarks[1:] == (
        "Not counted, left before 5 December 2022: 2 people (gone, long gone).",
        "Not counted, on long-term leave of 28 days or more on 5 December 2022: 7 people "
        "(away 0, away 1, away 2, away 3, away 4 and 2 more).",
        "Of these 8 people left or went on leave in the 28 days before; 1 of them had been "
        "trained.",
    )
