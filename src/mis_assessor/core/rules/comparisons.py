"""The closed list of comparisons: what each may hold against what, and how it is told.

One table, read three ways: a rule file's condition is refused where the table does not
allow it, the evaluators find in it how a comparison is measured, and whoever adds one
writes a line of it. A comparison without a side (`way`) is measured in a way of its own,
which stands in ``core.deciding.measure`` under the same name.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, ClassVar, assert_never

from pydantic import BeforeValidator, InstanceOf, PlainSerializer
from pydantic_core import PydanticCustomError

from mis_assessor.core.rules.quantities import (
    Gestation,
    Length,
    Month,
    Pounds,
    Quantity,
    Share,
    Times,
)


class Way(StrEnum):
    """Which side of the limit is met."""

    AT_LEAST = "at least"
    MORE_THAN = "more than"
    AT_MOST = "at most"
    UNDER = "under"


class LimitKind(StrEnum):
    """What the limit of a comparison is: which number a figure is held against."""

    VALUE = "the value of the guidance"
    NOTHING = "none that is wrong or lacking"
    OWN = "a number of the submission, or the day assessed"


class AnswerKind(StrEnum):
    """What an answer can be, whoever asked; the value is how it is told."""

    SHARE = "so many of so many"
    NUMBER = "a number"
    YES_OR_NO = "yes or no"
    DAY = "a day"
    MOMENT = "a day and time"
    PAPER = "one document, post or arrangement"
    PAPERS = "what comes round"


class ValueKind(StrEnum):
    """What an answer can be held against; the value says how to write it."""

    SHARE = "a share, such as 90% or “all of them”"
    TIMES = "a number of times, such as 3 times or “none”"
    NUMBER = "a number, such as 7.5"
    LENGTH = "a length of time, such as 3 months"
    DAY = "a day, such as 2022-12-05"
    MOMENT = "a day and time, such as 2022-12-02 12:00:00"
    PERIOD = "month, two months, quarter, half-year, year or meeting"
    YES_OR_NO = "yes or no"
    YES = "yes"
    GESTATION = "a gestation, such as 37+0"
    MONTH = "a month, such as 2022-07"
    NAMES = "a name, or a list of names"
    ANOTHER = "another answer of its kind"


PERIODS = {"month": 1, "two months": 2, "quarter": 3, "half-year": 6, "year": 12}
MEETING = "meeting"


def kinds_of(value: Quantity) -> tuple[ValueKind, ...]:
    """What a value is, as comparisons know it.

    >>> [kind.name for kind in kinds_of("quarter")]
    ['PERIOD', 'NAMES']
    """
    match value:
        case Share():
            return (ValueKind.SHARE,)
        case Times():
            return (ValueKind.TIMES,)
        case Length():
            return (ValueKind.LENGTH,)
        case Decimal():
            return (ValueKind.NUMBER,)
        case datetime():
            return (ValueKind.MOMENT,)
        case date():
            return (ValueKind.DAY,)
        case Gestation():
            return (ValueKind.GESTATION,)
        case Month():
            return (ValueKind.MONTH,)
        case "yes":
            return (ValueKind.YES_OR_NO, ValueKind.YES, ValueKind.NAMES)
        case "no":
            return (ValueKind.YES_OR_NO, ValueKind.NAMES)
        case str() if value in PERIODS or value == MEETING:
            return (ValueKind.PERIOD, ValueKind.NAMES)
        case str() | tuple():
            return (ValueKind.NAMES,)
        case Pounds():
            return ()
        case _:
            assert_never(value)


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Comparison:
    """One way to hold an answer against a value; the only one of its phrase."""

    value: str
    """The phrase in the rule file."""
    takes: Mapping[AnswerKind, tuple[ValueKind, ...]]
    """Each kind of answer it may be asked of, and what that may be held against."""
    way: Way | None = None
    """The side that is met; None where it is measured in a way of its own."""
    held: LimitKind | None = LimitKind.NOTHING
    """The limit of what is measured in its own way; None where there is never a figure."""
    counts: Way = Way.AT_MOST
    """The side of that limit which is met."""
    more_is_stricter: bool = False
    """Whether a higher value asks for more."""
    both_sides: bool = False
    """Whether examples must stand on both sides of its day."""
    needs: tuple[str, ...] = ()
    """Headings beside it without which it says nothing."""
    allows: tuple[str, ...] = ()
    """Headings that may stand beside it."""
    told: str = ""
    """How it is told where its phrase and value do not say it."""
    known: ClassVar[dict[str, "Comparison"]] = {}

    def __post_init__(self) -> None:
        Comparison.known[self.value] = self

    def __repr__(self) -> str:
        return f"Comparison({self.value!r})"

    @property
    def side(self) -> tuple[LimitKind | None, Way]:
        """What a figure is held against, and which side of it is met."""
        return (self.held, self.counts) if self.way is None else (LimitKind.VALUE, self.way)

    def __reduce__(self) -> tuple[Any, ...]:
        return called, (self.value,)


def called(phrase: Any) -> Comparison:
    """The comparison of a phrase. Raises a validation error that lists them all."""
    if isinstance(phrase, Comparison):
        return phrase
    if isinstance(phrase, str) and phrase in Comparison.known:
        return Comparison.known[phrase]
    *most, last = (f"'{known}'" for known in Comparison.known)
    expected = f"{', '.join(most)} or {last}"
    raise PydanticCustomError("enum", "one of {expected}", {"expected": expected})


def _phrase(comparison: Comparison) -> str:
    return comparison.value


Called = Annotated[InstanceOf[Comparison], BeforeValidator(called), PlainSerializer(_phrase)]

_A, _V = AnswerKind, ValueKind
_COUNTED = (_V.SHARE, _V.TIMES)
_WHEN = {_A.DAY: (_V.DAY, _V.MOMENT), _A.MOMENT: (_V.DAY, _V.MOMENT)}
_MEASURED = {_A.SHARE: _COUNTED, _A.NUMBER: (_V.NUMBER, _V.ANOTHER)}
_OTHER_SHARE = {_A.SHARE: (_V.ANOTHER,)}
_COUNTED_BY = ("counted_by",)


class Op:
    """Every comparison by its short name."""

    AT_LEAST = Comparison("is at least", _MEASURED, Way.AT_LEAST, more_is_stricter=True)
    MORE_THAN = Comparison("is more than", _MEASURED, Way.MORE_THAN, more_is_stricter=True)
    AT_MOST = Comparison("is at most", _MEASURED, Way.AT_MOST)
    UNDER = Comparison("is under", _MEASURED, Way.UNDER)
    HAS_AT_LEAST = Comparison(
        "has at least", {_A.SHARE: (_V.TIMES,)}, Way.AT_LEAST, more_is_stricter=True
    )
    REPORTED = Comparison(
        "is reported",
        {_A.SHARE: (_V.YES,)},
        held=LimitKind.OWN,
        counts=Way.AT_LEAST,
        told="that it is reported",
    )
    IN_PLACE_BY = Comparison(
        "is in place by", {_A.PAPER: (_V.DAY,)}, held=LimitKind.VALUE, both_sides=True
    )
    IN_FORCE_ON = Comparison("in force on", {_A.PAPER: (_V.DAY,)})
    DATED_WITHIN = Comparison("dated within", {_A.PAPER: (_V.LENGTH,)}, needs=("before",))
    GAPS_AT_MOST = Comparison("gaps at most", {_A.PAPERS: (_V.LENGTH,)}, allows=_COUNTED_BY)
    ONE_IN_EVERY = Comparison(
        "one in every", {_A.PAPERS: (_V.PERIOD,)}, allows=(*_COUNTED_BY, "may_miss", "if_")
    )
    HAPPENS_AT_LEAST = Comparison(
        "happens at least",
        {_A.PAPERS: (_V.TIMES,)},
        held=LimitKind.VALUE,
        counts=Way.AT_LEAST,
        more_is_stricter=True,
        allows=(*_COUNTED_BY, "in_different", "closer_together"),
    )
    HAPPENS_AT_MOST = Comparison(
        "happens at most", {_A.PAPERS: (_V.TIMES,)}, held=LimitKind.VALUE, allows=("in_any",)
    )
    AT_OR_BEFORE = Comparison("is at or before", _WHEN, Way.AT_MOST, both_sides=True)
    NOT_BEFORE = Comparison("is not before", _WHEN, Way.AT_LEAST)
    NO_OLDER_THAN = Comparison(
        "is no older than", {_A.PAPER: (_V.LENGTH,)}, held=LimitKind.OWN, counts=Way.AT_LEAST
    )
    TOLERATED = Comparison("is tolerated until", {_A.PAPER: (_V.DAY,)}, held=None)
    SHARE_OF = Comparison("is at least the share of", _OTHER_SHARE, Way.AT_LEAST)
    MORE_THAN_SHARE_OF = Comparison("is more than the share of", _OTHER_SHARE, Way.MORE_THAN)
    IS = Comparison("is", {_A.YES_OR_NO: (_V.YES_OR_NO,)})


class Mistyped(ValueError):
    """A comparison of what cannot be compared: the check of the rules should have refused it."""
