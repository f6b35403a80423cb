"""From requirements to groups and the whole: musts of the same body, and no blending."""

from typing import Any

import pytest

from mis_assessor.core.errors import RulebookWrong
from mis_assessor.core.frameworks.bodies import bodies_of, lone_trust
from mis_assessor.core.frameworks.result import BodyResult, FrameworkFinding, Score, When
from mis_assessor.core.verdicts import Verdict
from mis_assessor.engine.cage import Engine
from unit.core.frameworks.built import (
    book,
    decided,
    duty,
    fact,
    finding,
    provider,
    sent,
    system,
    verdicts,
    written,
)

MET, MISSING, OUT = Verdict.MET, Verdict.EVIDENCE_MISSING, Verdict.NOT_APPLICABLE
OTHER: dict[str, Any] = {"evidence": {"it": {"arrangement": "other", "answer": "arrangement"}}}
GOOD = lone_trust(sent(fact()))


def made_of(name: str, *of: str, **more: Any) -> Any:
    """A group of requirements."""
    return duty(name, **{"made of": list(of), **more})


def test_a_group_holds_when_each_of_its_musts_holds(engine: Engine) -> None:
    should = duty("S", force="should", **OTHER)
    context = duty("C", force="context")
    whole = book(made_of("G", "A", "S", "C"), duty("A"), should, context)
    found = verdicts(engine, whole, [GOOD])["RXX"]
    assert found == {"A": MET, "S": MISSING, "G": MET}
    missing = verdicts(engine, book(made_of("G", "A", "B"), duty("A"), duty("B", **OTHER)), [GOOD])
    assert missing["RXX"]["G"] is MISSING


def test_a_group_of_groups_in_whatever_order_they_stand(engine: Engine) -> None:
    whole = book(made_of("G", "H"), made_of("H", "A", "B"), duty("A"), duty("B", **OTHER))
    found = verdicts(engine, whole, [GOOD])["RXX"]
    assert (found["H"], found["G"]) == (MISSING, MISSING)


def test_the_same_duty_under_another_number(engine: Engine) -> None:
    """Even a *should* lends its verdict: it is the same duty."""
    twice = book(duty("X", **{"decided by": "A"}), duty("A", force="should"))
    assert verdicts(engine, twice, [GOOD])["RXX"] == {"A": MET, "X": MET}
    told = finding(written(twice, GOOD), "X")
    assert told.finding.sentence.startswith("It is the same duty as A. ")
    assert (told.made_of, told.score) == (("A",), Score(1, 1, "pass"))


LAST: dict[str, Any] = {"values": {"last": "2021-06-30"}, "due by": "last"}


def test_late_is_told_of_the_group_and_the_whole_by_the_latest_that_counts() -> None:
    since = lone_trust(sent(fact("2021-07-12")))
    whole = book(duty("A", **LAST), duty("S", force="should", **LAST), duty("B", group=2))
    (told,) = written(whole, since).bodies
    assert [group.days_late for group in told.groups] == [12, 0]
    assert told.days_late == 12
    joined = finding(
        written(book(made_of("G", "A", "B"), duty("A", **LAST), duty("B")), since), "G"
    )
    assert joined.timing is not None
    assert (joined.timing.when, joined.timing.days) == (When.LATE, 12)
    short = book(made_of("G", "A", "B"), duty("A", **LAST), duty("B", **{**OTHER, **LAST}))
    behind = finding(written(short, since), "G").timing
    assert behind is not None
    assert behind.when is When.OVERDUE


def test_a_group_of_which_nothing_counts_is_what_its_recommended_duties_are() -> None:
    whole = book(
        duty("A"), duty("S", force="should", group=2, **OTHER), duty("O", force="optional", group=3)
    )
    (told,) = written(whole, GOOD).bodies
    assert [(g.verdict, g.recommended, g.hold, g.requirements) for g in told.groups] == [
        (MET, False, 1, 1),
        (MISSING, True, 0, 1),
        (MET, True, 1, 1),
    ]
    assert (told.verdict, told.recommended) == (MET, False)
    (only,) = written(book(duty("S", force="should", **OTHER)), GOOD).bodies
    assert (only.verdict, only.recommended, only.asked) == (MISSING, True, False)


def test_a_group_takes_only_what_is_the_same_bodys_duty(engine: Engine) -> None:
    both: dict[str, Any] = {"duty of": ["trust", "LMS"]}
    whole = book(made_of("G", "A", "B", **both), duty("A"), duty("B", **{"duty of": "LMS"}))
    own = system(provider("R1", sent(fact(), code="R1")))
    found = decided(engine, whole, bodies_of(own))
    assert found["R1"].rolled.requirements == {"A": MET, "G": MET}
    assert found["QAA"].rolled.requirements == {"B": MISSING, "G": MISSING}


def test_a_group_of_another_bodys_duties_is_not_applicable_and_says_so(engine: Engine) -> None:
    whole = book(made_of("G", "B"), duty("B", **{"duty of": "LMS"}))
    assert verdicts(engine, whole, [GOOD])["RXX"] == {"G": OUT}
    told = finding(written(whole, GOOD), "G")
    assert told.finding.sentence == "It rests on the duties of another body."
    assert (told.made_of, told.score) == ((), None)
    again = book(duty("G", **{"decided by": "B"}), duty("B", **{"duty of": "LMS"}))
    assert finding(written(again, GOOD), "G").score is None


def test_a_ring_is_refused() -> None:
    whole = book(made_of("G", "H"), made_of("H", "G"))
    with pytest.raises(RulebookWrong, match=r"G is made of itself\. Break the ring\."):
        written(whole, GOOD)


def test_the_whole_counts_each_must_once_and_nothing_else(engine: Engine) -> None:
    rules = (
        made_of("G", "A", "B"),
        duty("A"),
        duty("B", **OTHER),
        duty("S", force="should", **OTHER),
        duty("D", group=2),
        duty("E", group=3, **{"duty of": "LMS"}),
    )
    one = decided(engine, book(*rules), [GOOD])["RXX"].rolled
    assert one.groups == {1: MISSING, 2: MET, 3: OUT}
    assert one.whole is MISSING
    body = written(book(*rules), GOOD).bodies[0]
    assert [(g.number, g.verdict, g.requirements, g.hold) for g in body.groups] == [
        (1, MISSING, 2, 1),
        (2, MET, 1, 1),
    ]


def test_what_is_not_asked_leaves_both_counts(engine: Engine) -> None:
    values = {"begin": "2022-01-01"}
    rules = (duty("A"), duty("B", values=values, applies={"from": "begin"}))
    (group,) = written(book(*rules), GOOD).bodies[0].groups
    assert (group.verdict, group.requirements, group.hold) == (MET, 1, 1)
    (joined,) = [
        f for f in written(book(made_of("G", "A", "B"), *rules), GOOD).bodies[0].findings if f.joins
    ]
    assert joined.finding.sentence == "1 of 1 hold."


def test_a_group_says_what_does_not_hold_and_what_to_do() -> None:
    short = duty("B", **{**OTHER, "if not met": "Set it up."})
    group = finding(written(book(made_of("G", "A", "B"), duty("A"), short), GOOD), "G")
    assert group.finding.sentence == "1 of 2 hold. Not: B (evidence missing)."
    assert "other" in group.finding.next
    assert group.score == Score(1, 2, "partial")


TWO: dict[str, Any] = {
    "it": {"is in place by": "expected from"},
    "two": {"in force on": "expected from"},
}


@pytest.mark.parametrize(
    ("more", "score"),
    [
        ({}, Score(1, 1, "pass")),
        (OTHER, Score(0, 1, "fail")),
        (
            {
                "evidence": {
                    **OTHER["evidence"],
                    "two": {"arrangement": "process", "answer": "arrangement"},
                },
                "met when": {"all of": [{k: v} for k, v in TWO.items()]},
            },
            Score(1, 2, "partial"),
        ),
        ({"parts": {"A-1": "one", "A-2": "two"}}, Score(2, 2, "pass")),
    ],
    ids=["whole", "nothing", "pieces of an all of", "parts"],
)
def test_pieces_there_are_counted_beside_the_verdict(more: dict[str, Any], score: Score) -> None:
    assert finding(written(book(duty("A", **more)), GOOD), "A").score == score


def test_what_is_not_due_or_not_asked_is_not_scored() -> None:
    early = finding(written(book(duty("A", **OTHER)), GOOD, on="2021-06-30"), "A")
    assert (early.finding.verdict, early.score) == (Verdict.NOT_DUE_YET, None)
    out = duty("A", values={"begin": "2022-01-01"}, applies={"from": "begin"})
    assert finding(written(book(out), GOOD), "A").score is None
    assert finding(written(book(duty(), scores=None), GOOD), "A").score is None
    group = book(made_of("G", "A"), duty("A", **OTHER))
    assert finding(written(group, GOOD, on="2021-06-30"), "G").score is None


def test_pieces_not_due_under_the_first_reading_are_not_scored() -> None:
    """The guidance can be read two ways: under one the day is past, under the other not."""
    readings = [{"readings": ["2021-12-31", "2021-06-30"], "status": "assumption"}]
    two = {"all of": [{"it": {"is in place by": "last"}}, {"it": {"in force on": "last"}}]}
    rule = duty("A", values={"last": readings}, **{"due by": "last", "met when": two, **OTHER})
    found = finding(written(book(rule), GOOD), "A")
    assert (found.finding.verdict, found.score) == (MISSING, None)


def test_only_what_is_scored_enters_the_national_score() -> None:
    rules = (
        duty("A", scored={"is": "yes"}),
        duty("B", scored={"is": "yes"}, **OTHER),
        duty("C", scored={"is": "no", "because": "not in the list"}, **OTHER),
        made_of("G", "A", "B", scored={"is": "no"}),
        duty("D"),
    )
    body = written(book(*rules), GOOD).bodies[0]
    assert [f.finding.id for f in body.findings if f.scored] == ["A", "B"]
    (group,) = body.groups
    assert (group.compliant, group.scored, group.pieces_there, group.pieces_asked) == (1, 2, 1, 2)


def by_id(body: BodyResult) -> dict[str, FrameworkFinding]:
    """Findings by requirement."""
    return {f.finding.id: f for f in body.findings}


def test_a_trust_that_sent_nothing_has_every_duty_missing_and_none_met(engine: Engine) -> None:
    whole = book(duty("A"), duty("B", **OTHER), duty("C", force="context"))
    own = system(provider("R1", sent(fact(), code="R1")), provider("R2"))
    found = verdicts(engine, whole, bodies_of(own))
    assert set(found["R2"].values()) == {MISSING}
    silent = written(whole, *bodies_of(own)).bodies[2]
    assert (silent.sent, silent.verdict, set(by_id(silent))) == (False, MISSING, {"A", "B"})


def test_context_is_shown_and_decided_nowhere() -> None:
    result = written(book(duty("A"), duty("C", force="context")), GOOD)
    assert result.context == (("C", "Duty C", "Is it so?"),)
    assert set(by_id(result.bodies[0])) == {"A"}
    assert result.bodies[0].others == ()
