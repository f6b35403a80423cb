"""Many packs at once: one line for each, counted by state and never ranked."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from mis_assessor.core.checking.verification import State
from mis_assessor.core.pool.trust_year import TrustYear

FEW_TOLD = 20
"""Differences of one pack that its line tells in full; the rest are counted."""


@dataclass(frozen=True, slots=True)
class PackLine:
    """Everything a portfolio keeps of one pack: small, and the same each time."""

    name: str
    """The file or folder, within the portfolio's folder."""
    stamp: str
    """A fingerprint of names, sizes and times: whether it is still the pack that was seen."""
    state: State
    trust_code: str = ""
    trust_name: str = ""
    scheme_year: int | None = None
    edition: str = ""
    assessed: str = ""
    sha256: str = ""
    differences: tuple[str, ...] = ()
    """The first few, each in one sentence with its place."""
    more: int = 0
    """How many more there are."""
    open: tuple[str, ...] = ()
    """What could not be checked, and why."""
    national: tuple[str, ...] = ()
    """What differs from the national files that were named."""
    recorded: TrustYear | None = None
    """Where the fund has it: from the outcomes recorded beside, else from what is declared."""

    @property
    def key(self) -> tuple[str, int, str]:
        """Its place: by trust and year, and never by how it came out."""
        return self.trust_code or "~", self.scheme_year or 0, self.name


@dataclass(frozen=True, slots=True)
class StateCounts:
    """How many packs are in each state, and which years are there twice."""

    states: Mapping[State, int]
    twice: tuple[str, ...]
    no_contribution: tuple[str, ...]
    """Packs that the sums of the fund leave out."""
    national: int = 0
    """Packs that differ from a national file."""

    @property
    def packs(self) -> int:
        """How many there are."""
        return sum(self.states.values())


def counted_states(lines: Iterable[PackLine]) -> StateCounts:
    """The packs counted, one pass over lines that nobody keeps."""
    states = dict.fromkeys(State, 0)
    seen: dict[tuple[str, int | None], str] = {}
    twice, without = [], []
    national = 0
    for line in lines:
        states[line.state] += 1
        national += bool(line.national)
        year = (line.trust_code, line.scheme_year)
        if line.trust_code and year in seen:
            twice.append(
                f"{line.trust_code}, year {line.scheme_year}: {seen[year]} and {line.name}"
            )
        seen.setdefault(year, line.name)
        if line.recorded is None:
            without.append(line.name)
    return StateCounts(states, tuple(twice), tuple(without), national)


def pool_rows(lines: Iterable[PackLine]) -> tuple[TrustYear, ...]:
    """A row of the fund for each trust's year, the first pack of a year alone counted."""
    found: dict[tuple[str, int], TrustYear] = {}
    for line in lines:
        if line.recorded is not None:
            found.setdefault((line.recorded.code, line.recorded.scheme_year), line.recorded)
    return tuple(found[key] for key in sorted(found))
