"""What a requirement asks of a submission: the closed list of questions."""

from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Discriminator, Field, Tag, model_validator

from mis_assessor.core.frozen import Frozen


class RowTest(Frozen):
    """One line of ``cases``, ``done when`` and the like: a column and what it must be.

    Days, limits and lists are names of values; a plain answer (``yes``, ``Pass``) is
    compared with the cell, and ``each`` stands for the member of ``for each``.
    """

    column: str
    is_: str | None = None
    is_one_of: str | tuple[str, ...] | None = None
    contains_any_of: str | tuple[str, ...] | None = None
    is_given: bool | None = None
    from_: str | None = None
    to: str | None = None
    within: str | None = None
    after: str | None = None
    before: str | None = None
    by: str | None = None
    on_or_after: str | None = None
    is_at_least: str | None = None
    is_under: str | None = None

    @model_validator(mode="after")
    def _says_something(self) -> "RowTest":
        if self.within and not (self.after or self.before):
            raise ValueError("“within” needs “after” or “before” and a column")
        if self.before and not self.within:
            raise ValueError("“before” needs “within”; for a last day write “by”")
        if self.model_fields_set <= {"column"}:
            raise ValueError("say what the column must be")
        return self


class AnyRowTest(Frozen):
    """``any of``: one of the groups of lines must hold."""

    any_of: tuple["RowTests", ...]


def _row_tests(written: Any) -> Any:
    if not isinstance(written, dict):
        return written
    lines: list[Any] = []
    for column, test in written.items():
        if column == "any of":
            lines.append({"any of": test})
        elif isinstance(test, dict):
            lines.append({"column": column, **test})
        else:
            lines.append({"column": column, "is": test})
    return lines


def _kind_of_line(line: Any) -> str:
    if isinstance(line, dict):
        return "any" if "any of" in line else "one"
    return "any" if isinstance(line, AnyRowTest) else "one"


Line = Annotated[
    Annotated[RowTest, Tag("one")] | Annotated[AnyRowTest, Tag("any")],
    Discriminator(_kind_of_line),
]
RowTests = Annotated[tuple[Line, ...], BeforeValidator(_row_tests)]


class Window(Frozen):
    """Days from and to, inclusive, as names of values."""

    from_: str
    to: str


class Counts(StrEnum):
    """Which cases enter a share whose limits have not all run out."""

    DUE = "fallen due"
    DUE_OR_DONE = "fallen due or already done"


class CasesQuestion(Frozen):
    """Rows of a register: how many there are, and how many did what was asked."""

    register_: str
    covers: Window | None = None
    cases: RowTests = ()
    leave_out: RowTests = ()
    in_doubt: RowTests = ()
    not_due_while: RowTests = ()
    done_when: RowTests = ()
    who_counts: str = Counts.DUE_OR_DONE
    one_row_for_every: Literal["month", "shift"] | None = None
    one_row_for_each_of: str | None = None
    """A list of names: the column named in ``cases`` must have a row for each."""
    known_from: str | None = None
    day: str | None = None
    """For ``dates of cases``: the column whose day counts."""
    answer: Literal["share of cases", "count of cases", "dates of cases"]


class TotalsQuestion(Frozen):
    """Rows that carry a numerator and a denominator, added up."""

    register_: str
    covers: Window | None = None
    cases: RowTests = ()
    one_row_for_every: Literal["month"] | None = None
    known_from: str | None = None
    numerator: str = "numerator"
    denominator: str = "denominator"
    answer: Literal["share of totals"]


class NumberQuestion(Frozen):
    """One number in the latest row of a register."""

    register_: str
    cases: RowTests = ()
    column: str
    latest_by: str
    answer: Literal["number"]


class TrainingWindow(Frozen):
    """Some length of time between two days: chosen by the trust, or the best one."""

    lasts: str
    anywhere_from: str
    to: str
    chosen: str
    reach: str
    """The share each group must reach: the best window leaves fewest people short."""


class Planned(Frozen):
    """A day booked, where the guidance lets a late joiner's plan stand for training."""

    day: str
    within: str
    after: str


class PeopleQuestion(Frozen):
    """People in post, and how many of them have a row in another register."""

    people: str
    who: RowTests = ()
    in_post_from: str = "started on"
    in_post_to: str = "left on"
    away_from: str | None = None
    away_to: str | None = None
    in_post_on: str
    """A value naming a day, or ``last day of the window``."""
    trained_in: str
    rows: RowTests = ()
    day: str
    or_planned: Planned | None = None
    window: TrainingWindow
    shared_window: str | None = None
    """A value: ``separate windows`` or ``one window``, where the guidance is unclear."""
    modules: dict[str, str] = Field(default_factory=dict)
    """For one shared window: each module and the list of groups that must reach it."""
    answer: Literal["share of people"]


class Kind(Frozen):
    """Which documents are meant."""

    kind: str
    about: Literal["this requirement", "each"] | None = None


class Promise(Frozen):
    """What a plan must promise: a number and the last day for it."""

    number: str | None = None
    more_than: bool = False
    """Whether the number must be passed, not only reached."""
    by: str | None = None


class DocumentsQuestion(Frozen):
    """Documents of a kind, with who did what with them and what they contain."""

    documents: Kind
    signed_by: str | tuple[str, ...] = ()
    agreed_by: str | tuple[str, ...] = ()
    approved_by: str | tuple[str, ...] = ()
    endorsed_by: str | tuple[str, ...] = ()
    ratified_by: str | tuple[str, ...] = ()
    received_by: str | tuple[str, ...] = ()
    discussed_by: str | tuple[str, ...] = ()
    presented_by: str | tuple[str, ...] = ()
    validated_by: str | tuple[str, ...] = ()
    shared_with: str | tuple[str, ...] = ()
    co_produced_with: str | tuple[str, ...] = Field(default=(), alias="co-produced with")
    in_this_order: bool = False
    contains_all: str | None = None
    covers: "Cover | None" = None
    promises: Promise | None = None
    shows_progress: bool = False
    between: Window | None = None
    meetings_of: str | None = None
    """The body whose meetings, in the register of meetings, each need one."""
    answer: Literal["document", "documents"]

    def events(self) -> tuple[tuple[str, str | tuple[str, ...]], ...]:
        """Each act asked for and by whom, in the order of the headings."""
        return tuple((verb, by) for field, verb in EVENTS if (by := getattr(self, field)))


EVENTS = (
    ("agreed_by", "agreed"),
    ("approved_by", "approved"),
    ("signed_by", "signed"),
    ("endorsed_by", "endorsed"),
    ("ratified_by", "ratified"),
    ("validated_by", "validated"),
    ("presented_by", "presented"),
    ("received_by", "received"),
    ("discussed_by", "discussed"),
    ("shared_with", "shared"),
    ("co_produced_with", "co-produced"),
)


class Cover(Frozen):
    """The period a document must be about: its length and where it may lie."""

    lasts: str
    from_: str
    to: str


class StatementQuestion(Frozen):
    """Something a named person says."""

    statement: str
    answer: Literal["yes or no", "day", "moment"]


_BY_ANSWER = {
    "share of cases": "cases",
    "count of cases": "cases",
    "dates of cases": "cases",
    "share of totals": "totals",
    "number": "number",
    "share of people": "people",
    "document": "documents",
    "documents": "documents",
    "yes or no": "statement",
    "day": "statement",
    "moment": "statement",
}


def _kind_of_question(written: Any) -> str | None:
    answer = written.get("answer") if isinstance(written, dict) else written.answer
    return _BY_ANSWER.get(str(answer))


Question = Annotated[
    Annotated[CasesQuestion, Tag("cases")]
    | Annotated[TotalsQuestion, Tag("totals")]
    | Annotated[NumberQuestion, Tag("number")]
    | Annotated[PeopleQuestion, Tag("people")]
    | Annotated[DocumentsQuestion, Tag("documents")]
    | Annotated[StatementQuestion, Tag("statement")],
    Discriminator(
        _kind_of_question,
        custom_error_type="question",
        custom_error_message="“answer” must be one of: " + ", ".join(_BY_ANSWER),
    ),
]
