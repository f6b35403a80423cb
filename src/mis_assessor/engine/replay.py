"""Does the engine's sums again: a trace that does not replay is worth nothing."""

import json
from collections.abc import Iterable, Mapping, Sequence
from operator import eq, ge, gt, le, lt, ne
from typing import Any

from mis_assessor.core.deciding.recovery import Recovery
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
    rest = iter(trace)
    firings: list[Firing] = []
    said: list[str] = []
    fired: dict[str, dict[str, None]] = {}

    def fire(node: str, told: str, fact: Mapping[str, int | str]) -> str:
        firing = next(rest, None)
        if firing is None:
            raise fault(f"gave no verdict on “{node}”")
        rule = _fired(firing, told, node, plan.ruleset)
        if not all(holds(condition, fact) for condition in plan.ruleset.conditions(rule)):
            raise fault(f"fired “{rule}” on “{node}”, where it does not hold")
        firings.append(Firing(rule, f"{told}}}"))
        return rule

    fire("the start", OPENING, json.loads(f"{OPENING}}}"))
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
                told = sent[0] + rest_of(sent, said)
                rule = fire(node.name, told, json.loads(f"{told}}}"))
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


def _fired(firing: Fired, told: str, node: str, ruleset: Ruleset) -> str:
    if firing[1] != told:
        raise fault(f"read another fact on “{node}” than it was given")
    return _name(firing, ruleset)


def _name(firing: Fired, ruleset: Ruleset) -> str:
    number = firing[0]
    if not 0 <= number < len(ruleset.names):
        raise fault(f"fired a rule nobody gave it: number {number}")
    return ruleset.names[number]


def holds(condition: Condition, fact: Mapping[str, int | str]) -> bool:
    """Whether one compiled condition holds of a fact, in Python's exact numbers."""
    ((key, held),) = condition.items()
    if not key.startswith("$"):
        key, held = "$eq", condition
    ((name, value),) = held.items()
    if isinstance(value, dict):
        product = value["$mul"]
        value = fact[product["$l"]["$m"]] * product["$r"]
    return name in fact and bool(COMPARE[key](fact[name], value))
