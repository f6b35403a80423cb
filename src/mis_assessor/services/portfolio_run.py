"""A whole portfolio: what is left of it verified, each line kept, and the sums over all."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from mis_assessor import __version__
from mis_assessor.core.checking.portfolio import PackLine, StateCounts, counted_states, pool_rows
from mis_assessor.core.errors import NotAllowed
from mis_assessor.core.pool.report import FundReport, fund_report
from mis_assessor.reading.shipped import rules_folder
from mis_assessor.services.journal import Journal
from mis_assessor.services.pack_call import PackJob

ENDING = ".portfolio.jsonl"
Run = Callable[[Sequence[PackJob]], Iterator[PackLine]]


@dataclass(frozen=True, slots=True)
class PortfolioSeen:
    """Where the lines are kept, which of them are of this folder, and what they come to."""

    journal: Journal
    names: frozenset[str]
    counts: StateCounts
    fund: FundReport

    def lines(self) -> Iterator[PackLine]:
        """Every line, by trust and year, read one at a time."""
        return self.journal.lines(set(self.names))


def journal_beside(folder: Path) -> Path:
    """Where the lines of a folder are kept, unless another place is named."""
    whole = folder.resolve()
    return whole.with_name(whole.name + ENDING)


def opened_journal(place: Path, jobs: Sequence[PackJob], *, afresh: bool) -> Journal:
    """The journal of an earlier run of the same program, rules and files, or a new one.

    Raises NotAllowed where something else lies at its place.
    """
    journal = Journal(place, _made_with(jobs))
    if not journal.is_ours:
        raise NotAllowed(f"{place} is no journal of a portfolio. Name another with --journal.")
    journal.open(afresh=afresh)
    return journal


def _made_with(jobs: Sequence[PackJob]) -> str:
    """Program, rules and national files: with others every pack is looked at anew."""
    digest = hashlib.sha256(__version__.encode())
    rules = rules_folder()
    against = [Path(one) for one in (jobs[0].against if jobs else ())]
    for path in (*sorted(rules.rglob("*.yaml")), *against):
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def left_to_do(jobs: Sequence[PackJob], journal: Journal) -> tuple[PackJob, ...]:
    """The packs that were not seen yet as they are now."""
    return tuple(job for job in jobs if not journal.has(job.name, job.stamp))


def run_portfolio(
    jobs: Sequence[PackJob],
    journal: Journal,
    run: Run,
    told: Callable[[PackLine], None] = lambda line: None,
) -> PortfolioSeen:
    """Verifies what is left, writes each line down as it comes, and counts all of them."""
    for line in run(left_to_do(jobs, journal)):
        journal.add(line)
        told(line)
    names = frozenset(job.name for job in jobs)
    seen = set(names)
    return PortfolioSeen(
        journal,
        names,
        counted_states(journal.lines(seen)),
        fund_report(pool_rows(journal.lines(seen))),
    )
