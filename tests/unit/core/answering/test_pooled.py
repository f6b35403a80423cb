"""Registers of all the trusts put together: added up, and one missing makes it missing."""

from dataclasses import replace
from typing import Any

import pytest

from mis_assessor.core.answering.ask import ask
from mis_assessor.core.answering.asking import Asking
from mis_assessor.core.evidence.answers import Answer, NoAnswer, NoAnswerReason
from mis_assessor.core.evidence.submission import Register, Submission
from mis_assessor.core.evidence.system import Provider, System
from mis_assessor.core.rules.readings import readings_of
from unit.core.asked import day, register, requirement, says, submission, tally, why, year
from unit.core.frameworks.built import provider, system

CLOSED = day("2022-12-06")
WINDOW = {"from": "first day", "to": "evidence end"}
VALUES = {"first day": "2022-01-01"}
TOTALS = requirement(
    {
        "register": "rates",
        "pooled over": "providers",
        "cases": {"measure": "offered"},
        "answer": "share of totals",
    },
    {},
)
CASES = requirement(
    {
        "register": "births",
        "pooled over": "providers",
        "covers": WINDOW,
        "cases": {"day of birth": WINDOW},
        "done when": {"right place": "yes"},
        "answer": "share of cases",
    },
    VALUES,
)


def put(rule: Any, whole: System | None, own: Submission | None = None) -> Answer:
    """What a system's trusts say together."""
    (reading,) = readings_of(rule, "one")
    asking = Asking(
        year(), own or submission(), rule.requirement, reading, CLOSED, system=whole, owner="QAA"
    )
    return ask(rule.requirement.evidence["it"], asking)


def rates(*pairs: tuple[int, int], **more: Any) -> Register:
    """A register of rates, the same six months in every row but for its measure."""
    rows = [
        {
            "measure": more.get("measure", "offered"),
            "from": day(f"2022-0{n}-01"),
            "to": day(f"2022-0{n}-28"),
            "numerator": done,
            "denominator": of,
        }
        for n, (done, of) in enumerate(pairs, 1)
    ]
    return register("rates", *rows)


def births(*right: str | None, **more: Any) -> Register:
    """A register of births in the right place, the wrong one, or nobody says."""
    rows = [
        {"case": f"B{n}", "day of birth": day("2022-05-01")}
        | ({} if place is None else {"right place": place == "yes"})
        for n, place in enumerate(right)
    ]
    return register("births", *rows, **more)


def trusts(*registers: Register | None) -> System:
    """A system of as many trusts, each with its register."""
    return system(*(trust(n, r) for n, r in enumerate(registers, 1)))


def trust(number: int, sent: Register | None) -> Provider:
    """A trust with a register, or one that sent nothing."""
    return provider(f"R{number}", submission(sent) if sent else None)


def test_three_at_100_100_and_40_pool_to_86_and_each_is_named() -> None:
    found = put(TOTALS, trusts(rates((200, 200)), rates((150, 150)), rates((40, 100))))
    assert tally(found) == (390, 60, 0, 0)
    assert 390 * 100 // 450 == 86
    assert [(u.item, u.what) for u in found.provenance.used] == [
        ("rates of Trust R1", "200 of 200"),
        ("rates of Trust R2", "150 of 150"),
        ("rates of Trust R3", "40 of 100"),
    ]


def test_two_trusts_may_count_the_same_days_and_one_trust_may_not_count_them_twice() -> None:
    assert tally(put(TOTALS, trusts(rates((1, 2), (3, 4)), rates((5, 6))))) == (9, 3, 0, 0)
    (row,) = rates((1, 2)).rows
    twice = register("rates", row.cells, row.cells)
    found = put(TOTALS, trusts(twice, rates((5, 6))))
    assert why(found) == NoAnswerReason.MISSING
    assert says(found) == (
        "The register of rates of Trust R1 counts the same days twice: offered and offered."
    )


@pytest.mark.parametrize("rule", [TOTALS, CASES])
def test_one_trust_without_it_makes_the_whole_missing_by_name(rule: Any) -> None:
    name = rule.requirement.evidence["it"].register_
    whole = rates((1, 2)) if name == "rates" else births("yes")
    unchecked = register(name, checked_by="")
    found = put(rule, trusts(whole, None, unchecked))
    assert why(found) == NoAnswerReason.MISSING
    assert says(found) == f"The register of {name} is missing from Trust R2 and Trust R3."


def test_a_trust_that_left_a_column_out_is_told_which_and_where() -> None:
    there = frozenset({"measure", "from", "to", "denominator"})
    short = replace(rates((3, 4)), columns=there, file="registers/rates.csv")
    found = put(TOTALS, trusts(rates((1, 2)), short))
    assert why(found) == NoAnswerReason.MISSING
    assert says(found) == (
        "The register of rates of Trust R2 has no column “numerator”. Add it to "
        "registers/rates.csv; a cell may be blank where the answer is not known."
    )
    assert says(put(TOTALS, trusts(None, short))).startswith(
        "The register of rates is missing from Trust R1. The register of rates of Trust R2 has no"
    )


def test_a_trust_whose_register_says_nothing_of_it_is_missing_too() -> None:
    found = put(TOTALS, trusts(rates((1, 2)), rates((3, 4), measure="another")))
    assert why(found) == NoAnswerReason.MISSING
    assert says(found) == "The register of rates of Trust R2 has no row for this."


@pytest.mark.parametrize("blank", ["numerator", "denominator", "measure"])
def test_a_blank_of_one_trust_is_told_with_its_name(blank: str) -> None:
    (row,) = rates((3, 4)).rows
    holed = register("rates", {k: v for k, v in row.cells.items() if k != blank})
    found = put(TOTALS, trusts(rates((1, 2)), holed))
    assert why(found) == NoAnswerReason.MISSING
    assert "The register of rates of Trust R2" in says(found)


def test_every_trust_needs_every_month() -> None:
    rule = requirement(
        {
            "register": "rates",
            "pooled over": "providers",
            "covers": {"from": "first day", "to": "evidence end"},
            "one row for every": "month",
            "answer": "share of totals",
        },
        {"first day": "2022-01-01", "evidence end": "2022-02-28"},
    )
    cells = [{"month": f"2022-0{n}", "numerator": 1, "denominator": 2} for n in (1, 2)]
    both, one = register("rates", *cells), register("rates", cells[0])
    assert tally(put(rule, trusts(both, both))) == (4, 4, 0, 0)
    found = put(rule, trusts(both, one))
    assert why(found) == NoAnswerReason.MISSING
    assert says(found) == (
        "The register of rates has no row for February 2022 (rates of Trust R2)."
    )


def test_cases_are_counted_together() -> None:
    found = put(CASES, trusts(births("yes", "yes"), births("no", None)))
    assert tally(found) == (2, 1, 0, 1)
    (used,) = found.provenance.used
    assert used.rows == (2, 3, 4, 5)


def test_nothing_to_report_everywhere_is_no_cases_and_in_one_trust_no_matter() -> None:
    assert why(put(CASES, trusts(births(), births()))) == NoAnswerReason.NO_CASES
    assert tally(put(CASES, trusts(births("yes"), births()))) == (1, 0, 0, 0)


@pytest.mark.parametrize("other", [{}, {"complete_to": None}])
@pytest.mark.parametrize("short", ["covers_to", "complete_to", "checked_on"])
def test_all_reach_only_as_far_as_the_one_that_reaches_least(
    short: str, other: dict[str, Any]
) -> None:
    june = births("yes", **{short: day("2022-06-30")})
    found = put(CASES, trusts(june, births("yes", **other)))
    told = says(found) if isinstance(found, NoAnswer) else found.provenance.remarks[0]
    assert told.startswith("The register of births must")
    assert "30 June 2022" in told


@pytest.mark.parametrize("starts", [day("2022-02-01"), None])
def test_all_begin_only_where_the_last_begins(starts: Any) -> None:
    found = put(CASES, trusts(births("yes"), births("yes", covers_from=starts)))
    assert why(found) == NoAnswerReason.MISSING
    assert "must cover the days from 1 January 2022" in says(found)


def test_what_a_trust_holds_about_others_is_not_counted_as_its_own() -> None:
    cells = {"measure": "offered", "numerator": 1, "denominator": 2}
    mixed = register("rates", {**cells, "organisation": "R1"}, {**cells, "organisation": "England"})
    assert tally(put(TOTALS, trusts(mixed, rates((5, 6))))) == (6, 2, 0, 0)
    others = register("rates", {**cells, "organisation": "England"})
    found = put(TOTALS, trusts(others, rates((5, 6))))
    assert why(found) == NoAnswerReason.MISSING
    assert says(found) == "The register of rates of Trust R1 has no row for this."


def test_the_systems_own_register_counts_where_it_says_something_of_it() -> None:
    silent = submission(rates((7, 9), measure="another"))
    assert tally(put(TOTALS, trusts(rates((1, 2))), silent)) == (1, 1, 0, 0)


def test_the_systems_own_register_stands_for_all_and_a_lone_trust_for_itself() -> None:
    own = submission(rates((7, 9)))
    assert tally(put(TOTALS, trusts(rates((1, 2)), None), own)) == (7, 2, 0, 0)
    assert tally(put(TOTALS, None, own)) == (7, 2, 0, 0)


OTHERS = {"day of birth": day("2021-05-01")}
"""A case that is not asked about."""


def test_a_system_whose_list_holds_only_other_cases_had_none() -> None:
    own = submission(register("births", OTHERS))
    assert why(put(CASES, trusts(None, None), own)) == "no cases"
    assert why(put(CASES, trusts(births(), None), own)) == "no cases"


@pytest.mark.parametrize("own", [register("births", OTHERS), register("births")])
def test_a_case_that_a_trust_knows_is_not_hidden_by_a_system_that_lists_none(own: Any) -> None:
    found = put(CASES, trusts(births("yes", "no"), births("yes")), submission(own))
    assert tally(found) == (2, 1, 0, 0)
    missing = put(CASES, trusts(births("no"), None), submission(own))
    assert says(missing) == "The register of births is missing from Trust R2."


def test_what_the_system_holds_about_one_trust_does_not_speak_for_all() -> None:
    cells = {"measure": "offered", "numerator": 9, "denominator": 9, "organisation": "R1"}
    own = submission(register("rates", cells))
    assert tally(put(TOTALS, trusts(rates((1, 2))), own)) == (1, 1, 0, 0)
