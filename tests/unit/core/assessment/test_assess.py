"""A whole assessment of a small rulebook, from the reference evaluator alone."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from mis_assessor.core.assessment.assess import assess
from mis_assessor.core.assessment.assessment import Assessment
from mis_assessor.core.deciding.position import decide_position
from mis_assessor.core.deciding.recovery import Recovery, money_facts
from mis_assessor.core.errors import RulebookWrong
from mis_assessor.core.evidence.submission import Document, Submission
from mis_assessor.core.rules.rulebook import SchemeYear
from mis_assessor.core.verdicts import Verdict
from unit.core.asked import END, day, register, submission, year
from unit.core.books import book, every_action, rule, share_rule, stated

FUNDED = submission(statements=[stated("posts funded")])
PLAN = "safety improvement plan"


def assessed(sent: Submission, *rules: Any, on: str = "2022-12-06", **more: Any) -> Assessment:
    """These rules and an easy one for every other action, assessed."""
    return assess(book(*every_action(*rules), **more), sent, day(on))


def test_ten_of_ten_is_met_and_expects_the_money_back() -> None:
    found = assessed(replace(FUNDED, contribution=Decimal("410000.00")))
    assert (found.verdict, found.met) == (Verdict.MET, True)
    assert [a.number for a in found.actions] == list(range(1, 11))
    assert {(a.verdict, a.requirements, a.hold) for a in found.actions} == {(Verdict.MET, 1, 1)}
    assert found.fund.status is Recovery.EXPECTED
    assert found.fund.exposure == Decimal("0.00")


def test_one_requirement_without_evidence_holds_up_the_scheme() -> None:
    found = assessed(FUNDED, rule(), share_rule("MIS-Y4-SA1-U"))
    first = found.actions[0]
    assert (first.title, first.verdict) == ("Action 1", Verdict.EVIDENCE_MISSING)
    assert (first.requirements, first.hold) == (2, 1)
    assert found.verdict is Verdict.EVIDENCE_MISSING
    assert found.fund.status is Recovery.AT_RISK


def test_what_does_not_apply_is_not_counted_as_a_requirement() -> None:
    away = rule("MIS-Y4-SA1-U", **{"does not apply if": {"merging": "yes"}})
    sent = submission(statements=[stated("posts funded"), stated("merging")])
    found = assessed(sent, rule(), away)
    assert (found.actions[0].requirements, found.actions[0].hold) == (1, 1)


def test_context_is_shown_and_never_scored() -> None:
    shown = rule("MIS-Y4-SA1-C", force="context", title="Kept in mind", asks="Is it so?")
    found = assessed(FUNDED, rule(), shown)
    assert found.context == (("MIS-Y4-SA1-C", "Kept in mind", "Is it so?"),)
    assert "MIS-Y4-SA1-C" not in {f.id for f in found.findings}
    assert found.actions[0].requirements == 1


def test_the_edition_known_is_that_of_the_day_or_of_the_last_day_of_the_year() -> None:
    made = book(*every_action())
    assert assess(made, FUNDED, day("2023-05-01")).known_on == day("2023-02-02")
    assert assess(made, FUNDED, day("2022-12-06")).known_on == day("2022-12-06")
    found = assess(made, FUNDED, day("2023-05-01"), day("2022-06-01"))
    assert found.known_on == day("2022-06-01")
    assert found.edition_reason == (
        "The the edition governs: it was the guidance in force on 1 June 2022."
    )
    with pytest.raises(RulebookWrong, match="no guidance was in force on 31 December 2021"):
        decide_position(made, FUNDED, day("2022-12-06"), day("2021-12-31"))


def unclear_year() -> SchemeYear:
    """A year whose second edition came some day in autumn, with deadlines of its own."""
    whole = year([("2022-02-01", "2022-03-31")]).model_dump(by_alias=True)
    first = {**whole["editions"][0], "title": "edition of January"}
    second = {
        **first,
        "id": "two",
        "title": "edition of autumn",
        "in force from": "2022-10-01",
        "or as late as": "2022-10-31",
    }
    values = {
        "evidence end": [{"is": "2022-12-05", "status": "public"}],
        "declaration day": [
            {"is": "2023-01-05", "status": "recalled-high", "editions": ["one"]},
            {"is": "2023-02-02", "status": "public", "editions": ["two"]},
        ],
        "declaration deadline": [{"not loaded": "not seen", "status": "recalled-low"}],
    }
    return SchemeYear.model_validate({**whole, "editions": [first, second], "values": values})


def test_two_editions_that_may_govern_are_both_named() -> None:
    found = assessed(FUNDED, on="2022-10-15", scheme_year=unclear_year())
    assert found.editions == ("edition of January", "edition of autumn")
    assert found.edition_reason == (
        "The edition of January and the edition of autumn are both decided: the day the newer "
        "came into force is not known, and 15 October 2022 lies between the first and last it "
        "could be."
    )


def test_the_timeline_has_the_dates_of_the_edition_that_governs_in_order() -> None:
    found = assessed(FUNDED, on="2022-12-06", scheme_year=unclear_year())
    assert [(m.title, m.day.isoformat()) for m in found.milestones] == [
        ("Guidance: edition of January", "2022-01-01"),
        ("Guidance: edition of autumn", "2022-10-01"),
        ("Last day of the evidence", "2022-12-05"),
        ("Declaration due by 12 noon", "2023-02-02"),
    ]


def test_a_pause_is_shown_with_the_title_of_the_letter_that_says_so() -> None:
    (pause,) = assessed(FUNDED, scheme_year=unclear_year()).pauses
    assert (pause.title, pause.suspends, pause.source) == ("a pause", "most", "Our guidance")
    assert (pause.first, pause.last) == (day("2022-02-01"), day("2022-03-31"))
    made = replace(book(*every_action(), scheme_year=unclear_year()), sources={})
    (bare,) = assess(made, FUNDED, day("2022-12-06")).pauses
    assert bare.source == "this-project"


def test_a_requirement_in_the_pause_is_never_not_met() -> None:
    said_on = day("2022-01-31")
    denied = submission(statements=[stated("posts funded", answer=False, said_on=said_on)])
    paused = assessed(denied, on="2022-03-31", pauses=[("2022-02-01", "2022-03-31")])
    assert {f.verdict for f in paused.findings} == {Verdict.PAUSED}
    assert paused.verdict is Verdict.PAUSED
    assert not paused.met
    after = assessed(denied, on="2022-04-01", pauses=[("2022-02-01", "2022-03-31")])
    assert after.verdict is Verdict.NOT_MET


def test_values_are_counted_by_how_they_are_known() -> None:
    assert dict(assessed(FUNDED, rule(), share_rule("MIS-Y4-SA1-U")).statuses) == {
        "assumption": 12 + 2
    }


def test_the_evidence_register_names_what_each_item_serves() -> None:
    held = Document("D2", "minutes", "Board minutes", checked_by="C. Hecker", sha256="b" * 64)
    deaths = register(
        "perinatal deaths",
        {"case": "P1", "day the clock starts": day("2022-06-01"), "reported": True},
        taken_from="MBRRACE-UK",
    )
    blank = register("staff", checked_by="", complete_to=None)
    dated = replace(held, id="D1", dated=day("2022-06-01"))
    sent = submission(deaths, blank, documents=[held, dated], statements=[stated("posts funded")])
    found = assessed(sent, share_rule())
    assert [(e.id, e.title, e.dated, e.serves) for e in found.evidence] == [
        (
            "perinatal deaths",
            "Register of perinatal deaths, from MBRRACE-UK",
            END.isoformat(),
            ("MIS-Y4-SA1-T",),
        ),
        ("staff", "Register of staff", "", ()),
        ("D1", "Board minutes", "2022-06-01", ()),
        ("D2", "Board minutes", "", ()),
    ]


def test_the_evidence_register_says_what_runs_out_and_what_may_still_change() -> None:
    policy = Document("D1", "policy", "A policy", in_force_to=day("2022-12-31"))
    certificate = Document("D2", "certificate", "A certificate", expires_on=day("2023-01-31"))
    plan = Document("D3", "plan", "A plan", progress_reported_on=(day("2022-11-01"),))
    scorecard = register("scorecard", {"release": "provisional"}, {"release": "final"}, {})
    sent = submission(scorecard, documents=[policy, certificate, plan])
    found = {item.id: item for item in assessed(sent).evidence}
    assert found["D1"].valid_until == day("2022-12-31")
    assert found["D2"].valid_until == day("2023-01-31")
    assert found["D3"].valid_until is None
    assert found["D3"].progress_reported == (day("2022-11-01"),)
    assert [found[name].provisional for name in ("scorecard", "D1")] == [1, 0]


def test_what_the_lead_wrote_for_the_board_is_passed_on() -> None:
    written = replace(FUNDED, board_paper={"from the lead": "A hard year."})
    assert assessed(written).board_paper == {"from the lead": "A hard year."}


def with_plan(*amounts: str | None, declared: dict[str, str] | None = None) -> Submission:
    """A submission with an action plan that asks for these amounts."""
    rows = [
        {"action": n, **({"amount requested": Decimal(a)} if a else {})}
        for n, a in enumerate(amounts, 1)
    ]
    return replace(submission(register(PLAN, *rows)), declared=declared or {})


def test_the_amounts_of_the_action_plan_are_added_to_the_penny() -> None:
    facts = money_facts(with_plan("10000.05", None, "0.95"), ())
    assert facts.requested == Decimal("10001.00")
    assert money_facts(with_plan(None), ()).requested is None
    assert money_facts(submission(), ()).requested is None
    shown = assessed(with_plan("10000.05")).action_plan
    assert shown == ({"action": "1", "amount requested": "10000.05"},)


@pytest.mark.parametrize(
    ("declared", "all_met"),
    [
        ({}, False),
        ({"MIS-Y4-SA1": "yes"}, False),
        ({"MIS-Y4-SA1": "yes", "MIS-Y4-SA2": "yes"}, True),
        ({"MIS-Y4-SA1": "yes", "MIS-Y4-SA2": "not applicable"}, True),
        ({"MIS-Y4-SA1": "not applicable", "MIS-Y4-SA2": "not applicable"}, False),
        ({"MIS-Y4-SA1": "yes", "MIS-Y4-SA2": "no"}, False),
    ],
)
def test_the_board_has_declared_ten_only_where_it_answered_all_and_said_no_to_none(
    declared: dict[str, str], all_met: bool
) -> None:
    asked = ("MIS-Y4-SA1", "MIS-Y4-SA2")
    assert money_facts(with_plan(declared=declared), asked).declared_met is all_met
