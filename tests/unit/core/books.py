"""Small rulebooks for the tests of this folder."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from mis_assessor.core.evidence.submission import Judgement, Statement
from mis_assessor.core.rules.rulebook import (
    Publication,
    Rule,
    Rulebook,
    SafetyAction,
    SchemeYear,
)
from unit.core.asked import day, requirement, year

DEATHS: Mapping[str, Any] = {
    "register": "perinatal deaths",
    "covers": {"from": "first day", "to": "evidence end"},
    "cases": {"day the clock starts": {"from": "first day", "to": "evidence end"}},
    "done when": {"reported": "yes"},
    "answer": "share of cases",
}
STATED: Mapping[str, Any] = {"statement": "posts funded", "answer": "yes or no"}


def rule(name: str = "MIS-Y4-SA1-T", /, **more: Any) -> Rule:
    """A rule on ``it``, by default a statement that must be yes.

    Beside headings it takes ``question``, ``values`` and ``action``.
    """
    question, values = more.pop("question", STATED), more.pop("values", {})
    action = more.pop("action", 1)
    headings = {"id": name, "met when": {"it": "yes"}, **more}
    return replace(requirement(question, values, **headings), action=action)


def share_rule(name: str = "MIS-Y4-SA1-T", /, **more: Any) -> Rule:
    """A rule that asks for nine in ten of the deaths."""
    values = {"first day": "2022-05-06", "percent needed": "90%", **more.pop("values", {})}
    met_when = {"it": {"is at least": "percent needed"}}
    asks = "At least <percent needed> from <first day> are reported."
    headings = {"met when": met_when, "asks": asks, **more}
    return rule(name, **{"question": DEATHS, **headings, "values": values})


def every_action(*rules: Rule) -> tuple[Rule, ...]:
    """These rules, and where an action or the conditions have none, one easy to meet."""
    taken = {r.action for r in rules}
    easy = (
        rule(f"MIS-Y4-SA{n}-E", action=n, **{"counts towards": _towards(n)})
        for n in range(11)
        if n not in taken
    )
    return tuple(sorted((*rules, *easy), key=lambda r: r.action))


def _towards(number: int) -> str:
    return "safety action" if number else "conditions of the scheme"


def book(
    *rules: Rule,
    pauses: Sequence[tuple[str, str]] = (),
    scheme_year: SchemeYear | None = None,
) -> Rulebook:
    """A rulebook of these rules, with ten actions and one source."""
    source = Publication(
        title="The guidance of this project",
        short_title="Our guidance",
        publisher="this project",
        seen="yes",
    )
    return Rulebook(
        scheme_year or year(pauses),
        tuple(SafetyAction(number=n, title=f"Action {n}") for n in range(11)),
        rules,
        {"this-project": source},
        "0" * 64,
    )


def stated(name: str, answer: Any = True, **more: Any) -> Statement:
    """A statement of the director of midwifery."""
    whole: dict[str, Any] = {
        "statement": name,
        "answer": answer,
        "who": "D. Lund",
        "role": "director of midwifery",
        "said_on": day("2022-06-01"),
    }
    return Statement(**{**whole, **more})


def judgement(requirement: str = "MIS-Y4-SA1-T", met: bool = True, **more: Any) -> Judgement:
    """A complete judgement on the evidence of document D1."""
    whole: dict[str, Any] = {
        "requirement": requirement,
        "met": met,
        "who": "D. Lund",
        "role": "director of midwifery",
        "on": day("2022-11-01"),
        "reason": "seen in the minutes",
        "evidence": "D1",
    }
    return Judgement(**{**whole, **more})
