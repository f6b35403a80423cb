"""Puts each question of a requirement to the submission."""

from typing import assert_never

from mis_assessor.core.answering.arrangements import ask_arrangement
from mis_assessor.core.answering.asking import Asking
from mis_assessor.core.answering.buddy import ask_buddy
from mis_assessor.core.answering.cases import ask_cases
from mis_assessor.core.answering.papers import ask_documents
from mis_assessor.core.answering.people import ask_people
from mis_assessor.core.answering.post_holders import ask_posts
from mis_assessor.core.answering.statements import ask_statement
from mis_assessor.core.answering.totals import ask_number, ask_totals
from mis_assessor.core.answers import Answer
from mis_assessor.core.questions.cases import CasesQuestion
from mis_assessor.core.questions.documents import DocumentsQuestion
from mis_assessor.core.questions.facts import (
    ArrangementQuestion,
    BuddyQuestion,
    PostsQuestion,
)
from mis_assessor.core.questions.people import PeopleQuestion
from mis_assessor.core.questions.question import Question, StatementQuestion
from mis_assessor.core.questions.totals import NumberQuestion, TotalsQuestion


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
