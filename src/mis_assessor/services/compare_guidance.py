"""The values of a year held against the guidance a person has, and what that person answers.

The program proposes; only a named person's answer writes a confirmation or a correction.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import assert_never

from mis_assessor.core.errors import NotAllowed, RulebookWrong
from mis_assessor.core.rules.confirmations import Confirmation
from mis_assessor.core.rules.corrections import Correction, as_kind
from mis_assessor.core.rules.rulebook import Rulebook
from mis_assessor.guidance.items import Item, as_written
from mis_assessor.guidance.looked_up import LookedUp, Lookup
from mis_assessor.guidance.pdf_pages import Document, read_document
from mis_assessor.rulebook.confirmations import read_confirmations, write_confirmations
from mis_assessor.rulebook.corrections import read_corrections, write_corrections
from mis_assessor.services.check_rules import as_shipped


class Says(StrEnum):
    """What a person says of a value after looking at the page."""

    YES = "y"
    NO = "n"
    OTHER = "other value"


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: the guidance says so, does not, or says this instead."""

    says: Says
    page: str
    other: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reader:
    """Who looks, and on which day."""

    by: str
    on: date


@dataclass(frozen=True, slots=True)
class Comparison:
    """A guidance document beside a year: each value with what stands where."""

    rulebook: Rulebook
    edition: str
    document: Document
    values: tuple[LookedUp, ...]
    answered: Mapping[tuple[str, str, str], str]
    """Values that somebody answered before, and in which words."""

    def open(self) -> Iterator[LookedUp]:
        """The values that nobody has answered yet."""
        return (v for v in self.values if key_of(v.item) not in self.answered)


def key_of(item: Item) -> tuple[str, str, str]:
    """What tells one value of a year from every other."""
    return (item.requirement, item.name, item.fingerprint)


def compare(
    rules: Path,
    confirmations: Path,
    year: int,
    pdf: Path,
    edition: str = "",
    told: Callable[[int, int], None] | None = None,
) -> Comparison:
    """Looks every value of a year up in a PDF; writes nothing.

    Raises EvidenceUnreadable where the PDF cannot be read, RulebookWrong where the rules
    cannot or have no such edition.
    """
    rulebook = as_shipped(rules, year)
    loaded = [e.id for e in rulebook.year.editions if not e.not_loaded]
    if edition and edition not in loaded:
        raise RulebookWrong(
            f"Year {year} has no loaded edition “{edition}”. It has: {', '.join(loaded)}."
        )
    chosen = edition or loaded[-1]
    document = read_document(pdf, told)
    values = tuple(Lookup(document, rulebook, chosen).all_items())
    answered = _answered(rules, confirmations, [v.item for v in values])
    return Comparison(rulebook, chosen, document, values, answered)


def _answered(
    rules: Path, confirmations: Path, items: Sequence[Item]
) -> Mapping[tuple[str, str, str], str]:
    said: dict[tuple[str, str, str], str] = {}
    for c in read_confirmations(confirmations):
        said[c.requirement, c.value, c.fingerprint] = f"confirmed by {c.by}, page {c.page}"
    for k in read_corrections(rules):
        told = f"corrected to {', '.join(k.becomes)}" if k.becomes else "found otherwise"
        said[k.requirement, k.value, k.fingerprint] = f"{told} by {k.by}, page {k.page}"
    found = {}
    for item in items:
        names = item.serves if item.shared else (item.requirement,)
        for name in names:
            if before := said.get((name, item.name, item.fingerprint)):
                found[key_of(item)] = before
                break
    return found


def refuse_reader(reader: Reader, today: date) -> None:
    """Raises NotAllowed where nobody, or a day to come, is named."""
    if not reader.by.strip() or not reader.by.isprintable():
        raise NotAllowed("Say with --by who compares: a name stands behind every answer.")
    if reader.on > today:
        raise NotAllowed(f"Nobody can have compared on {reader.on}: that day has not come.")


def read_answer(item: Item, said: str, page: str) -> Answer:
    """An answer as somebody types it; names of a list stand with a semicolon between them.

    Raises NotAllowed where it is no answer, or not a value of that kind.
    """
    said, page = said.strip(), page.strip()
    if not page or not page.isprintable():
        raise NotAllowed("An answer needs the page on which you read it.")
    match said.lower():
        case "y" | "yes":
            if item.entry.not_loaded:
                raise NotAllowed(
                    "The rules hold no value here that could be right: write the value that "
                    "stands in the guidance."
                )
            return Answer(Says.YES, page)
        case "n" | "no":
            return Answer(Says.NO, page)
        case _:
            other = tuple(filter(None, (part.strip() for part in said.split(";"))))
            if not other:
                raise NotAllowed("Write y, n, skip, or the value that stands in the guidance.")
            try:
                as_kind(item.entry, other)
            except ValueError as error:
                raise NotAllowed(f"{error}. The rules have: {as_written(item)}.") from None
            return Answer(Says.OTHER, page, other)


def record(
    rules: Path,
    confirmations: Path,
    comparison: Comparison,
    answers: Mapping[tuple[str, str, str], Answer],
    reader: Reader,
) -> None:
    """Writes what was answered: confirmations, or corrections beside the rules.

    A value answered anew loses what was said of it before. Raises NotAllowed where a file
    cannot be written.
    """
    document = comparison.document
    items = {key_of(v.item): v.item for v in comparison.values}
    again = {(i.name, i.fingerprint, n) for k in answers for i in [items[k]] for n in i.serves}
    confirmed = [
        c for c in read_confirmations(confirmations)
        if (c.value, c.fingerprint, c.requirement) not in again
    ]  # fmt: skip
    before = read_corrections(rules)
    corrections = [c for c in before if (c.value, c.fingerprint, c.requirement) not in again]
    for key, answer in answers.items():
        item, by = items[key], reader.by.strip()
        match answer.says:
            case Says.YES:
                confirmed.append(
                    Confirmation(*key, by, reader.on, document.name, answer.page, document.sha256)
                )
            case Says.NO | Says.OTHER:
                corrections.append(
                    Correction(
                        *key,
                        as_written(item),
                        answer.other,
                        by,
                        reader.on,
                        document.name,
                        answer.page,
                        document.sha256,
                    )
                )
            case _:
                assert_never(answer.says)
    if set(corrections) != set(before):
        try:
            write_corrections(rules, corrections)
        except NotAllowed as error:
            raise NotAllowed(
                f"{error} Or copy the rules to a folder of your own and name it with --rules."
            ) from error
    if confirmed or confirmations.is_file():
        write_confirmations(confirmations, confirmed)
