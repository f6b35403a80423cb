"""One separately decidable part of a safety action: the unit of a rule file."""

from typing import Literal

from pydantic import Field

from mis_assessor.core.conditions import Condition
from mis_assessor.core.frozen import Frozen
from mis_assessor.core.questions.question import Question
from mis_assessor.core.values import Dictionary, Source
from mis_assessor.core.verdicts import Verdict

InAPause = Literal["suspended", "continues", "best effort"]


class Applies(Frozen):
    """Which editions ask for it, and what a pause does to it."""

    editions: tuple[str, ...]
    in_a_pause: InAPause


class Requirement(Frozen):
    """A rule file, read top to bottom: asked, written where, when, what, how decided."""

    id: str
    title: str
    asks: str
    source: Source
    verified_by: str = "self-certified"
    duty_of: str = "trust"
    force: Literal["must", "should", "optional", "context"] = "must"
    counts_towards: str = "safety action"
    """``safety action`` (of its folder), ``conditions of the scheme``,
    ``discretionary payment`` or ``nothing``."""
    applies: Applies
    stands_in_for: tuple[str, ...] = ()
    does_not_apply_if: dict[str, str] = Field(default_factory=dict)
    only_if: dict[str, str] = Field(default_factory=dict)
    for_each: str | None = None
    in_: str | None = None
    watch_only: str | None = None
    evidence: dict[str, Question] = Field(default_factory=dict)
    values: Dictionary = Field(default_factory=dict)
    met_when: Condition | None = None
    or_instead: Condition | None = None
    due_by: str = "evidence end"
    if_no_cases: Verdict | None = None
    if_none_due: Verdict | None = None
    if_not_met: str = ""
    examples: str = ""
    notes: str = ""

    @property
    def decided(self) -> bool:
        """Whether there is anything to decide; context is shown, never scored."""
        return self.force != "context"
