"""Does the engine's sums again: a trace that does not replay is worth nothing."""

from collections.abc import Iterable, Mapping
from operator import eq, ge, gt, le, lt, ne
from typing import Any

from mis_assessor.core.deciding.recovery import Recovery
from mis_assessor.core.verdicts import Verdict
from mis_assessor.engine.compile import Ruleset
from mis_assessor.engine.job import OPEN, UNDECIDED, Fact, fact_of, open_fact
from mis_assessor.engine.join_rules import Condition
from mis_assessor.engine.plan import FUND, Plan
from mis_assessor.engine.result import EngineResult, Firing, fault

COMPARE = {"$eq": eq, "$neq": ne, "$lt": lt, "$lte": le, "$gt": gt, "$gte": ge}


def replay(
    plan: Plan, ruleset: Ruleset, trace: Iterable[Firing], engine_seconds: float
) -> EngineResult:
    """Checks every firing of a trace against the plan and reads the verdicts off it.

    Raises EngineFault when a rule is not known, read other facts than the plan gives,
    does not hold of them, or when a node has no verdict or more than one.
    """
    firings = tuple(trace)
    rest = iter(firings)
    given: dict[str, str] = {}
    fired: dict[str, dict[str, None]] = {}

    def next_verdict(fact: Fact, owner: str) -> str:
        firing = next(rest, None)
        if firing is None:
            raise fault(f"gave no verdict on “{fact.get('node', 'the start')}”")
        _check(firing, fact, ruleset)
        fired.setdefault(owner, {})[firing.rule] = None
        return ruleset.gives[firing.rule]

    next_verdict(OPEN, "")
    for node in plan.nodes:
        if node.same is not None:
            given[node.name] = given[node.same]
            continue
        fact = fact_of(node.as_job(), given)
        verdict = next_verdict(fact, node.owner)
        if verdict == UNDECIDED:
            verdict = next_verdict(open_fact(node.name, fact), node.owner)
        given[node.name] = verdict
    if (extra := next(rest, None)) is not None:
        raise fault(f"fired “{extra.rule}” after everything was decided")
    fund = Recovery(given.pop(FUND)) if FUND in given else None
    return EngineResult(
        verdicts={node: Verdict(word) for node, word in given.items()},
        fund=fund,
        fired={owner: tuple(rules) for owner, rules in fired.items() if owner},
        trace=firings,
        ruleset=ruleset.name,
        engine_seconds=engine_seconds,
    )


def _check(firing: Firing, fact: Fact, ruleset: Ruleset) -> None:
    node = fact.get("node", "the start")
    if firing.rule not in ruleset.rules:
        raise fault(f"fired a rule nobody gave it: “{firing.rule}”")
    if firing.facts != fact:
        raise fault(f"read other facts on “{node}” than it was given")
    definition: Any = ruleset.rules[firing.rule]
    conditions = definition["all"][0]["m"]["$and"]
    if not all(holds(condition, fact) for condition in conditions):
        raise fault(f"fired “{firing.rule}” on “{node}”, where it does not hold")


def holds(condition: Condition, fact: Mapping[str, int | str]) -> bool:
    """Whether one compiled condition holds of a fact, in Python's exact numbers."""
    ((key, held),) = condition.items()
    if not key.startswith("$"):
        key, held = "$eq", {key: held}
    ((name, value),) = held.items()
    if isinstance(value, dict):
        product = value["$mul"]
        value = fact[product["$l"]["$m"]] * product["$r"]
    return name in fact and bool(COMPARE[key](fact[name], value))
