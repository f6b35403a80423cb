"""What of the scheme year a reader of the assessment is shown."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class PauseShown:
    """A pause as a reader needs it."""

    title: str
    first: date
    last: date
    suspends: str
    continues: tuple[str, ...]
    best_effort: tuple[str, ...]
    source: str
    status: str


@dataclass(frozen=True, slots=True)
class Milestone:
    """A dated point of the scheme year for the timeline."""

    title: str
    day: date
    status: str
