"""What is due next as a page for a browser, one table for each state of a clock."""

from dataclasses import dataclass

from mis_assessor.core.ahead.calendar import Calendar, CalendarEntry, EntryState
from mis_assessor.core.wording import capital, counted, listed, on_day
from mis_assessor.reports.papers import render_names


@dataclass(frozen=True, slots=True)
class CalendarRow:
    """One entry in words."""

    id: str
    day: str
    left: str
    what: str
    title: str
    place: str
    who: str
    costs: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CalendarTable:
    """The entries of one state."""

    anchor: str
    heading: str
    says: str
    day: str
    """What stands over the column of days."""
    rows: tuple[CalendarRow, ...]


TABLES = {
    EntryState.LOST: (
        "Already lost",
        "Known facts break these. Nothing that is still done can make them met.",
        "Lost since",
    ),
    EntryState.NOT_SHOWN: (
        "Passed, and nothing shows it",
        "The day has passed. What was done in time may still be sent; what was not is lost.",
        "Day",
    ),
    EntryState.OPEN: (
        "Open, by last safe day",
        "An act on the last safe day is in time; on the day after it is not.",
        "Last safe day",
    ),
    EntryState.EXPECTED: (
        "Nothing to do, and it decides",
        "Nobody is asked to act; the day decides by what there is.",
        "Decided",
    ),
}


def calendar_html(calendar: Calendar) -> str:
    """The page; it loads nothing from anywhere."""
    return render_names(
        "ahead/calendar.html",
        trust=f"{calendar.trust_name} ({calendar.trust_code})",
        scheme=calendar.scheme_title,
        on=on_day(calendar.on, ""),
        tables=calendar_tables(calendar),
        digests=f"rulebook {calendar.rulebook[:12]}, submission {calendar.submission[:12]}",
    )


def calendar_tables(calendar: Calendar) -> tuple[CalendarTable, ...]:
    """A table for each state in which there is an entry."""
    return tuple(_table(calendar, state) for state in EntryState if calendar.of(state))


def _table(calendar: Calendar, state: EntryState) -> CalendarTable:
    heading, says, day = TABLES[state]
    entries = calendar.of(state)
    rows = tuple(map(row_of, entries))
    return CalendarTable(state.name.lower(), f"{heading} ({len(rows)})", says, day, rows)


def row_of(entry: CalendarEntry) -> CalendarRow:
    """One entry in the words of a page or a screen."""
    return CalendarRow(
        listed(entry.requirements),
        entry.by,
        days_left(entry),
        capital(entry.what),
        entry.title,
        f"Safety action {entry.action}" if entry.action else "Conditions of the scheme",
        entry.who,
        capital(entry.costs),
        tuple(f"{capital(note)}." for note in entry.notes),
    )


def days_left(entry: CalendarEntry) -> str:
    """Working days left, where it is still open."""
    if entry.state is not EntryState.OPEN:
        return ""
    days = entry.working_days
    return f"{counted(days, 'working days')} left" if days else "no working day left after today"
