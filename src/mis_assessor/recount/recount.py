"""Puts each question to the database: the answer, its rows, and the queries behind it."""

from collections.abc import Callable, Mapping
from typing import Any

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

Counting = Callable[[Queries, Any, Asked], Answer]

RECOUNTED: Mapping[type[AnyQuestion], Counting] = {
    CasesQuestion: count_cases,
    TotalsQuestion: add_totals,
    NumberQuestion: latest_number,
    PeopleQuestion: count_people,
    DocumentsQuestion: look_at_documents,
    StatementQuestion: facts.statement,
    ArrangementQuestion: facts.arrangement,
    PostsQuestion: facts.posts,
}
"""How each kind of question is counted in SQL; one that is not here is counted once."""


def recount(question: AnyQuestion, asked: Asked, queries: Queries) -> Answer:
    """The answer to one question. Raises NotRecounted where there is no SQL for it."""
    queries.made.clear()
    counting = RECOUNTED.get(type(question))
    if counting is None:
        raise NotRecounted(f"there is no SQL for {type(question).__name__}")
    return counting(queries, question, asked)
