"""The values a verdict rests on, with where each is from and how we know it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from mis_assessor.core.confirmations import fingerprint
from mis_assessor.core.readings import Reading
from mis_assessor.core.requirement import Requirement
from mis_assessor.core.scheme import Book, Publication
from mis_assessor.core.slots import value_in_words
from mis_assessor.core.values import Source
from mis_assessor.core.wording import listed


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
    found: list[Threshold] = []
    for name, entries in reading.entries.items():
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
                    source_in_words(source, rulebook.sources),
                    entry.status.confirmed
                    or (requirement.id, name, fingerprint(name, entry)) in rulebook.confirmed,
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
        "recalled-med": 1,
        "recalled-high": 2,
        "assumption": 3,
        "derived": 4,
        "public": 5,
        "seed": 6,
    }
    marks = [t.status for t in thresholds]
    return min(marks, key=lambda m: rank[m], default="")
