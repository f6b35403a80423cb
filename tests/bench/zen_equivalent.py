"""The same tests and roll-up for zen-engine, another rules engine, made from the plan.

One expression a node, each naming those before it, in one expression node of a JSON
decision model; the figures come in as the context. Its own trace is asked for.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any

import zen

from bench.plain_floor import EACH_MUST_HOLD, ONE_IS_ENOUGH
from mis_assessor.core.deciding.recovery import Recovery
from mis_assessor.core.rules.comparisons import Way
from mis_assessor.core.verdicts import ALL_OF, ANY_OF, Verdict
from mis_assessor.engine.figures import Limit
from mis_assessor.engine.plan import FUND, OUTCOME, Node, Plan

SIDES = {
    Way.AT_LEAST: (">=", "low", "high"),
    Way.MORE_THAN: (">", "low", "high"),
    Way.AT_MOST: ("<=", "high", "low"),
    Way.UNDER: ("<", "high", "low"),
}
HOLDS = "['met', 'met by alternative']"
NONE_HOLDS = (Verdict.EVIDENCE_MISSING, Verdict.NOT_DUE_YET, Verdict.NOT_MET)
NOTHING_HOLDS = str([verdict.value for verdict in NONE_HOLDS])


class ZenEquivalent:
    """A plan as a decision of zen-engine, ready to be evaluated."""

    def __init__(self, plan: Plan) -> None:
        self._names = {node.name: f"n{number}" for number, node in enumerate(plan.nodes)}
        self._limits = plan.ruleset.limits
        self._context = {"f": [dict(node.fact) for node in plan.nodes]}
        expressions = [
            {"id": f"e{number}", "key": f"n{number}", "value": self._expression(node, number)}
            for number, node in enumerate(plan.nodes)
        ]
        self._decision = zen.ZenEngine().create_decision(json.dumps(_model(expressions)))

    def decide(self) -> Mapping[str, Any]:
        """One evaluation, with its trace."""
        return self._decision.evaluate(self._context, {"trace": True})

    def in_words(self, answer: Mapping[str, Any]) -> dict[str, str]:
        """What was decided, by the name of the node."""
        return {name: answer["result"][key] for name, key in self._names.items()}

    def _expression(self, node: Node, number: int) -> str:
        fact, own = node.fact, f"f[{number}]"
        count = [self._at(name) for name in node.count or ()]
        words = {role: self._at(name) for role, name in (node.words or {}).items()}
        if node.same is not None:
            return self._at(node.same)
        if node.given is not None:
            return f"'{node.given}'"
        kind = fact["k"]
        if kind in EACH_MUST_HOLD:
            return _first_present(ALL_OF, count)
        if kind in ONE_IS_ENOUGH:
            return _first_present(ANY_OF, count)
        if kind == "readings":
            return _readings(*count)
        if kind == "judged":
            computed = words["computed"]
            return f"{computed} == 'needs judgement' ? {own}.judgement : {computed}"
        if kind == "instead":
            return _instead(words["standard"], words["alternative"])
        if kind == "stands in":
            return f"'not met' in {_list(count)} ? {words['own']} : 'not applicable'"
        if kind == OUTCOME:
            return _outcome(count)
        if kind == FUND:
            return _fund(own, count)
        return _figure(own, self._limits[str(fact["requirement"]), str(fact["test"])])

    def _at(self, name: str) -> str:
        return f"$.{self._names[name]}"


def _list(items: Iterable[str]) -> str:
    return f"[{', '.join(items)}]"


def _first_present(order: tuple[Verdict, ...], of: list[str]) -> str:
    tests = "".join(f"'{v.value}' in {_list(of)} ? '{v.value}' : " for v in order) if of else ""
    return f"{tests}'not applicable'"


def _figure(own: str, limit: Limit) -> str:
    side, worst, best = SIDES[limit.way]
    bound = f"{own}.limit" if limit.value is None else f"{limit.value}"
    if limit.shares:
        bound = f"{limit.value} * {own}.of"
    if limit.exact:
        return f"{own}.figure {side} {bound} ? 'met' : 'not met'"
    certain, possible = (f"{own}.{figure} {side} {bound}" for figure in (worst, best))
    due = f"({own}.more == 1 ? 'not due yet' : 'met')"
    return f"not ({possible}) ? 'not met' : ({certain} ? {due} : {own}.undecided)"


def _instead(standard: str, other: str) -> str:
    return (
        f"{standard} in ['not met', 'needs judgement'] and {other} in {HOLDS} "
        f"? 'met by alternative' : ({standard} == 'not met' and {other} in "
        f"['not due yet', 'needs judgement'] ? {other} : {standard})"
    )


def _ten_hold(ten: list[str]) -> str:
    return " and ".join(f"{one} in {HOLDS}" for one in ten)


def _outcome(eleven: list[str]) -> str:
    joined = _first_present(ALL_OF, eleven)
    nothing_open = " and ".join(f"not ('{v.value}' in {_list(eleven)})" for v in ALL_OF[:4])
    some_hold = " or ".join(f"{one} in {HOLDS}" for one in eleven)
    holds = f"({nothing_open}) and ({some_hold})"
    return f"{holds} and not ({_ten_hold(eleven[1:])}) ? 'not due yet' : ({joined})"


def _fund(own: str, eleven: list[str]) -> str:
    conditions, *ten = eleven
    settled = f"{conditions} in ['met', 'met by alternative', 'not due yet']"
    return (
        f"{own}.declared == 1 and 'not met' in {_list(ten)} ? '{Recovery.REPAYMENT_RISK}' : "
        f"('not met' in {_list(eleven)} ? ({own}.requested == 1 "
        f"? '{Recovery.DISCRETIONARY}' : '{Recovery.NOT_RECOVERED}') : "
        f"({settled} and {_ten_hold(ten)} "
        f"? '{Recovery.EXPECTED}' : '{Recovery.AT_RISK}'))"
    )


def _readings(first: str, *others: str) -> str:
    """One verdict stands; where no reading holds, what is missing stays missing."""
    same = " and ".join(f"{first} == {other}" for other in others) or "true"
    every = [first, *others]
    nothing_holds = " and ".join(f"{one} in {NOTHING_HOLDS}" for one in every)
    best = _first_present(tuple(v for v in ANY_OF if v in NONE_HOLDS), every)
    return f"({same}) ? {first} : (({nothing_holds}) ? ({best}) : 'needs judgement')"


def _model(expressions: list[dict[str, str]]) -> dict[str, Any]:
    kinds = {"in": "inputNode", "decide": "expressionNode", "out": "outputNode"}
    content: dict[str, Any] = {"decide": {"expressions": expressions}}
    return {
        "nodes": [
            {
                "id": name,
                "name": name,
                "type": kind,
                "position": {"x": 0, "y": 0},
                "content": content.get(name, {}),
            }
            for name, kind in kinds.items()
        ],
        "edges": [
            {"id": f"{one}-{other}", "sourceId": one, "targetId": other, "type": "edge"}
            for one, other in (("in", "decide"), ("decide", "out"))
        ],
    }
