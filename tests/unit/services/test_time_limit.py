"""An assessment that takes too long is stopped, and nothing of it is published."""

from collections.abc import Sequence
from datetime import date
from itertools import count

import pytest

from golden.assessed import ROOT, rulebook, sent
from mis_assessor.core.deciding.case import Case
from mis_assessor.core.deciding.recovery import MoneyFacts
from mis_assessor.core.errors import EngineFault
from mis_assessor.core.frameworks.bodies import lone_trust
from mis_assessor.core.frameworks.decide import BodyPosition
from mis_assessor.core.rules.rulebook import Rule
from mis_assessor.engine.result import EngineResult
from mis_assessor.services.assess import Days, assess_submission
from mis_assessor.services.assess_frameworks import decide_frameworks
from mis_assessor.services.books import Books
from mis_assessor.services.time_limit import Deadline


class NeverAsked:
    """An engine that is not reached before the time is over."""

    def decide(
        self, cases: Sequence[Case], rules: Sequence[Rule], money: MoneyFacts
    ) -> EngineResult:
        """Nobody should ask."""
        raise AssertionError("the engine was asked")


def test_it_stops_between_two_requirements() -> None:
    """With exit code 13, and a sentence that says what to look at."""
    submission = sent(ROOT / "evidence_samples" / "ten-of-ten")
    looked = count()
    deadline = Deadline(20, lambda: float(next(looked)))
    with pytest.raises(EngineFault, match="not done after 20 seconds and was stopped"):
        assess_submission(rulebook(4), submission, Days(), NeverAsked(), deadline=deadline)
    assert next(looked) == 22


def test_it_stops_while_it_counts_again() -> None:
    """The second count is under the same limit as the first."""
    submission = sent(ROOT / "evidence_samples" / "ten-of-ten")
    asked = sum(rule.requirement.decided for rule in rulebook(4).rules)
    looked = count()
    deadline = Deadline(asked + 3, lambda: float(next(looked)))
    with pytest.raises(EngineFault, match="was stopped"):
        assess_submission(rulebook(4), submission, Days(), NeverAsked(), deadline=deadline)
    assert next(looked) == asked + 5


class NeverAskedOfABody(NeverAsked):
    """The same for a framework."""

    def decide_framework(self, position: BodyPosition, rules: Sequence[Rule]) -> EngineResult:
        """Nobody should ask."""
        raise AssertionError("the engine was asked")


def test_a_framework_has_the_same_limit() -> None:
    """Whether it is decided for a trust alone or for a whole system."""
    submission = sent(ROOT / "evidence_samples" / "ten-of-ten")
    book = Books(ROOT / "rules").framework("ockenden")
    looked = count()
    deadline = Deadline(5, lambda: float(next(looked)))
    on, bodies = date(2022, 12, 5), (lone_trust(submission),)
    with pytest.raises(EngineFault, match="not done after 5 seconds and was stopped"):
        decide_frameworks([book], bodies, on, on, NeverAskedOfABody(), deadline)
    assert next(looked) == 7


def test_within_its_time_it_says_nothing() -> None:
    """The last moment is still in time."""
    moments = iter([0.0, 10.0, 10.1])
    deadline = Deadline(10, lambda: next(moments))
    deadline.check()
    with pytest.raises(EngineFault):
        deadline.check()
