"""What is in place, since when: a plain dated fact, shown by a checked document.

It becomes a paper: the day it was in place is what tests of documents look at.

Who holds a post on the assessment day, and since when; the answer is a paper.

The neighbouring system that a system names as its buddy; the answer is a paper.
"""

from collections.abc import Sequence
from datetime import date
from itertools import product

from mis_assessor.core.answering.asking import Asking, unloaded
from mis_assessor.core.evidence.answers import (
    Answer,
    Failed,
    NoAnswer,
    NoAnswerReason,
    Paper,
    Provenance,
    Used,
)
from mis_assessor.core.evidence.references import folded
from mis_assessor.core.evidence.submission import Arrangement, Document, Post
from mis_assessor.core.rules.fact_questions import ArrangementQuestion, BuddyQuestion, PostsQuestion
from mis_assessor.core.wording import capital, listed, on_day


def ask_arrangement(question: ArrangementQuestion, asking: Asking) -> Answer:
    """Since when it is in place; said to be absent is known, a blank is not."""
    name = question.arrangement
    said = [a for a in asking.submission.arrangements if _about(a, name, asking)]
    in_place = [a for a in said if a.in_place and a.since and a.since <= asking.on]
    standing = [a for a in in_place if a.until is None or a.until >= asking.on]
    shown = [
        (a.since, a.until, d)
        for a in standing
        if a.since is not None and (d := _checked(asking, a.evidence))
    ]
    if shown:
        since, until, document = min(shown, key=lambda found: (found[0], found[2].id))
        return _in_place(name, since, until, document)
    if standing:
        return asking.silent(
            f"“{capital(name)}” is said to be in place, and no checked document shows it. "
            "Name one under “evidence item” in arrangements.csv."
        )
    ended = [a for a in in_place if a.until and a.until < asking.on]
    if ended or any(a.in_place is False for a in said):
        says = f"“{capital(name)}” is not in place" + (
            f"; it ended {on_day(max(a.until for a in ended if a.until))}." if ended else "."
        )
        provenance = Provenance(failed=(Failed("arrangements", name, says),))
        return NoAnswer(
            NoAnswerReason.FAILS if asking.closed else NoAnswerReason.NOT_DUE, says, provenance
        )
    return asking.silent(
        f"Say in arrangements.csv whether “{name}” is in place, since when, and what shows it."
    )


def _about(said: Arrangement, name: str, asking: Asking) -> bool:
    """Whether it is the fact asked for, of whom it is asked."""
    return folded(said.arrangement) == folded(name) and asking.is_about(said.organisation)


def _checked(asking: Asking, name: str) -> Document | None:
    """The document of an id, if a named person has checked it by the assessment day."""
    return next(
        (
            d
            for d in asking.submission.documents
            if folded(d.id) == folded(name)
            and d.is_checked(asking.on)
            and (d.expires_on or date.max) >= asking.on
        ),
        None,
    )


def _in_place(name: str, since: date, until: date | None, document: Document) -> Paper:
    used = Used(
        document.id, f"{name}: in place {on_day(since)} ({document.title})", document.sha256
    )
    return Paper(
        since,
        dated=since,
        in_force_from=since,
        in_force_to=until,
        title=capital(name),
        provenance=Provenance((used,)),
    )


def ask_posts(question: PostsQuestion, asking: Asking) -> Answer:
    """Since when all the posts are held by those who hold them on the assessment day."""
    if (gap := unloaded(asking, question)) is not None:
        return gap
    names = asking.names(question.posts)
    holders = {name: _holders(name, asking) for name in names}
    if empty := [name for name, held in holders.items() if not held]:
        vacant = set(map(folded, empty))
        posts = asking.submission.posts
        left = [p for p in posts if folded(p.post) in vacant and _left(p, asking)]
        says = f"Nobody is named in posts.csv as {listed([f'“{name}”' for name in empty], 'or')}."
        if left and asking.closed:
            return NoAnswer(NoAnswerReason.FAILS, f"{says} The last holder has left.", Provenance())
        return asking.silent(says)
    first = _in_post(list(holders.values()), question.different_people)
    if not first:
        says = f"{listed([capital(n) for n in names])} must be held by different people."
        return NoAnswer(
            NoAnswerReason.FAILS if asking.closed else NoAnswerReason.NOT_DUE, says, Provenance()
        )
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
        if folded(p.post) == folded(name)
        and asking.is_about(p.organisation)
        and p.person
        and p.held_from
        and p.held_from <= asking.on <= (p.held_to or date.max)
    ]
    return sorted(held, key=lambda p: (p.held_from or date.max, p.person))


def _left(post: Post, asking: Asking) -> bool:
    mine = asking.is_about(post.organisation)
    return mine and post.held_to is not None and post.held_to < asking.on


def _in_post(holders: Sequence[Sequence[Post]], different_people: bool) -> tuple[Post, ...]:
    """One holder of each post, all in post the longest; nobody twice where that is asked."""
    if not different_people:
        return tuple(held[0] for held in holders)
    ways = (w for w in product(*holders) if len({folded(p.person) for p in w}) == len(w))
    return min(ways, key=_since, default=())


def _since(holders: Sequence[Post]) -> date:
    return max(p.held_from for p in holders if p.held_from)


def ask_buddy(_: BuddyQuestion, asking: Asking) -> Answer:
    """The buddy a system names: another system, and one that names it back if we know."""
    system = asking.system
    if system is None or system.buddy is None:
        return asking.silent("Name the buddy in system.yaml: its code, its name and the day.")
    buddy = system.buddy
    if buddy.code == system.code:
        says = "It names itself as its buddy. Name another system."
        return NoAnswer(NoAnswerReason.FAILS if asking.closed else NoAnswerReason.NOT_DUE, says)
    if buddy.names not in (None, system.code):
        return NoAnswer(
            NoAnswerReason.UNCLEAR,
            f"It names {buddy.name} ({buddy.code}) as its buddy, and {buddy.name}'s own file "
            f"names {buddy.names or 'nobody'}. Settle it with them.",
        )
    if buddy.agreed_on is None or buddy.agreed_on > asking.on:
        return asking.silent(f"Say in system.yaml when {buddy.name} was agreed as the buddy.")
    remarks = () if buddy.names else (f"{buddy.name}'s own file was not there to compare.",)
    used = Used("system.yaml", f"buddy: {buddy.name}, agreed {on_day(buddy.agreed_on)}")
    return Paper(
        buddy.agreed_on,
        dated=buddy.agreed_on,
        in_force_from=buddy.agreed_on,
        title=buddy.name,
        provenance=Provenance((used,), remarks=remarks),
    )
