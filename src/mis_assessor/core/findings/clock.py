"""A clock: something that must have happened by a last safe day, and what it takes."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from mis_assessor.core.wording import counted, listed, on_day


class ClockKind(StrEnum):
    """What kind of act a clock waits for."""

    CASE = "an act on one case"
    PEOPLE = "people to train"
    REPORT = "a report that comes round"
    DOCUMENT = "a document"
    STATEMENT = "a statement"
    JUDGEMENT = "a person's decision"
    REGISTER = "a register"
    FIGURE = "figures still to come"


@dataclass(frozen=True, slots=True)
class Clock:
    """One act that a requirement still waits for, with the last day on which it is in time."""

    requirement: str
    node: str
    """The leaf of the condition that it decides, as the evaluators name it."""
    member: str
    """The staff group or element it is about; empty for the whole."""
    evidence: str
    """The evidence of the rule that it is about."""
    kind: ClockKind
    subject: str
    """The case, period or paper it is about; empty where the requirement says it."""
    act: str
    """What must have happened: “review started”, “attendance”."""
    last: date
    """The last safe day."""
    who: str
    """Who can do it, as the rule or the register names them."""
    least: int = 1
    """The least number of people or occasions."""
    spare: int | None = None
    """How many of its kind may still be missed; None where it is not a share."""
    counted: str = ""
    """How the day comes about."""
    pauses: tuple[str, ...] = ()
    """Pauses that moved the day."""
    names: tuple[str, ...] = ()
    """The people or cases of whom the least number must come."""
    at: str = ""
    """The time of day, where the guidance gives one."""
    rescue: bool = False
    """Whether the guidance accepts something else where this is missed."""
    opens: date | None = None
    """The first day on which it can be done, where the guidance gives one."""

    @property
    def what(self) -> str:
        """What must happen, to whom: “PD-016: review started”."""
        about = ": ".join(x for x in (self.member, self.subject) if x)
        act = self.act
        if self.kind is ClockKind.PEOPLE:
            act = f"{self.least:,} more {'person' if self.least == 1 else 'people'} for “{act}”"
        elif self.least > 1:
            act = f"{self.least:,} more times {act}"
        return f"{about}: {act}" if about else act

    @property
    def by(self) -> str:
        """The last safe day in words, with the time of day where there is one."""
        return f"{on_day(self.last, '')}{f' at {self.at}' if self.at else ''}"

    def place(self) -> tuple[date, int, str, str, str]:
        """Where it stands in a list: by day, what somebody must do before what only happens."""
        return self.last, CLOCK_KINDS.index(self.kind), self.member, self.subject, self.act


CLOCK_KINDS = tuple(ClockKind)
MOST_TOLD = 3


def first_clocks_told(clocks: tuple[Clock, ...]) -> str:
    """The next acts of a requirement in a sentence each, by day; the rest as a number.

    >>> first_clocks_told(())
    ''
    """
    if not clocks:
        return ""
    if all(clock.kind is ClockKind.FIGURE for clock in clocks):
        first = clocks[0]
        more = f", with {len(clocks) - 1} more" if clocks[1:] else ""
        return f"Nothing is asked before {first.by}; then it is decided by {first.what}{more}."
    clocks = tuple(clock for clock in clocks if clock.kind is not ClockKind.FIGURE)
    by_day: dict[str, list[str]] = {}
    for clock in clocks[:MOST_TOLD]:
        by_day.setdefault(clock.by, []).append(clock.what)
    told = " ".join(f"By {day}: {'; '.join(whats)}." for day, whats in by_day.items())
    rest = clocks[MOST_TOLD:]
    if not rest:
        return told
    days = sorted({clock.last for clock in rest})
    until = listed([on_day(day, "") for day in (days[0], days[-1])[: len(days)]], "to")
    return f"{told} And {counted(len(rest), 'more acts')} by {until}."
