"""When it was done against the day it was due: said beside every verdict, changing none."""

from typing import Any

import pytest

from mis_assessor.cli.summary import timing_in_words
from mis_assessor.core.frameworks.bodies import lone_trust
from mis_assessor.core.frameworks.result import Timing, When
from mis_assessor.core.verdicts import Verdict
from unit.core.asked import day
from unit.core.books import stated
from unit.core.frameworks.built import book, duty, fact, finding, sent, shown, written

DUE = day("2021-06-30")


def timed(rule: Any, *facts: Any, on: str = "2021-09-01", **more: Any) -> Timing | None:
    """The timing of a duty."""
    return finding(written(book(rule), lone_trust(sent(*facts, **more)), on=on), "A").timing


@pytest.mark.parametrize(
    ("since", "expected", "words"),
    [
        ("2021-06-30", Timing(When.ON_TIME, DUE, DUE), "on time"),
        ("2021-07-01", Timing(When.LATE, DUE, day("2021-07-01"), 1), "1 day late"),
        ("2021-07-12", Timing(When.LATE, DUE, day("2021-07-12"), 12), "12 days late"),
    ],
)
def test_done_on_the_day_and_after_it(since: str, expected: Timing, words: str) -> None:
    own = {"values": {"last": "2021-06-30"}, "due by": "last"}
    found = timed(duty("A", **own), fact(since))
    assert found == expected
    assert timing_in_words(found, Verdict.MET) == words


@pytest.mark.parametrize(
    ("on", "expected", "words"),
    [
        ("2021-06-30", Timing(When.NOT_DUE, DUE), "due 30 June 2021"),
        ("2021-07-01", Timing(When.OVERDUE, DUE, None, 1), "1 day overdue"),
        ("2021-07-03", Timing(When.OVERDUE, DUE, None, 3), "3 days overdue"),
    ],
)
def test_not_done_yet_changes_at_one_midnight(on: str, expected: Timing, words: str) -> None:
    found = timed(duty("A", values={"last": "2021-06-30"}, **{"due by": "last"}), on=on)
    assert found == expected
    assert timing_in_words(found, Verdict.EVIDENCE_MISSING) == words


def test_on_time_and_not_met_says_when_it_was_due() -> None:
    found = Timing(When.ON_TIME, DUE, DUE)
    assert timing_in_words(found, Verdict.NOT_MET) == "due 30 June 2021"


def test_what_has_no_day_of_its_own_has_no_timing() -> None:
    assert timed(duty("A"), fact()) is None
    assert timing_in_words(None, Verdict.MET) == ""


def test_the_later_of_two_days_and_the_last_of_two_documents() -> None:
    two = {
        "values": {"first": "2021-03-31", "last": "2021-06-30"},
        "due by": "last",
        "evidence": {
            "it": {"arrangement": "process", "answer": "arrangement"},
            "other": {"arrangement": "other", "answer": "arrangement"},
        },
        "met when": {"it": {"is in place by": "first"}, "other": {"is in place by": "last"}},
    }
    found = timed(duty("A", **two), fact("2021-01-01"), fact("2021-07-02", arrangement="other"))
    assert found == Timing(When.LATE, DUE, day("2021-07-02"), 2)


def test_what_holds_without_a_document_or_is_not_asked_has_none() -> None:
    said = {
        "values": {"last": "2021-06-30"},
        "due by": "last",
        "evidence": {"it": {"statement": "posts funded", "answer": "yes or no"}},
        "met when": {"it": "yes"},
    }
    statement = stated("posts funded", said_on=day("2021-05-01"))
    assert timed(duty("A", **said), statements={"posts funded": statement}) is None
    out = duty("A", values={"begin": "2022-01-01"}, applies={"from": "begin"})
    assert timed(out, fact()) is None


def test_a_member_that_is_only_watched_does_not_make_it_late() -> None:
    watched = {
        "values": {"last": "2021-06-30", "kinds": ["plan"], "others": ["audit"]},
        "due by": "last",
        "for each": "kind",
        "in": "kinds",
        "watch only": "others",
        "evidence": {
            "it": {"documents": {"kind": "letter", "about": "each"}, "answer": "document"}
        },
        "met when": {"it": {"is in place by": "last"}},
    }

    plan = shown("D1", about=("A", "plan"), dated=DUE, checked_on=DUE)
    audit = shown("D2", about=("A", "audit"), dated=day("2021-08-01"), checked_on=day("2021-08-01"))
    assert timed(duty("A", **watched), documents=(plan, audit)) == Timing(When.ON_TIME, DUE, DUE)


def test_only_what_decided_makes_it_late() -> None:
    """The plan is asked for only where the standard was missed, so it cannot delay it."""
    either: dict[str, Any] = {
        "values": {"last": "2021-06-30"},
        "due by": "last",
        "evidence": {
            "it": {"arrangement": "process", "answer": "arrangement"},
            "plan": {"documents": {"kind": "plan"}, "answer": "document"},
        },
        "met when": {"it": {"is in place by": "last"}},
        "or instead": {"plan": {"is no older than": "freshness"}},
    }
    either["values"]["freshness"] = "12 months"
    plan = shown("P1", kind="plan", dated=day("2021-07-05"), checked_on=day("2021-07-05"))
    rule, papers = duty("A", **either), (shown(), plan)
    straight = timed(rule, fact("2021-06-01"), documents=papers)
    assert straight == Timing(When.ON_TIME, DUE, day("2021-06-01"))
    instead = timed(rule, fact(None, in_place=False), documents=papers)
    assert instead == Timing(When.LATE, DUE, day("2021-07-05"), 5)
