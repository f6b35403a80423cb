"""What a position still demands, requirement by requirement, as a formula of repairs.

Each leaf asks the evaluator itself what a set of repairs would make of it, on the day after
the year's last; only how leaves join is told here, by the joins' own rules.
"""

from collections.abc import Iterator, Sequence

from mis_assessor.core.ahead.leaf_needs import missed, need_of_leaf
from mis_assessor.core.ahead.needs import (
    NOTHING_NEEDED,
    Do,
    Need,
    Never,
    either,
    everything,
)
from mis_assessor.core.ahead.repair import Repair, RepairKind
from mis_assessor.core.ahead.scene_ahead import PositionAhead, SceneAhead
from mis_assessor.core.deciding.case import Case, PartCase
from mis_assessor.core.deciding.position import Position
from mis_assessor.core.deciding.rollup import counts_for, stand_ins
from mis_assessor.core.rules.conditions import (
    AnyOf,
    Condition,
    Instead,
    Join,
    Readings,
)
from mis_assessor.core.verdicts import Verdict


def demands_of(position: Position, ahead: PositionAhead | None = None) -> dict[str, Need]:
    """What each requirement that counts still needs, by its id; nothing where it holds."""
    standing_in = stand_ins([case.rule for case in position.cases])
    cases = {case.rule.requirement.id: case for case in position.cases}
    ahead = ahead or PositionAhead(position)
    own = {name: _CaseNeeds(position, case, ahead) for name, case in cases.items()}
    found: dict[str, Need] = {}
    for case in position.cases:
        name = case.rule.requirement.id
        if counts_for(case.rule) is None or position.rolled.requirements[name].holds:
            continue
        others = standing_in.get(name, ())
        ways = [own[name].need()]
        if others and (missed := own[name].missed()) is not None:
            ways += [everything([own[other].need(), missed]) for other in others]
        found[name] = either(ways)
    return {name: need for name, need in found.items() if need != NOTHING_NEEDED}


class _CaseNeeds:
    """What one requirement needs by itself."""

    def __init__(self, position: Position, case: Case, ahead: PositionAhead) -> None:
        self._position = position
        self._case = case
        self._ahead = ahead

    def need(self) -> Need:
        """What makes it hold, its contradictions settled."""
        case = self._case
        if case.verdict is not None:
            lost = case.verdict is Verdict.NOT_MET
            return Never(case.because) if lost else NOTHING_NEEDED
        members = [self._member(part) for part in case.parts if part.counts]
        return everything([*members, *map(Do, self._stops())])

    def missed(self) -> Need | None:
        """What must be shown so that it counts as missed, and something else stands in."""
        if self._case.verdict is not None:
            return None
        for part in self._case.parts:
            if part.counts and len(part.scenes) == 1:
                ahead = self._ahead.scene(part, part.scenes[0])
                if (found := missed(self._case.condition, ahead)) is not None:
                    return found
        return None

    def _stops(self) -> Iterator[Repair]:
        titles = {found.id: found.title for found in self._position.consistency}
        for stop in self._case.stops:
            what = f"{stop.rule}: {titles.get(stop.rule, 'what does not agree')}"
            yield Repair(f"settle {stop.rule}", RepairKind.SETTLE, what, None)

    def _member(self, part: PartCase) -> Need:
        aheads = [self._ahead.scene(part, s) for s in part.scenes]
        needs = [need_of(self._case.condition, one) for one in aheads]
        judge = Do(aheads[0].judgement) if aheads[0].scene.judgement is None else None
        return _under_every_reading(needs, judge)


def _under_every_reading(needs: Sequence[Need], judge: Do | None) -> Need:
    """Every way to read it; or one of them, and a person who says that it is the right one."""
    ways = [everything(needs)]
    if judge is not None and len(set(needs)) > 1:
        ways += [everything([need, judge]) for need in needs]
    return either(ways)


def need_of(condition: Condition, ahead: SceneAhead) -> Need:
    """What a condition needs in one scene."""
    match condition:
        case Readings():
            judge = Do(ahead.judgement) if ahead.scene.judgement is None else None
            needs = [need_of(part, ahead) for part in condition.parts().values()]
            return _under_every_reading(needs, judge)
        case AnyOf():
            return either(need_of(part, ahead) for part in condition.parts().values())
        case Instead():
            ways = [need_of(condition.standard, ahead)]
            if (left := missed(condition.standard, ahead)) is not None:
                ways.append(everything([need_of(condition.alternative, ahead), left]))
            return either(ways)
        case Join():
            return everything(need_of(part, ahead) for part in condition.parts().values())
        case _:
            return need_of_leaf(condition, ahead)
