"""Does the engine's sums again: a trace that does not replay is worth nothing."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from operator import eq, ge, gt, le, lt, ne
from typing import Any

from mis_assessor.core.deciding.recovery import Recovery
from mis_assessor.core.rules.once import once_each
from mis_assessor.core.verdicts import Verdict
from mis_assessor.engine.compile import Ruleset
from mis_assessor.engine.job import OPENING, UNDECIDED, rest_of
from mis_assessor.engine.job import Node as JobNode
from mis_assessor.engine.join_rules import Condition
from mis_assessor.engine.plan import FUND, Node, Plan
from mis_assessor.engine.result import EngineResult, Firing, fault

COMPARE = {"$eq": eq, "$neq": ne, "$lt": lt, "$lte": le, "$gt": gt, "$gte": ge}
Fired = Sequence[Any]
"""A firing as the worker sends it: the number of the rule, and the text of the fact."""


def replay(
    plan: Plan, nodes: Sequence[JobNode], trace: Iterable[Fired], engine_seconds: float
) -> EngineResult:
    """Checks every firing of a trace against the plan and reads the verdicts off it.

    Raises EngineFault when a rule is not known, read another fact than the plan gives,
    does not hold of it, or when a node has no verdict or more than one.
    """
    rest, checks = iter(trace), checks_of(plan.ruleset)
    firings: list[Firing] = []
    said: list[str] = []
    fired: dict[str, dict[str, None]] = {}

    def fire(node: str, told: str, fact: Mapping[str, int | str]) -> str:
        firing = next(rest, None)
        if firing is None:
            raise fault(f"gave no verdict on “{node}”")
        if firing[1] != told:
            raise fault(f"read another fact on “{node}” than it was given")
        rule = _name(firing, plan.ruleset)
        if not all_hold(checks[firing[0]], fact):
            raise fault(f"fired “{rule}” on “{node}”, where it does not hold")
        firings.append(Firing(rule, f"{told}}}"))
        return rule

    fire("the start", OPENING, {"k": "open"})
    for node, sent in zip(plan.nodes, nodes, strict=True):
        match sent:
            case int():
                said.append(said[sent])
                continue
            case str():
                verdict, says = sent, [f"{node.fact['k']} → {sent}"]
            case [head, open_]:
                rule = fire(node.name, head, node.fact)
                verdict, says = plan.ruleset.gives[rule], [_told(rule, node)]
                if verdict == UNDECIDED:
                    verdict = open_
                    says.append(f"still open → {verdict}")
            case _:
                more = rest_of(sent, said)
                rule = fire(node.name, sent[0] + more, {**node.fact, **_facts(more)})
                verdict, says = plan.ruleset.gives[rule], [rule]
        said.append(verdict)
        fired.setdefault(node.owner, {}).update(dict.fromkeys(says))
    if (extra := next(rest, None)) is not None:
        raise fault(f"fired “{_name(extra, plan.ruleset)}” after everything was decided")
    given = dict(zip((node.name for node in plan.nodes), said, strict=True))
    fund = Recovery(given.pop(FUND)) if FUND in given else None
    return EngineResult(
        verdicts={node: Verdict(word) for node, word in given.items()},
        fund=fund,
        fired={owner: tuple(rules) for owner, rules in fired.items() if owner},
        trace=tuple(firings),
        ruleset=plan.ruleset.name,
        engine_seconds=engine_seconds,
    )


def _told(rule: str, node: Node) -> str:
    """The rule as a reader knows it: with the value that a system set for itself."""
    return rule if node.told is None else rule.replace(str(node.fact["test"]), node.told, 1)


def _name(firing: Fired, ruleset: Ruleset) -> str:
    number = firing[0]
    if not 0 <= number < len(ruleset.names):
        raise fault(f"fired a rule nobody gave it: number {number}")
    return ruleset.names[number]


Check = tuple[Callable[[Any, Any], bool], str, int | str, str, int]
"""How a property is compared, with what: a constant, or another property so many times."""


@once_each
def checks_of(ruleset: Ruleset) -> tuple[tuple[Check, ...], ...]:
    """What must hold of the fact on which a rule fires, by the number of the rule."""
    return tuple(tuple(map(check_of, ruleset.conditions(name))) for name in ruleset.names)


def check_of(condition: Condition) -> Check:
    """One compiled condition, ready to be held against facts."""
    ((key, held),) = condition.items()
    if not key.startswith("$"):
        key, held = "$eq", condition
    ((name, value),) = held.items()
    if isinstance(value, dict):
        product = value["$mul"]
        return COMPARE[key], name, 0, product["$l"]["$m"], product["$r"]
    return COMPARE[key], name, value, "", 0


def all_hold(checks: Iterable[Check], fact: Mapping[str, Any]) -> bool:
    """Whether all of them hold of a fact, in Python's exact numbers."""
    for compare, name, value, factor, times in checks:
        if name not in fact:
            return False
        if not compare(fact[name], fact[factor] * times if factor else value):
            return False
    return True


@lru_cache(maxsize=4096)
def _facts(more: str) -> Mapping[str, int | str]:
    """What the end of a fact's text says; most joins end alike."""
    facts: Mapping[str, int | str] = json.loads(f"{{{more[1:]}}}")
    return facts
