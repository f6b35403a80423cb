"""Puts each question of a requirement to the submission."""

from typing import assert_never

from mis_assessor.core.answering.asking import Asking
from mis_assessor.core.answering.cases import ask_cases
from mis_assessor.core.answering.documents import ask_documents
from mis_assessor.core.answering.facts import ask_arrangement, ask_buddy, ask_posts
from mis_assessor.core.answering.people import ask_people
from mis_assessor.core.answering.statements import ask_statement
from mis_assessor.core.answering.totals import ask_number, ask_totals
from mis_assessor.core.evidence.answers import Answer
from mis_assessor.core.rules.questions import (
    ArrangementQuestion,
    BuddyQuestion,
    CasesQuestion,
    DocumentsQuestion,
    NumberQuestion,
    PostsQuestion,
    Question,
    StatementQuestion,
    TotalsQuestion,
)
from mis_assessor.core.rules.register_questions import PeopleQuestion


def ask(question: Question, asking: Asking) -> Answer:
    """The answer to one question."""
    match question:
        case CasesQuestion():
            return ask_cases(question, asking)
        case TotalsQuestion():
            return ask_totals(question, asking)
        case NumberQuestion():
            return ask_number(question, asking)
        case PeopleQuestion():
            return ask_people(question, asking)
        case DocumentsQuestion():
            return ask_documents(question, asking)
        case StatementQuestion():
            return ask_statement(question, asking)
        case ArrangementQuestion():
            return ask_arrangement(question, asking)
        case PostsQuestion():
            return ask_posts(question, asking)
        case BuddyQuestion():
            return ask_buddy(question, asking)
        case _:
            assert_never(question)
