"""Which edition governs, what is paused and what stands on a day."""

from datetime import date
from enum import StrEnum
from typing import TypeVar

from mis_assessor.core.errors import NothingInForce, RulebookWrong
from mis_assessor.core.rules.requirement import Requirement
from mis_assessor.core.rules.rulebook import Edition, Guidance, Pause, Rule
from mis_assessor.core.rules.values import entries_in, entry_on

Y = TypeVar("Y", bound=Guidance)


class Standing(StrEnum):
    """What a requirement is on a day."""

    STANDS = "stands"
    PAUSED = "paused"
    NOT_IN_EDITION = "not in this edition"
    NOT_LOADED = "edition not loaded"
    NO_EDITION = "no edition in force"
    NOT_YET = "not asked yet"
    NO_LONGER = "no longer asked"
    WITHDRAWN = "withdrawn"


def editions_in_force(year: Guidance, on: date) -> tuple[Edition, ...]:
    """The edition in force on a day; two where the day of the newer is not known."""
    possible: list[Edition] = []
    for edition in sorted(year.editions, key=lambda e: e.in_force_from):
        if edition.in_force_from > on:
            continue
        if (edition.or_as_late_as or edition.in_force_from) <= on:
            possible = [edition]
        else:
            possible.append(edition)
    return tuple(possible)


def governing(year: Guidance, known_on: date) -> tuple[Edition, ...]:
    """The editions to decide under.

    Raises RulebookWrong when none was in force, or when its values are not loaded.
    """
    editions = editions_in_force(year, known_on)
    if not editions:
        raise NothingInForce(
            f"{year.title}: no guidance was in force on {known_on:%-d %B %Y}. "
            f"It was launched on {year.launched:%-d %B %Y}."
        )
    for edition in editions:
        if edition.not_loaded:
            loaded = [e for e in year.editions if not e.not_loaded]
            raise RulebookWrong(
                f"{year.title}: the edition in force on {known_on:%-d %B %Y} "
                f"({edition.title}) is not loaded: {edition.not_loaded} "
                f"Name a day with --known-on, for example "
                f"{loaded[0].in_force_from.isoformat()} for {loaded[0].title}."
            )
    return editions


def pause_on(year: Guidance, day: date) -> Pause | None:
    """The pause that a day lies in, or None."""
    return next((p for p in year.pauses if p.holds_on(day)), None)


def known_pauses(year: Y, known_on: date) -> Y:
    """The year with the pauses that had been announced by a day: the first day of each."""
    announced = tuple(p for p in year.pauses if p.from_ <= known_on)
    return year if announced == year.pauses else year.model_copy(update={"pauses": announced})


def outlived(rule: Rule, edition: Edition, day: date) -> Standing | None:
    """Whether a requirement is not asked yet on a day, or no longer; None where it stands.

    Its successor takes over on the very day it ends: no gap, no overlap.
    """
    applies = rule.requirement.applies
    begins, ends, withdrawn = (
        _day_of(rule, edition, name) for name in (applies.from_, applies.until, applies.withdrawn)
    )
    if withdrawn is not None and day >= withdrawn:
        return Standing.WITHDRAWN
    if ends is not None and day >= ends:
        return Standing.NO_LONGER
    if begins is not None and day < begins:
        return Standing.NOT_YET
    return None


def _day_of(rule: Rule, edition: Edition, name: str | None) -> date | None:
    entries = entries_in(rule.values[name], edition.id) if name is not None else ()
    entry = entry_on(entries, None)
    return entry.is_ if entry is not None and isinstance(entry.is_, date) else None


def standing_on(
    year: Guidance, requirement: Requirement, edition: Edition | None, day: date
) -> Standing:
    """Exactly one answer for every requirement, edition and day."""
    if edition is None:
        return Standing.NO_EDITION
    if edition.id not in requirement.applies.editions and not edition.not_loaded:
        return Standing.NOT_IN_EDITION
    if requirement.applies.in_a_pause == "suspended" and pause_on(year, day):
        return Standing.PAUSED
    if edition.not_loaded:
        return Standing.NOT_LOADED
    return Standing.STANDS
