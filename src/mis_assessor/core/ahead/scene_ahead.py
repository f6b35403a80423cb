"""A scene as it would be on the day after the last, once some repairs are done."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from mis_assessor.core.ahead.outlook import outlook
from mis_assessor.core.ahead.repair import Done, Outlook, Repair, RepairKind
from mis_assessor.core.answering.asking import Asking
from mis_assessor.core.deciding.case import PartCase, Situation
from mis_assessor.core.deciding.judgements import JudgedBy
from mis_assessor.core.deciding.position import Position
from mis_assessor.core.findings.clock_asked import ClockAsked
from mis_assessor.core.rules.calendar import ONE_DAY
from mis_assessor.core.rules.conditions import (
    PersonConfirms,
    leaves_in,
)
from mis_assessor.core.rules.requirement import Requirement
from mis_assessor.core.verdicts import Verdict


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


class PositionAhead:
    """Every scene of a position as it could be on the day on which everything is decided.

    What a scene can become is worked out once, however often it is asked.
    """

    def __init__(self, position: Position) -> None:
        self._position = position
        self.horizon = max(position.on, position.rulebook.year.last_day) + ONE_DAY
        """The day after the year's last, or after today."""
        self._scenes: dict[int, tuple[Situation, SceneAhead]] = {}

    def scene(self, part: PartCase, scene: Situation) -> SceneAhead:
        """A scene with the outlooks of its answers."""
        if id(scene) not in self._scenes:
            self._scenes[id(scene)] = scene, self._looked_at(part, scene)
        return self._scenes[id(scene)][1]

    def _looked_at(self, part: PartCase, scene: Situation) -> SceneAhead:
        requirement, position = scene.requirement, self._position
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
        return SceneAhead(scene, part.member, judgement, outlooks, self.horizon)
