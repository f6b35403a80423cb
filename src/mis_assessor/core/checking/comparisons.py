"""What of a submission is held against what of a national file, as the rules say it."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field

from mis_assessor.core.checking.published import NationalSource
from mis_assessor.core.rules.quantities import Share
from mis_assessor.core.rules.rulebook import Rulebook
from mis_assessor.core.rules.values import Entry, Frozen, Source, Status, Typed

Some = Annotated[tuple[str, ...], Field(min_length=1)]


class NationalComparison(Frozen):
    """What every comparison says of itself."""

    id: str
    title: str
    register_: str
    serves: Some
    """The requirements, of any year, that rest on what is compared."""
    status: Status
    """How we know that both are about the same thing."""
    source: Source
    notes: str = ""

    def serves_of(self, book: Rulebook) -> tuple[str, ...]:
        """Those requirements that are of a year."""
        return tuple(name for name in self.serves if book.rule(name) is not None)


class MonthlyComparison(NationalComparison):
    """Rows of a register by month and measure, beside published ones of the same month."""

    named_in: str
    """The column that names the measure."""
    where: Mapping[str, str] = Field(default_factory=dict)
    """Only rows with these cells."""
    measures: Mapping[str, Mapping[NationalSource, str]]
    """Measure in the register → how each national source writes it."""
    limit: str = ""
    """The value of the requirement that says what share is needed; empty where a result decides."""
    must_exceed: bool = False
    """Whether the share itself is not enough."""

    def limits_of(self, book: Rulebook) -> tuple[Share, ...]:
        """The shares needed in the latest edition of a year, the highest last."""
        latest = [e.id for e in book.year.editions if not e.not_loaded][-1:]
        found: set[tuple[Share, ...]] = set()
        for name in self.serves:
            rule = book.rule(name)
            entries = rule.values.get(self.limit, ()) if rule and self.limit else ()
            found |= {(e.is_,) for e in entries if _holds_in(e, latest)}
        return tuple(sorted((share for (share,) in found), key=lambda share: share.of_one))


def _holds_in(entry: Entry, editions: list[str]) -> bool:
    in_edition = not entry.editions or bool(set(entry.editions) & set(editions))
    return in_edition and isinstance(entry.is_, Share)


class CountComparison(NationalComparison):
    """A count that only a national body can supply, beside the rows of the same days."""

    counted_by: str
    """The body, as the table of case counts writes it."""
    subject: str
    day: str
    """The column with the day by which a row falls into the period."""
    where: Mapping[str, str] = Field(default_factory=dict)
    told_in: Mapping[str, str] = Field(default_factory=dict)
    """How “outside totals” writes source and subject of the same count, where it has it."""


class SizeComparison(NationalComparison):
    """The mean month of a column beside the mean month of a published total: of the same size?"""

    column: str
    where: Mapping[str, str] = Field(default_factory=dict)
    published: Mapping[NationalSource, str]
    at_least: Typed
    """Of the published mean month."""
    at_most: Typed


class MergedTrusts(Frozen):
    """A trust that went over into others."""

    predecessor: str
    successors: Some
    on: Typed
    status: Status


class NationalRules(Frozen):
    """Every comparison, and the mergers that explain figures under another code."""

    monthly: tuple[MonthlyComparison, ...] = ()
    counts: tuple[CountComparison, ...] = ()
    sizes: tuple[SizeComparison, ...] = ()
    merged: tuple[MergedTrusts, ...] = ()

    def names_of(self, source: NationalSource) -> frozenset[tuple[str, str]]:
        """Who counts and what, of a table that people fill in; nobody where only one can."""
        if source is NationalSource.CASE_COUNTS:
            return frozenset((one.counted_by, one.subject) for one in self.counts)
        return frozenset(
            ("", written[source])
            for one in self.monthly
            for written in one.measures.values()
            if source in written
        )

    @property
    def every_one(self) -> tuple[MonthlyComparison | CountComparison | SizeComparison, ...]:
        """All comparisons."""
        return (*self.monthly, *self.counts, *self.sizes)
