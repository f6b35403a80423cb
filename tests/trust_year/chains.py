"""The days on which a document goes from its author to one body after another."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from zlib import crc32

from mis_assessor.core.evidence.submission import DocumentEvent
from mis_assessor.core.rules.calendar import ONE_DAY, after, whole_periods
from mis_assessor.core.rules.quantities import Length
from trust_year.diary import comes_together, last_day, meetings, next_day, working_day

Acts = Sequence[tuple[str, str]]
"""What is done with a document, and by whom, in order."""
FORTNIGHT, FOUR_WEEKS = timedelta(weeks=2), timedelta(weeks=4)
LONG_AGO = date(2019, 5, 3)


def chain(start: date, acts: Acts) -> tuple[DocumentEvent, ...]:
    """Each act on the first day its body can, from `start` on, none before the last."""
    events: list[DocumentEvent] = []
    day = start
    for event, by in acts:
        day = next_day(by, day)
        events.append(DocumentEvent(event, by, day, minute(by, day)))
    return tuple(events)


def chain_up_to(latest: date, acts: Acts, notice: int) -> tuple[date, tuple[DocumentEvent, ...]]:
    """The day a document is dated, and its acts, the last of them no later than `latest`."""
    start = latest - timedelta(days=notice)
    while start > LONG_AGO:
        dated = working_day(start)
        events = chain(dated, acts)
        if dated <= latest and all(e.on <= latest for e in events):
            return dated, events
        start -= FORTNIGHT
    raise ValueError(f"no days for {acts} before {latest}")


def minute(by: str, day: date) -> str:
    """The minute in which an act is written, numbered by meeting."""
    number = crc32(f"{by} {day}".encode()) % 18 + 4
    return f"{day:%Y/%m} item {number}"


def spaced(by: str, first: date, last: date, longest: Length, every: int) -> tuple[date, ...]:
    """Days a body meets, never further apart than `longest`, one in every period."""
    possible = candidates(by, first, last)
    chosen: list[date] = []
    clock = first
    while after(clock, longest) < last:
        later = [d for d in possible if d > clock]
        in_time = [d for d in later if d <= after(clock, longest)]
        if not later:
            break
        clock = in_time[-1] if in_time else later[0]
        chosen.append(clock)
    for opens, closes in whole_periods(every, first, last) if every else ():
        if not any(opens <= d <= closes for d in chosen):
            chosen += [d for d in possible if opens <= d <= closes][-1:]
    person = bool(by) and not comes_together(by)
    if person and longest.number == 1 and _too_far(first, chosen, longest):
        return tuple(_every_four_weeks(first, last))
    return tuple(sorted(chosen or possible[-1:]))


def early_in_each(by: str, first: date, last: date, every: int) -> tuple[date, ...]:
    """The first meeting of a body in every period, so that others can follow within it."""
    possible = candidates(by, first, last)
    periods = whole_periods(every, first, last)
    return tuple(next(d for d in possible if d >= opens) for opens, _ in periods)


def _too_far(first: date, chosen: Sequence[date], longest: Length) -> bool:
    days = [first, *sorted(chosen)]
    return any(later > after(day, longest) for day, later in pairwise(days))


def _every_four_weeks(first: date, last: date) -> Iterator[date]:
    """A person can come every four weeks, which is never more than a month apart."""
    day = first + FOUR_WEEKS - ONE_DAY
    while day <= last:
        yield last_day("", day)
        day += FOUR_WEEKS


def candidates(by: str, first: date, last: date) -> list[date]:
    """The meetings of a body; without one, a working day late in each month."""
    found = (
        meetings(by) if by else [working_day(d.replace(day=20)) for d in meetings("Trust Board")]
    )
    return [d for d in found if first <= d <= last]
