"""What national bodies publish or supply about a trust, and what a rounded count stands for."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction

from mis_assessor.core.cqim.rules import Rounding
from mis_assessor.core.rules.quantities import Month
from mis_assessor.core.wording import on_day


class NationalSource(StrEnum):
    """The kinds of files with figures about a trust; the value is what people call them."""

    MSDS_MEASURES = "MSDS measures"
    MSDS_DATA_QUALITY = "MSDS data quality"
    MSDS_DATA = "MSDS data"
    MSDS_ANNUAL = "MSDS annual"
    SCORECARD = "CNST scorecard"
    CASE_COUNTS = "national case counts"


class Release(StrEnum):
    """Whether figures may still change."""

    PROVISIONAL = "provisional"
    FINAL = "final"
    NOT_SAID = "not said"


@dataclass(frozen=True, slots=True)
class PublishedFigure:
    """One cell of a national file about one trust, as it is written there."""

    source: NationalSource
    place: str
    """The file and its row."""
    code: str
    """ODS code, in capitals."""
    name: str
    first: date
    last: date
    release: Release
    measure: str
    part: str
    """Numerator, Denominator, Rate, Result, Valid or Count."""
    value: str
    rounded: bool = True
    """Whether the file rounds its counts as the national files do."""

    @property
    def month(self) -> Month:
        """The month its period starts in."""
        return Month(self.first.year, self.first.month)


@dataclass(frozen=True, slots=True)
class TrustListed:
    """A trust as a list of the Organisation Data Service has it."""

    code: str
    name: str
    opened: date | None
    closed: date | None
    place: str

    def open_on(self, day: date) -> bool:
        """Whether it existed on a day."""
        return (self.opened or date.min) <= day <= (self.closed or date.max)


@dataclass(frozen=True, slots=True)
class Succession:
    """One trust that went over into another on a day."""

    predecessor: str
    successor: str
    on: date
    """The first day of the successor's answering for both."""
    known: str
    """How it is known: a confidence mark, or the file it was read in."""


@dataclass(frozen=True, slots=True)
class Rating:
    """A rating by the Care Quality Commission: a reason to look, never a verdict."""

    code: str
    service: str
    rating: str
    published_on: date
    place: str


@dataclass(frozen=True, slots=True)
class NationalFile:
    """A file that was read, with its fingerprint."""

    name: str
    kind: str
    sha256: str
    rows: int


@dataclass(frozen=True, slots=True)
class NationalData:
    """Everything read from the files a verifier holds, by the trust it is about."""

    files: tuple[NationalFile, ...] = ()
    figures: Mapping[str, tuple[PublishedFigure, ...]] = field(default_factory=dict)
    """ODS code → every figure about that trust."""
    months: frozenset[tuple[NationalSource, Month]] = frozenset()
    """The months that the files are about, for anybody."""
    trusts: Mapping[str, tuple[TrustListed, ...]] = field(default_factory=dict)
    """ODS code → how each list has it."""
    successions: tuple[Succession, ...] = ()
    ratings: Mapping[str, tuple[Rating, ...]] = field(default_factory=dict)
    holidays: Mapping[str, tuple[date, ...]] = field(default_factory=dict)
    """File → the bank holidays of England and Wales in it."""
    remarks: tuple[str, ...] = ()

    def came_from(self, code: str) -> tuple[Succession, ...]:
        """The trusts that went over into a trust."""
        return tuple(one for one in self.successions if one.successor == code)

    def went_to(self, code: str) -> tuple[Succession, ...]:
        """The trusts that a trust went over into."""
        return tuple(one for one in self.successions if one.predecessor == code)


@dataclass(frozen=True, slots=True)
class Span:
    """The true counts that a published one may stand for."""

    least: int
    most: int
    shown: str

    @property
    def exact(self) -> bool:
        """Whether only one count is possible."""
        return self.least == self.most

    def holds(self, count: int) -> bool:
        """Whether a count may be the one that was published."""
        return self.least <= count <= self.most

    def __str__(self) -> str:
        return (
            self.shown
            if self.exact
            else f"{self.shown} ({self.least:,}–{self.most:,} before rounding)"
        )


_NUMBER = re.compile(r"(\d{1,9})(?:\.0+)?", re.ASCII)
_FEWER = re.compile(r"<\s*(\d{1,3})", re.ASCII)
SUPPRESSED = ("*", "-1")
"""How national files write a small count that they do not tell."""


def span_of(value: str, rounding: Rounding | None) -> Span | None:
    """The counts a published one may stand for; None where it is no count.

    >>> cqim = Rounding(7, 5, 5, 3)
    >>> [(s.least, s.most) for v in ("0", "5", "10", "415", "*") if (s := span_of(v, cqim))]
    [(0, 0), (1, 7), (8, 12), (413, 417), (1, 7)]
    """
    text = value.replace(",", "").strip()
    if text in SUPPRESSED:
        return Span(1, rounding.small_up_to if rounding else 9, "a small number not shown")
    if fewer := _FEWER.fullmatch(text):
        return Span(0, max(0, int(fewer[1]) - 1), f"fewer than {fewer[1]}")
    if (match := _NUMBER.fullmatch(text)) is None:
        return None
    count = int(match[1])
    if rounding is None or count == 0 or rounding.count(count) != count:
        return Span(count, count, f"{count:,}")  # not a rounded count: it is what it says
    if count == rounding.small_becomes:
        return Span(1, max(rounding.small_up_to, count), f"{count:,}")
    half = rounding.nearest // 2
    return Span(max(rounding.small_up_to + 1, count - half), count + half, f"{count:,}")


def share_between(numerator: Span, denominator: Span) -> tuple[Fraction, Fraction] | None:
    """The least and the most that a share of two published counts can be."""
    if denominator.least <= 0:
        return None
    most = Fraction(min(numerator.most, denominator.least), denominator.least)
    return Fraction(numerator.least, denominator.most), most


def days_told(first: date, last: date) -> str:
    """A period in words."""
    return f"{on_day(first, '')} to {on_day(last, '')}"
