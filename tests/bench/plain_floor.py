"""The floor: the same tests and roll-up in plain Python, on numbers prepared before.

No objects, no trace, no second opinion: nothing that decides can be much faster, and
nothing that explains itself can be as fast.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from mis_assessor.core.deciding.recovery import Recovery
from mis_assessor.core.rules.comparisons import Way
from mis_assessor.core.verdicts import ALL_OF, ANY_OF
from mis_assessor.engine.figures import Limit
from mis_assessor.engine.plan import FUND, OUTCOME, Node, Plan

CODE = {verdict.value: number for number, verdict in enumerate(ALL_OF)}
RANK = [ANY_OF.index(verdict) for verdict in ALL_OF]
BACK = [ALL_OF.index(verdict) for verdict in ANY_OF]
NOT_MET, MISSING, JUDGE, NOT_DUE, ALTERNATIVE, MET, _, NOT_APPLICABLE = range(8)
HOLD = (ALTERNATIVE, MET)
NOTHING_HOLDS = {NOT_MET, MISSING, NOT_DUE}
EACH_MUST_HOLD = ("all of", "each", "safety action", "conditions of the scheme")
ONE_IS_ENOUGH = ("any of", "stand-ins")
Step = tuple[str, Any]


def steps_of(plan: Plan) -> list[Step]:
    """The plan as small tuples: what to do, and with which numbers."""
    limits = plan.ruleset.limits
    at = {node.name: number for number, node in enumerate(plan.nodes)}
    return [_step(node, at, limits) for node in plan.nodes]


def _step(node: Node, at: Mapping[str, int], limits: Mapping[tuple[Any, Any], Limit]) -> Step:
    fact: Mapping[str, Any] = node.fact
    words = {role: at[name] for role, name in (node.words or {}).items()}
    count = tuple(at[name] for name in node.count or ())
    if node.same is not None:
        return "same", at[node.same]
    if node.given is not None:
        return "given", CODE[node.given.value]
    kind = fact["k"]
    if kind in EACH_MUST_HOLD:
        return "all", count
    if kind in ONE_IS_ENOUGH:
        return "any", count
    if kind == "judged":
        return kind, (words["computed"], CODE[fact["judgement"]])
    if kind == "instead":
        return kind, (words["standard"], words["alternative"])
    if kind == "stands in":
        return kind, (words["own"], count)
    if kind == FUND:
        return kind, (count, bool(fact["declared"]), bool(fact["requested"]))
    if kind in ("readings", OUTCOME):
        return kind, count
    return "figure", _figure(fact, limits[fact["requirement"], fact["test"]])


def _figure(fact: Mapping[str, Any], limit: Limit) -> tuple[int, int, int, int, int]:
    """Every way of comparing as one: the least figure is at least the limit."""
    bound = fact["limit"] if limit.value is None else limit.value * fact.get("of", 1)
    low, high = (fact.get(name, fact.get("figure")) for name in ("low", "high"))
    if limit.way in (Way.AT_MOST, Way.UNDER):
        low, high, bound = -high, -low, -bound
    if limit.way in (Way.MORE_THAN, Way.UNDER):
        bound += 1
    return low, high, bound, fact.get("more", 0), CODE[fact.get("undecided", "not met")]


def decide(steps: Sequence[Step]) -> list[int | Recovery]:
    """The verdict of every step, as a number; the fund's in words."""
    found: list[Any] = []
    for kind, with_ in steps:
        found.append(_one(kind, with_, found))
    return found


def _one(kind: str, with_: Any, found: list[Any]) -> Any:
    if kind == "figure":
        low, high, bound, more, undecided = with_
        if high < bound:
            return NOT_MET
        if low < bound:
            return undecided
        return NOT_DUE if more else MET
    if kind == "given":
        return with_
    if kind == "same":
        return found[with_]
    if kind == "all":
        return min([found[n] for n in with_], default=NOT_APPLICABLE)
    if kind == "any":
        return BACK[min([RANK[found[n]] for n in with_], default=RANK[NOT_APPLICABLE])]
    if kind == "readings":
        present = {found[n] for n in with_}
        if len(present) == 1:
            return present.pop()
        nothing_holds = present and present <= NOTHING_HOLDS
        return BACK[min(RANK[one] for one in present)] if nothing_holds else JUDGE
    if kind == "judged":
        computed = found[with_[0]]
        return with_[1] if computed == JUDGE else computed
    if kind == "instead":
        return _instead(found[with_[0]], found[with_[1]])
    if kind == "stands in":
        missed = any(found[n] == NOT_MET for n in with_[1])
        return found[with_[0]] if missed else NOT_APPLICABLE
    if kind == OUTCOME:
        joined = min(found[n] for n in with_)
        ten = all(found[n] in HOLD for n in with_[1:])
        return NOT_DUE if joined in HOLD and not ten else joined
    return _fund([found[n] for n in with_[0]], with_[1], with_[2])


def _instead(standard: int, alternative: int) -> int:
    if standard in (NOT_MET, JUDGE) and alternative in HOLD:
        return ALTERNATIVE
    if standard == NOT_MET and alternative in (NOT_DUE, JUDGE):
        return alternative
    return standard


def _fund(eleven: list[int], declared: bool, requested: bool) -> Recovery:
    conditions, *ten = eleven
    if declared and NOT_MET in ten:
        return Recovery.REPAYMENT_RISK
    if NOT_MET in eleven:
        return Recovery.DISCRETIONARY if requested else Recovery.NOT_RECOVERED
    settled = conditions in (*HOLD, NOT_DUE)
    expected = settled and all(verdict in HOLD for verdict in ten)
    return Recovery.EXPECTED if expected else Recovery.AT_RISK


def in_words(plan: Plan, found: Sequence[int | Recovery]) -> dict[str, str]:
    """What was decided, by the name of the node."""
    return {
        node.name: str(one) if isinstance(one, Recovery) else ALL_OF[one].value
        for node, one in zip(plan.nodes, found, strict=True)
    }
