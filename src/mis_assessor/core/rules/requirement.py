"""One separately decidable part of a safety action: the unit of a rule file.

What a requirement asks a trust to send.
"""

from typing import Any, Literal

from pydantic import Field, model_validator

from mis_assessor.core.rules.conditions import Condition
from mis_assessor.core.rules.once import once_each
from mis_assessor.core.rules.questions import Question
from mis_assessor.core.rules.values import Dictionary, Frozen, Source
from mis_assessor.core.verdicts import Verdict

InAPause = Literal["suspended", "continues", "best effort"]
DutyOf = Literal[
    "trust",
    "LMS",
    "ICS",
    "commissioner",
    "maternity voices partnership",
    "regional team",
    "national body",
]


EXPECTED_FROM = "expected from"
"""The value of a framework that says since when it asks for all that has no day of its own."""


class Applies(Frozen):
    """Which editions ask for it, on which days, and what a pause does to it."""

    editions: tuple[str, ...]
    in_a_pause: InAPause
    from_: str | None = None
    until: str | None = None
    """The value naming the first day on which it is no longer asked."""
    then: tuple[str, ...] = ()
    """The requirements that take its place on that day."""
    withdrawn: str | None = None
    """The value naming the day on which it was taken back, without a successor."""


class Scored(Frozen):
    """Whether a requirement enters a national score, and why not."""

    is_: Literal["yes", "no"]
    because: str = ""


class Requirement(Frozen):
    """A rule file, read top to bottom: asked, written where, when, what, how decided."""

    id: str
    title: str
    asks: str
    source: Source
    verified_by: str = "self-certified"
    duty_of: DutyOf | tuple[DutyOf, ...] = "trust"
    force: Literal["must", "should", "optional", "context"] = "must"
    counts_towards: str = "safety action"
    """``safety action`` (of its folder), ``conditions of the scheme``,
    ``discretionary payment`` or ``nothing``."""
    applies: Applies
    stands_in_for: tuple[str, ...] = ()
    does_not_apply_if: dict[str, str] = Field(default_factory=dict)
    only_if: dict[str, str] = Field(default_factory=dict)
    only_if_said: dict[str, str] = Field(default_factory=dict)
    """As “only if”, where silence means that it is not so: an offer that few take up."""
    only_if_no_cases_in: str | None = None
    """The evidence whose register answers whether it is asked: with a case it is not."""
    closed_once: str | None = None
    """The statement of a day or moment after which nothing more can follow: a form received."""
    for_each: str | None = None
    in_: str | None = None
    watch_only: str | None = None
    parts: dict[str, str] = Field(default_factory=dict)
    """A list of which each item has an id of its own: id → the item in words."""
    made_of: tuple[str, ...] = ()
    """A group: it holds when each of these, of the same body, holds."""
    decided_by: str | None = None
    """The same duty under another number: its verdict is this one's."""
    scored: Scored | None = None
    """Where a framework has a national score: whether this enters it."""
    late_counts_as: Literal["met", "not met"] = "not met"
    headline_only: bool = False
    """Only the heading of the published document is held."""
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

    @property
    def joined(self) -> bool:
        """Whether it takes its verdict from other requirements."""
        return bool(self.made_of) or self.decided_by is not None

    @property
    def rests_on(self) -> tuple[str, ...]:
        """The requirements it takes its verdict from, where it joins others."""
        return self.made_of if self.decided_by is None else (*self.made_of, self.decided_by)

    @property
    def duties(self) -> tuple[DutyOf, ...]:
        """The bodies that must do it."""
        return self.duty_of if isinstance(self.duty_of, tuple) else (self.duty_of,)

    @property
    def ids(self) -> tuple[str, ...]:
        """Every id the file answers to: its own and those of its parts."""
        return (self.id, *(part for part in self.parts if part != self.id))

    @model_validator(mode="before")
    @classmethod
    def _everything_asked(cls, written: Any) -> Any:
        """``everything asked: {…}`` is the same test on each of the evidence."""
        if isinstance(written, dict) and "met when" in written:
            asked = written.get("evidence")
            names = list(asked) if isinstance(asked, dict) else []
            return {**written, "met when": _spread(written["met when"], names)}
        return written


EVERYTHING = "everything asked"


def _spread(condition: Any, names: list[str]) -> Any:
    if isinstance(condition, list):
        return [_spread(part, names) for part in condition]
    if not isinstance(condition, dict):
        return condition
    if EVERYTHING in condition:
        rest = {k: v for k, v in condition.items() if k != EVERYTHING}
        tests = [{n: condition[EVERYTHING]} for n in names if n not in rest]
        return {"all of": [*tests, *({k: v} for k, v in rest.items())]}
    return {key: _spread(value, names) for key, value in condition.items()}


@once_each
def asked_of(requirement: Requirement) -> frozenset[str]:
    """Every register, document kind and statement a requirement asks for."""
    return frozenset(a for question in requirement.evidence.values() for a in question.asks())
