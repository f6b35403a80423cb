"""Any question that a requirement may ask of a submission: the closed list.

The days a question is about.

A question about the cases in a register.

Questions about figures that a register carries ready added up.

A question about documents: their kind, who acted on them, what they hold.
"""

from enum import StrEnum
from typing import Annotated, Any, ClassVar, Literal, Union

from pydantic import Discriminator, Field, GetCoreSchemaHandler, Tag, model_validator
from pydantic_core import CoreSchema

from mis_assessor.core.rules.comparisons import AnswerKind, ValueKind
from mis_assessor.core.rules.fact_questions import FACTS
from mis_assessor.core.rules.once import once_each
from mis_assessor.core.rules.register_questions import (
    QUESTIONS,
    AnyQuestion,
    Columns,
    PeopleQuestion,
    RegisterQuestion,
)
from mis_assessor.core.rules.row_tests import RowTests
from mis_assessor.core.rules.values import Frozen


class QuestionWindow(Frozen):
    """Days from and to, inclusive, as names of values."""

    from_: str
    to: str


class Counts(StrEnum):
    """Which cases enter a share whose limits have not all run out."""

    DUE = "fallen due"
    DUE_OR_DONE = "fallen due or already done"


IN_BETWEEN = "month in between"
"""No days without a row between the first and the last that have one."""


class CasesQuestion(RegisterQuestion):
    """Rows of a register: how many there are, and how many did what was asked."""

    answers: ClassVar = {
        "share of cases": AnswerKind.SHARE,
        "count of cases": AnswerKind.SHARE,
        "dates of cases": AnswerKind.PAPERS,
    }
    names: ClassVar = {"known_from": (ValueKind.DAY,), "one_row_for_each_of": (ValueKind.NAMES,)}
    covers: QuestionWindow | None = None
    leave_out: RowTests = ()
    in_doubt: RowTests = ()
    not_due_while: RowTests = ()
    done_when: RowTests = ()
    who_counts: str = Counts.DUE_OR_DONE
    one_row_for_every: Literal["month", "shift", "month in between"] | None = None
    one_row_for_each_of: str | None = None
    """A list of names: the column named in ``cases`` must have a row for each."""
    known_from: str | None = None
    pooled_over: Literal["providers"] | None = None
    """Taken together over the trusts of the system; one missing makes it missing."""
    day: str | None = None
    """For ``dates of cases``: the column whose day counts."""
    answer: Literal["share of cases", "count of cases", "dates of cases"]

    @model_validator(mode="after")
    def _dates_have_a_window(self) -> "CasesQuestion":
        if (self.answer == "dates of cases") is not bool(self.day and self.covers):
            raise ValueError("“dates of cases” needs “day” and “covers”, and no other has “day”")
        return self

    def between_days(self) -> tuple[str, ...]:
        """The days it is about."""
        return () if self.covers is None else (self.covers.from_, self.covers.to)

    def _lines(self) -> tuple[RowTests, ...]:
        waiting = (self.leave_out, self.in_doubt, self.not_due_while)
        return self.cases, *waiting, self.done_when

    def _named(self) -> tuple[str, ...]:
        return (*((self.day,) if self.day else ()), *_SERIES.get(self.one_row_for_every or "", ()))


_SERIES = {"month": ("month",), "shift": ("day", "shift")}
"""What tells which rows of a series are there."""


class TotalsQuestion(RegisterQuestion):
    """Rows that carry a numerator and a denominator, added up."""

    answers: ClassVar = {"share of totals": AnswerKind.SHARE}
    names: ClassVar = {"known_from": (ValueKind.DAY,)}
    covers: QuestionWindow | None = None
    one_row_for_every: Literal["month", "month in between"] | None = None
    known_from: str | None = None
    pooled_over: Literal["providers"] | None = None
    """Added up over the trusts of the system; one that sent nothing makes it missing."""
    numerator: str = "numerator"
    denominator: str = "denominator"
    answer: Literal["share of totals"]

    def between_days(self) -> tuple[str, ...]:
        """The days it is about."""
        return () if self.covers is None else (self.covers.from_, self.covers.to)

    def _named(self) -> tuple[str, ...]:
        return self.numerator, self.denominator, *_SERIES.get(self.one_row_for_every or "", ())


class NumberQuestion(RegisterQuestion):
    """One number in the latest row of a register."""

    answers: ClassVar = {"number": AnswerKind.NUMBER}
    column: str
    latest_by: str
    answer: Literal["number"]

    def _named(self) -> tuple[str, ...]:
        return self.column, self.latest_by


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


class DocumentsQuestion(AnyQuestion):
    """Documents of a kind, with who did what with them and what they contain."""

    answers: ClassVar = {"document": AnswerKind.PAPER, "documents": AnswerKind.PAPERS}
    names: ClassVar = {"contains_all": (ValueKind.NAMES,), "not_before": (ValueKind.DAY,)}
    documents: Kind
    completed_by: str | tuple[str, ...] = ()
    signed_by: str | tuple[str, ...] = ()
    agreed_by: str | tuple[str, ...] = ()
    approved_by: str | tuple[str, ...] = ()
    endorsed_by: str | tuple[str, ...] = ()
    ratified_by: str | tuple[str, ...] = ()
    received_by: str | tuple[str, ...] = ()
    discussed_by: str | tuple[str, ...] = ()
    reviewed_by: str | tuple[str, ...] = ()
    seen_by: str | tuple[str, ...] = ()
    consulted: str | tuple[str, ...] = ()
    sent_to: str | tuple[str, ...] = ()
    published_by: str | tuple[str, ...] = ()
    presented_by: str | tuple[str, ...] = ()
    validated_by: str | tuple[str, ...] = ()
    shared_with: str | tuple[str, ...] = ()
    co_produced_with: str | tuple[str, ...] = Field(default=(), alias="co-produced with")
    of_the_system: bool = False
    """Only what the local system itself holds about a trust, not the trust's own papers."""
    in_this_order: bool = False
    contains_all: str | None = None
    covers: "Cover | None" = None
    not_before: str | None = None
    """The first day that counts: what was done before it belongs to an earlier year."""
    may_be_old_because: str | None = None
    """Why a paper from before it was asked for is good, in the words of the rule's writer."""
    promises: Promise | None = None
    shows_progress: bool = False
    checked_by_another: bool = False
    """Whether whoever wrote it may not be the one who checked it."""
    between: QuestionWindow | None = None
    even_in_a_pause: bool = False
    """Whether guidance asks for these days by name, so that no pause takes any of them out."""
    meetings_of: str | None = None
    """The body whose meetings, in the register of meetings, each need one."""
    answer: Literal["document", "documents"]

    @model_validator(mode="after")
    def _coming_round_has_a_window(self) -> "DocumentsQuestion":
        if self.answer == "documents" and self.between is None:
            raise ValueError("“documents” needs “between”: the days in which they come round")
        return self

    def between_days(self) -> tuple[str, ...]:
        """The days in which they come round."""
        return () if self.between is None else (self.between.from_, self.between.to)

    def asks(self) -> tuple[str, ...]:
        """The kind of document."""
        return (f"document: {self.documents.kind}",)

    def named_columns(self) -> Columns:
        """Where each meeting needs one: the register of meetings."""
        return MEETINGS if self.meetings_of else ()

    def events(self) -> tuple[tuple[str, str | tuple[str, ...]], ...]:
        """Each act asked for and by whom, in the order of the headings."""
        return _events(self)


@once_each
def _events(question: DocumentsQuestion) -> tuple[tuple[str, str | tuple[str, ...]], ...]:
    return tuple((verb, by) for field, verb in EVENTS if (by := getattr(question, field)))


MEETINGS = (("meetings", "body"), ("meetings", "held on"))
EVENTS = (
    ("completed_by", "completed"),
    ("consulted", "consulted"),
    ("agreed_by", "agreed"),
    ("approved_by", "approved"),
    ("signed_by", "signed"),
    ("endorsed_by", "endorsed"),
    ("ratified_by", "ratified"),
    ("validated_by", "validated"),
    ("presented_by", "presented"),
    ("received_by", "received"),
    ("discussed_by", "discussed"),
    ("reviewed_by", "reviewed"),
    ("seen_by", "seen"),
    ("sent_to", "sent"),
    ("published_by", "published"),
    ("shared_with", "shared"),
    ("co_produced_with", "co-produced"),
)


class Cover(Frozen):
    """The period a document must be about: its length and where it may lie."""

    lasts: str
    from_: str
    to: str


def _kind_of_question(written: Any) -> str | None:
    asks = written.get("answer") if isinstance(written, dict) else getattr(written, "answer", "")
    kind = QUESTIONS.get(str(asks))
    return None if kind is None else kind.__name__


class _OneOfAll:
    """What may stand where a question stands: any that is known."""

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        kinds: tuple[type[AnyQuestion], ...] = (PeopleQuestion, *FACTS, *QUESTIONS.values())
        tagged = tuple(Annotated[kind, Tag(kind.__name__)] for kind in dict.fromkeys(kinds))
        discriminator = Discriminator(
            _kind_of_question,
            custom_error_type="question",
            custom_error_message="“answer” must be one of: " + ", ".join(QUESTIONS),
        )
        return handler.generate_schema(Annotated[Union[tagged], discriminator])  # noqa: UP007


Question = Annotated[AnyQuestion, _OneOfAll()]
