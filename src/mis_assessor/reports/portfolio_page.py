"""A portfolio for people and for spreadsheets: states of verification, and no league table.

Both are made piece by piece, so that many packs need no more memory than one.
"""

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from mis_assessor.core.checking.portfolio import PackLine, StateCounts
from mis_assessor.core.checking.verification import State
from mis_assessor.core.pool.report import FundReport
from mis_assessor.reports.fund_spreadsheet import Value, written
from mis_assessor.reports.papers import stream_names
from mis_assessor.reports.wording import pounds

HEADINGS = (
    "trust code",
    "trust name",
    "scheme year",
    "pack",
    "state",
    "edition",
    "assessed",
    "sha256",
    "differences",
    "what differs",
    "not checked",
    "what cannot be checked",
    "national differences",
    "what differs from national files",
)
SHAPES = {State.HOLDS: "✓", State.DOES_NOT_HOLD: "✗", State.CANNOT_BE_CHECKED: "?"}
"""Beside the word, so that no state is told by colour alone."""


def portfolio_csv(lines: Iterable[PackLine]) -> Iterator[bytes]:
    """A row for each pack, by trust and year; no text in it can act as a formula."""
    yield b"\xef\xbb\xbf" + _row(HEADINGS)
    for line in lines:
        yield _row(
            (
                line.trust_code,
                line.trust_name,
                line.scheme_year,
                line.name,
                line.state.value,
                line.edition,
                line.assessed,
                line.sha256,
                len(line.differences) + line.more,
                _all(line.differences, line.more),
                len(line.open),
                _all(line.open),
                len(line.national),
                _all(line.national),
            )
        )


def _row(values: Iterable[Value]) -> bytes:
    stream = io.StringIO(newline="")
    csv.writer(stream).writerow([written(value) for value in values])
    return stream.getvalue().encode()


def _all(said: tuple[str, ...], more: int = 0) -> str:
    return " | ".join((*said, *((f"{more:,} more",) if more else ())))


@dataclass(frozen=True, slots=True)
class FundRow:
    """The fund over the packs of one year, once everything open has gone one way."""

    year: int
    trusts: int
    supposed: str
    contributions: str
    returned: str
    shares: str
    discretionary: str
    kept: str


def fund_rows(report: FundReport) -> tuple[FundRow, ...]:
    """The totals of ``mis fund``, year by year."""
    return tuple(
        FundRow(
            year.scheme_year,
            len(year.as_it_stands.lines),
            completion.title or "nothing is open",
            pounds(completion.settlement.contributions),
            pounds(completion.settlement.returned),
            pounds(completion.settlement.shares),
            pounds(completion.settlement.discretionary),
            pounds(completion.settlement.kept),
        )
        for year in report.years
        for completion in year.as_it_stands.completions
    )


def portfolio_html(
    folder: str,
    counts: StateCounts,
    lines: Callable[[], Iterator[PackLine]],
    fund: tuple[FundRow, ...],
    basis: str,
) -> Iterator[bytes]:
    """One page: how many packs are in each state, then each pack by trust and year."""
    pieces = stream_names(
        "portfolio/page.html",
        folder=folder,
        counts=counts,
        states=[(SHAPES[state], state, counts.states[state]) for state in State],
        lines=lines(),
        shapes=SHAPES,
        fund=fund,
        basis=basis,
    )
    for piece in pieces:
        yield piece.encode()
