"""A framework written up: who said it, how values are known, and what stands where."""

from dataclasses import replace
from typing import Any

import pytest

from mis_assessor.core.errors import RulebookWrong
from mis_assessor.core.frameworks.bodies import lone_trust
from mis_assessor.core.frameworks.decide import decide_framework
from mis_assessor.core.frameworks.write import HEADING_ONLY, write_framework
from mis_assessor.core.rules.confirmations import fingerprint
from unit.core.asked import day
from unit.core.books import judgement, stated
from unit.core.frameworks.built import ON, book, duty, event, fact, finding, sent, shown, written

PAPER: dict[str, Any] = {"documents": {"kind": "letter"}, "answer": "document"}


def assurance(question: dict[str, Any], **sent_more: Any) -> str:
    """How far a duty that holds is shown."""
    met_when = (
        {"it": "yes"} if "statement" in question else {"it": {"is in place by": "expected from"}}
    )
    rule = duty("A", evidence={"it": question}, **{"met when": met_when})
    return finding(written(book(rule), lone_trust(sent(**sent_more))), "A").assurance


STATED: dict[str, Any] = {"statement": "posts funded", "answer": "yes or no"}
SAID = {"posts funded": stated("posts funded", said_on=day("2021-05-01"))}


def test_what_holds_is_self_declared_evidenced_or_validated() -> None:
    assert assurance(STATED, statements=SAID) == "self-declared"
    assert assurance(PAPER) == "evidenced"
    by_lms = shown(events=(event("validated", "LMS", "2021-05-03"),))
    validated = {**PAPER, "validated by": "LMS"}
    assert assurance(validated, documents=(by_lms,)) == "validated by LMS"
    both = shown(events=(*by_lms.events, event("validated", "ICS", "2021-05-04")))
    two = {**PAPER, "validated by": ["LMS", "ICS"]}
    assert assurance(two, documents=(both,)) == "validated by LMS and ICS"


def test_what_does_not_hold_is_assured_by_nobody() -> None:
    assert assurance(STATED) == ""
    assert assurance({**PAPER, "validated by": "LMS"}) == ""


def test_a_judgement_on_a_document_is_evidence() -> None:
    rule = duty("A", **{"evidence": {}, "met when": {"a person confirms": "It is good."}})
    judged = judgement("A", on=day("2021-05-10"))
    held = finding(written(book(rule), lone_trust(sent(judgements=(judged,)))), "A")
    assert held.finding.verdict.holds
    assert held.assurance == "evidenced"


@pytest.mark.parametrize("only", [True, False])
def test_what_is_known_by_its_heading_only_says_so(only: bool) -> None:
    rule = duty("A", **({"headline only": "yes"} if only else {}))
    told = finding(written(book(rule), lone_trust(sent(fact()))), "A")
    assert (HEADING_ONLY in told.finding.remarks) is only


def test_the_head_says_which_guidance_and_which_days() -> None:
    whole = book(duty("A"), **{"parts called": "action"})
    position = decide_framework(whole, (lone_trust(sent(fact())),), ON, day("2021-10-01"))
    result = write_framework(position, {"RXX": {"A": ("a rule",)}})
    assert (result.framework, result.title, result.short_title) == ("ours", "What we ask", "Ours")
    assert (result.groups_called, result.editions) == ("action", ("the letter",))
    assert (result.on, result.known_on, result.rulebook) == (ON, day("2021-10-01"), "0" * 64)
    (body,) = result.bodies
    assert (body.code, body.name, body.kind, body.sent) == ("RXX", "Trust RXX", "trust", True)
    assert finding(result, "A").finding.fired == ("a rule",)
    assert (finding(result, "A").duty_of, finding(result, "A").force) == (("trust",), "must")


def test_nothing_is_decided_before_the_framework_began() -> None:
    with pytest.raises(RulebookWrong, match="no guidance was in force on 31 December 2020"):
        written(book(duty("A")), lone_trust(sent()), on="2020-12-31")


def test_values_are_counted_by_how_they_are_known_and_confirmed_ones_apart() -> None:
    recalled = [{"is": "2021-06-30", "status": "recalled-high"}]
    own: dict[str, Any] = {
        "values": {"last": recalled},
        "met when": {"it": {"is in place by": "last"}},
    }
    whole = book(duty("A", **own), duty("B"))
    trust = lone_trust(sent(fact()))
    assert dict(written(whole, trust).statuses) == {"assumption": 2, "recalled-high": 1}
    (entry,) = whole.rules[0].values["last"]
    key = ("A", "last", fingerprint("last", entry))
    confirmed = replace(whole, confirmed=frozenset({key}))
    assert dict(written(confirmed, trust).statuses) == {
        "assumption": 2,
        "confirmed by a person": 1,
    }


def test_parts_of_a_list_keep_their_ids() -> None:
    parts = {"A-1": "one", "A-2": "two"}
    told = finding(written(book(duty("A", parts=parts)), lone_trust(sent(fact()))), "A")
    assert told.parts == ("A-1", "A-2")
    assert [p.member for p in told.finding.parts] == ["A-1 one", "A-2 two"]
