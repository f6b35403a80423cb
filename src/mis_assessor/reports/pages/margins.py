"""How far each figure is from what is asked: to spare, none to spare, or short.

The figures a Board looks at first: the closest of a safety action, a staff group, a
requirement. Whole people and cases, never a rounded share.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from mis_assessor.core.findings.finding import Finding, Number
from mis_assessor.core.rules.comparisons import Way
from mis_assessor.core.verdicts import Verdict
from mis_assessor.core.wording import capital
from mis_assessor.reports.wording import percentage

ONE = 1


@dataclass(frozen=True, slots=True)
class Margin:
    """One figure against what is asked of it."""

    name: str
    done: int
    of: int | None
    needed: int
    limit: Fraction
    """The share asked for; where a number is asked, the number."""
    undecided: int
    """Still open, or not known: these can still count."""
    waits: str
    """The undecided in words."""

    @property
    def spare(self) -> int:
        """How many more than needed; below nothing, how many are wanting."""
        return self.done - self.needed

    @property
    def all_asked(self) -> bool:
        """Whether every one is asked, so that there is never one to spare."""
        return self.limit == 1 and self.of is not None

    @property
    def all_done(self) -> bool:
        """Whether every one did it, so that nobody could do better."""
        return self.done == self.of

    @property
    def tightness(self) -> tuple[bool, bool, bool, Fraction]:
        """Orders margins: short for good, short so far, then what could be spared least."""
        for_good = self.spare + self.undecided < 0
        return not for_good, self.spare >= 0, self.all_done, Fraction(self.spare, self.of or 1)

    @property
    def figures(self) -> str:
        """The figures alone: “176 of 196 (89.79%)”."""
        if self.of is None:
            return f"{self.done:,}"
        share = percentage(self.done, self.of, self.limit if self.limit <= 1 else None)
        return f"{self.done:,} of {self.of:,} ({share})"

    @property
    def words(self) -> str:
        """The margin alone.

        >>> Margin("midwives", 176, 196, 177, Fraction(9, 10), 0, "").words
        'one short'
        """
        if self.spare > 0:
            return f"{_number(self.spare)} more than needed"
        if self.spare == 0:
            return "all of them" if self.all_done else "none to spare"
        short = _number(-self.spare)
        if not self.undecided:
            return f"{short} short"
        return f"{short} more needed, {self.waits}"

    @property
    def counted(self) -> str:
        """The figures without their share: “176 of 196”."""
        return f"{self.done:,}" if self.of is None else f"{self.done:,} of {self.of:,}"

    @property
    def line(self) -> str:
        """Name, count and margin: “Midwives: 176 of 196, one short”."""
        return f"{capital(self.name)}: {self.counted}, {self.words}"


def _number(number: int) -> str:
    return "one" if number == ONE else f"{number:,}"


def margin(number: Number, name: str = "") -> Margin | None:
    """The margin of a number that is asked to be at least so much; None for others."""
    limit = number.asked
    if limit is None or number.done is None or limit.way not in (Way.AT_LEAST, Way.MORE_THAN):
        return None
    if limit.share and not number.of:
        return None
    exact = limit.limit * (number.of or 0) if limit.share else limit.limit
    needed = ceil(exact) if limit.way is Way.AT_LEAST else floor(exact) + 1
    waits = [f"{n:,} {word}" for n, word in _waiting(number) if n]
    return Margin(
        name=name or number.name,
        done=number.done,
        of=number.of,
        needed=needed,
        limit=limit.limit,
        undecided=number.open + number.unknown,
        waits=" and ".join(waits),
    )


def _waiting(number: Number) -> tuple[tuple[int, str], ...]:
    return (number.open, "still open"), (number.unknown, "not known")


def closest(numbers: Iterable[Number], name: str = "") -> Margin | None:
    """The margin that is nearest to failing, or furthest below."""
    found = [m for number in numbers if (m := margin(number, name)) is not None]
    return min(found, key=lambda m: m.tightness, default=None)


def margins(finding: Finding) -> tuple[Margin, ...]:
    """The closest margin of a finding, or of each of its members that counts.

    What is met another way is not short: a route that was not needed has not failed.
    """
    found = _margins(finding)
    if finding.verdict is Verdict.MET:
        return tuple(one for one in found if one.spare >= 0)
    return tuple(found)


def _margins(finding: Finding) -> Iterator[Margin]:
    own = closest(finding.numbers, finding.title)
    if own is not None:
        yield own
    for part in finding.parts:
        found = closest(part.numbers, part.member) if part.counts else None
        if found is not None:
            yield found
