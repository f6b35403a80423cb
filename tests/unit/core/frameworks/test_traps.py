"""Traps of the rule language in frameworks; those of the scheme are in unit/core/deciding."""

from typing import Any

import pytest

from mis_assessor.core.frameworks.bodies import lone_trust
from mis_assessor.core.verdicts import Verdict
from mis_assessor.engine.cage import Engine
from unit.core.asked import day, looked, register
from unit.core.frameworks.built import (
    book,
    duty,
    fact,
    of_system,
    provider,
    sent,
    shown,
    system,
    verdicts,
)

MET, NOT_MET, MISSING = Verdict.MET, Verdict.NOT_MET, Verdict.EVIDENCE_MISSING


def test_4_one_trust_may_pass_one_way_and_another_the_other(engine: Engine) -> None:
    rule = duty(
        "A",
        evidence={
            "process": {"arrangement": "process", "answer": "arrangement"},
            "letter": {"documents": {"kind": "plan"}, "answer": "document"},
        },
        **{
            "duty of": "LMS",
            "for each": "provider",
            "met when": {"process": {"is in place by": "expected from"}},
            "or instead": {"letter": {"is in place by": "expected from"}},
        },
    )
    straight = sent(fact(), code="R1")
    no = fact(None, in_place=False)
    plan = sent(no, code="R2", documents=(shown("P1", kind="plan"),))
    neither = sent(no, code="R2")
    both_ways = system(provider("R1", straight), provider("R2", plan))
    assert of_system(engine, rule, both_ways) is Verdict.MET_BY_ALTERNATIVE
    assert of_system(engine, rule, system(provider("R1", straight), provider("R2", neither))) is (
        NOT_MET
    )


@pytest.mark.parametrize(
    ("found", "expected"), [("yes", MET), ("no", NOT_MET), (None, MISSING)], ids=str
)
def test_9_a_clause_that_is_lacking_is_not_one_nobody_looked_for(
    engine: Engine, found: str | None, expected: Verdict
) -> None:
    terms = shown(
        kind="terms", contents=(looked("who answers", found, "2021-05-02"),) if found else ()
    )
    rule = duty(
        "A",
        values={"clauses": ["who answers"]},
        evidence={
            "it": {"documents": {"kind": "terms"}, "contains all": "clauses", "answer": "document"}
        },
    )
    one = lone_trust(sent(documents=(terms,)))
    assert verdicts(engine, book(rule), [one])["RXX"]["A"] is expected


@pytest.mark.parametrize(("women", "expected"), [(33, NOT_MET), (34, MET)])
def test_11_a_third_of_a_hundred_is_thirty_four_pooled_too(
    engine: Engine, women: int, expected: Verdict
) -> None:
    def trust(code: str, done: int) -> Any:
        rates = register("rates", {"numerator": done, "denominator": 50})
        return provider(code, sent(code=code, registers={"rates": rates}))

    rule = duty(
        "A",
        values={"needed": "1/3"},
        evidence={
            "it": {"register": "rates", "pooled over": "providers", "answer": "share of totals"}
        },
        **{"duty of": "LMS", "met when": {"it": {"is at least": "needed"}}},
    )
    whole = system(trust("R1", 16), trust("R2", women - 16))
    assert of_system(engine, rule, whole, on="2023-01-01") is expected


@pytest.mark.parametrize(
    ("test", "expected"),
    [({"one in every": "month"}, MET), ({"gaps at most": "longest"}, NOT_MET)],
    ids=["one in each month", "no gap over a month"],
)
def test_12_one_in_each_of_two_months_is_a_gap_of_57_days(
    engine: Engine, test: dict[str, str], expected: Verdict
) -> None:
    assert (day("2021-02-28") - day("2021-01-02")).days == 57
    minutes = tuple(
        shown(f"M{n}", kind="minutes", dated=day(on), checked_on=day("2021-03-01"))
        for n, on in enumerate(("2021-01-02", "2021-02-28"))
    )
    rule = duty(
        "A",
        values={"start": "2021-01-01", "end": "2021-02-28", "longest": "1 month"},
        evidence={
            "it": {
                "documents": {"kind": "minutes"},
                "between": {"from": "start", "to": "end"},
                "answer": "documents",
            }
        },
        **{"met when": {"it": {**test, "counted by": "dated"}}, "due by": "end"},
    )
    one = lone_trust(sent(documents=minutes))
    assert verdicts(engine, book(rule), [one])["RXX"]["A"] is expected
