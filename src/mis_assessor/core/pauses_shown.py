"""The pauses of a scheme year as a reader of the assessment sees them."""

from dataclasses import dataclass
from datetime import date

from mis_assessor.core.scheme import Rulebook


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


def pauses_shown(rulebook: Rulebook) -> tuple[PauseShown, ...]:
    """Every pause of the year, with the short title of its source."""
    return tuple(
        PauseShown(
            p.title,
            p.from_,
            p.to,
            p.suspends,
            p.continues,
            p.best_effort,
            _title(rulebook, p.document),
            p.status.value,
        )
        for p in rulebook.year.pauses
    )


def _title(rulebook: Rulebook, document: str) -> str:
    found = rulebook.sources.get(document)
    return found.short_title if found else document
