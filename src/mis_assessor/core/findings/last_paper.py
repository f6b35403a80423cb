"""What the last paper said, as far as this one compares itself with it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from mis_assessor.core.verdicts import Verdict


@dataclass(frozen=True, slots=True)
class ActionThen:
    """One safety action, or 0 for the conditions, as the last paper had it."""

    number: int
    verdict: Verdict
    hold: int
    requirements: int


@dataclass(frozen=True, slots=True)
class ShareThen:
    """A share of a requirement, or of one of its members, as the last paper had it."""

    requirement: str
    member: str
    name: str
    done: int
    of: int


@dataclass(frozen=True, slots=True)
class LastPaper:
    """The day of the last paper, its verdicts and its shares."""

    on: date
    digest: str
    """Of the assessment it was made from."""
    actions: tuple[ActionThen, ...]
    shares: tuple[ShareThen, ...]

    @property
    def held(self) -> int:
        """How many of the ten held."""
        return sum(a.verdict.holds for a in self.actions if a.number)

    def share(self, requirement: str, member: str, name: str) -> ShareThen | None:
        """One share as it was, or None."""
        key = (requirement, member, name)
        return self._by_key().get(key)

    def _by_key(self) -> Mapping[tuple[str, str, str], ShareThen]:
        return {(s.requirement, s.member, s.name): s for s in self.shares}
