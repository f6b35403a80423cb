"""Guidance compared page by page in the service: a document is kept, people say what they read.

Looking values up is done as for ``mis rules compare``; it proposes, and nothing is decided by it.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from mis_assessor.core.errors import NotAllowed, Problem
from mis_assessor.core.rules.once import once_each
from mis_assessor.core.rules.rulebook import Rulebook
from mis_assessor.guidance.looked_up import LookedUp, Lookup, Passage
from mis_assessor.guidance.page_picture import page_picture
from mis_assessor.guidance.pdf_pages import read_document
from mis_assessor.rulebook.loaded import years_in
from mis_assessor.services.compare_guidance import key_of
from mis_assessor.services.confirming import Says
from mis_assessor.services.desk import Desk
from mis_assessor.services.guidance_answers import answers_table
from mis_assessor.store import audit
from mis_assessor.store.guidance import guidance, keep_guidance, said, say
from mis_assessor.store.records import By, GuidanceKept, ValueRead

Key = tuple[str, str, str]
NOWHERE = 0
"""The page of values of which the document seems to say nothing."""
_READING = Lock()
"""A document takes a minute to be read: two who ask for it at once read it once."""


def editions(desk: Desk) -> Sequence[tuple[int, str, str]]:
    """Every edition that is loaded, the newest year first: year, id and title."""
    return [
        (year, edition.id, f"{desk.books.shipped(year).year.shown_title}, {edition.title}")
        for year in reversed(years_in(desk.rules))
        for edition in reversed(desk.books.shipped(year).year.editions)
        if not edition.not_loaded
    ]


def take_guidance(desk: Desk, path: Path, edition: str, by: By) -> int:
    """Keeps a document as that of one edition; gives its number.

    Raises EvidenceUnreadable where it cannot be read as text, and NotAllowed where there is
    no such edition; then nothing of it is kept.
    """
    found = [(year, one) for year, one, _ in editions(desk) if f"{year}/{one}" == edition]
    if not found:
        raise NotAllowed("Choose the edition whose guidance this is.")
    document = read_document(path)
    ((year, name),) = found
    sha256 = desk.store.blobs.keep(path.read_bytes())
    kept = GuidanceKept(0, year, name, path.name, sha256, document.pages, by.who, by.moment)
    with desk.store.writing() as work:
        number = keep_guidance(work, kept)
        audit.write(work, by, "kept a guidance document", path.name, sha256=sha256, year=year)
    return number


def documents(desk: Desk) -> tuple[GuidanceKept, ...]:
    """Every document that is kept."""
    with desk.store.reading() as work:
        return guidance(work)


def answered(desk: Desk) -> Mapping[str, Mapping[str, int]]:
    """How many values of each document, by its fingerprint, are confirmed and found otherwise."""
    with desk.store.reading() as work:
        rows = [row for row in said(work) if row.says != Says.NOT_HERE]
    last = {row.key: row for row in rows}
    found: dict[str, Counter[str]] = {}
    for row in last.values():
        found.setdefault(row.sha256, Counter())[row.says] += 1
    return found


def document(desk: Desk, number: int) -> GuidanceKept:
    """One document. Raises NotAllowed where there is none."""
    found = next((one for one in documents(desk) if one.number == number), None)
    if found is None:
        raise NotAllowed("There is no such guidance document.")
    return found


@dataclass(frozen=True, slots=True)
class ValueSeen:
    """One value of the rules, the page it may stand on, and what was said of it last."""

    number: int
    """Its place among the values of the edition."""
    value: LookedUp
    page: int
    said: ValueRead | None

    @property
    def passage(self) -> Passage | None:
        """What stands on that page of it."""
        return next((p for p in self.value.passages if p.page == self.page), None)

    @property
    def answered(self) -> bool:
        """Whether somebody said that it is so, or that it is not."""
        return self.said is not None


@dataclass(frozen=True, slots=True)
class GuidanceSeen:
    """A document beside the rules, value by value."""

    kept: GuidanceKept
    values: tuple[ValueSeen, ...]

    @property
    def pages(self) -> Sequence[int]:
        """The pages on which some value may stand; last those that were found on none."""
        found = {one.page for one in self.values}
        return [*sorted(found - {NOWHERE}), *([NOWHERE] if NOWHERE in found else [])]

    def on(self, page: int) -> tuple[ValueSeen, ...]:
        """The values of one page."""
        return tuple(one for one in self.values if one.page == page)

    @property
    def counts(self) -> Mapping[str, int]:
        """How many values are confirmed, found otherwise, and open."""
        counted = Counter(one.said.says if one.said else "open" for one in self.values)
        return {word: counted[word] for word in (Says.CONFIRMED, Says.OTHERWISE, "open")}

    def next_open(self, after: int) -> int | None:
        """The next page with a value that nobody has answered, else the first one."""
        open_ = [p for p in self.pages if any(not one.answered for one in self.on(p))]
        later = self.pages[self.pages.index(after) + 1 :] if after in self.pages else ()
        return next((p for p in later if p in open_), next(iter(open_), None))


def seen(desk: Desk, kept: GuidanceKept) -> GuidanceSeen:
    """A document with its values as they stand. Raises EvidenceUnreadable."""
    with desk.store.reading() as work:
        rows = said(work)
    last: dict[Key, ValueRead] = {}
    not_here: set[tuple[Key, str]] = set()
    for row in rows:
        if row.says == Says.NOT_HERE:
            not_here |= {(row.key, row.page)} if row.sha256 == kept.sha256 else set()
        else:
            last[row.key] = row
    values = _values(desk, kept)
    every = (_seen(n, value, kept, last, not_here) for n, value in enumerate(values))
    return GuidanceSeen(kept, tuple(every))


def _seen(
    number: int,
    value: LookedUp,
    kept: GuidanceKept,
    last: Mapping[Key, ValueRead],
    not_here: set[tuple[Key, str]],
) -> ValueSeen:
    key = key_of(value.item)
    read = last.get(key)
    if read is not None and read.sha256 == kept.sha256 and read.page.isdecimal():
        return ValueSeen(number, value, min(int(read.page), kept.pages), read)
    left = [p.page for p in value.passages if (key, str(p.page)) not in not_here]
    return ValueSeen(number, value, left[0] if left else NOWHERE, read)


def _values(desk: Desk, kept: GuidanceKept) -> tuple[LookedUp, ...]:
    desk.store.blobs.read(kept.sha256)  # raises where it is not whole
    path = desk.store.blobs.path(kept.sha256)
    with _READING:
        return _looked_up(desk.books.shipped(kept.scheme_year), path, kept.edition)


@once_each
def _looked_up(rulebook: Rulebook, path: Path, edition: str) -> tuple[LookedUp, ...]:
    return tuple(Lookup(read_document(path), rulebook, edition).all_items())


def answer(
    desk: Desk, kept: GuidanceKept, page: int, answers: Mapping[int, tuple[Says, str]], by: By
) -> int:
    """Writes down what somebody read on a page, by the number of each value; all, or none.

    Raises NotAllowed with everything that cannot be said.
    """
    values = _values(desk, kept)
    problems: list[Problem] = []
    rows: list[ValueRead] = []
    for number, (says, written) in answers.items():
        if not 0 <= number < len(values):
            raise NotAllowed("There is no such value. Open the page again.")
        item, where = values[number].item, written.strip() or (str(page) if page else "")
        about = f"{item.requirement}, {item.name}"
        if not where.isdecimal() or not 1 <= int(where) <= kept.pages:
            wanted = f"write the page on which you read it, from 1 to {kept.pages}."
            problems.append(Problem(about, wanted))
        elif says is Says.CONFIRMED and item.entry.not_loaded:
            problems.append(Problem(about, "the rules hold no value here that could be right."))
        else:
            rows.append(
                ValueRead(
                    *key_of(item),
                    by.who,
                    by.at.date().isoformat(),
                    kept.name,
                    where,
                    kept.sha256,
                    says.value,
                )
            )
    if problems:
        raise NotAllowed(problems)
    with desk.store.writing() as work:
        for row in rows:
            say(work, row)
            about = f"{row.requirement}, {row.value}"
            audit.write(work, by, f"said of a value: {row.says}", about, page=row.page)
    return len(rows)


def picture(desk: Desk, kept: GuidanceKept, page: int) -> bytes:
    """One page as PNG. Raises EvidenceUnreadable."""
    return page_picture(desk.store.blobs.read(kept.sha256), page)


def answers_file(desk: Desk, kept: GuidanceKept) -> bytes:
    """What was said, as “mis rules compare --answers” reads it: it corrects the rules."""
    words = {Says.CONFIRMED: "y", Says.OTHERWISE: "n"}
    found = seen(desk, kept).values
    given = {
        key_of(one.value.item): (words[Says(one.said.says)], one.said.page)
        for one in found
        if one.said is not None
    }
    return answers_table((one.value for one in found), given).encode("utf-8-sig")
