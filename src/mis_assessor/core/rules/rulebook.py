"""A scheme year and the rulebook: what stood in the guidance, and since when.

What rules stand in: titles, editions, pauses and values that every rule may use.

A framework: what a report or a planning letter asks, beside the incentive scheme.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, Protocol

from pydantic import Field, model_validator

from mis_assessor.core.rules.consistency import ConsistencyRule
from mis_assessor.core.rules.requirement import Requirement
from mis_assessor.core.rules.values import Dictionary, Frozen, Status


class Edition(Frozen):
    """The guidance as it stood from a day on."""

    id: str
    title: str
    in_force_from: date
    or_as_late_as: date | None = None
    """The last day it could have come into force, where the day is not known."""
    status: Status
    document: str
    not_loaded: str = ""


class Pause(Frozen):
    """Days on which reporting obligations, but not facts, are suspended."""

    from_: date
    to: date
    title: str
    document: str
    status: Status
    end_status: Status | None = None
    suspends: str
    continues: tuple[str, ...] = ()
    best_effort: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _in_order(self) -> "Pause":
        if self.to < self.from_:
            raise ValueError("“to” is before “from”")
        return self

    @property
    def end_known(self) -> Status:
        """How its last day is known, where that is less well than its first."""
        return self.end_status or self.status

    def holds_on(self, day: date) -> bool:
        """Whether the day lies in the pause; first and last day included."""
        return self.from_ <= day <= self.to


class Guidance(Frozen):
    """A scheme year or a framework: when its guidance was in force, and its values."""

    title: str
    launched: date
    last_day: date
    """The last day of its life; what has no day of its own is due by then."""
    editions: tuple[Edition, ...]
    pauses: tuple[Pause, ...] = ()
    also_called: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    """Bodies that act on documents, each with the other words that are read as it."""
    values: Dictionary = Field(default_factory=dict)


class FundTerms(Frozen):
    """What the scheme pays and asks, as far as the rulebook needs it."""

    contribution: str
    if_met: str
    if_not_met: str
    status: Status
    document: str


class SchemeYear(Guidance):
    """One run of the scheme (``scheme.yaml``); its last day is the declaration deadline."""

    scheme: str
    year: int
    fund: FundTerms
    verified_by: str = ""
    """Who verifies every submission, beside whom a requirement names."""
    carried_over_from: int | None = None
    """The year that this one was begun from, until its own guidance has been read."""

    @property
    def shown_title(self) -> str:
        """The title as every screen and paper has it: a year not yet read says so."""
        if self.carried_over_from is None:
            return self.title
        return f"{self.title} (rests on year {self.carried_over_from}'s values, not confirmed)"


class SafetyAction(Frozen):
    """One of the ten (``action.yaml``), or the conditions of the scheme (number 0)."""

    number: int
    title: str
    asks: str = ""
    values: Dictionary = Field(default_factory=dict)
    in_this_order: tuple[str, ...] = ()


class Publication(Frozen):
    """A guidance document or notice, listed once in ``sources.yaml``."""

    title: str
    short_title: str
    """What is printed beside a value."""
    publisher: str
    dated: str = ""
    address: str = ""
    seen: str
    """Whether we have read the document itself, a public page about it, or neither."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A requirement with the place it has in the rulebook."""

    requirement: Requirement
    action: int
    values: Dictionary
    """Its own values over those of its action and of its scheme year."""
    file: str
    written_in: Mapping[str, str] = field(default_factory=dict)
    """Where it says only what changed: each heading and the requirement it stands in."""


class Book(Protocol):
    """Rules in a frame: a scheme year's rulebook, or a framework's."""

    @property
    def frame(self) -> Guidance:
        """What the rules stand in."""
        ...

    @property
    def rules(self) -> tuple[Rule, ...]:
        """Every rule, in reading order."""
        ...

    @property
    def sources(self) -> Mapping[str, Publication]:
        """The publications that rules cite, by name."""
        ...

    @property
    def digest(self) -> str:
        """The sha256 of the files it came from."""
        ...

    @property
    def confirmed(self) -> frozenset[tuple[str, str, str]]:
        """Values a person compared with the published document."""
        ...


@dataclass(frozen=True, slots=True)
class Rulebook:
    """Everything one scheme year asks, and the fingerprint of the files it came from."""

    year: SchemeYear
    actions: tuple[SafetyAction, ...]
    rules: tuple[Rule, ...]
    sources: Mapping[str, Publication]
    digest: str
    confirmed: frozenset[tuple[str, str, str]] = frozenset()
    """Values a person compared with the published document: requirement, name, mark."""
    consistency: tuple[ConsistencyRule, ...] = ()
    """What must agree inside one submission of this year."""

    @property
    def frame(self) -> Guidance:
        """The scheme year, as what its rules stand in."""
        return self.year

    def rule(self, name: str) -> Rule | None:
        """The rule of an id, or None."""
        return next((r for r in self.rules if r.requirement.id == name), None)


class Scores(Frozen):
    """The words a framework has for all, some and none of what is asked."""

    all_: str
    some: str
    none: str


class Framework(Guidance):
    """One framework (``framework.yaml``)."""

    framework: str
    """Its folder under the rules, as ``--framework`` takes it."""
    short_title: str
    late_counts_as: Literal["met", "not met"]
    scores: Scores | None = None
    parts_called: str = Field("group", alias="parts called")
    """What its groups are called: Immediate and Essential Action, chapter."""


@dataclass(frozen=True, slots=True)
class FrameworkBook:
    """Everything one framework asks, and the fingerprint of the files it came from."""

    frame: Framework
    groups: tuple[SafetyAction, ...]
    rules: tuple[Rule, ...]
    sources: Mapping[str, Publication]
    digest: str
    confirmed: frozenset[tuple[str, str, str]] = frozenset()
