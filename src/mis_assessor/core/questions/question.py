"""Any question that a requirement may ask of a submission: the closed list."""

from typing import Annotated, Any, Literal

from pydantic import Discriminator, Tag

from mis_assessor.core.frozen import Frozen
from mis_assessor.core.questions.cases import CasesQuestion
from mis_assessor.core.questions.documents import DocumentsQuestion
from mis_assessor.core.questions.facts import (
    ArrangementQuestion,
    BuddyQuestion,
    PostsQuestion,
)
from mis_assessor.core.questions.people import PeopleQuestion
from mis_assessor.core.questions.totals import NumberQuestion, TotalsQuestion


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
    "arrangement": "arrangement",
    "posts": "posts",
    "buddy": "buddy",
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
    | Annotated[StatementQuestion, Tag("statement")]
    | Annotated[ArrangementQuestion, Tag("arrangement")]
    | Annotated[PostsQuestion, Tag("posts")]
    | Annotated[BuddyQuestion, Tag("buddy")],
    Discriminator(
        _kind_of_question,
        custom_error_type="question",
        custom_error_message="“answer” must be one of: " + ", ".join(_BY_ANSWER),
    ),
]
