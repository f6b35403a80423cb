"""Puts each question to the database: the answer, its rows, and the queries behind it."""

from mis_assessor.core.evidence.answers import Answer
from mis_assessor.core.rules.fact_questions import (
    ArrangementQuestion,
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
from mis_assessor.recount import facts
from mis_assessor.recount.asked import Asked, NotRecounted
from mis_assessor.recount.papers_counted import look_at_documents
from mis_assessor.recount.people_counted import count_people
from mis_assessor.recount.queries import Queries
from mis_assessor.recount.registers_counted import add_totals, count_cases, latest_number


def recount(question: AnyQuestion, asked: Asked, queries: Queries) -> Answer:
    """The answer to one question. Raises NotRecounted where there is no SQL for it."""
    queries.made.clear()
    match question:
        case CasesQuestion():
            return count_cases(queries, question, asked)
        case TotalsQuestion():
            return add_totals(queries, question, asked)
        case NumberQuestion():
            return latest_number(queries, question, asked)
        case PeopleQuestion():
            return count_people(queries, question, asked)
        case DocumentsQuestion():
            return look_at_documents(queries, question, asked)
        case StatementQuestion():
            return facts.statement(question, asked, queries.fetch)
        case ArrangementQuestion():
            return facts.arrangement(question, asked, queries.fetch)
        case PostsQuestion():
            return facts.posts(question, asked, queries.fetch)
        case _:
            raise NotRecounted(f"there is no SQL for {type(question).__name__}")
