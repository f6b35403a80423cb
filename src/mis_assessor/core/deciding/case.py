"""A requirement with everything it is decided on: its answers, member by member.

All that a condition is decided on.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from mis_assessor.core.answering.asking import Asking
from mis_assessor.core.deciding.judgements import JudgedBy
from mis_assessor.core.evidence.answers import (
    Answer,
)
from mis_assessor.core.rules.conditions import Condition, Instead
from mis_assessor.core.rules.in_force import Standing
from mis_assessor.core.rules.readings import Reading
from mis_assessor.core.rules.requirement import Requirement
from mis_assessor.core.rules.rulebook import Rule
from mis_assessor.core.verdicts import Verdict


@dataclass(frozen=True, slots=True)
class Situation:
    """All that a condition is decided on: one requirement, member and reading."""

    requirement: Requirement
    reading: Reading
    answers: Mapping[str, Answer]
    on: date
    judgement: JudgedBy | None = None
    asking: Asking | None = field(default=None, compare=False)
    """How the questions were put, so that they can be put again; None in examples of rules."""

    @property
    def judged(self) -> Verdict | None:
        """The verdict a named person recorded, if one did."""
        return self.judgement.verdict if self.judgement else None


@dataclass(frozen=True, slots=True)
class PartCase:
    """One member of *for each* (or the whole, unnamed), under every reading."""

    member: str
    scenes: tuple[Situation, ...]
    counts: bool = True


@dataclass(frozen=True, slots=True)
class Stop:
    """A contradiction in the folder, beyond which a verdict cannot go."""

    rule: str
    """The id of the consistency rule."""
    verdict: Verdict
    """Evidence missing or needs judgement, or not due yet; never not met."""

    def node(self, requirement: str) -> str:
        """The name under which both evaluators decide it.

        >>> Stop("CON-1", Verdict.NEEDS_JUDGEMENT).node("MIS-Y4-SA8-B")
        'MIS-Y4-SA8-B agrees by CON-1'
        """
        return f"{requirement} agrees by {self.rule}"


@dataclass(frozen=True, slots=True)
class Case:
    """One requirement on one day in one edition, ready to be decided."""

    rule: Rule
    standing: Standing
    verdict: Verdict | None
    """Given where nothing is left to decide: paused, not applicable."""
    because: str
    parts: tuple[PartCase, ...]
    ways_out: tuple[str, ...] = ()
    """Statements that nobody made, by which it would not be asked: “merging: no”."""
    stops: tuple[Stop, ...] = ()
    """Each is one more condition of the whole requirement."""

    @property
    def judgement(self) -> JudgedBy | None:
        """The recorded judgement, if there is one."""
        scenes = self.parts[0].scenes if self.parts else ()
        return scenes[0].judgement if scenes else None

    @property
    def condition(self) -> Condition:
        """What must hold, with the alternative of the guidance where it has one."""
        requirement = self.rule.requirement
        if requirement.met_when is None:
            raise ValueError(f"{requirement.id} does not say when it is met")
        if requirement.or_instead is None:
            return requirement.met_when
        return Instead(standard=requirement.met_when, alternative=requirement.or_instead)
