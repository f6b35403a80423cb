"""Thresholds become rules with the constant in them; a ruleset is named by its content."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from typing import Any, assert_never

from mis_assessor.core.errors import EngineFault
from mis_assessor.core.measured import Way
from mis_assessor.core.verdicts import Verdict
from mis_assessor.engine.facts import Limit
from mis_assessor.engine.joins import JOINS
from mis_assessor.engine.lint import lint
from mis_assessor.engine.rule_shape import Condition, EngineRule
from mis_assessor.engine.session import UNDECIDED

OPPOSITE = {"$gte": "$lt", "$lt": "$gte", "$gt": "$lte", "$lte": "$gt"}


@dataclass(frozen=True, slots=True)
class Threshold:
    """One test of one requirement, with the number it holds its figure against."""

    group: str
    """``SA1``: leaves are looked up by action, requirement and test in turn, because
    hundreds of conditions side by side hang the engine."""
    requirement: str
    test: str
    limit: Limit


@dataclass(frozen=True, slots=True)
class Ruleset:
    """Compiled rules under the fingerprint of their content."""

    name: str
    rules: Mapping[str, Any]
    """durable_rules JSON by rule name."""
    gives: Mapping[str, str]
    """What each rule gives: a verdict's word, or that it is still undecided."""


def partition(threshold: Threshold) -> tuple[EngineRule, ...]:
    """Met, not met, not due (more to come) and undecided: exactly one of them fires."""
    certain, possible = _bounds(threshold.limit)
    head = (
        {"k": threshold.group},
        {"requirement": threshold.requirement},
        {"test": threshold.test},
    )

    def rule(says: str, gives: str, *conditions: Condition) -> EngineRule:
        name = f"{threshold.requirement}: {threshold.test}{says} → {gives}"
        return EngineRule(name, (*head, *conditions), gives)

    return (
        rule("", Verdict.NOT_MET, _negated(possible)),
        rule("", Verdict.MET, {"more": 0}, possible, certain),
        rule(", more to come", Verdict.NOT_DUE_YET, {"more": 1}, possible, certain),
        rule(", it can go either way", UNDECIDED, possible, _negated(certain)),
    )


def _bounds(limit: Limit) -> tuple[Condition, Condition]:
    """When it is certainly met, and when it can still be met."""
    constant: Any = limit.value
    if limit.shares:
        constant = {"$mul": {"$l": {"$m": "of"}, "$r": limit.value}}
    match limit.way:
        case Way.AT_LEAST:
            side, worst, best = "$gte", "low", "high"
        case Way.MORE_THAN:
            side, worst, best = "$gt", "low", "high"
        case Way.AT_MOST:
            side, worst, best = "$lte", "high", "low"
        case Way.UNDER:
            side, worst, best = "$lt", "high", "low"
        case _:
            assert_never(limit.way)
    return {side: {worst: constant}}, {side: {best: constant}}


def _negated(condition: Condition) -> Condition:
    ((side, held),) = condition.items()
    return {OPPOSITE[side]: held}


@lru_cache(maxsize=16)
def compile_rules(thresholds: tuple[Threshold, ...]) -> Ruleset:
    """The rules of one set of thresholds with the generic joins, checked to be safe."""
    rules: dict[str, Any] = {}
    gives: dict[str, str] = {}
    for rule in _all_rules(thresholds):
        if rule.name in rules:
            raise EngineFault(f"Two rules are named “{rule.name}”.")
        rules[rule.name] = {"all": [{"m": {"$and": list(rule.conditions)}}]}
        gives[rule.name] = str(rule.gives)
    lint(rules)
    content = json.dumps([rules, gives])
    name = f"mis-{sha256(content.encode()).hexdigest()[:16]}"
    return Ruleset(name, rules, gives)


def _all_rules(thresholds: tuple[Threshold, ...]) -> Iterable[EngineRule]:
    yield from JOINS
    for threshold in thresholds:
        yield from partition(threshold)
