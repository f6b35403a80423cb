"""The calendar as an .ics file: one entry for each clock, with alarms, updated in place.

Whoever exports again over an earlier file gets the same entries with the same ids: what
moved has a higher sequence number, what was done in the meantime is cancelled, and what
did not change is the same to the byte.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

from icalendar import Alarm, Event
from icalendar import Calendar as File

from mis_assessor.core.ahead.calendar import Calendar, CalendarEntry, EntryState
from mis_assessor.core.rules.calendar import ONE_DAY, day_of
from mis_assessor.core.rules.quantities import LONDON
from mis_assessor.core.wording import capital, counted, listed, on_day, one_line

PRODUCT = "-//mis-assessor//what is due next//EN"
WARNINGS = (timedelta(days=-28), timedelta(days=-7), timedelta(hours=-15))
"""Four weeks before, a week before, and at nine in the morning of the day before."""
SAYS = ("SUMMARY", "DTSTART", "DTEND", "DESCRIPTION", "CATEGORIES", "STATUS")
"""What makes an entry another one when it changes."""


class NotACalendar(ValueError):
    """A file that should be updated is no calendar."""


def calendar_file(calendar: Calendar, earlier: bytes | None = None) -> bytes:
    """The file; `earlier` is the one it takes the place of.

    Raises NotACalendar where that is none of ours: nobody's own calendar is written over.
    """
    before = {str(event["UID"]): event for event in _events(earlier)} if earlier else {}
    file = File()
    file.add("PRODID", PRODUCT)
    file.add("VERSION", "2.0")
    file.add("CALSCALE", "GREGORIAN")
    file.add("METHOD", "PUBLISH")
    file.add("X-WR-CALNAME", one_line(f"What is due next: {calendar.trust_name}"))
    for event in _all(calendar, before):
        file.add_component(event)
    written: bytes = file.to_ical()
    return written


def _events(written: bytes) -> list[Event]:
    try:
        file = File.from_ical(written)
    except (ValueError, IndexError) as error:
        raise NotACalendar("it is no calendar file") from error
    if not isinstance(file, File) or str(file.get("PRODID")) != PRODUCT:
        raise NotACalendar("it is a calendar of something else")
    return [event for event in file.events if "UID" in event]


def _all(calendar: Calendar, before: dict[str, Event]) -> Iterator[Event]:
    """Every open entry, then what an earlier file has and is open no more."""
    written = set()
    for entry in calendar.of(EntryState.OPEN):
        if entry.last is not None:
            event = _event(entry, entry.last, calendar)
            yield _in_place_of(before.get(entry.uid), event)
            written.add(entry.uid)
    for uid, old in before.items():
        if uid not in written:
            yield _no_longer_open(old, calendar)


def _no_longer_open(old: Event, calendar: Calendar) -> Event:
    """An entry of a day to come was done, or is lost; one of a past day stays as it was."""
    starts: Any = old["DTSTART"]
    if day_of(starts.dt) < calendar.on or str(old.get("STATUS")) == "CANCELLED":
        return old
    for name in ("STATUS", "SEQUENCE", "DTSTAMP"):
        sequence = int(old.get("SEQUENCE", 0))
        if name in old:
            del old[name]
        old.add(name, {"STATUS": "CANCELLED", "SEQUENCE": sequence + 1}.get(name, _stamp(calendar)))
    old.subcomponents = []
    return old


def _in_place_of(old: Event | None, event: Event) -> Event:
    """The new entry, with the sequence number of the one it updates, or the old one itself."""
    if old is None:
        return event
    if _said(old) == _said(event):
        return old
    del event["SEQUENCE"]
    event.add("SEQUENCE", int(old.get("SEQUENCE", 0)) + 1)
    return event


def _said(event: Event) -> list[str]:
    return [_text(event.get(name)) for name in SAYS]


def _text(value: Any) -> str:
    return value.to_ical().decode() if value is not None else ""


def _event(entry: CalendarEntry, last: date, calendar: Calendar) -> Event:
    event = Event()
    event.add("UID", entry.uid)
    event.add("DTSTAMP", _stamp(calendar))
    event.add("SEQUENCE", 0)
    event.add("SUMMARY", one_line(f"MIS {_short(entry)}: {entry.what}"))
    if entry.at:
        hour, minute = map(int, entry.at.split(":"))
        until = datetime(last.year, last.month, last.day, hour, minute, tzinfo=LONDON)
        event.add("DTSTART", (until - timedelta(hours=1)).astimezone(UTC))
        event.add("DTEND", until.astimezone(UTC))
    else:
        event.add("DTSTART", last)
        event.add("DTEND", last + ONE_DAY)
    event.add("DESCRIPTION", "\n".join(map(one_line, _told(entry, calendar))))
    event.add("CATEGORIES", [_place(entry)])
    event.add("STATUS", "CONFIRMED")
    event.add("TRANSP", "TRANSPARENT")
    for before in WARNINGS:
        alarm = Alarm()
        alarm.add("ACTION", "DISPLAY")
        alarm.add("DESCRIPTION", one_line(entry.what))
        alarm.add("TRIGGER", before)
        event.add_component(alarm)
    return event


def _stamp(calendar: Calendar) -> datetime:
    """The start of the day assessed: the same assessment gives the same file."""
    return datetime(calendar.on.year, calendar.on.month, calendar.on.day, tzinfo=UTC)


def _short(entry: CalendarEntry) -> str:
    return f"SA{entry.action}" if entry.action else "conditions"


def _place(entry: CalendarEntry) -> str:
    return f"Safety action {entry.action}" if entry.action else "Conditions of the scheme"


def _told(entry: CalendarEntry, calendar: Calendar) -> Iterable[str]:
    yield f"{entry.title} ({listed(entry.requirements)})"
    yield f"Last safe day: {entry.by}, as assessed {on_day(calendar.on)}."
    yield from (f"{capital(note)}." for note in entry.notes)
    if entry.least > 1:
        yield f"The least that is needed: {counted(entry.least, 'more')}."
    if entry.who:
        yield f"Who: {entry.who}"
    yield f"If missed: {entry.costs}"
