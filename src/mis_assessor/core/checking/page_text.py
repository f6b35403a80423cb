"""The words of printed pages held against the words that must stand there, one after another."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

_NOT_SEEN = re.compile("[\\s\u00ad\u200b-\u200d\u2060\ufeff]+")
_HYPHENS_AT_LINE_ENDS = str.maketrans({"\ufffe": "-", "\x02": "-"})
_LEADER = re.compile(r"\.*(\d+)")
_OF = re.compile(r"Page1of(\d+)$")
AHEAD = 60
"""How many pieces further on the page may agree again after a difference."""
ENOUGH = 6
"""Letters by which a piece is known again."""
MOST_SHOWN = 160
AROUND = 3
"""Words shown before and after those that differ."""


@dataclass(frozen=True, slots=True)
class Piece:
    """The words of one cell, paragraph or label that must be on a page."""

    words: str
    where: str
    """The heading above, and the row."""
    heads: tuple[str, ...] = ()
    """The column headings of its table, which are printed again on every page."""
    drawn: bool = False
    """Whether it is a label in a drawing, which may be painted out of order."""
    marker: str = ""
    """The number or dot of a list item, painted when the page is done."""
    leads_to: str = ""
    """The id whose page number follows."""
    begins: str = ""
    """The id of the part that begins here."""


@dataclass(frozen=True, slots=True)
class PagesExpected:
    """Everything that must be on the pages, and what stands at the edge of each."""

    pieces: tuple[Piece, ...]
    running: str
    """The lines at the edge of a page, before its number."""


@dataclass(frozen=True, slots=True)
class PageDifference:
    """One place where a page does not say what it must."""

    page: int
    where: str
    expected: str
    found: str

    def sentence(self) -> str:
        """What differs, in words."""
        if not self.expected:
            return f"the page says {_quoted(self.found)}, and nothing must stand there."
        if not self.found:
            return f"{_quoted(self.expected)} must stand there, and the page does not say it."
        wanted, said = _quoted(self.expected), _quoted(self.found)
        return f"the page says {said}, and {wanted} must stand there."


def _quoted(words: str) -> str:
    line = " ".join(words.split())
    return f"“{line if len(line) <= MOST_SHOWN else line[:MOST_SHOWN] + '…'}”"


def _spaced(page: str) -> tuple[str, list[int]]:
    """A page without what is not seen, and where each letter of that stands on the page."""
    text = page.translate(_HYPHENS_AT_LINE_ENDS)
    hidden = {n for found in _NOT_SEEN.finditer(text) for n in range(*found.span())}
    places = [n for n in range(len(text)) if n not in hidden]
    return "".join(text[n] for n in places), places


def squeezed(words: str) -> str:
    """Words without what is not seen: blanks, joiners, the marks of a line's end.

    >>> squeezed("17 of 18\\n (94.44%)")
    '17of18(94.44%)'
    """
    return _NOT_SEEN.sub("", words.translate(_HYPHENS_AT_LINE_ENDS))


def narrowed(expected: str, found: str) -> tuple[str, str]:
    """Two texts cut down to the words in which they differ, with a few around them.

    >>> narrowed("Money. It comes back: £41,265 in all", "Money. It comes back: £91,265 in all")
    ('… It comes back: £41,265 in all', '… It comes back: £91,265 in all')
    """
    if not expected or not found:
        return expected, found
    left, right = expected.split(), found.split()
    same = 0
    while same < min(len(left), len(right)) and left[same] == right[same]:
        same += 1
    tail = 0
    while tail < min(len(left), len(right)) - same and left[-1 - tail] == right[-1 - tail]:
        tail += 1
    first, last = max(same - AROUND, 0), max(tail - AROUND, 0)
    return _cut(left, first, last), _cut(right, first, last)


def _cut(words: list[str], first: int, last: int) -> str:
    kept = words[first : len(words) - last]
    return " ".join([*(["…"] if first else []), *kept, *(["…"] if last else [])])


def page_differences(expected: PagesExpected, pages: Sequence[str]) -> tuple[PageDifference, ...]:
    """Every difference between pages and what must stand on them, in order."""
    return tuple(_Walk(expected, pages).all())


@dataclass
class _Walk:
    """Goes through pages and pieces at once."""

    expected: PagesExpected
    pages: Sequence[str]
    at: int = 0
    """The piece that comes next."""
    rest: str = ""
    """What a page before left of the piece that comes next."""
    drawn: list[str] = field(default_factory=list)
    begun: dict[str, int] = field(default_factory=dict)
    led: list[tuple[int, Piece, int]] = field(default_factory=list)
    page: str = ""
    places: list[int] = field(default_factory=list)
    number: int = 0
    """How many pages the paper says it has."""

    def __post_init__(self) -> None:
        self.pieces = [p for p in self.expected.pieces if not p.drawn]
        self.texts = [squeezed(p.words) for p in self.pieces]
        self.labels = [squeezed(p.words) for p in self.expected.pieces if p.drawn]

    def all(self) -> Iterator[PageDifference]:
        of = _OF.search(squeezed(self.pages[0])) if self.pages else None
        self.number = int(of[1]) if of else len(self.pages)
        if self.number != len(self.pages):
            has = f"{len(self.pages)} pages"
            yield PageDifference(1, "how many there are", f"{self.number} pages", has)
        for number, page in enumerate(self.pages, 1):
            yield from self._page(number, page)
        for piece in self.pieces[self.at :]:
            yield PageDifference(len(self.pages), piece.where, self.rest or piece.words, "")
            self.rest = ""
        for label in self.labels:
            yield PageDifference(len(self.pages), "the drawings", label, "")
        for number, piece, said in self.led:
            is_on = self.begun.get(piece.leads_to)
            if is_on is not None and is_on != said:
                where = f"{piece.where}, {piece.words}"
                yield PageDifference(number, where, f"page {is_on}", f"page {said}")

    def _page(self, number: int, page: str) -> Iterator[PageDifference]:
        edge = squeezed(f"{self.expected.running}Page {number} of {self.number}")
        text, self.places = _spaced(page)
        self.page = page
        if text.endswith(edge):
            text = text.removesuffix(edge)
        else:
            yield PageDifference(number, "the lines at the edge", edge, text[-len(edge) :])
            cut = text.rfind("Page")
            text = text[: max(cut - len(squeezed(self.expected.running)), 0)] if cut > 0 else text
        yield from self._body(number, text)

    def _body(self, number: int, text: str) -> Iterator[PageDifference]:
        place, markers, first = 0, "", True
        while place < len(text):
            step = self._agrees(text, place, first, number)
            first = False
            if step is not None:
                moved, marker = step
                place += moved
                markers += marker
                continue
            if markers and text.startswith(markers, place):
                place += len(markers)
                markers = ""
                continue
            if (label := self._label(text, place)) is not None:
                place += len(label)
                self.labels.remove(label)
                continue
            where = self._where()
            found, place, skipped, markers = self._again(text, place, markers)
            wanted = " ".join(skipped)
            yield PageDifference(number, where, *narrowed(wanted, found))

    def _where(self) -> str:
        if self.at < len(self.pieces):
            return self.pieces[self.at].where
        return "after the last part"

    def _agrees(self, text: str, place: int, first: bool, number: int) -> tuple[int, str] | None:
        """How far the page agrees here with the next piece, if it does."""
        if self.at >= len(self.pieces):
            return None
        piece, words = self.pieces[self.at], self.rest or self.texts[self.at]
        if first and piece.heads and words not in piece.heads[:1]:
            heads = "".join(map(squeezed, piece.heads))
            if text.startswith(heads, place):
                return len(heads), ""
        if text.startswith(words, place):
            return self._whole(text, place, words, number)
        left = len(text) - place
        if left < len(words) and words.startswith(text[place:]):
            self.rest = words[left:]
            return left, ""
        return None

    def _whole(self, text: str, place: int, words: str, number: int) -> tuple[int, str]:
        piece = self.pieces[self.at]
        marker = "" if self.rest else piece.marker
        self.rest = ""
        self.at += 1
        if piece.begins:
            self.begun.setdefault(piece.begins, number)
        moved = len(words)
        if piece.leads_to and (found := _LEADER.match(text, place + moved)):
            self.led.append((number, piece, int(found[1])))
            moved += len(found[0])
        return moved, marker

    def _label(self, text: str, place: int) -> str | None:
        fitting = [label for label in self.labels if text.startswith(label, place)]
        return max(fitting, key=len, default=None)

    def _again(self, text: str, place: int, markers: str) -> tuple[str, int, list[str], str]:
        """What the page says until it agrees again, where that is, and what was left out."""
        best: tuple[int, int] | None = None
        for ahead in range(min(AHEAD, len(self.pieces) - self.at)):
            words = self.texts[self.at + ahead]
            known = len(words) >= ENOUGH
            there = text.find(words, place) if known else -1
            if there >= 0 and (best is None or there + ahead < sum(best)):
                best = (there, ahead)
        if best is None:
            tail = markers if markers and text.endswith(markers) else ""
            end = len(text) - len(tail)
            found = text[place:end]
            one = self._cut_short(found)
            return self._as_printed(place, end), len(text), one, ""
        there, ahead = best
        skipped = [p.words for p in self.pieces[self.at : self.at + ahead]]
        self.at += ahead
        self.rest = ""
        return self._as_printed(place, there), there, skipped, markers

    def _as_printed(self, first: int, end: int) -> str:
        """A stretch of the page with its blanks."""
        if first >= end:
            return ""
        stretch = self.page[self.places[first] : self.places[end - 1] + 1]
        return " ".join(stretch.translate(_HYPHENS_AT_LINE_ENDS).split())

    def _cut_short(self, found: str) -> list[str]:
        """The piece that a changed end of page stands for, where it is much like it."""
        if self.at < len(self.pieces) and found[:3] == (self.rest or self.texts[self.at])[:3]:
            self.at += 1
            self.rest = ""
            return [self.pieces[self.at - 1].words]
        return []
