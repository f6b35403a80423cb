"""Questions about plain facts: in place, holding a post, the buddy, what somebody says."""

from typing import ClassVar, Literal

from mis_assessor.core.rules.comparisons import AnswerKind
from mis_assessor.core.rules.register_questions import AnyQuestion


class ArrangementQuestion(AnyQuestion):
    """Something that is, or is not, in place since a day."""

    answers: ClassVar = {"arrangement": AnswerKind.PAPER}
    arrangement: str
    answer: Literal["arrangement"]

    def asks(self) -> tuple[str, ...]:
        """The fact."""
        return (f"arrangement: {self.arrangement}",)


class PostsQuestion(AnyQuestion):
    """Posts that must all be held on the assessment day."""

    answers: ClassVar = {"posts": AnswerKind.PAPER}
    posts: str | tuple[str, ...]
    """Names of posts, or the value that lists them."""
    different_people: bool = False
    answer: Literal["posts"]

    def asks(self) -> tuple[str, ...]:
        """The posts."""
        posts = self.posts if isinstance(self.posts, tuple) else (self.posts,)
        return tuple(f"post: {post}" for post in posts)


class BuddyQuestion(AnyQuestion):
    """The neighbouring system that a system names as its buddy."""

    answers: ClassVar = {"buddy": AnswerKind.PAPER}
    system: Literal["buddy"]
    answer: Literal["buddy"]

    def asks(self) -> tuple[str, ...]:
        """The page that names it."""
        return ("system.yaml: buddy",)


class StatementQuestion(AnyQuestion):
    """Something a named person says."""

    answers: ClassVar = {
        "yes or no": AnswerKind.YES_OR_NO,
        "day": AnswerKind.DAY,
        "moment": AnswerKind.MOMENT,
    }
    statement: str
    answer: Literal["yes or no", "day", "moment"]

    def asks(self) -> tuple[str, ...]:
        """The statement."""
        return (f"statement: {self.statement}",)


FACTS: tuple[type[AnyQuestion], ...] = (
    ArrangementQuestion,
    PostsQuestion,
    BuddyQuestion,
    StatementQuestion,
)
