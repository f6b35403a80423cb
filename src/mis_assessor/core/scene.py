"""All that a condition is decided on."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from mis_assessor.core.answers import (
    Answer,
)
from mis_assessor.core.judgements import JudgedBy
from mis_assessor.core.readings import Reading
from mis_assessor.core.requirement import Requirement
from mis_assessor.core.verdicts import Verdict


@dataclass(frozen=True, slots=True)
class Scene:
    """All that a condition is decided on: one requirement, member and reading."""

    requirement: Requirement
    reading: Reading
    answers: Mapping[str, Answer]
    on: date
    judgement: JudgedBy | None = None

    @property
    def judged(self) -> Verdict | None:
        """The verdict a named person recorded, if one did."""
        return self.judgement.verdict if self.judgement else None
