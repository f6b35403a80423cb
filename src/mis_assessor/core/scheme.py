"""A scheme year and the rulebook: what stood in the guidance, and since when."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from pydantic import Field

from mis_assessor.core.frame import Frame
from mis_assessor.core.frozen import Frozen
from mis_assessor.core.requirement import Requirement
from mis_assessor.core.values import Dictionary, Status


class FundTerms(Frozen):
    """What the scheme pays and asks, as far as the rulebook needs it."""

    contribution: str
    if_met: str
    if_not_met: str
    status: Status
    document: str


class SchemeYear(Frame):
    """One run of the scheme (``scheme.yaml``); its last day is the declaration deadline."""

    scheme: str
    year: int
    fund: FundTerms


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
    def frame(self) -> Frame:
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

    @property
    def frame(self) -> Frame:
        """The scheme year, as what its rules stand in."""
        return self.year

    def rule(self, name: str) -> Rule | None:
        """The rule of an id, or None."""
        return next((r for r in self.rules if r.requirement.id == name), None)
