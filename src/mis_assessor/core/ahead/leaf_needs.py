"""What one leaf of a condition needs: the evaluator says what each set of repairs makes of it."""

from collections.abc import Sequence
from itertools import combinations

from mis_assessor.core.ahead.needs import (
    NOTHING_NEEDED,
    AtLeast,
    Do,
    Need,
    Never,
    either,
    everything,
)
from mis_assessor.core.ahead.repair import Done, Repair, RepairKind, repairs_of
from mis_assessor.core.ahead.scene_ahead import SceneAhead
from mis_assessor.core.deciding.case import Situation
from mis_assessor.core.deciding.evaluate import decide
from mis_assessor.core.evidence.answers import NoAnswer, Tally
from mis_assessor.core.findings.clock_counts import needed
from mis_assessor.core.findings.sentences import leaf_in_words
from mis_assessor.core.rules.comparisons import Op, Way
from mis_assessor.core.rules.conditions import (
    Condition,
    InOrder,
    Leaf,
    Test,
    leaves_in,
)
from mis_assessor.core.verdicts import Verdict

MOST_TRIED = 12
"""Repairs of one leaf of which every set is tried."""
MOST_TO_MISS = 8
ONE_OF_MANY = (RepairKind.TRAIN, RepairKind.CASE, RepairKind.FIND_OUT)
"""Kinds of which there may be hundreds, and of which none makes anything count as missed."""


def missed(condition: Condition, ahead: SceneAhead) -> Need | None:
    """What must be shown for it to count as missed, or as a person's to judge; None if it cannot.

    What nobody evidenced is not rescued by anything else.
    """
    names = dict.fromkeys(n for leaf in leaves_in(condition) for n in _names(leaf, ahead.scene))
    repairs = repairs_of({name: ahead.outlooks[name] for name in names})
    if len(repairs) > MOST_TO_MISS:
        repairs = tuple(r for r in repairs if r.kind not in ONE_OF_MANY)[:MOST_TO_MISS]
    sets = _fewest(condition, ahead, repairs, (Verdict.NOT_MET, Verdict.NEEDS_JUDGEMENT))
    return either(everything(map(Do, chosen)) for chosen in sets) if sets else None


def need_of_leaf(leaf: Leaf, ahead: SceneAhead) -> Need:
    """What one leaf needs: nothing, some repairs, or what no repair gives."""
    names = _names(leaf, ahead.scene)
    outlooks = {name: ahead.outlooks[name] for name in names}
    repairs = repairs_of(outlooks)
    if isinstance(leaf, Test) and leaf.op.way in (Way.AT_MOST, Way.UNDER):
        repairs = tuple(r for r in repairs if r.kind not in ONE_OF_MANY)  # fewer is better
    everything_done = frozenset(repair.key for repair in repairs)
    best = _verdict(leaf, ahead, everything_done)
    if _verdict(leaf, ahead, frozenset()) is Verdict.MET:
        return NOTHING_NEEDED
    judgeable = best is Verdict.NEEDS_JUDGEMENT and ahead.scene.judgement is None
    if best is not Verdict.MET and not judgeable:
        return Never(_why(leaf, ahead))
    judge = [Do(ahead.judgement)] if judgeable else []
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
    count = AtLeast(short, acts) if short > 0 else NOTHING_NEEDED
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
