"""Holds the engine's verdicts against the reference evaluator's, node by node."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from mis_assessor.core.deciding.evaluate import Decided
from mis_assessor.core.deciding.recovery import Recovery
from mis_assessor.core.deciding.rollup import Rolled
from mis_assessor.core.errors import EngineFault
from mis_assessor.core.verdicts import Verdict
from mis_assessor.engine.plan import FUND, OUTCOME, action_node, final, group_node
from mis_assessor.engine.plan_book import WHOLE
from mis_assessor.engine.result import NOTHING_PUBLISHED, EngineResult

if TYPE_CHECKING:
    from mis_assessor.core.frameworks.decide import BodyPosition

ENGINE_ONLY = ("stand-ins ", "before judgement ")
"""Steps the reference evaluator takes without naming them."""


def agree(
    result: EngineResult, decided: Sequence[Decided], rolled: Rolled, recovery: Recovery
) -> None:
    """Raises EngineFault at the first node the two decide differently, or alone."""
    ours = dict(result.verdicts)
    _same(ours, dict(chain(_nodes(decided), _rolled(rolled, ours))))
    if result.fund is not recovery:
        raise _differ(FUND, str(result.fund), recovery)


def agree_on_body(result: EngineResult, position: "BodyPosition") -> None:
    """Raises EngineFault at the first node of a framework's body the two decide differently."""
    rolled = position.rolled
    reference = dict(_nodes(position.decided)) | dict(rolled.requirements)
    reference |= {group_node(n): verdict for n, verdict in rolled.groups.items()}
    _same(dict(result.verdicts), reference | {WHOLE: rolled.whole})


def _same(ours: Mapping[str, Verdict], reference: Mapping[str, Verdict]) -> None:
    for node, verdict in reference.items():
        if node not in ours:
            raise _differ(node, "nothing", verdict)
        if ours[node] is not verdict:
            raise _differ(node, ours[node], verdict)
    for node, verdict in ours.items():
        if node not in reference and not node.startswith(ENGINE_ONLY):
            raise _differ(node, verdict, "nothing")


def _nodes(decided: Iterable[Decided]) -> Iterable[tuple[str, Verdict]]:
    for one in decided:
        yield one.node, one.verdict
        yield from _nodes(one.parts)
        yield from _nodes(one.stops)


def _rolled(rolled: Rolled, ours: Mapping[str, Verdict]) -> Iterable[tuple[str, Verdict]]:
    """Final verdicts; one that no stand-in touches is the requirement's own node."""
    for name, verdict in rolled.requirements.items():
        yield final(name) if final(name) in ours else name, verdict
    for number, verdict in rolled.actions.items():
        yield action_node(number), verdict
    yield OUTCOME, rolled.outcome


def _differ(node: str, engine: str, reference: str) -> EngineFault:
    return EngineFault(
        f"The two evaluators do not agree on “{node}”: the rules engine says {engine}, "
        f"the reference evaluator says {reference}. {NOTHING_PUBLISHED}"
    )
