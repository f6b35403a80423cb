"""``mis calendar``: what is due next, on the screen, as a page and as a calendar file."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click

from mis_assessor.cli.options import FILE, FOLDER, Day, say, write_files
from mis_assessor.cli.wrapping import SummaryLine, wrapped
from mis_assessor.core.ahead.calendar import Calendar, CalendarEntry, EntryState
from mis_assessor.core.assessment.canonical import as_json
from mis_assessor.core.wording import on_day
from mis_assessor.reading.shipped import rules_folder
from mis_assessor.reading.whole_files import refuse_over
from mis_assessor.services.ahead import calendar_ics, calendar_of_folder, calendar_page
from mis_assessor.services.assess import Days

SCREEN = "-"
HEADINGS = {
    EntryState.LOST: ("Already lost", "red"),
    EntryState.NOT_SHOWN: ("Passed, and nothing shows it", "yellow"),
    EntryState.OPEN: ("Open, by last safe day", "bright_white"),
    EntryState.EXPECTED: ("Nothing to do, and it decides", "bright_white"),
}


@click.command()
@click.argument("submission", type=click.Path(exists=True, path_type=Path))
@click.option("--on", type=Day(), default=None, help="As at this day.")
@click.option("--known-on", type=Day(), default=None, help="Under the guidance of this day.")
@click.option("--json", "json_file", default=None, help="Write it as JSON; - for the screen.")
@click.option("--html", "html_file", type=FILE, default=None, help="Write it as a page.")
@click.option(
    "--ics",
    "ics_file",
    type=FILE,
    default=None,
    help="Write a calendar file; one that is there is updated, no entry is doubled.",
)
@FOLDER
def calendar(
    submission: Path,
    on: date | None,
    known_on: date | None,
    json_file: str | None,
    html_file: Path | None,
    ics_file: Path | None,
    folder: Path | None,
) -> None:
    """List what is due next in SUBMISSION, by last safe day, with what it costs if missed.

    What is lost already stands on top. Import the file of --ics into Outlook or any other
    calendar, and export over the same file again after every change.

    \b
    mis calendar our-submission --ics maternity-incentive-scheme.ics
    """
    folder = folder or rules_folder()
    to_write = [*filter(None, (html_file, ics_file))]
    to_write += [Path(json_file)] if json_file and json_file != SCREEN else []
    refuse_over(to_write, [submission, folder])
    found = calendar_of_folder(submission, folder, Days(on, known_on))
    pages: dict[Path, bytes] = {}
    if html_file is not None:
        pages[html_file] = calendar_page(found)
    if ics_file is not None:
        pages[ics_file] = calendar_ics(found, ics_file)
    if json_file == SCREEN:
        click.echo(as_json(found), nl=False)
    else:
        if json_file is not None:
            pages[Path(json_file)] = as_json(found)
        for line in calendar_lines(found):
            say(line.text, **line.style)
    for path in write_files(pages):
        say(f"Wrote {path}", err=json_file == SCREEN)


def calendar_lines(found: Calendar) -> Iterator[SummaryLine]:
    """The calendar on a screen of 80 columns."""
    yield SummaryLine(f"{found.trust_name} ({found.trust_code})", {"bold": True})
    yield from wrapped(f"{found.scheme_title}. As at {on_day(found.on, '')}.")
    if not found.entries:
        yield SummaryLine("Nothing is open and nothing is lost.")
    for state, (heading, colour) in HEADINGS.items():
        entries = found.of(state)
        if entries:
            yield SummaryLine("")
            yield SummaryLine(f"{heading} ({len(entries)})", {"bold": True, "fg": colour})
        day = ""
        for entry in entries:
            if entry.by != day or state is EntryState.LOST:
                day = entry.by
                yield from _day(entry)
            yield from entry_lines(entry)


def _day(entry: CalendarEntry) -> Iterator[SummaryLine]:
    match entry.state:
        case EntryState.OPEN:
            days = entry.working_days
            left = "today" if not days else f"{days} working day{'s' * (days != 1)} left"
            yield SummaryLine("")
            yield SummaryLine(f"{entry.by}  ({left})", {"bold": True})
        case EntryState.LOST:
            yield SummaryLine(f"  since {entry.by}" if entry.last else "  day not known")
        case EntryState.NOT_SHOWN:
            return
        case EntryState.EXPECTED:
            yield SummaryLine(f"  {entry.by}")


def entry_lines(entry: CalendarEntry) -> Iterator[SummaryLine]:
    """One entry: what, of which requirement, who, and what it costs."""
    yield from wrapped(entry.what, "  * ", "    ")
    yield from wrapped(f"{entry.title} [{', '.join(entry.requirements)}]", "    ")
    if entry.notes:
        yield from wrapped("; ".join(entry.notes), "    ")
    if entry.who:
        yield from wrapped(f"Who: {entry.who}", "    ")
    if entry.costs:
        yield from wrapped(f"If missed: {entry.costs}", "    ")
