"""Invents small rulebooks in the middle of their year, with a little done and much open."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any

from mis_assessor.core.evidence.submission import (
    Document,
    DocumentEvent,
    Judgement,
    Register,
    Submission,
)
from mis_assessor.core.rules.rulebook import Rule, Rulebook
from unit.core.asked import day, register, submission
from unit.core.books import book, every_action, rule, stated

WINDOW = (day("2022-01-01"), day("2022-12-05"))
LAST = day("2023-02-02")
VALUES = {
    "first day": "2022-01-01",
    "in time": "7 working days",
    "long": "2 months",
    "needed": "75%",
    "all": "100%",
    "twice": "2 times",
    "gap": "3 months",
    "signed by": "2022-09-30",
    "unread": None,
}
BETWEEN = {"from": "first day", "to": "evidence end"}
EVIDENCE: dict[str, dict[str, Any]] = {
    "deaths": {
        "register": "perinatal deaths",
        "covers": BETWEEN,
        "cases": {"day the clock starts": BETWEEN},
        "done when": {"notified": {"within": "in time", "after": "day the clock starts"}},
        "who counts": "fallen due or already done",
        "answer": "share of cases",
    },
    "reviews": {
        "register": "perinatal deaths",
        "covers": BETWEEN,
        "cases": {"day the clock starts": BETWEEN},
        "done when": {"reviewed": {"within": "long", "after": "day the clock starts"}},
        "who counts": "fallen due or already done",
        "answer": "share of cases",
    },
    "paper": {"documents": {"kind": "plan"}, "signed by": "Trust Board", "answer": "document"},
    "other paper": {"documents": {"kind": "audit"}, "answer": "document"},
    "reports": {
        "documents": {"kind": "report"},
        "received by": "Trust Board",
        "between": BETWEEN,
        "answer": "documents",
    },
    "said": {"statement": "posts funded", "answer": "yes or no"},
}
LEAVES: dict[str, list[dict[str, Any]]] = {
    "deaths": [{"is at least": "needed"}, {"is at least": "all"}, {"is reported": "yes"}],
    "reviews": [{"is at least": "needed"}, {"has at least": "twice"}],
    "paper": [{"is in place by": "signed by"}, {"is in place by": "unread"}],
    "other paper": [{"is in place by": "evidence end"}],
    "reports": [
        {"gaps at most": "gap", "counted by": "received by Trust Board"},
        {"one in every": "half-year", "counted by": "received by Trust Board"},
        {"happens at least": "twice", "counted by": "received by Trust Board"},
    ],
    "said": [{"is": "yes"}],
}
PERSON = {"a person confirms": "It is good."}


def year_under_way(chance: Random) -> tuple[Rulebook, Submission, date]:
    """A rulebook of one to three requirements, what was sent, and a day of its year."""
    on = WINDOW[0] + timedelta(days=chance.randrange(60, 330))
    rules: list[Rule] = []
    for number in range(chance.randint(1, 3)):
        before = [one.requirement.id for one in rules]
        rules.append(_rule(chance, number, before))
    pauses = [("2022-05-01", "2022-06-15")] if chance.random() < 0.2 else []
    return book(*every_action(*rules), pauses=pauses), _sent(chance, on), on


def _rule(chance: Random, number: int, before: list[str]) -> Rule:
    more: dict[str, Any] = {}
    if chance.random() < 0.3:
        more["or instead"] = _leaf(chance)
    if before and chance.random() < 0.2:
        more["stands in for"] = [chance.choice(before)]
    return rule(
        f"MIS-Y4-SA{number}-{number}",
        action=number,
        values=VALUES,
        evidence=EVIDENCE,
        asks=" ".join(f"<{name}>" for name in VALUES),
        **{
            "met when": _condition(chance, 2),
            "counts towards": "safety action" if number else "conditions of the scheme",
            "if no cases": "met",
            "applies": {"editions": ["one"], "in a pause": "continues"},
            **more,
        },
    )


def _condition(chance: Random, depth: int) -> dict[str, Any]:
    if depth and chance.random() < 0.6:
        parts = [_condition(chance, depth - 1) for _ in range(2)]
        if chance.random() < 0.15:
            return {"readings": {"one way": parts[0], "another": parts[1]}}
        return {chance.choice(["all of", "any of"]): parts}
    return PERSON if chance.random() < 0.1 else _leaf(chance)


def _leaf(chance: Random) -> dict[str, Any]:
    name = chance.choice(list(LEAVES))
    return {name: chance.choice(LEAVES[name])}


def _sent(chance: Random, on: date) -> Submission:
    documents = [*_papers(chance, on), *_reports(chance, on)]
    statements = [stated("posts funded", True)] if chance.random() < 0.4 else []
    registers = [_deaths(chance, on)] if chance.random() < 0.9 else []
    sent = submission(*registers, documents=documents, statements=statements)
    return sent if chance.random() < 0.9 else _judged(sent)


def _judged(sent: Submission) -> Submission:
    judgements = (Judgement("MIS-Y4-SA0-0", False, "A", "b", WINDOW[0], "so", "P1"),)
    return replace(sent, judgements=judgements)


def _deaths(chance: Random, on: date) -> Register:
    rows = []
    for number in range(chance.randint(0, 4)):
        began = on - timedelta(days=chance.randrange(1, 80))
        row: dict[str, Any] = {"case": f"P{number}", "day the clock starts": began}
        for act, within in (("notified", 12), ("reviewed", 70)):
            done = began + timedelta(days=chance.randrange(0, within))
            if chance.random() < 0.6 and done <= on:
                row[act] = done
        rows.append(row)
    seen = on - timedelta(days=chance.choice((0, 0, 20)))
    return register("perinatal deaths", *rows, checked_on=on, complete_to=seen, covers_to=seen)


def _papers(chance: Random, on: date) -> list[Document]:
    found = []
    for name, kind in (("P1", "plan"), ("P2", "audit")):
        if chance.random() < 0.5:
            dated = on - timedelta(days=chance.randrange(0, 50))
            signed = (DocumentEvent("signed", "Trust Board", dated),)
            events = signed if chance.random() < 0.7 else ()
            found.append(_document(chance, name, kind, dated, on, events))
    return found


def _reports(chance: Random, on: date) -> list[Document]:
    found = []
    for number in range(chance.randint(0, 3)):
        dated = WINDOW[0] + timedelta(days=chance.randrange(0, max(1, (on - WINDOW[0]).days)))
        received = (DocumentEvent("received", "Trust Board", dated),)
        events = received if chance.random() < 0.8 else ()
        found.append(_document(chance, f"R{number}", "report", dated, on, events))
    return found


def _document(
    chance: Random,
    name: str,
    kind: str,
    dated: date,
    on: date,
    events: tuple[DocumentEvent, ...],
) -> Document:
    by = "C. Hecker" if chance.random() < 0.8 else ""
    return Document(
        name,
        kind,
        f"The {kind}",
        dated,
        checked_by=by,
        checked_on=on if by else None,
        events=events,
    )
