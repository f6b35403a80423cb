"""The kinds of check that hold counts against each other: from outside, by size, in series."""

from typing import Literal

from pydantic import Field, model_validator

from mis_assessor.core.rules.row_tests import RowTests
from mis_assessor.core.rules.values import Frozen


class OutsideCount(Frozen):
    """A count from outside is the count of the trust's own rows of the same days."""

    kind: Literal["outside count"]
    sources: tuple[str, ...]
    subject: str | None = None
    """The value that lists words of which the subject has one; left out: every subject."""
    register_: str
    day: str
    rows: RowTests = ()


class FigureOfTable(Frozen):
    """One figure of a table: how many rows, or a column's sum, mean or latest number."""

    table: str
    rows: RowTests = ()
    count: Literal["rows"] | None = None
    sum_of: str | None = None
    mean_of: str | None = None
    latest: str | None = None
    by: str | None = None
    """The column of days, for the latest; and for people, see ``in post``."""
    in_post: tuple[str, str] | None = None
    """Columns of the first and last day: only those in post on the day of the other figure."""

    @model_validator(mode="after")
    def _one(self) -> "FigureOfTable":
        if sum(x is not None for x in (self.count, self.sum_of, self.mean_of, self.latest)) != 1:
            raise ValueError("write one of “count”, “sum of”, “mean of” or “latest”")
        return self


class RightSize(Frozen):
    """Two figures of the folder that must be of one size, within limits."""

    kind: Literal["right size"]
    this: FigureOfTable
    that: FigureOfTable
    at_least: str | None = None
    at_most: str | None = None


class EventInBoth(Frozen):
    """An event told in one register is told in another, within some days."""

    kind: Literal["event in both"]
    table: str
    rows: RowTests = ()
    day: str
    other: str
    other_rows: RowTests = ()
    other_day: str
    within: str
    same: dict[str, str] = Field(default_factory=dict)
    """Columns that must be equal where both are filled: gestation."""


class Against(Frozen):
    """What says that there was something to report."""

    statement: str | None = None
    answer: str | None = None
    table: str | None = None
    rows: RowTests = ()

    @model_validator(mode="after")
    def _one(self) -> "Against":
        if (self.statement is None) == (self.table is None):
            raise ValueError("write “statement” with its “answer”, or “table”")
        return self


class NothingToReport(Frozen):
    """“Nothing to report” is not said against anything that says otherwise."""

    kind: Literal["nothing to report"]
    register_: str
    against: tuple[Against, ...]


class NoHole(Frozen):
    """No month between the first and the last is left out."""

    kind: Literal["no hole"]
    table: str
    month: str
    """A column of months, or of days, which then have rows of their own only now and then."""
    apart_by: tuple[str, ...] = ()
    """Columns that make series of their own: an indicator, a measure."""
    usually: str | None = None
    """The value that says how many rows a month must have, taken all together, to be missed."""


class NumbersFollow(Frozen):
    """Numbered references have no gap."""

    kind: Literal["numbers follow"]
    table: str
    column: str
