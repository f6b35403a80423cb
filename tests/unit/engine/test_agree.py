"""Where the two evaluators differ, the first difference is named in words."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from mis_assessor.core.deciding.evaluate import decide_case
from mis_assessor.core.deciding.recovery import Recovery, recovery
from mis_assessor.core.deciding.rollup import roll_up
from mis_assessor.core.errors import EngineFault
from mis_assessor.core.verdicts import Verdict
from mis_assessor.engine.agree import agree
from mis_assessor.engine.cage import Engine
from unit.engine.built import MONEY, case, rule

RULES = (rule("MIS-A"), rule("MIS-B", stands_in_for=("MIS-A",)), rule("MIS-C"))
CASES = (case(RULES[0]), case(RULES[1]), case(RULES[2], judged=Verdict.NOT_MET))
DECIDED = [decide_case(one) for one in CASES]
ROLLED = roll_up(RULES, {one.node: one.verdict for one in DECIDED})
STATUS = recovery(ROLLED.actions, MONEY)
with Engine() as engine:
    RESULT = engine.decide(CASES, RULES, MONEY)


def check(verdicts: Mapping[str, Verdict] = RESULT.verdicts, **changed: Any) -> None:
    agree(replace(RESULT, verdicts=verdicts, **changed), DECIDED, ROLLED, STATUS)


def test_they_agree() -> None:
    check()
    assert {"final MIS-A", "stand-ins MIS-A", "final MIS-B"} < set(RESULT.verdicts)
    assert "before judgement MIS-C/" in RESULT.verdicts


@pytest.mark.parametrize("node", ["MIS-A//1", "MIS-A", "final MIS-B", "safety action 1", "outcome"])
def test_another_verdict(node: str) -> None:
    was = RESULT.verdicts[node]
    with pytest.raises(
        EngineFault,
        match=f"“{node}”: the rules engine says paused, the reference evaluator says {was}.",
    ):
        check({**RESULT.verdicts, node: Verdict.PAUSED})


def test_a_node_only_one_of_them_has() -> None:
    with pytest.raises(EngineFault, match=r"“MIS-D”.*reference evaluator says nothing"):
        check({**RESULT.verdicts, "MIS-D": Verdict.MET})
    less = {node: v for node, v in RESULT.verdicts.items() if node != "MIS-A//1"}
    with pytest.raises(EngineFault, match=r"“MIS-A//1”.*rules engine says nothing"):
        check(less)


def test_another_fund_status() -> None:
    with pytest.raises(EngineFault, match="“fund”: the rules engine says repayment risk"):
        check(fund=Recovery.REPAYMENT_RISK)
