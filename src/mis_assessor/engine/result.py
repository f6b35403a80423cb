"""What an inference engine is asked and gives back, whichever engine it is.

How the engine's failures are told: what happened, what it means, what to do.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from mis_assessor.core.deciding.case import Case
from mis_assessor.core.deciding.recovery import MoneyFacts, Recovery
from mis_assessor.core.errors import EngineFault
from mis_assessor.core.rules.rulebook import Rule
from mis_assessor.core.verdicts import Verdict
from mis_assessor.engine.job import Fact

if TYPE_CHECKING:
    from mis_assessor.core.frameworks.decide import BodyPosition


@dataclass(frozen=True, slots=True)
class Firing:
    """One rule that fired, with the one fact it read."""

    rule: str
    told: str
    """The fact, letter by letter as the engine was given it."""

    @property
    def facts(self) -> Fact:
        """The fact by the names of what it says."""
        facts: Fact = json.loads(self.told)
        return facts


@dataclass(frozen=True, slots=True)
class EngineResult:
    """The engine's verdict on every node, and how it came to each."""

    verdicts: Mapping[str, Verdict]
    """By node, from each answer up to ``outcome``."""
    fund: Recovery | None
    """What it means for the money; None for a framework that pays nothing."""
    fired: Mapping[str, tuple[str, ...]]
    """By requirement: the rules that fired, from the leaves up, each named once; where no
    figure was held against anything, what stood instead."""
    trace: tuple[Firing, ...]
    ruleset: str
    """Fingerprint of the rules: one for a rulebook, whoever is assessed by it."""
    engine_seconds: float
    """Time inside the engine's session; not part of what is compared or published."""


class InferenceEngine(Protocol):
    """Anything that decides cases, so that the engine can be replaced."""

    def decide(
        self, cases: Sequence[Case], rules: Sequence[Rule], money: MoneyFacts
    ) -> EngineResult:
        """Decides every node from the leaves to the fund, or raises EngineFault."""
        ...


class ExampleEngine(Protocol):
    """An inference engine that decides examples, many of one requirement at once."""

    def decide_each(self, cases: Sequence[Case], rules: Sequence[Rule]) -> tuple[Verdict, ...]:
        """Decides cases of which each stands alone, or raises EngineFault.

        `rules` are those of the whole book, whichever of them the cases are of.
        """
        ...


class FrameworkEngine(InferenceEngine, Protocol):
    """An inference engine that decides frameworks too."""

    def decide_framework(self, position: "BodyPosition", rules: Sequence[Rule]) -> EngineResult:
        """Decides every node of one body of a framework, or raises EngineFault."""
        ...


NOTHING_PUBLISHED = "Nothing is published; run it again, and report it if it stays."


def fault(what: str) -> EngineFault:
    """A fault of the engine itself, to be raised.

    >>> str(fault("crashed (exit code -11)")).partition(".")[0]
    'The rules engine crashed (exit code -11)'
    """
    return EngineFault(f"The rules engine {what}. {NOTHING_PUBLISHED}")
