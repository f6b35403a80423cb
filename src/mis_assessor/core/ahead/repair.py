"""Repairs: what could still make a requirement true, none of them altering a past fact.

What an answer can still become, and what it says after some repairs.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from mis_assessor.core.evidence.answers import Answer
from mis_assessor.core.findings.clock_asked import ClockAsked
from mis_assessor.core.rules.conditions import Test, tests_in


class RepairKind(StrEnum):
    """What kind of thing somebody would have to do; each has an effort of its own."""

    TRAIN = "train a person"
    CASE = "act on a case"
    REPORT = "bring a report"
    DOCUMENT = "make a document"
    SHOW = "show what was done in time"
    FIND_OUT = "find out what is not known"
    COMPLETE = "complete a record"
    STATEMENT = "answer a question"
    JUDGEMENT = "decide and record a judgement"
    REGISTER = "complete a register"
    FIGURE = "raise a figure"
    SETTLE = "settle a contradiction"


@dataclass(frozen=True, slots=True)
class Repair:
    """One thing to do, whoever needs it; the same key is the same thing."""

    key: str
    kind: RepairKind
    what: str
    by: date | None
    """The last safe day; None where the day has passed and evidence may still be sent."""
    group: str = ""
    """What it is one of, where any of several would do: “midwives: attendance”."""


Done = frozenset[str]
"""The repairs that are done, by key."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """The repairs open to one answer, and the answer after some of them."""

    repairs: tuple[Repair, ...]
    after: Callable[[Done], Answer]


def settled(answer: Answer) -> Outlook:
    """An answer that nothing changes any more."""
    return Outlook((), lambda done: answer)


def repairs_of(outlooks: Mapping[str, Outlook]) -> tuple[Repair, ...]:
    """Every repair of several answers, each once."""
    found = {repair.key: repair for one in outlooks.values() for repair in one.repairs}
    return tuple(found.values())


def mark_of(text: object) -> str:
    """A short mark that is the same for the same question."""
    return hashlib.sha256(repr(text).encode()).hexdigest()[:12]


def tests_of_evidence(evidence: str, asked: ClockAsked) -> Iterator[Test]:
    """Every test that a requirement has of one evidence."""
    requirement = asked.scene.requirement
    for condition in (requirement.met_when, requirement.or_instead):
        yield from (test for test in tests_in(condition) if test.evidence == evidence)
