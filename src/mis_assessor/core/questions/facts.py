"""Questions about plain facts: what is in place, who holds a post, who is the buddy."""

from typing import Literal

from mis_assessor.core.frozen import Frozen


class ArrangementQuestion(Frozen):
    """Something that is, or is not, in place since a day."""

    arrangement: str
    answer: Literal["arrangement"]


class PostsQuestion(Frozen):
    """Posts that must all be held on the assessment day."""

    posts: str | tuple[str, ...]
    """Names of posts, or the value that lists them."""
    different_people: bool = False
    answer: Literal["posts"]


class BuddyQuestion(Frozen):
    """The neighbouring system that a system names as its buddy."""

    system: Literal["buddy"]
    answer: Literal["buddy"]
