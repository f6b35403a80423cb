"""Puts each question of a requirement to the submission."""

from collections.abc import Callable
from typing import TypeVar

from mis_assessor.core.answering.asking import Asking
from mis_assessor.core.answering.cases import ask_cases
from mis_assessor.core.answering.documents import ask_documents
from mis_assessor.core.answering.facts import ask_arrangement, ask_buddy, ask_posts
from mis_assessor.core.answering.people import ask_people
from mis_assessor.core.answering.statements import ask_statement
from mis_assessor.core.answering.totals import ask_number, ask_totals
from mis_assessor.core.evidence.answers import Answer
from mis_assessor.core.rules.fact_questions import (
    ArrangementQuestion,
    BuddyQuestion,
    PostsQuestion,
    StatementQuestion,
)
from mis_assessor.core.rules.questions import (
    CasesQuestion,
    DocumentsQuestion,
    NumberQuestion,
    TotalsQuestion,
)
from mis_assessor.core.rules.register_questions import AnyQuestion, PeopleQuestion

Q = TypeVar("Q", bound=AnyQuestion)
Answering = Callable[[AnyQuestion, Asking], Answer]


def answered_by(kind: type[Q], answering: Callable[[Q, Asking], Answer]) -> dict[type, Answering]:
    """How one kind of question is answered."""

    def answered(question: AnyQuestion, asking: Asking) -> Answer:
        if not isinstance(question, kind):
            raise TypeError(f"{type(question).__name__} is not {kind.__name__}")
        return answering(question, asking)

    return {kind: answered}


ANSWERED: dict[type, Answering] = {
    **answered_by(CasesQuestion, ask_cases),
    **answered_by(TotalsQuestion, ask_totals),
    **answered_by(NumberQuestion, ask_number),
    **answered_by(PeopleQuestion, ask_people),
    **answered_by(DocumentsQuestion, ask_documents),
    **answered_by(StatementQuestion, ask_statement),
    **answered_by(ArrangementQuestion, ask_arrangement),
    **answered_by(PostsQuestion, ask_posts),
    **answered_by(BuddyQuestion, ask_buddy),
}


def ask(question: AnyQuestion, asking: Asking) -> Answer:
    """The answer to one question."""
    return ANSWERED[type(question)](question, asking)
