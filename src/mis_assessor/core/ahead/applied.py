"""A position as it would be once some repairs are done and nothing else changes.

The answers are those that the repairs give; the evaluators decide them as any others. So a
way to ten is never only claimed: it is decided, and found to be ten.
"""

from dataclasses import replace

from mis_assessor.core.ahead.repair import Done
from mis_assessor.core.ahead.scene_ahead import PositionAhead
from mis_assessor.core.deciding.case import Case
from mis_assessor.core.deciding.evaluate import decide_case
from mis_assessor.core.deciding.position import Position
from mis_assessor.core.deciding.recovery import recovery
from mis_assessor.core.deciding.rollup import roll_up


def applied(position: Position, done: Done, ahead: PositionAhead | None = None) -> Position:
    """The position on the day after the last, decided again with some repairs done."""
    ahead = ahead or PositionAhead(position)
    cases = tuple(_case(case, done, ahead) for case in position.cases)
    decided = tuple(decide_case(case) for case in cases)
    own = {c.rule.requirement.id: d.verdict for c, d in zip(cases, decided, strict=True)}
    rolled = roll_up([case.rule for case in cases], own)
    return replace(
        position,
        on=ahead.horizon,
        cases=cases,
        decided=decided,
        rolled=rolled,
        recovery=recovery(rolled.actions, position.money),
    )


def _case(case: Case, done: Done, ahead: PositionAhead) -> Case:
    parts = tuple(
        replace(
            part,
            scenes=tuple(ahead.scene(part, s).after(done) for s in part.scenes),
        )
        for part in case.parts
    )
    stops = tuple(stop for stop in case.stops if f"settle {stop.rule}" not in done)
    return replace(case, parts=parts, stops=stops)
