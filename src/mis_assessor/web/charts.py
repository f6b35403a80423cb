"""Figures as a drawing: bars from left to right, each under its words, what is asked as a line.

A drawing is never the only place of a figure: a table below it holds the same ones.
"""

import textwrap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from mis_assessor.core.verdicts import Verdict
from mis_assessor.core.wording import percent

WIDE = 320
"""How wide a drawing is: as wide as the narrowest screen, and larger on others."""
LINE, BAR, GAP = 17, 14, 12
LETTERS = 44
"""So many letters stand in a line of the drawing."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A share of something, beside what is asked."""

    label: str
    says: str
    share: Fraction
    limit: Fraction | None
    asked: str
    holds: bool


@dataclass(frozen=True, slots=True)
class Bar:
    """One figure as it is drawn."""

    figure: Figure
    lines: tuple[tuple[int, str], ...]
    """Its words, each line with how far down it stands."""
    top: int
    length: int
    mark: int | None
    """Where what is asked stands."""


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing with the figures it is of."""

    bars: tuple[Bar, ...]
    height: int
    wide: int = WIDE
    thick: int = BAR

    @property
    def in_words(self) -> str:
        """The whole drawing in a sentence for whoever does not see it."""
        return "; ".join(f"{bar.figure.label}: {bar.figure.says}" for bar in self.bars)


def chart(figures: Iterable[Figure]) -> Chart:
    """A drawing of figures, one below the other."""
    bars: list[Bar] = []
    down = 0
    for one in figures:
        words = textwrap.wrap(f"{one.label}: {one.says}", LETTERS)
        lines = tuple((down + LINE * n, text) for n, text in enumerate(words, start=1))
        top = down + LINE * len(words) + 5
        mark = None if one.limit is None else int(WIDE * one.limit)
        bars.append(Bar(one, lines, top, int(WIDE * one.share), mark))
        down = top + BAR + GAP
    return Chart(tuple(bars), down)


def shares(finding: Mapping[str, Any]) -> Sequence[Figure]:
    """The first share of each group that is held against a limit."""
    found = []
    for part in finding["parts"]:
        number = next((n for n in part["numbers"] if _is_a_share(n)), None)
        if number is not None:
            found.append(_share(part["member"], number))
    return found


def _is_a_share(number: Mapping[str, Any]) -> bool:
    asked = number["asked"]
    return bool(asked and asked["share"] and asked["way"] == "at least" and number["of"])


def _share(member: str, number: Mapping[str, Any]) -> Figure:
    done, of, limit = number["done"], number["of"], Fraction(number["asked"]["limit"])
    return Figure(
        member[:1].upper() + member[1:],
        f"{done:,} of {of:,} ({percent(done, of)})",
        Fraction(done, of),
        limit,
        f"at least {percent(limit.numerator, limit.denominator)}",
        Fraction(done, of) >= limit,
    )


def course(every: Iterable[tuple[str, Mapping[str, Any]]]) -> Sequence[Figure]:
    """How many requirements held in one assessment after another, each with when it was made."""
    return [_of_all(when, shown) for when, shown in every]


def _of_all(when: str, shown: Mapping[str, Any]) -> Figure:
    parts = (*shown["actions"], shown["conditions"])
    hold, of = (sum(one[what] for one in parts) for what in ("hold", "requirements"))
    ten = sum(Verdict(one["verdict"]).holds for one in shown["actions"])
    says = f"{hold} of {of} requirements, {ten} of 10 safety actions"
    return Figure(when, says, Fraction(hold, max(of, 1)), None, "", shown["outcome"]["met"])
