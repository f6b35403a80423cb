"""Each value of a year looked up in a guidance document: proposals, which decide nothing.

A value is said to agree only where the place that speaks of it most says the same, nothing
that speaks of it nearly as much says another, no other value of the rules has a better claim
to that place, and the place lies in the part of the document for its safety action.
"""

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from mis_assessor.core.rules.rulebook import Rulebook
from mis_assessor.guidance.amounts import Amount, amount_of
from mis_assessor.guidance.items import Item, items_of, stems
from mis_assessor.guidance.pdf_pages import Block, Document
from mis_assessor.guidance.places import Place, places_in, sections, wanted_role


class Found(StrEnum):
    """What a document says of a value, as far as a program can see."""

    AGREES = "agrees"
    DIFFERS = "differs"
    WORDS_FOUND = "words found"
    """A list whose words all stand there: whether it is the whole list is for a reader."""
    NOT_FOUND = "not found"


@dataclass(frozen=True, slots=True)
class Passage:
    """Where a value may stand: the page, the words around it, what stands there."""

    page: int
    text: str
    says: str
    """As a rule file would write it; empty of a list."""
    score: float


@dataclass(frozen=True, slots=True)
class LookedUp:
    """A value with what the document seems to say of it, best passage first."""

    item: Item
    found: Found
    passages: tuple[Passage, ...] = field(default=())


class Lookup:
    """A document with the weight of its words, asked for one value after the other."""

    LEAST = 0.3
    """Of the weight of a value's words that must stand near a number to speak of it."""
    NEARLY = 0.8
    """A place that speaks of a value nearly as much as the best one."""

    CLAIM = 0.85
    """A share of a value's score with which another value has as good a claim to a place."""

    def __init__(self, document: Document, rulebook: Rulebook, edition: str) -> None:
        self.items = items_of(rulebook, edition)
        self._blocks = document.blocks
        self._parts = sections(document.blocks)
        self._places = places_in(document)
        self._headed = {part for part in self._parts if part is not None}
        seen = Counter(w for block in self._blocks for w in {w for w, _ in stems(block.text)})
        self._many = len(self._blocks)
        self._seen = seen
        self._matched = {
            (n, at): self._score(item, place)
            for n, item in enumerate(self.items)
            for at, place in enumerate(self._places)
            if place.amount.kind in self._kinds(item)
        }
        self._scores = {key: share for key, (share, _) in self._matched.items()}

    def _kinds(self, item: Item) -> set[str]:
        return {made[0] for o in item.options if (made := amount_of(o)) is not None}

    def _weight(self, word: str) -> float:
        return math.log(1 + self._many / (1 + self._seen[word]))

    def _score(self, item: Item, place: Place) -> tuple[float, float]:
        """How much of a value's words stand near, as a share of them and in all."""
        if item.entry.not_loaded and not item.options:
            return 0.0, 0.0
        wanted = wanted_role(item.name)
        if place.amount.kind == "day" and wanted and place.role and wanted != place.role:
            return 0.0, 0.0
        return max(
            (
                self._share(about, place.near)
                for action, about in item.about
                if not action or place.action in (action, None)
            ),
            default=(0.0, 0.0),
        )

    def _share(self, about: Mapping[str, float], near: Mapping[str, float]) -> tuple[float, float]:
        whole = sum(weight * self._weight(word) for word, weight in about.items())
        there = sum(
            weight * self._weight(word) * near[word]
            for word, weight in about.items()
            if word in near
        )
        return (there / whole if whole else 0.0), there

    def all_items(self) -> Iterator[LookedUp]:
        """Every value in the order of the rulebook."""
        for number in range(len(self.items)):
            yield self.look_up(number)

    def look_up(self, number: int) -> LookedUp:
        """One value, with the passages that speak of it."""
        item = self.items[number]
        amounts = {made for option in item.options if (made := amount_of(option)) is not None}
        if not amounts:
            return self._words(item)
        ranked = sorted(
            ((score, at) for (n, at), score in self._scores.items() if n == number and score > 0),
            key=lambda one: (-one[0], one[1]),
        )
        passages = tuple(self._passage(score, at) for score, at in _different(ranked, self._places))
        if not ranked or ranked[0][0] < self.LEAST:
            return LookedUp(item, Found.NOT_FOUND, passages[:3])
        first = ranked[0][1]
        if not self._is(first, amounts):
            return LookedUp(item, Found.DIFFERS, passages[:3])
        if self._agrees(number, item, ranked, amounts):
            return LookedUp(item, Found.AGREES, passages[:3])
        return LookedUp(item, Found.NOT_FOUND, passages[:3])

    def _is(self, at: int, amounts: set[tuple[str, object]]) -> bool:
        place = self._places[at]
        return (place.amount.kind, place.amount.amount) in amounts

    def _agrees(
        self,
        number: int,
        item: Item,
        ranked: Sequence[tuple[float, int]],
        amounts: set[tuple[str, object]],
    ) -> bool:
        best, first = ranked[0]
        place = self._places[first]
        actions = {action for action, _ in item.about}
        if self._headed and 0 not in actions and place.action not in actions:
            return False
        if len(item.options) > 1 or item.entry.from_ or item.entry.until:
            return False  # which of several stands there, and for whom, is for a reader
        if isinstance(item.options[0], datetime) and not _at_its_time(item.options[0], place):
            return False
        if self._better_claim(number, first, best):
            return False
        return all(
            self._is(at, amounts) or self._explained(number, at, score)
            for score, at in ranked
            if score >= self.NEARLY * best
        )

    def _better_claim(self, number: int, at: int, score: float) -> bool:
        """Whether the place speaks as much, or in more words, of another value."""
        own = self._matched[number, at][1]
        others = (
            self._matched.get((n, at), (0.0, 0.0)) for n in range(len(self.items)) if n != number
        )
        return any(share > self.CLAIM * score or there > own for share, there in others)

    def _explained(self, number: int, at: int, score: float) -> bool:
        """Whether what stands there is another value of the rules, of which it speaks more."""
        return any(
            self._scores.get((n, at), 0.0) > score
            and self._is(at, {m for o in other.options if (m := amount_of(o)) is not None})
            for n, other in enumerate(self.items)
            if n != number
        )

    def _passage(self, score: float, at: int) -> Passage:
        place = self._places[at]
        return Passage(
            place.block.page, around(place.block.text, place.amount), place.amount.as_rule, score
        )

    def _words(self, item: Item) -> LookedUp:
        """A list of words: the blocks that hold most of them."""
        names = [str(n) for o in item.options for n in (o if isinstance(o, tuple) else (o,))]
        wanted = [{word for word, _ in stems(name)} for name in names]
        ranked: list[Passage] = []
        for n, block in enumerate(self._blocks):
            if not any(not a or self._parts[n] in (a, None) for a, _ in item.about):
                continue
            there = {word for b in self._blocks[n : n + 1 + len(names)] if b.page == block.page
                     for word, _ in stems(b.text)}  # fmt: skip
            got = sum(bool(words) and words <= there for words in wanted)
            if got:
                ranked.append(Passage(block.page, block.text[:300], "", got / len(names)))
        ranked.sort(key=lambda p: (-p.score, p.page))
        all_there = bool(ranked) and ranked[0].score == 1.0
        found = Found.WORDS_FOUND if all_there else Found.NOT_FOUND
        return LookedUp(item, found, tuple(ranked[:3]))


def _different(
    ranked: Sequence[tuple[float, int]], places: Sequence[Place]
) -> Iterator[tuple[float, int]]:
    """The places, each amount of a block once."""
    seen: set[tuple[Block, object]] = set()
    for score, at in ranked:
        key = (places[at].block, places[at].amount.amount)
        if key not in seen:
            seen.add(key)
            yield score, at


_NOON = re.compile(r"\b(?:12\s?noon|noon|midday|12[.:]00|12\s?pm)\b", re.IGNORECASE)


def _at_its_time(moment: datetime, place: Place) -> bool:
    return (moment.hour, moment.minute) != (12, 0) or bool(_NOON.search(place.block.text))


def around(text: str, amount: Amount, room: int = 150) -> str:
    """The words on both sides of an amount, cut at blanks."""
    start, end = max(0, amount.start - room), min(len(text), amount.end + room)
    if start:
        start = text.find(" ", start, amount.start) + 1 or start
    if end < len(text):
        end = max(amount.end, text.rfind(" ", amount.end, end))
    return f"{'…' if start else ''}{text[start:end].strip()}{'…' if end < len(text) else ''}"
