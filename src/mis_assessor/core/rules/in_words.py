"""The sentences of rules with the values of their slots in words.

The values a verdict rests on, with where each is from and how we know it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from mis_assessor.core.rules.calendar import first_day
from mis_assessor.core.rules.confirmations import fingerprint
from mis_assessor.core.rules.once import ByIdentity, once_each
from mis_assessor.core.rules.quantities import Month, Quantity
from mis_assessor.core.rules.readings import Reading, written
from mis_assessor.core.rules.requirement import Requirement
from mis_assessor.core.rules.rulebook import Book, Publication
from mis_assessor.core.rules.values import Entries, Entry, Source
from mis_assessor.core.wording import at_moment, listed, on_day


def value_in_words(value: Quantity | None) -> str:
    """A value as a sentence has it: days and moments written out."""
    match value:
        case datetime():
            return at_moment(value)
        case date():
            return on_day(value, "")
        case Month():
            return f"{first_day(value):%B %Y}"
        case tuple():
            return listed(value)
        case _:
            return written(value)


def fill(sentence: str, reading: Reading) -> str:
    """A sentence of a rule with its slots filled."""
    for name in reading.entries:
        slot = f"<{name}>"
        if slot in sentence:
            sentence = sentence.replace(slot, slot_in_words(name, reading))
    return sentence


def slot_in_words(name: str, reading: Reading) -> str:
    """A value where a sentence names it; each of them where it changes with the day."""
    value = reading.chosen.get(name) or reading.value(name)
    if value is not None:
        return value_in_words(value)
    told = [_dated(entry) for entry in reading.entries[name] if entry.is_ is not None]
    if told:
        return listed(told, "or")
    ambition = next((e.set_locally for e in reading.entries[name] if e.set_locally), "")
    return f"({ambition}: set locally)" if ambition else f"({name}: not loaded)"


def _dated(entry: Entry) -> str:
    """A value with the days it is for.

    >>> _dated(Entry.model_validate({"is": "95%", "status": "seed", "until": "2022-06-30"}))
    '95% (until 30 June 2022)'
    """
    days = [
        f"{word} {on_day(day, '')}"
        for word, day in (("from", entry.from_), ("until", entry.until))
        if day is not None
    ]
    words = value_in_words(entry.is_)
    return f"{words} ({' '.join(days)})" if days else words


@dataclass(frozen=True, slots=True)
class Threshold:
    """A value a verdict rests on, with where it is from and how we know it."""

    name: str
    value: str
    status: str
    source: str
    confirmed: bool


def thresholds_of(
    requirement: Requirement, reading: Reading | None, rulebook: Book
) -> tuple[Threshold, ...]:
    """Every value of a requirement as one reading has it; nothing where there is none."""
    if reading is None:
        return ()
    of, titles = ByIdentity(requirement), ByIdentity(rulebook.sources)
    return _of_entries(reading.entries, of, titles, rulebook.confirmed)


@once_each
def _of_entries(
    held: Mapping[str, Entries],
    of: ByIdentity[Requirement],
    titles: ByIdentity[Mapping[str, Publication]],
    confirmed: frozenset[tuple[str, str, str]],
) -> tuple[Threshold, ...]:
    requirement, sources = of.it, titles.it
    found: list[Threshold] = []
    for name, entries in held.items():
        for entry in entries:
            source = entry.source or requirement.source
            words = (
                listed([value_in_words(r) for r in entry.readings], "or")
                if entry.readings
                else f"not loaded: {entry.not_loaded}"
                if entry.not_loaded
                else value_in_words(entry.is_)
            )
            found.append(
                Threshold(
                    name,
                    words,
                    entry.status.value,
                    source_in_words(source, sources),
                    entry.status.confirmed
                    or (requirement.id, name, fingerprint(name, entry)) in confirmed,
                )
            )
    return tuple(found)


def source_in_words(source: Source, sources: Mapping[str, Publication]) -> str:
    """Where a value or a requirement is from: title, section and page."""
    title = sources[source.document].short_title if source.document in sources else ""
    page = f"page {source.page}" if source.page else ""
    return ", ".join(x for x in (title or source.document, source.section, page) if x)


def weakest(thresholds: Iterable[Threshold]) -> str:
    """The weakest mark among the values behind a verdict."""
    rank: Mapping[str, int] = {
        "recalled-low": 0,
        "carried-over": 1,
        "recalled-med": 2,
        "recalled-high": 3,
        "derived": 4,
        "assumption": 5,
        "public-secondary": 6,
        "corrected-locally": 7,
        "public": 8,
        "seed": 9,
    }
    marks = [t.status for t in thresholds]
    return min(marks, key=lambda m: rank[m], default="")
