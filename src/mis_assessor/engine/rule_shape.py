"""The form every engine rule has: some conditions on one fact, and what it gives."""

from dataclasses import dataclass
from typing import Any

from mis_assessor.core.verdicts import Verdict
from mis_assessor.engine.session import COUNTERS

Condition = dict[str, Any]


@dataclass(frozen=True, slots=True)
class EngineRule:
    """One durable_rules rule: all its conditions hold of one fact, and what it gives."""

    name: str
    conditions: tuple[Condition, ...]
    gives: str


def at_least(name: str, number: int) -> Condition:
    """A count of at least a number."""
    return {"$gte": {name: number}}


def counter(verdict: Verdict) -> str:
    """The property that counts how many children have a verdict."""
    return COUNTERS[verdict.value]


def join_rule(kind: str, says: str, gives: str, *conditions: Condition) -> EngineRule:
    """A rule on facts of one kind; the kind is always its first condition."""
    return EngineRule(f"{kind}: {says} → {gives}", ({"k": kind}, *conditions), gives)
