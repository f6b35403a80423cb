"""What is due next: every clock of an assessment by day, what is lost on top.

One act that several requirements wait for by the same day stands once.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from mis_assessor.core.ahead.costs import cost_if_missed
from mis_assessor.core.assessment.assessment import Assessment
from mis_assessor.core.deciding.rollup import CONDITIONS
from mis_assessor.core.findings.clock import Clock, ClockKind
from mis_assessor.core.findings.finding import Finding
from mis_assessor.core.rules.calendar import ONE_DAY, is_working_day
from mis_assessor.core.verdicts import Verdict
from mis_assessor.core.wording import on_day


class EntryState(StrEnum):
    """Where an entry of the calendar stands."""

    LOST = "already lost"
    NOT_SHOWN = "the day has passed and nothing shows it"
    OPEN = "open"
    EXPECTED = "nothing to do, and it decides"


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """One line of the calendar."""

    uid: str
    """The same in every export, so that a calendar updates the entry and adds no second."""
    state: EntryState
    requirements: tuple[str, ...]
    action: int
    title: str
    """What the first of the requirements is about."""
    what: str
    last: date | None
    """The last safe day; of what is lost, the first day on which it was."""
    at: str = ""
    working_days: int = 0
    """Working days after the assessment day, up to and with the last safe day."""
    who: str = ""
    costs: str = ""
    counted: str = ""
    pauses: tuple[str, ...] = ()
    least: int = 1
    names: tuple[str, ...] = ()
    """The people of whom the least number must come."""
    group: str = ""
    """The staff group or element it is about."""
    opens: date | None = None
    kind: ClockKind | None = None
    last_working: date | None = None
    """The last working day in time, where the last safe day is none."""

    @property
    def notes(self) -> tuple[str, ...]:
        """What a reader must know of the day: how it comes about, and that it is no working day."""
        told = (
            [f"{self.last:%A}; the last working day in time is {on_day(self.last_working, '')}"]
            if (self.last and self.last_working)
            else []
        )
        told += [f"counted: {self.counted}"] if self.counted else []
        told += self.pauses
        told += [f"not before {on_day(self.opens, '')}"] if self.opens else []
        return tuple(told)

    @property
    def by(self) -> str:
        """Its day in words."""
        if self.last is None:
            return "no day known"
        return on_day(self.last, "") + (f" at {self.at}" if self.at else "")


@dataclass(frozen=True, slots=True)
class Calendar:
    """Everything that lies ahead of one trust, as at one day."""

    trust_code: str
    trust_name: str
    scheme_title: str
    on: date
    entries: tuple[CalendarEntry, ...]
    rulebook: str
    submission: str

    def of(self, *states: EntryState) -> tuple[CalendarEntry, ...]:
        """The entries in some states, in order."""
        return tuple(entry for entry in self.entries if entry.state in states)


COUNTED = ("safety action", "conditions of the scheme")
SHOWN_STATES = {Verdict.NOT_MET: EntryState.LOST, Verdict.EVIDENCE_MISSING: EntryState.NOT_SHOWN}


def calendar_of(assessment: Assessment) -> Calendar:
    """The calendar of an assessment: lost, then not shown, then every open clock by day."""
    findings = [f for f in assessment.findings if f.counts_towards in COUNTED]
    past = [entry for finding in findings for entry in _past(finding, assessment)]
    past.sort(key=lambda e: (e.state is EntryState.NOT_SHOWN, e.last or date.max, e.uid))
    return Calendar(
        assessment.trust_code,
        assessment.trust_name,
        assessment.scheme_title,
        assessment.on,
        (*past, *_running(findings, assessment)),
        assessment.digests.rulebook,
        assessment.digests.submission,
    )


def _past(finding: Finding, assessment: Assessment) -> Iterator[CalendarEntry]:
    state = SHOWN_STATES.get(finding.verdict)
    if state is None:
        return
    lost = state is EntryState.LOST
    where = "" if lost else " It is evidence, not the act, that is wanting: it may still be sent."
    yield CalendarEntry(
        _uid(assessment, finding.id, state.name),
        state,
        (finding.id,),
        finding.action,
        finding.title,
        finding.sentence,
        finding.lost if lost else None,
        costs=_lost_with(finding) if lost else f"Until it is shown: {_lost_with(finding)}.{where}",
    )


def _lost_with(finding: Finding) -> str:
    if finding.action == CONDITIONS:
        return "the conditions of the scheme are not met"
    return f"safety action {finding.action} is not met"


def _running(findings: Iterable[Finding], assessment: Assessment) -> list[CalendarEntry]:
    together: dict[tuple[object, ...], list[tuple[Finding, Clock]]] = {}
    for finding in findings:
        if finding.verdict in (Verdict.NOT_MET, Verdict.NOT_APPLICABLE):
            continue
        for clock in finding.clocks:
            alone = finding.id if clock.kind is ClockKind.PEOPLE else ""
            key = (clock.last, clock.at, clock.kind, clock.member, clock.subject, clock.act, alone)
            together.setdefault(key, []).append((finding, clock))
    ordered = sorted(together.values(), key=lambda found: found[0][1].place())
    entries = [_entry(found, assessment) for found in ordered]
    return sorted(entries, key=lambda e: e.state is EntryState.EXPECTED)


def _entry(found: list[tuple[Finding, Clock]], assessment: Assessment) -> CalendarEntry:
    finding, clock = max(found, key=lambda one: one[1].least)
    waits = clock.kind is ClockKind.FIGURE
    act = "" if clock.kind is ClockKind.REGISTER else clock.evidence
    return CalendarEntry(
        _uid(assessment, finding.id, clock.kind.name, clock.member, clock.subject, act, clock.act),
        EntryState.EXPECTED if waits else EntryState.OPEN,
        tuple(dict.fromkeys(f.id for f, _ in found)),
        finding.action,
        finding.title,
        _what(finding, clock),
        clock.last,
        clock.at,
        working_days_left(assessment.on, clock.last),
        clock.who,
        cost_if_missed(finding, clock, assessment),
        clock.counted,
        clock.pauses,
        clock.least,
        clock.names,
        clock.member,
        clock.opens,
        clock.kind,
        _working_day_before(clock.last),
    )


def _what(finding: Finding, clock: Clock) -> str:
    """The act; of people to train, the training, which the requirement names."""
    if clock.kind is not ClockKind.PEOPLE:
        return clock.what
    return f"{clock.least:,} more {clock.member or 'people'}: {finding.title}"


def _uid(assessment: Assessment, *parts: str) -> str:
    whole = "/".join((assessment.trust_code, f"{assessment.scheme_year}", *parts))
    return f"{hashlib.sha256(whole.encode()).hexdigest()[:32]}@mis-assessor"


def _working_day_before(last: date) -> date | None:
    """The working day before a day off, such as a Sunday or a bank holiday; None for others."""
    day = last
    while not is_working_day(day):
        day -= ONE_DAY
    return None if day == last else day


def working_days_left(on: date, last: date) -> int:
    """Working days after a day, up to and with the last one.

    >>> working_days_left(date(2025, 12, 24), date(2025, 12, 29))
    1
    """
    day, days = on, 0
    while day < last:
        day += ONE_DAY
        days += is_working_day(day)
    return days
