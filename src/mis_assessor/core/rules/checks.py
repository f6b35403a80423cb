"""The kinds of check that a consistency rule may name: the closed list.

Each is filled in by a rule file with tables, columns and names of values.
"""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Discriminator, Field

from mis_assessor.core.rules.count_checks import (
    EventInBoth,
    NoHole,
    NothingToReport,
    NumbersFollow,
    OutsideCount,
    RightSize,
)
from mis_assessor.core.rules.row_tests import RowTests
from mis_assessor.core.rules.values import Frozen


class ReferenceExists(Frozen):
    """What one table names exists in the table it belongs to."""

    kind: Literal["reference exists"]
    table: str
    column: str
    rows: RowTests = ()
    beginning: str = ""
    """Only references that begin so: a column may hold others too."""
    is_in: dict[str, str]
    """Tables and the column of each that may hold it."""


class EachHasRows(Frozen):
    """Every one of a kind in one table has rows in another; one alone may go unnamed."""

    kind: Literal["each has rows"]
    table: str
    column: str
    rows: RowTests = ()
    rows_in: dict[str, str]


class DaysInOrder(Frozen):
    """Days of one row, each not before those ahead of it in the list."""

    kind: Literal["days in order"]
    table: str
    rows: RowTests = ()
    order: tuple[str, ...]
    """Columns; “assessment day” may stand among them."""
    no_further_apart_than: str | None = None


class WhileInPost(Frozen):
    """What somebody attended, they attended between their first and last day in post."""

    kind: Literal["while in post"]
    table: str
    person: str
    day: str
    people: str
    first: str
    last: str
    unless: RowTests = ()


class InTheDaysCovered(Frozen):
    """Rows of a register lie inside the days that the register list says it covers."""

    kind: Literal["in the days covered"]
    table: str
    day: str


class OnAMeetingDay(Frozen):
    """What a body did with a paper, it did on a day on which it met."""

    kind: Literal["on a meeting day"]
    table: str
    body: str
    day: str
    rows: RowTests = ()


class GroupHasPeople(Frozen):
    """Every group that a requirement measures has somebody in it, or none is stated."""

    kind: Literal["group has people"]
    people: str
    group: str
    unless_stated: str
    """The statement that there is none; the group stands behind it."""


class FewLeaveAtOnce(Frozen):
    """No large part of a group leaves, or goes on leave, just before the count."""

    kind: Literal["few leave at once"]
    people: str
    group: str
    days: tuple[str, ...]
    before: str
    """The value that names the day of the count."""
    within: str
    from_people: str
    more_than: str


class ColumnFilled(Frozen):
    """A column that takes people out of a count is not blank throughout."""

    kind: Literal["column filled"]
    table: str
    columns: dict[str, str]
    """Each with the statement of a named person that it is rightly blank."""


class MarkFits(Frozen):
    """A row that satisfies the published definition is marked so."""

    kind: Literal["mark fits"]
    table: str
    rows: RowTests
    then: RowTests
    says: str
    """Why, in words: what the cells say and what was expected."""
    blank_counts: bool = False
    """Whether a blank is as good as a contradiction: nobody has answered."""


class ResultFits(Frozen):
    """A published result beside the counts it claims."""

    kind: Literal["result fits"]
    table: str
    rows: RowTests = ()
    numerator: str
    denominator: str
    at_least: str
    rounded_to: int | None = None
    """Counts are published to the nearest so many, so each may be half of it away."""


class NotRound(Frozen):
    """Not the same round number in every row: percent may stand for counts."""

    kind: Literal["not the same round number"]
    table: str
    column: str
    from_rows: str
    multiple_of: str


class NotAlike(Frozen):
    """Rows do not say the same in everything but their reference."""

    kind: Literal["rows differ"]
    table: str
    but_for: tuple[str, ...]
    from_rows: str


class TwoPeople(Frozen):
    """Two columns of a row, or two roles among the contacts, are not one person."""

    kind: Literal["two people"]
    table: str
    columns: tuple[str, str] | None = None
    roles: tuple[str, ...] = ()


class HolderOfTheRole(Frozen):
    """Who acts in a role is who holds it on that day, by the list of contacts."""

    kind: Literal["holder of the role"]
    table: str
    who: str
    role: str
    day: str
    same_as: dict[str, str] = Field(default_factory=dict)
    """Other words for a role."""


class OneDayForOneAct(Frozen):
    """One act told in a statement and in the list of acts has one day."""

    kind: Literal["one day for one act"]
    statement: str
    document: str
    event: str
    by: str


class OnePaperOnePeriod(Frozen):
    """One file is not listed as reports of several periods."""

    kind: Literal["one paper, one period"]


class OwnSubject(Frozen):
    """A judgement rests on a paper that is asked for by what is judged, or by no other."""

    kind: Literal["of its own subject"]


class DeclaredAndAssessed(Frozen):
    """What the Board declares is not “no” where it is assessed as met."""

    kind: Literal["declared as assessed"]


class CodeOfTheTrust(Frozen):
    """The trust's code is not that of a trust of another name."""

    kind: Literal["code and name"]
    names: str
    """The value that lists codes with the names they belong to: “RXX: name”."""


class HasFingerprint(Frozen):
    """A paper or register that counts has a fingerprint."""

    kind: Literal["fingerprint given"]


def _of_its_kind(written: Any) -> Any:
    """``{reference exists: {…}}`` as the one check of that kind."""
    if not isinstance(written, dict):
        return written
    if len(written) != 1:
        raise ValueError("write one kind of check, and what it needs under it")
    ((kind, needs),) = written.items()
    return {"kind": kind, **(needs if isinstance(needs, dict) else {})}


Check = Annotated[
    ReferenceExists
    | EachHasRows
    | DaysInOrder
    | WhileInPost
    | InTheDaysCovered
    | OnAMeetingDay
    | GroupHasPeople
    | FewLeaveAtOnce
    | ColumnFilled
    | MarkFits
    | ResultFits
    | NotRound
    | NotAlike
    | OutsideCount
    | RightSize
    | EventInBoth
    | NothingToReport
    | NoHole
    | NumbersFollow
    | TwoPeople
    | HolderOfTheRole
    | OneDayForOneAct
    | OnePaperOnePeriod
    | OwnSubject
    | DeclaredAndAssessed
    | CodeOfTheTrust
    | HasFingerprint,
    Discriminator("kind"),
    BeforeValidator(_of_its_kind),
]
