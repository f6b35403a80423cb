"""``mis portfolio``: every pack of a folder verified, with progress, a page and a table."""

import os
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import click

from mis_assessor.cli.money import settlement_line
from mis_assessor.cli.options import FILE, say
from mis_assessor.core.checking.portfolio import PackLine
from mis_assessor.core.checking.verification import State
from mis_assessor.core.wording import counted
from mis_assessor.reading.whole_files import refuse_over, write_streamed
from mis_assessor.services.portfolio import on_a_cluster, on_this_machine, packs_in
from mis_assessor.services.portfolio_run import (
    PortfolioSeen,
    Run,
    journal_beside,
    left_to_do,
    opened_journal,
    run_portfolio,
)

COLOURS = {State.HOLDS: "green", State.DOES_NOT_HOLD: "red", State.CANNOT_BE_CHECKED: "yellow"}


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument(
    "more", nargs=-1, metavar="", type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option("--csv", "csv_file", type=FILE, default=None, help="Write a table, a row a pack.")
@click.option("--html", "html_file", type=FILE, default=None, help="Write one page.")
@click.option(
    "--against",
    multiple=True,
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="National files to hold each pack against, one or more: see “mis cross-check”.",
)
@click.option(
    "--processes", type=click.IntRange(1, 64), default=None, help="Default: one for each core."
)
@click.option(
    "--scheduler",
    default=None,
    metavar="ADDRESS",
    help="Use the dask.distributed cluster at this address, such as tcp://10.0.0.1:8786.",
)
@click.option("--journal", type=FILE, default=None, help="Where lines are kept; default: beside.")
@click.option("--afresh", is_flag=True, help="Look at every pack anew.")
@click.pass_context
def portfolio(
    context: click.Context,
    folder: Path,
    more: tuple[Path, ...],
    csv_file: Path | None,
    html_file: Path | None,
    against: tuple[Path, ...],
    processes: int | None,
    scheduler: str | None,
    journal: Path | None,
    afresh: bool,
) -> None:
    """Verify every pack in FOLDER at once, and say of each whether it bears itself out.

    A pack is a Board paper, a zip, or a folder with a submission. Each is verified by itself, as
    by mis verify. A run that was stopped goes on where it was; a pack that was changed since is
    looked at again.

    Example: mis portfolio packs --html portfolio.html --csv portfolio.csv

    Exit code 0: every pack holds. 1: one does not. 3: none fails, and one cannot be checked.
    """
    if more and not against:
        raise click.UsageError(f"One folder at a time: what is {more[0]} for?")
    against = (*against, *more)
    place = journal or journal_beside(folder)
    outputs = [path for path in (csv_file, html_file, place) if path is not None]
    refuse_over(outputs, [folder, *against])
    jobs = packs_in(folder, against)
    kept = opened_journal(place, jobs, afresh=afresh)
    left = left_to_do(jobs, kept)
    if done := len(jobs) - len(left):
        say(f"{counted(done, 'packs')} seen before and unchanged; {len(left)} left.", err=True)
    progress = _Progress(len(left))
    seen = run_portfolio(jobs, kept, _runner(scheduler, processes), progress.told)
    for text, state in portfolio_lines(seen):
        style: dict[str, Any] = {"fg": COLOURS[state]} if state else {}
        say(text, **style)
    _write(seen, folder, csv_file, html_file)
    states = seen.counts.states
    code = 1 if states[State.DOES_NOT_HOLD] else 3 if states[State.CANNOT_BE_CHECKED] else 0
    context.exit(code)


def _runner(scheduler: str | None, processes: int | None) -> Run:
    if scheduler is not None:
        return partial(on_a_cluster, scheduler=scheduler)
    return partial(on_this_machine, processes=processes or os.cpu_count() or 1)


class _Progress:
    """A line a pack on the error stream of a terminal: long work shows that it goes on."""

    def __init__(self, packs: int) -> None:
        self._packs, self._done = packs, 0
        self._shown = sys.stderr.isatty()

    def told(self, line: PackLine) -> None:
        """Counts a pack that is done."""
        self._done += 1
        if self._shown:
            say(f"{self._done} of {self._packs}: {line.name}: {line.state.value}", err=True)


_THEY = {
    State.HOLDS: "hold",
    State.DOES_NOT_HOLD: "do not hold",
    State.CANNOT_BE_CHECKED: "cannot be checked whole",
}


def portfolio_lines(seen: PortfolioSeen) -> Iterator[tuple[str, State | None]]:
    """Counts, then each pack that does not hold or cannot be checked, then the fund."""
    states = ", ".join(f"{number} {_THEY[state]}" for state, number in seen.counts.states.items())
    yield f"{counted(seen.counts.packs, 'packs')}: {states}.", None
    for line in seen.lines():
        who = f"{line.trust_code}, year {line.scheme_year}: " if line.trust_code else ""
        if line.state is not State.HOLDS:
            told = (*line.differences, *line.open)
            yield f"{line.state.value.upper()}  {who}{line.name}", line.state
            yield from ((f"    {one}", None) for one in told[:3])
            if (more := len(told) + line.more - 3) > 0:
                yield f"    {more:,} more", None
        for one in line.national[:3]:
            yield f"    {who}{line.name}, beside a national file: {one}", None
    for text in seen.counts.twice:
        yield f"There twice, counted once in the fund: {text}", None
    yield from ((text, None) for text in _fund_lines(seen))


def _fund_lines(seen: PortfolioSeen) -> Iterator[str]:
    for year in seen.fund.years:
        pool = year.as_it_stands
        yield f"Fund of year {year.scheme_year} over {counted(len(pool.lines), 'trusts')}:"
        for completion in pool.completions:
            title = f"{completion.title}: " if completion.title else ""
            yield f"    {title}{settlement_line(completion.settlement)}"
    if seen.counts.no_contribution:
        number = counted(len(seen.counts.no_contribution), "packs")
        yield f"{number} left out of the fund: no contribution that can be relied on is known."


def _write(
    seen: PortfolioSeen, folder: Path, csv_file: Path | None, html_file: Path | None
) -> None:
    if csv_file is None and html_file is None:
        return
    from mis_assessor import __version__  # pages take libraries that need long to load
    from mis_assessor.reports.portfolio_page import fund_rows, portfolio_csv, portfolio_html

    if csv_file is not None:
        say(f"Wrote {write_streamed(csv_file, portfolio_csv(seen.lines()))}")
    if html_file is not None:
        basis = f"mis-assessor {__version__}; lines kept in {seen.journal.place.name}"
        page = portfolio_html(folder.name, seen.counts, seen.lines, fund_rows(seen.fund), basis)
        say(f"Wrote {write_streamed(html_file, page)}")
