"""The rules of a rulebook become one ruleset, the same for whoever is assessed by it.

Thresholds become rules with the constant in them; a ruleset is named by its content.

Refuses compiled rules that leave the part of durable_rules measured to be safe.

Outside that part the library crashes, hangs or quietly decides wrongly; the limits are
its own, with room to spare.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, assert_never

from mis_assessor.core.errors import EngineFault
from mis_assessor.core.rules.comparisons import Way
from mis_assessor.core.rules.once import ByIdentity
from mis_assessor.core.rules.rulebook import Rule
from mis_assessor.core.verdicts import Verdict
from mis_assessor.engine.figures import LARGEST, Limit
from mis_assessor.engine.job import COUNTERS, UNDECIDED, fingerprint, fnv1a32
from mis_assessor.engine.join_rules import Condition, EngineRule
from mis_assessor.engine.thresholds import Threshold, thresholds_of
from mis_assessor.engine.top_rules import generic_rules

COMPARISONS = ("$eq", "$neq", "$lt", "$lte", "$gt", "$gte")
RESERVED = ("id", "sid")
ONLY_IN_FACTS = (*RESERVED, "node", "undecided", "total", *COUNTERS.values())
MOST_RULES = 4000  # the library holds 4,096
MOST_SIDE_BY_SIDE = 200  # 512 conditions hang the library, 256 rules are error 108
MOST_CONDITIONS = 30  # 32 in one expression sequence
LONGEST_TEXT = 1000  # from 65,536 on every text equals the empty one

Tree = dict[str, "Tree"]
"""Conditions as the library shares them: one branch for rules that begin alike."""


def lint(rules: Mapping[str, Any]) -> None:
    """Raises EngineFault naming the first rule that is not safe to give to the engine."""
    if len(rules) > MOST_RULES:
        raise EngineFault(f"{len(rules)} rules are more than the rules engine holds.")
    tree: Tree = {}
    names = {fnv1a32(name): name for name in ONLY_IN_FACTS}
    seen: set[str] = set()
    for rule, definition in rules.items():
        under = tree
        for condition in _conditions(rule, definition):
            written = str(condition)
            under = under.setdefault(written, {})
            if written in seen:
                continue
            seen.add(written)
            for name in _names(rule, condition):
                if names.setdefault(fnv1a32(name), name) != name:
                    raise _unsafe(rule, f"“{name}” has the short hash of another name")
        under[f"→ {rule}"] = {}
    if _widest(tree) > MOST_SIDE_BY_SIDE:
        raise EngineFault("The rules engine hangs on so many conditions side by side.")


def _widest(tree: Tree) -> int:
    """The most conditions and rules that hang under one condition."""
    return max(len(tree), *map(_widest, tree.values()), 0)


def _conditions(rule: str, definition: Any) -> list[Any]:
    match definition:
        case {"all": [{"m": {"$and": [{"k": str()}, *_] as conditions}}], **more}:
            pass
        case _:
            raise _unsafe(rule, "it is not one fact that begins with its kind")
    if more or len(definition["all"][0]) > 1 or len(definition["all"][0]["m"]) > 1:
        raise _unsafe(rule, "it asks for more than one fact")
    if len(conditions) > MOST_CONDITIONS:
        raise _unsafe(rule, "it has too many conditions")
    return list(conditions)


def _names(rule: str, condition: Any) -> Iterable[str]:
    """The property names of a condition, once its form is known to be safe."""
    ((key, held),) = condition.items()
    if not key.startswith("$"):
        key, held = "$eq", {key: held}
    if key not in COMPARISONS:
        raise _unsafe(rule, f"“{key}” is not a comparison we may use")
    ((name, value),) = held.items()
    yield _plain(rule, name)
    match value:
        case {"$mul": {"$l": {"$m": str() as factor}, "$r": int() as times}}:
            yield _plain(rule, factor)
            _number(rule, times)
        case bool() | float() | None | dict() | list():
            raise _unsafe(rule, f"“{name}” is held against {value!r}")
        case str():
            if len(value) > LONGEST_TEXT:
                raise _unsafe(rule, "a text is too long")
        case _:
            _number(rule, value)


def _plain(rule: str, name: str) -> str:
    if name in RESERVED or not (name.isascii() and name.isidentifier()):
        raise _unsafe(rule, f"“{name}” cannot be the name of a property")
    return name


def _number(rule: str, number: int) -> None:
    if abs(number) > LARGEST:
        raise _unsafe(rule, f"{number} is beyond 2^53")


def _unsafe(rule: str, why: str) -> EngineFault:
    return EngineFault(f"The rule “{rule}” is not safe for the rules engine: {why}.")


OPPOSITE = {"$gte": "$lt", "$lt": "$gte", "$gt": "$lte", "$lte": "$gt"}


@dataclass(frozen=True, slots=True)
class Ruleset:
    """Compiled rules under the fingerprint of their content."""

    name: str
    rules: Mapping[str, Any]
    """durable_rules JSON by rule name."""
    gives: Mapping[str, str]
    """What each rule gives: a verdict's word, or that it is still undecided."""
    limits: Mapping[tuple[str, str], Limit]
    """What each test holds its figure against, by requirement and words."""
    names: tuple[str, ...]
    """The rules in their order: the worker names them by number."""

    def conditions(self, rule: str) -> Sequence[Condition]:
        """All that holds of a fact on which a rule fires."""
        conditions: Sequence[Condition] = self.rules[rule]["all"][0]["m"]["$and"]
        return conditions


def partition(threshold: Threshold) -> tuple[EngineRule, ...]:
    """Met, not met, not due (more to come) and undecided: exactly one of them fires.

    A figure that is known or not is met or not.
    """
    certain, possible = _bounds(threshold.limit)
    head = (
        {"k": threshold.group},
        {"requirement": threshold.requirement},
        {"test": threshold.test},
    )

    def rule(says: str, gives: str, *conditions: Condition) -> EngineRule:
        name = f"{threshold.requirement}: {threshold.test}{says} → {gives}"
        return EngineRule(name, (*head, *conditions), gives)

    if threshold.limit.exact:
        return (rule("", Verdict.NOT_MET, _negated(certain)), rule("", Verdict.MET, certain))
    return (
        rule("", Verdict.NOT_MET, _negated(possible)),
        rule("", Verdict.MET, {"more": 0}, possible, certain),
        rule(", more to come", Verdict.NOT_DUE_YET, {"more": 1}, possible, certain),
        rule(", it can go either way", UNDECIDED, possible, _negated(certain)),
    )


def _bounds(limit: Limit) -> tuple[Condition, Condition]:
    """When it is certainly met, and when it can still be met."""
    constant: Any = limit.value
    if limit.value is None:
        constant = {"$mul": {"$l": {"$m": "limit"}, "$r": 1}}
    elif limit.shares:
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
    if limit.exact:
        worst = best = "figure"
    return {side: {worst: constant}}, {side: {best: constant}}


def _negated(condition: Condition) -> Condition:
    ((side, held),) = condition.items()
    return {OPPOSITE[side]: held}


def ruleset_of(rules: Iterable[Rule]) -> Ruleset:
    """The ruleset of a rulebook: compiled once, however many submissions it decides."""
    return of_these(tuple(map(ByIdentity, rules)))


@lru_cache(maxsize=16)
def of_these(rules: tuple[ByIdentity[Rule], ...]) -> Ruleset:
    """The same, kept by the very rules it was compiled from."""
    return compile_rules(tuple(dict.fromkeys(t for rule in rules for t in thresholds_of(rule.it))))


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
    limits = {(one.requirement, one.test): one.limit for one in thresholds}
    return Ruleset(fingerprint(rules, gives), rules, gives, limits, tuple(rules))


def _all_rules(thresholds: tuple[Threshold, ...]) -> Iterable[EngineRule]:
    yield from generic_rules()
    for threshold in thresholds:
        yield from partition(threshold)
