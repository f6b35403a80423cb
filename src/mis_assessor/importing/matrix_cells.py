"""What a cell of a training matrix says: attended, booked, absent, on leave; and on which day."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from mis_assessor.core.evidence.references import folded
from mis_assessor.core.rules.imports import InACell, Layout
from mis_assessor.importing.cells_read import (
    NotUnderstood,
    acts_as_a_formula,
    plain_words,
    read_foreign_day,
)
from mis_assessor.importing.grid import Spot
from mis_assessor.reading.problems import quoted

_PARTS = re.compile(r"[\s:,;\-–—]+")


@dataclass(frozen=True, slots=True)
class Meant:
    """What a cell of a matrix says: what happened, and on which day."""

    what: InACell
    day: str = ""


class MatrixCells:
    """Reads the cells of a matrix by the words of its layout and of the mapping kept."""

    def __init__(self, layout: Layout, kept: Mapping[str, str], on: date) -> None:
        """`on` is the day of the import: a day after it is no attendance yet."""
        self._on = on.isoformat()
        own = {way: word for way, word in kept.items() if word in list(InACell)}
        self._means = {plain_words(w): what for what, ways in layout.cells.items() for w in ways}
        self._means |= {plain_words(way): InACell(word) for way, word in own.items()}

    def word(self, text: str) -> InACell | None:
        """What a cell means that is a word and nothing else."""
        return self._means.get(plain_words(text))

    def meant(self, spot: Spot, booking: bool, month_first: str) -> Meant:
        """What a cell says. Raises NotUnderstood with what to write."""
        if acts_as_a_formula(spot.text):
            raise NotUnderstood(
                f"{quoted(spot.text)} begins as a formula does. Write it otherwise."
            )
        if isinstance(spot.value, date | datetime | int | float):
            return self._dated(spot, InACell.BOOKED if booking else InACell.ATTENDED, month_first)
        word, rest = self._begins_with(spot.text)
        if word is None:
            return self._dated(spot, InACell.BOOKED if booking else InACell.ATTENDED, month_first)
        match word:
            case InACell.BOOKED | InACell.ATTENDED if rest:
                told = Spot(spot.row, spot.column, rest, rest)
                return self._dated(told, word, month_first)
            case InACell.BOOKED:
                raise NotUnderstood(
                    f"{quoted(spot.text)} does not say for which day. Write “Booked 14/12/2025”. "
                    "Booked is not attended."
                )
            case InACell.ATTENDED:
                raise NotUnderstood(
                    f"{quoted(spot.text)} does not say when. Write the day attended."
                )
            case _:
                return Meant(word)

    def _begins_with(self, text: str) -> tuple[InACell | None, str]:
        """The word a cell begins with, and what follows it."""
        if (word := self.word(text)) is not None:
            return word, ""
        parts = [part for part in _PARTS.split(text) if part]
        for count in range(min(3, len(parts) - 1), 0, -1):
            if (word := self.word(" ".join(parts[:count]))) is not None:
                after = text
                for part in parts[:count]:
                    after = after.partition(part)[2]
                return word, after.strip(" :,;-–—")
        return None, ""

    def _dated(self, spot: Spot, what: InACell, month_first: str) -> Meant:
        day = read_foreign_day(spot, month_first)
        if what is InACell.ATTENDED and day > self._on:
            raise NotUnderstood(
                f"{day} has not come yet, so nobody has attended then. If it is a booking, write "
                f"“Booked {day}”."
            )
        return Meant(what, day)


def reference_of(trust: str, name: str) -> str:
    """A reference for somebody of whom only the name is known, without the name in it.

    >>> reference_of("RZ5", "Jane Smith") == reference_of("RZ5", "JANE  SMITH")
    True
    """
    digest = hashlib.sha256(f"{trust}\0{plain_words(folded(name))}".encode()).hexdigest()
    return f"N-{int(digest[:12], 16) % 10**9:09d}"
