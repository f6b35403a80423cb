"""Evidence is supplied once: what each item serves, and what each requirement could use.

How requirements and evidence of one framework relate to those of another, as data.

A relation is shown and never decides: a met safety action supports an Ockenden action,
and its own test is still to be passed.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from mis_assessor.core.evidence.submission import Submission
from mis_assessor.core.rules.requirement import Requirement, asked_of
from mis_assessor.core.rules.rulebook import Rule
from mis_assessor.core.rules.values import Frozen, Source, Status


class RelationKind(StrEnum):
    """How far what is sent for one answers the other."""

    SAME = "same"
    SUPERSET = "superset"
    SUBSET = "subset"
    OVERLAPS = "overlaps"
    SUPPORTING_ONLY = "supporting only"


def _names(written: Any) -> Any:
    return (written,) if isinstance(written, str) else written


RelatedNames = Annotated[tuple[str, ...], BeforeValidator(_names)]


class Relation(Frozen):
    """What is sent for `from_` is, for `to`, the same, more, less, or only support."""

    from_: RelatedNames = Field(min_length=1)
    """Safety actions (SA1 … SA10) or requirements."""
    to: RelatedNames = Field(min_length=1)
    how: RelationKind
    evidence: str = ""
    """What the two share, in words."""
    source: Source
    status: Status
    reviewed_by: str
    """Who read both texts and stands for the relation; “not yet reviewed” where nobody has."""


class CrosswalkPage(Frozen):
    """One file of relations."""

    title: str
    relations: tuple[Relation, ...]


@dataclass(frozen=True, slots=True)
class Request:
    """A requirement that asks for something, and where it stands."""

    framework: str
    id: str
    title: str
    action: int = 0
    asks: frozenset[str] = frozenset()
    answers_to: frozenset[str] = frozenset()
    """Ids of its parts and of the groups it belongs to; a relation may name one."""


@dataclass(frozen=True, slots=True)
class EvidenceUse:
    """One thing that was sent, and every requirement that asks for its kind."""

    item: str
    what: str
    """Its kind, as rules ask for it."""
    title: str
    serves: tuple[Request, ...]

    @property
    def frameworks(self) -> tuple[str, ...]:
        """The frameworks it serves, each once."""
        return tuple(dict.fromkeys(asker.framework for asker in self.serves))


@dataclass(frozen=True, slots=True)
class Coverage:
    """One requirement, and what that was sent could serve it."""

    asker: Request
    items: tuple[str, ...]
    lacking: tuple[str, ...]
    """Kinds it asks for of which nothing was sent."""
    relations: tuple[Relation, ...]
    """What supports it from elsewhere, shown and never deciding."""


@dataclass(frozen=True, slots=True)
class Crosswalk:
    """The whole crosswalk of one submission."""

    evidence: tuple[EvidenceUse, ...]
    requirements: tuple[Coverage, ...]
    asks: int
    """How often something is asked for, requirement by requirement."""
    kinds: int
    """How many different things that is."""
    gaps: tuple[Request, ...]
    """Duties of the frameworks that no safety action tests or touches."""

    @property
    def saved(self) -> int:
        """How many asks are answered by something that is asked for elsewhere."""
        return self.asks - self.kinds


def asker(
    framework: str,
    requirement: Requirement,
    action: int,
    groups: frozenset[str] = frozenset(),
) -> Request:
    """A requirement as something that asks; `groups` are those it belongs to."""
    names = groups.union(requirement.parts)
    asks = asked_of(requirement)
    return Request(framework, requirement.id, requirement.title, action, asks, names)


def groups_above(name: str, rules: Sequence[Rule]) -> frozenset[str]:
    """Every group a requirement belongs to, however far up; groups never form a ring."""
    direct = {r.requirement.id for r in rules if name in r.requirement.made_of}
    return frozenset(direct).union(*(groups_above(group, rules) for group in direct))


def crosswalk(
    scheme: Sequence[Request],
    frameworks: Sequence[Request],
    relations: Sequence[Relation],
    sent: Iterable[Submission],
) -> Crosswalk:
    """What was sent against everything that is asked."""
    askers = (*scheme, *frameworks)
    by_kind: Mapping[str, list[Request]] = defaultdict(list)
    for one in askers:
        for kind in one.asks:
            by_kind[kind].append(one)
    items = [item for submission in sent for item in _items(submission)]
    evidence = tuple(
        EvidenceUse(item, kind, title, tuple(by_kind.get(kind, ()))) for item, kind, title in items
    )
    by_item: Mapping[str, list[str]] = defaultdict(list)
    for item, kind, _ in items:
        by_item[kind].append(item)
    requirements = tuple(_served(one, by_item, relations) for one in askers)
    tested = {kind for one in scheme for kind in one.asks}
    return Crosswalk(
        evidence,
        requirements,
        asks=sum(len(one.asks) for one in askers),
        kinds=len(by_kind),
        gaps=tuple(
            one
            for one in frameworks
            if one.asks and not one.asks & tested and not _related(one, relations)
        ),
    )


def _served(
    one: Request, by_item: Mapping[str, list[str]], relations: Sequence[Relation]
) -> Coverage:
    return Coverage(
        one,
        tuple(item for kind in sorted(one.asks) for item in by_item.get(kind, ())),
        tuple(kind for kind in sorted(one.asks) if kind not in by_item),
        tuple(_related(one, relations)),
    )


def _related(one: Request, relations: Sequence[Relation]) -> list[Relation]:
    return [relation for relation in relations if {one.id, *one.answers_to} & set(relation.to)]


def _items(submission: Submission) -> Iterable[tuple[str, str, str]]:
    """Everything that was sent: its name, its kind as rules ask for it, its title."""
    for register in sorted(submission.registers.values(), key=lambda r: r.name):
        yield register.name, f"register: {register.name}", f"Register of {register.name}"
    for document in sorted(submission.documents, key=lambda d: d.id):
        yield document.id, f"document: {document.kind}", document.title
    for said in submission.arrangements:
        yield said.arrangement, f"arrangement: {said.arrangement}", "Arrangement"
    for post in submission.posts:
        yield post.post, f"post: {post.post}", f"Post: {post.person}"
    for statement in submission.statements.values():
        yield statement.statement, f"statement: {statement.statement}", "Statement"
