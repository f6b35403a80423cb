"""Each kind of check where the examples of rule files do not reach: blanks, edges, nothing sent."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from mis_assessor.core.consistency.check import contradictions
from mis_assessor.core.consistency.look import Contradiction, looking
from mis_assessor.core.consistency.tables import Tables
from mis_assessor.core.evidence.submission import Document, RoleHolder, Statement, Submission
from mis_assessor.core.rules.comparisons import Mistyped
from mis_assessor.core.rules.consistency import ConsistencyRule, Rests
from mis_assessor.core.rules.quantities import Month
from mis_assessor.core.verdicts import Verdict
from unit.core.asked import day, register, requirement, submission, year

ON = date(2022, 12, 6)


def rule(kind: str, needs: Mapping[str, Any], **values: str) -> ConsistencyRule:
    return ConsistencyRule.model_validate(
        {
            "id": "CON-T",
            "title": "a test",
            "asks": "Do they agree?",
            "source": {"document": "this-project"},
            "check": {kind: needs},
            "follows": {"stop": "needs judgement"},
            "values": {
                name.replace("_", " "): [{"is": value, "status": "assumption"}]
                for name, value in values.items()
            },
            "if found": "Put it right.",
            "examples": [],
        }
    )


def found(checked: ConsistencyRule, sent: Submission, **final: Verdict) -> list[Contradiction]:
    rules = (requirement({"statement": "it", "answer": "day"}, {}),)
    look = looking(checked, Tables(sent, rules), (year(), "one"), rules, ON, final)
    return list(contradictions(look))


def told(checked: ConsistencyRule, sent: Submission) -> list[str]:
    return [one.sentence for one in found(checked, sent)]


def test_a_rule_names_one_kind_of_check_and_what_follows() -> None:
    with pytest.raises(ValidationError, match="one kind of check"):
        ConsistencyRule.model_validate({**WRITTEN, "check": {"no hole": {}, "numbers follow": {}}})
    with pytest.raises(ValidationError):
        ConsistencyRule.model_validate({**WRITTEN, "check": "no hole"})
    with pytest.raises(ValidationError, match="write “stop”"):
        ConsistencyRule.model_validate({**WRITTEN, "follows": {}})
    with pytest.raises(ValidationError, match="write one of “count”"):
        rule("right size", {"this": {"table": "staff"}, "that": {"table": "staff"}})


WRITTEN: Mapping[str, Any] = {
    "id": "CON-T",
    "title": "a test",
    "asks": "Do they agree?",
    "source": {"document": "this-project"},
    "check": {"numbers follow": {"table": "staff", "column": "person"}},
    "follows": "remark",
    "if found": "Put it right.",
    "examples": [],
}


@pytest.mark.parametrize("against", [{}, {"statement": "a", "table": "b"}])
def test_a_nil_return_is_held_against_a_statement_or_a_table(against: dict[str, str]) -> None:
    with pytest.raises(ValidationError, match="write “statement”"):
        rule("nothing to report", {"register": "staff", "against": [against]})


@pytest.mark.parametrize(
    ("kind", "needs", "values", "wrong"),
    [
        (
            "days in order",
            {"table": "acts", "order": ["a", "b"], "no further apart than": "x"},
            {"x": "2022-01-01"},
            "“x” is no length of time",
        ),
        (
            "rows differ",
            {"table": "acts", "but for": ["a"], "from rows": "x"},
            {"x": "2022-01-01"},
            "“x” is no number",
        ),
    ],
)
def test_a_value_of_another_kind_is_said(
    kind: str, needs: dict[str, Any], values: dict[str, str], wrong: str
) -> None:
    sent = submission(register("acts", {"a": ON}, {"a": ON}))
    with pytest.raises(Mistyped, match=wrong):
        told(rule(kind, needs, **values), sent)


def test_rows_copied_are_named_and_those_between_them_are_not() -> None:
    rows = ({"a": ON, "b": "same"}, {"a": ON, "b": "other"}, {"a": ON, "b": "same"})
    checked = rule("rows differ", {"table": "acts", "but for": [], "from rows": "x"}, x="2.0")
    (said,) = told(checked, submission(register("acts", *rows)))
    assert "Were they copied?" in said
    assert "row 2" in said and "row 4" in said and "row 3" not in said


def test_a_limit_may_be_a_plain_number() -> None:
    checked = rule("right size", SIZE, least="0.5", most="2.0")
    assert told(checked, sizes([4, 6], [Decimal("10.00")])) == []
    assert len(told(checked, sizes([4], [Decimal("10.00")]))) == 1


OUTSIDE = {
    "sources": ["MBRRACE-UK"],
    "subject": "words",
    "register": "perinatal deaths",
    "day": "day the clock starts",
}


def counted(**more: Any) -> dict[str, Any]:
    row = {
        "source": "MBRRACE-UK",
        "subject": "all deaths",
        "from": day("2022-01-01"),
        "to": day("2022-12-05"),
        "count": 2,
        **more,
    }
    return {k: v for k, v in row.items() if v is not None}


def one_death() -> Any:
    return register("perinatal deaths", {"day the clock starts": day("2022-03-01")})


@pytest.mark.parametrize(
    ("row", "begins"),
    [
        (counted(), "MBRRACE-UK counted 2"),
        (counted(count=None), "No count by MBRRACE-UK"),
        (counted(source="NNRD"), "No count by MBRRACE-UK"),
        (counted(subject="births"), "No count by MBRRACE-UK"),
        (counted(**{"from": None}), "No count by MBRRACE-UK"),
    ],
)
def test_what_cannot_be_compared_with_a_count_from_outside_is_told(
    row: dict[str, Any], begins: str
) -> None:
    checked = rule("outside count", OUTSIDE, words="deaths")
    (one,) = found(checked, submission(one_death(), register("outside totals", row)))
    assert one.sentence.startswith(begins)
    assert one.remark is begins.startswith("No count")


def test_a_count_of_days_the_register_covers_in_part_is_a_remark_unless_it_is_too_small() -> None:
    checked = rule("outside count", OUTSIDE, words="deaths")
    wide = counted(**{"from": day("2021-01-01")})
    (more,) = found(checked, submission(one_death(), register("outside totals", wide)))
    assert more.remark and more.sentence.endswith("which the register does not cover whole.")
    none = register("outside totals", {**wide, "count": 0})
    (fewer,) = found(checked, submission(one_death(), none))
    assert not fewer.remark
    assert found(checked, submission(none)) == []


def test_a_statement_speaks_against_a_nil_return_only_by_its_answer() -> None:
    checked = rule(
        "nothing to report",
        {
            "register": "perinatal deaths",
            "against": [
                {"statement": "no death", "answer": "no"},
                {"table": "outside totals"},
            ],
        },
    )
    nil = register("perinatal deaths")

    def said(answer: bool) -> Statement:
        return Statement("no death", answer, "A. Bee", "MIS lead", ON)

    (no,) = told(checked, submission(nil, statements=[said(False)]))
    assert "A. Bee stated “no death: no”" in no
    assert told(checked, submission(nil, statements=[said(True)])) == []
    assert told(checked, submission(one_death(), statements=[said(False)])) == []
    early = register("outside totals", counted(**{"from": day("2020-01-01")}))
    assert told(checked, submission(nil, early)) == []


SIZE = {
    "this": {"table": "one-to-one care", "sum of": "women"},
    "that": {"table": "staff", "latest": "posts", "by": "as at"},
    "at least": "least",
    "at most": "most",
}


def sizes(women: Any, posts: Any, as_at: str = "2022-06-01") -> Submission:
    care = register("one-to-one care", *({"women": n} for n in women))
    staff = register("staff", *({"posts": p, "as at": day(as_at)} for p in posts))
    return submission(care, staff)


def test_two_figures_are_of_one_size_within_limits() -> None:
    checked = rule("right size", SIZE, least="50%", most="200%")
    assert told(checked, sizes([4, 6], [Decimal("10.00")])) == []
    (low,) = told(checked, sizes([4], [Decimal("10.00")]))
    assert "adds up to 4" in low and "expected at least 0.5 of it" in low
    (high,) = told(checked, sizes([30], [Decimal("10.00")]))
    assert "expected at most 2 of it" in high
    for none in (
        sizes([], [Decimal(10)]),
        sizes([4], []),
        sizes([None], [Decimal(10)]),
        sizes([4], [Decimal(10)], "2023-06-01"),
        sizes([4], [Decimal(0)]),
    ):
        assert told(checked, none) == []


NEEDS = {
    "this": {"table": "midwifery establishment", "latest": "posts filled", "by": "as at"},
    "that": {"table": "staff", "count": "rows", "in post": ["started on", "left on"]},
    "at most": "most",
}


def test_people_are_counted_on_the_day_the_posts_are_of() -> None:
    checked = rule("right size", NEEDS, most="100%")
    posts = register("midwifery establishment", {"as at": day("2022-06-01"), "posts filled": 2})
    people = register("staff", {"person": "A"}, {"person": "B", "left on": day("2022-05-01")})
    (one,) = told(checked, submission(posts, people))
    assert "“staff” has 1 such rows" in one
    that = {"table": "staff", "count": "rows"}
    every = rule("right size", {**NEEDS, "that": that}, most="100%")
    assert told(every, submission(posts, people)) == []
    nobody = register("staff", {"person": "A", "group": "porters"})
    midwives = {**that, "rows": {"group": "midwives"}}
    assert (
        told(rule("right size", {**NEEDS, "that": midwives}, most="100%"), submission(posts)) == []
    )
    checked = rule("right size", {**NEEDS, "that": midwives}, most="100%")
    assert told(checked, submission(posts, nobody)) == []


BOTH = {
    "table": "qualifying incidents",
    "day": "day",
    "other": "perinatal deaths",
    "other day": "died",
    "within": "apart",
    "same": {"gestation": "gestation"},
}


def test_events_are_matched_one_to_one_by_the_nearest_day() -> None:
    checked = rule("event in both", BOTH, apart="7 days")
    incidents = register(
        "qualifying incidents",
        {"case": "A", "day": day("2022-03-01")},
        {"case": "B", "day": day("2022-03-02")},
        {"case": "C"},
        {"case": "D", "day": day("2021-03-01")},
        {"case": "E", "day": day("2022-12-01")},
    )
    deaths = register("perinatal deaths", {"died": day("2022-03-03")}, {"case": "no day"})
    (one,) = told(checked, submission(incidents, deaths))
    assert one.startswith("qualifying incidents, B (row 3), on 2 March 2022") or "A (row 2)" in one
    assert told(checked, submission(incidents)) == []
    uncovered = replace(deaths, covers_from=None)
    assert told(checked, submission(incidents, uncovered)) == []


def test_a_month_that_is_not_filled_in_makes_no_hole() -> None:
    checked = rule("no hole", {"table": "one-to-one care", "month": "month"})
    care = register("one-to-one care", {"month": Month(2022, 12)}, {"women": 3})
    assert told(checked, submission(care)) == []
    more = register("one-to-one care", {"month": Month(2022, 12)}, {"month": Month(2023, 2)})
    assert told(checked, submission(more)) == [
        "one-to-one care has no row for January 2023, between the first and the last month."
    ]


def test_each_series_has_holes_of_its_own() -> None:
    checked = rule("no hole", {"table": "one-to-one care", "month": "month", "apart by": ["unit"]})
    care = register(
        "one-to-one care",
        {"unit": "North", "month": Month(2022, 12)},
        {"unit": "North", "month": Month(2023, 2)},
        {"unit": "South", "month": Month(2023, 1)},
        {"month": Month(2023, 1)},
    )
    assert told(checked, submission(care)) == [
        "one-to-one care of North has no row for January 2023, between the first and the last "
        "month."
    ]


def test_only_numbered_references_have_gaps() -> None:
    checked = rule("numbers follow", {"table": "staff", "column": "person"})
    names = [{"person": name} for name in ("Bee", "Dee", *(f"SP-{n:02}" for n in range(2, 12)))]
    assert told(checked, submission(register("staff", *names))) == [
        "staff: SP-01 is not there, and the other references run from SP-02 to SP-11 without a "
        "gap. Was a row left out?"
    ]


@pytest.mark.parametrize("odd", ["Łucja", "a\n7", "SP-٣"])
def test_numbers_follow_beside_letters_from_elsewhere(odd: str) -> None:
    checked = rule("numbers follow", {"table": "staff", "column": "person"})
    names = [{"person": name} for name in (odd, *(f"SP-{n:02}" for n in range(2, 12)))]
    (one,) = told(checked, submission(register("staff", *names)))
    assert one.startswith("staff: SP-01 is not there")


def test_a_register_that_covers_no_days_or_blank_days_lies_in_none() -> None:
    checked = rule("in the days covered", {"table": "one-to-one care", "day": "month"})
    care = register("one-to-one care", {"month": Month(2021, 12)}, {"women": 3})
    (one,) = told(checked, submission(care))
    assert "“month” (2021-12) lies outside" in one
    assert told(checked, submission(replace(care, covers_to=None))) == []
    assert told(checked, submission()) == []


MEETING = {"table": "acts", "body": "by", "day": "on"}


def test_a_body_without_listed_meetings_or_a_day_outside_them_is_not_asked() -> None:
    checked = rule("on a meeting day", MEETING)
    met = register("meetings", {"body": "Trust Board", "held on": day("2022-06-01")}, {"body": "x"})
    acts = register(
        "acts",
        {"by": "Trust Board", "on": day("2022-06-01")},
        {"by": "trust board", "on": day("2022-06-02")},
        {"by": "Trust Board", "on": day("2021-06-02")},
        {"by": "Trust Board"},
        {"by": "another", "on": day("2022-06-02")},
    )
    (one,) = told(checked, submission(met, acts))
    assert "“done” by trust board on 2 June 2022" in one
    late = register("acts", {"by": "Trust Board", "on": day("2022-12-06")})
    assert told(checked, submission(met, late)) == []
    assert told(checked, submission(acts)) == []


def test_an_act_told_nowhere_else_has_one_day() -> None:
    needs = {"statement": "signed on", "document": "form", "event": "signed", "by": "chair"}
    checked = rule("one day for one act", needs)
    said = Statement("signed on", day("2022-06-01"), "A. Bee", "chair", ON)
    assert told(checked, submission(statements=[said])) == []
    assert told(checked, submission(statements=[replace(said, answer=True)])) == []
    assert told(checked, submission()) == []


def test_a_share_of_nothing_fits_every_result() -> None:
    checked = rule(
        "result fits",
        {"table": "MSDS scorecard", "numerator": "n", "denominator": "d", "at least": "least"},
        least="90%",
    )
    rows = ({"n": 0, "d": 0}, {"n": 4}, {"n": 9, "d": 10}, {"n": 8, "d": 10})
    (one,) = told(checked, submission(register("MSDS scorecard", *rows)))
    assert "8 of 10 is 80%" in one


def test_noughts_in_every_row_are_not_percentages() -> None:
    needs = {"table": "care", "column": "n", "from rows": "rows", "multiple of": "round"}
    checked = rule("not the same round number", needs, rows="2 times", round="10 times")
    for numbers in ([0, 0], [7, 7], [None, None]):
        care = register("care", *({"n": n} if n is not None else {"x": 1} for n in numbers))
        assert told(checked, submission(care)) == []


def test_a_table_that_was_not_sent_has_no_units_without_rows() -> None:
    needs = {"table": "units", "column": "unit", "rows in": {"shifts": "unit"}}
    checked = rule("each has rows", needs)
    units = register("units", {"unit": "North"}, {"unit": "South"})
    assert told(checked, submission(units)) == []
    shifts = register("shifts", {"unit": "north"}, {"day": ON})
    assert told(checked, submission(units, shifts)) == [
        "units, South (row 3) has no row in “shifts” under “unit”."
    ]


def test_nobody_is_told_from_whom_where_nobody_is_near() -> None:
    checked = rule(
        "reference exists", {"table": "training", "column": "person", "is in": {"staff": "person"}}
    )
    staff = register("staff", {"person": "SP-1"}, {"group": "midwives"})
    rows = [{"person": "Q"}, {"person": "Q"}, {"person": "Q"}, {"person": "Q"}, {"module": "x"}]
    assert told(checked, submission(staff, register("training", *rows))) == [
        "“Q” (training, rows 2, 3 and 4 and 1 more) is not in “staff”."
    ]


def test_who_holds_a_role_by_no_contact_and_on_no_day_is_not_asked() -> None:
    checked = rule(
        "holder of the role",
        {
            "table": "acts",
            "who": "who",
            "role": "role",
            "day": "on",
            "same as": {"head of midwifery": "director of midwifery"},
        },
    )
    rows = (
        {"who": "C. Dee", "role": "head of midwifery", "on": ON},
        {"who": "C. Dee", "role": "chair", "on": ON},
        {"who": "C. Dee", "role": "director of midwifery"},
        {"role": "director of midwifery", "on": ON},
        {"who": "A. Bee, RM", "role": "Director of Midwifery", "on": ON},
    )
    sent = submission(register("acts", *rows))
    held = RoleHolder("director of midwifery", "A. Bee", held_to=ON)
    (one,) = told(checked, replace(sent, role_holders=(held,)))
    assert "C. Dee acts as head of midwifery" in one
    left = RoleHolder("director of midwifery", "A. Bee", held_to=day("2022-01-01"))
    every = told(checked, replace(sent, role_holders=(left,)))
    assert all(one.endswith("names nobody in that role on that day.") for one in every)
    assert len(every) == 2


def test_people_without_a_group_leave_none_at_once() -> None:
    checked = rule(
        "few leave at once",
        {
            "people": "staff",
            "group": "group",
            "days": ["left on"],
            "before": "the end",
            "within": "lately",
            "from people": "enough",
            "more than": "share",
        },
        the_end="2022-12-05",
        lately="28 days",
        enough="1 times",
        share="10%",
    )
    rows = ({"person": "A", "left on": day("2022-12-01")}, {"person": "B", "group": "midwives"})
    assert told(checked, submission(register("staff", *rows))) == []


def test_a_paper_without_a_fingerprint_is_not_compared_with_another() -> None:
    papers = [Document(name, "report", name, dated=ON) for name in ("D-1", "D-2")]
    assert told(rule("one paper, one period", {}), submission(documents=papers)) == []
    alike = [replace(p, sha256="1" * 64) for p in papers]
    assert told(rule("one paper, one period", {}), submission(documents=alike)) == []


def test_a_no_beside_what_is_not_met_agrees() -> None:
    sent = replace(submission(), declared={"MIS-A": "no", "MIS-B": "yes", "MIS-C": "no"})
    final = {"MIS-A": Verdict.MET, "MIS-B": Verdict.MET, "MIS-C": Verdict.NOT_MET}
    (one,) = found(rule("declared as assessed", {}), sent, **final)
    assert one.requirements == ("MIS-A",)


def test_what_rests_on_a_register_may_be_what_looks_into_one_of_its_columns() -> None:
    asks = {
        "register": "perinatal deaths",
        "cases": {"born here": "yes"},
        "answer": "count of cases",
    }
    asking = requirement(asks, {}).requirement
    assert Rests(registers=("perinatal deaths",)).of(asking)
    assert Rests(registers=("perinatal deaths",), columns=("born here",)).of(asking)
    assert not Rests(registers=("perinatal deaths",), columns=("died here",)).of(asking)
    assert not Rests(registers=("staff",)).of(asking)
    assert Rests(requirements=("SA1-T",)).of(asking)
    assert not Rests(documents=("report",), statements=("it",)).of(asking)


def test_a_day_of_somebody_unknown_or_without_a_day_is_not_asked() -> None:
    needs = {
        "table": "training",
        "person": "person",
        "day": "attended on",
        "people": "staff",
        "first": "started on",
        "last": "left on",
    }
    staff = register("staff", {"person": "SP-1", "started on": ON}, {"group": "midwives"})
    rows = (
        {"person": "sp-1", "attended on": day("2022-06-01")},
        {"person": "SP-1"},
        {"person": "SP-2", "attended on": day("2022-06-01")},
        {"attended on": day("2022-06-01")},
        {"person": "SP-1", "attended on": ON},
    )
    (one,) = told(rule("while in post", needs), submission(staff, register("training", *rows)))
    assert one.startswith("training, sp-1 (row 2): “attended on” (1 June 2022) is before")


def test_on_an_earlier_day_than_the_folder_is_of_later_acts_are_left_out_and_not_accused() -> None:
    checked = rule("days in order", {"table": "acts", "order": ["done", "assessment day"]})
    sent = submission(register("acts", {"done": date(2022, 12, 20)}))
    assert len(told(checked, sent)) == 1
    assert told(checked, replace(sent, assessed_as_at=date(2022, 12, 20))) == []
    assert len(told(checked, replace(sent, assessed_as_at=date(2022, 12, 19)))) == 1
