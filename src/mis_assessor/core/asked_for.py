"""What a requirement asks a trust to send."""

from mis_assessor.core.questions.documents import DocumentsQuestion
from mis_assessor.core.questions.facts import (
    ArrangementQuestion,
    BuddyQuestion,
    PostsQuestion,
)
from mis_assessor.core.questions.people import PeopleQuestion
from mis_assessor.core.questions.question import StatementQuestion
from mis_assessor.core.requirement import Requirement


def asked_of(requirement: Requirement) -> frozenset[str]:
    """Every register, document kind and statement a requirement asks for."""
    found: set[str] = set()
    for question in requirement.evidence.values():
        match question:
            case DocumentsQuestion():
                found.add(f"document: {question.documents.kind}")
            case StatementQuestion():
                found.add(f"statement: {question.statement}")
            case PeopleQuestion():
                found |= {f"register: {question.people}", f"register: {question.trained_in}"}
            case ArrangementQuestion():
                found.add(f"arrangement: {question.arrangement}")
            case PostsQuestion():
                posts = question.posts if isinstance(question.posts, tuple) else (question.posts,)
                found |= {f"post: {post}" for post in posts}
            case BuddyQuestion():
                found.add("system.yaml: buddy")
            case _:
                found.add(f"register: {question.register_}")
    return frozenset(found)
