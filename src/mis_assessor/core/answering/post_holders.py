"""Who holds a post on the assessment day, and since when; the answer is a paper."""

from collections.abc import Sequence
from datetime import date
from itertools import product

from mis_assessor.core.answering.asking import Asking, unloaded
from mis_assessor.core.answers import Answer, NoAnswer, Paper, Provenance, Used, Why
from mis_assessor.core.questions.facts import PostsQuestion
from mis_assessor.core.submission import Post
from mis_assessor.core.wording import capital, listed, on_day


def ask_posts(question: PostsQuestion, asking: Asking) -> Answer:
    """Since when all the posts are held by those who hold them on the assessment day."""
    if (gap := unloaded(asking, question)) is not None:
        return gap
    names = asking.names(question.posts)
    holders = {name: _holders(name, asking) for name in names}
    if empty := [name for name, held in holders.items() if not held]:
        left = [p for p in asking.submission.posts if p.post in empty and _left(p, asking)]
        says = f"Nobody is named in posts.csv as {listed([f'“{name}”' for name in empty], 'or')}."
        if left and asking.closed:
            return NoAnswer(Why.FAILS, f"{says} The last holder has left.", Provenance())
        return asking.silent(says)
    first = _in_post(list(holders.values()), question.different_people)
    if not first:
        says = f"{listed([capital(n) for n in names])} must be held by different people."
        return NoAnswer(Why.FAILS if asking.closed else Why.NOT_DUE, says, Provenance())
    since = _since(first)
    used = tuple(
        Used("posts", f"{p.post}: {p.person}, since {on_day(p.held_from, '')}")
        for p in first
        if p.held_from
    )
    return Paper(since, since, since, None, listed([capital(n) for n in names]), Provenance(used))


def _holders(name: str, asking: Asking) -> list[Post]:
    """Who holds a post on the assessment day, the longest-serving first."""
    held = [
        p
        for p in asking.submission.posts
        if p.post == name
        and p.organisation in asking.organisations
        and p.person
        and p.held_from
        and p.held_from <= asking.on <= (p.held_to or date.max)
    ]
    return sorted(held, key=lambda p: (p.held_from or date.max, p.person))


def _left(post: Post, asking: Asking) -> bool:
    mine = post.organisation in asking.organisations
    return mine and post.held_to is not None and post.held_to < asking.on


def _in_post(holders: Sequence[Sequence[Post]], different_people: bool) -> tuple[Post, ...]:
    """One holder of each post, all in post the longest; nobody twice where that is asked."""
    if not different_people:
        return tuple(held[0] for held in holders)
    ways = (w for w in product(*holders) if len({p.person for p in w}) == len(w))
    return min(ways, key=_since, default=())


def _since(holders: Sequence[Post]) -> date:
    return max(p.held_from for p in holders if p.held_from)
