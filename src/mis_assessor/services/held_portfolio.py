"""The portfolio of everything that was sent: verified, counted by state, and what the fund has."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from mis_assessor.core.checking.portfolio import PackLine, StateCounts, counted_states, pool_rows
from mis_assessor.core.pool.outcomes import trust_year_of
from mis_assessor.core.pool.report import FundReport, fund_report
from mis_assessor.services.desk import Desk
from mis_assessor.services.verifications import line_kept
from mis_assessor.services.where_it_stands import Declaration, declaration
from mis_assessor.store.records import Held, VerificationKept
from mis_assessor.store.submissions import all_held
from mis_assessor.store.verifications import last_of_each


@dataclass(frozen=True, slots=True)
class HeldLine:
    """One submission that was sent: where its declaration stands, and what verifying it found."""

    held: Held
    declaration: str
    kept: VerificationKept | None
    line: PackLine | None
    """None until it is verified."""

    @property
    def contribution(self) -> Decimal | None:
        """What the trust paid into the fund, where that is known."""
        recorded = self.line.recorded if self.line else None
        return recorded.contribution if recorded else None

    @property
    def differences(self) -> int:
        """How many things do not hold."""
        return len(self.line.differences) + self.line.more if self.line else 0


@dataclass(frozen=True, slots=True)
class HeldPortfolio:
    """Every submission that was sent, with the sums over those that were verified."""

    lines: tuple[HeldLine, ...]
    counts: StateCounts
    fund: FundReport

    @property
    def verified(self) -> tuple[PackLine, ...]:
        """The lines of those that were verified, by trust and year."""
        return _by_key(one.line for one in self.lines)

    @property
    def waiting(self) -> tuple[HeldLine, ...]:
        """Those that nobody has verified yet."""
        return tuple(one for one in self.lines if one.kept is None)


def portfolio_held(desk: Desk) -> HeldPortfolio:
    """Everything that was sent, each with its last verification and what became of it since."""
    with desk.store.reading() as work:
        every = [declaration(desk, work, it.id, only_shown=True) for it in all_held(work)]
        sent = [one for one in every if one.state in desk.workflow.closed_to_changes]
        last = last_of_each(work, (one.held.id for one in sent))
    lines = tuple(_line(desk, one, last.get(one.held.id)) for one in sent)
    verified = _by_key(one.line for one in lines)
    return HeldPortfolio(lines, counted_states(verified), fund_report(pool_rows(verified)))


def _by_key(lines: Iterable[PackLine | None]) -> tuple[PackLine, ...]:
    return tuple(sorted((one for one in lines if one is not None), key=lambda one: one.key))


def _line(desk: Desk, stands: Declaration, kept: VerificationKept | None) -> HeldLine:
    line = line_kept(desk, kept) if kept else None
    if line is not None and line.recorded is not None and (chain := stands.outcomes):
        year = trust_year_of(chain, line.recorded.name, line.recorded.contribution)
        line = replace(line, recorded=year)
    return HeldLine(stands.held, desk.workflow.states[stands.state], kept, line)


SORTS: Mapping[str, Callable[[HeldLine], tuple[object, ...]]] = {
    "trust": lambda one: (one.held.trust_name, one.held.scheme_year),
    "year": lambda one: (one.held.scheme_year, one.held.trust_name),
    "declaration": lambda one: (one.declaration, one.held.trust_name),
    "state": lambda one: (one.line.state.value if one.line else "", one.held.trust_name),
    "differences": lambda one: (-one.differences, one.held.trust_name),
    "contribution": lambda one: (-(one.contribution or 0), one.held.trust_name),
}
"""By what a verifier may sort; the name of the trust decides where that is alike."""


def in_order(lines: Sequence[HeldLine], by: str) -> list[HeldLine]:
    """The lines in one of the orders; by trust where there is no such order."""
    return sorted(lines, key=SORTS.get(by, SORTS["trust"]))
