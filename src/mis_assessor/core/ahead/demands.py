"""What a position still demands, requirement by requirement, as a formula of repairs.

Each leaf asks the evaluator itself what a set of repairs would make of it, on the day after
the year's last; only how leaves join is told here, by the joins' own rules.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations

from mis_assessor.core.ahead.needs import (
    NOTHING,
    AtLeast,
    Do,
    Need,
    Never,
    can_be,
    either,
    everything,
    repairs_in,
)
from mis_assessor.core.ahead.outlook import Done, Outlook, outlook, together
from mis_assessor.core.ahead.repair import Repair, RepairKind
from mis_assessor.core.answering.asking import Asking
from mis_assessor.core.deciding.case import Case, PartCase, Situation
from mis_assessor.core.deciding.evaluate import decide
from mis_assessor.core.deciding.judgements import JudgedBy
from mis_assessor.core.deciding.position import Position
from mis_assessor.core.deciding.rollup import counts_for, stand_ins
from mis_assessor.core.evidence.answers import NoAnswer, Tally
from mis_assessor.core.findings.clock_asked import ClockAsked
from mis_assessor.core.findings.clock_counts import needed
from mis_assessor.core.findings.sentences import leaf_in_words
from mis_assessor.core.rules.calendar import ONE_DAY
from mis_assessor.core.rules.comparisons import Op
from mis_assessor.core.rules.conditions import (
    AnyOf,
    Condition,
    InOrder,
    Instead,
    Join,
    Leaf,
    PersonConfirms,
    Readings,
    Test,
    leaves_in,
)
from mis_assessor.core.rules.requirement import Requirement
from mis_assessor.core.verdicts import Verdict

MOST_TRIED = 12
"""Repairs of one leaf of which every set is tried."""
MOST_TO_MISS = 8
ONE_OF_MANY = (RepairKind.TRAIN, RepairKind.CASE, RepairKind.FIND_OUT)
"""Kinds of which there may be hundreds, and of which none makes anything count as missed."""


@dataclass(frozen=True, slots=True)
class SceneAhead:
    """One scene with what each of its answers can still become."""

    scene: Situation
    member: str
    judgement: Repair
    outlooks: Mapping[str, Outlook]
    horizon: date

    def after(self, done: Done) -> Situation:
        """The scene on the day after the last, once a set of repairs is done."""
        answers = {name: one.after(done) for name, one in self.outlooks.items()}
        judged = self.scene.judgement
        if self.judgement.key in done and judged is None:
            judged = supposed_judgement(self.scene, self.horizon)
        return replace(self.scene, answers=answers, on=self.horizon, judgement=judged)


def supposed_judgement(scene: Situation, on: date) -> JudgedBy:
    """A judgement as somebody who may make it would record it."""
    role = supposed_role(scene.requirement)
    return JudgedBy("supposed", role, on, "supposed", "", Verdict.MET)


def supposed_role(requirement: Requirement) -> str:
    """A role that may judge every part of a requirement; empty where anybody may."""
    conditions = (requirement.met_when, requirement.or_instead)
    asked = [
        leaf.who_may
        for condition in conditions
        for leaf in leaves_in(condition)
        if isinstance(leaf, PersonConfirms) and leaf.who_may
    ]
    may = [role for roles in asked[:1] for role in roles if all(role in one for one in asked)]
    return may[0] if may else ""


def horizon_of(position: Position) -> date:
    """The day on which everything is decided: the day after the year's last, or today's."""
    return max(position.on, position.rulebook.year.last_day) + ONE_DAY


def scene_ahead(position: Position, case: Case, part: PartCase, scene: Situation) -> SceneAhead:
    """A scene with the outlooks of its answers."""
    requirement = case.rule.requirement
    asking = Asking(
        position.rulebook.year,
        position.submission,
        requirement,
        scene.reading,
        scene.on,
        part.member,
    )
    asked = ClockAsked(asking, scene, "", Verdict.NOT_DUE_YET)
    judgement = Repair(
        f"judgement {requirement.id}",
        RepairKind.JUDGEMENT,
        f"judgement on {requirement.id}: {requirement.title}",
        None,
    )
    outlooks = {name: outlook(name, asked) for name in scene.answers}
    return SceneAhead(scene, part.member, judgement, outlooks, horizon_of(position))


def demands_of(position: Position) -> dict[str, Need]:
    """What each requirement that counts still needs, by its id; nothing where it holds."""
    rules = [case.rule for case in position.cases]
    cases = {case.rule.requirement.id: case for case in position.cases}
    own = {name: _CaseNeeds(position, case) for name, case in cases.items()}
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
    return {name: need for name, need in found.items() if need != NOTHING}


class _CaseNeeds:
    """What one requirement needs by itself."""

    def __init__(self, position: Position, case: Case) -> None:
        self._position = position
        self._case = case

    def need(self) -> Need:
        """What makes it hold, its contradictions settled."""
        case = self._case
        if case.verdict is not None:
            name = case.rule.requirement.id
            return Never(f"{name}: {case.because}") if case.verdict is Verdict.NOT_MET else NOTHING
        members = [self._member(part) for part in case.parts if part.counts]
        return everything([*members, *map(Do, self._stops())])

    def missed(self) -> Need | None:
        """What must be shown so that it counts as missed, and something else stands in."""
        if self._case.verdict is not None:
            return None
        for part in self._case.parts:
            if part.counts and len(part.scenes) == 1:
                ahead = scene_ahead(self._position, self._case, part, part.scenes[0])
                if (found := missed(self._case.condition, ahead)) is not None:
                    return found
        return None

    def _stops(self) -> Iterator[Repair]:
        titles = {found.id: found.title for found in self._position.consistency}
        for stop in self._case.stops:
            what = f"{stop.rule}: {titles.get(stop.rule, 'what does not agree')}"
            yield Repair(f"settle {stop.rule}", RepairKind.SETTLE, what, None)

    def _member(self, part: PartCase) -> Need:
        aheads = [scene_ahead(self._position, self._case, part, s) for s in part.scenes]
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
            return _of_leaf(condition, ahead)


def missed(condition: Condition, ahead: SceneAhead) -> Need | None:
    """What must be shown for it to count as missed, or as a person's to judge; None if it cannot.

    What nobody evidenced is not rescued by anything else.
    """
    names = dict.fromkeys(n for leaf in leaves_in(condition) for n in _names(leaf, ahead.scene))
    repairs = together({name: ahead.outlooks[name] for name in names})
    if len(repairs) > MOST_TO_MISS:
        repairs = tuple(r for r in repairs if r.kind not in ONE_OF_MANY)[:MOST_TO_MISS]
    sets = _fewest(condition, ahead, repairs, (Verdict.NOT_MET, Verdict.NEEDS_JUDGEMENT))
    return either(everything(map(Do, chosen)) for chosen in sets) if sets else None


def _of_leaf(leaf: Leaf, ahead: SceneAhead) -> Need:
    names = _names(leaf, ahead.scene)
    outlooks = {name: ahead.outlooks[name] for name in names}
    repairs = together(outlooks)
    everything_done = frozenset(repair.key for repair in repairs)
    best = _verdict(leaf, ahead, everything_done)
    if _verdict(leaf, ahead, frozenset()) is Verdict.MET:
        return NOTHING
    if best not in (Verdict.MET, Verdict.NEEDS_JUDGEMENT):
        return Never(_why(leaf, ahead))
    judge = [] if best is Verdict.MET else [Do(ahead.judgement)]
    if best is Verdict.NEEDS_JUDGEMENT and ahead.scene.judgement is not None:
        return Never(_why(leaf, ahead))
    if isinstance(leaf, Test) and len(names) == 1:
        counted = _of_share(leaf, ahead, repairs, best)
        if counted is not None:
            return everything([counted, *judge])
    return either(
        everything([*map(Do, chosen), *judge]) for chosen in _fewest(leaf, ahead, repairs, (best,))
    )


def _names(leaf: Leaf, scene: Situation) -> list[str]:
    """The evidence that a leaf looks at."""
    named: tuple[str, ...] = ()
    match leaf:
        case Test():
            named = (leaf.evidence, leaf.value, leaf.if_ or "")
        case InOrder():
            named = leaf.in_this_order
        case _:
            pass
    return [name for name in dict.fromkeys(named) if name in scene.answers]


def _verdict(asked: Condition, ahead: SceneAhead, done: Done) -> Verdict:
    return decide(asked, "", ahead.after(done)).verdict


def _of_share(
    test: Test, ahead: SceneAhead, repairs: Sequence[Repair], best: Verdict
) -> Need | None:
    """So many of the open cases or people, and the register complete where it is not."""
    outlook_ = ahead.outlooks[test.evidence]
    final = outlook_.after(frozenset(repair.key for repair in repairs))
    none = outlook_.after(frozenset())
    if not isinstance(final, Tally) or not isinstance(none, Tally) or none.total != final.total:
        return None
    need = needed(test, final.total, ahead.scene.reading)
    if need is None and test.op is not Op.REPORTED:
        return None
    registers = tuple(r for r in repairs if r.kind is RepairKind.REGISTER)
    acts = tuple(r for r in repairs if r.kind is not RepairKind.REGISTER)
    without = frozenset(repair.key for repair in acts)
    asked = () if _verdict(test, ahead, without) is best else registers
    if need is None:  # however a case ends, it is reported: what nobody knows must be found out
        acts = tuple(r for r in acts if r.kind is RepairKind.FIND_OUT)
    short = none.unknown if need is None else need - none.done
    count = AtLeast(short, acts) if short > 0 else NOTHING
    return everything([count, *map(Do, asked)])


def _fewest(
    asked: Condition, ahead: SceneAhead, repairs: Sequence[Repair], wanted: Sequence[Verdict]
) -> list[tuple[Repair, ...]]:
    """Every set of repairs that is enough, and of which none can be left out."""
    if len(repairs) > MOST_TRIED:
        return [tuple(repairs)]
    found: list[frozenset[str]] = []
    sets: list[tuple[Repair, ...]] = []
    for size in range(len(repairs) + 1):
        for chosen in combinations(repairs, size):
            keys = frozenset(repair.key for repair in chosen)
            if any(known <= keys for known in found):
                continue
            if _verdict(asked, ahead, keys) in wanted:
                found.append(keys)
                sets.append(chosen)
    return sets


def _why(leaf: Leaf, ahead: SceneAhead) -> str:
    scene = ahead.scene
    told = leaf_in_words(leaf, decide(leaf, "", scene), scene)
    silent = [
        answer.says
        for name in _names(leaf, scene)
        if isinstance(answer := scene.answers[name], NoAnswer) and answer.says not in told
    ]
    about = f"{ahead.member}: " if ahead.member else ""
    return f"{about}{' '.join([told, *silent])}"


def all_repairs(demands: Mapping[str, Need]) -> dict[str, Repair]:
    """Every repair of some demands that can be, by key."""
    found = (repair for need in demands.values() if can_be(need) for repair in repairs_in(need))
    return {repair.key: repair for repair in found}
