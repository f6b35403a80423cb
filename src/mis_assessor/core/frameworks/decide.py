"""Everything decided of one framework, before it is written up.

From a framework's requirements to its groups: worst first, within one body.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from graphlib import CycleError, TopologicalSorter

from mis_assessor.core.deciding.case import Case
from mis_assessor.core.deciding.evaluate import Decided, decide_case
from mis_assessor.core.deciding.prepare import Pace, at_leisure
from mis_assessor.core.errors import RulebookWrong
from mis_assessor.core.frameworks.bodies import Body
from mis_assessor.core.frameworks.members import prepare_body
from mis_assessor.core.rules.in_force import governing
from mis_assessor.core.rules.rulebook import Edition, FrameworkBook, Rule
from mis_assessor.core.verdicts import Verdict, all_of


@dataclass(frozen=True, slots=True)
class RolledBody:
    """Final verdicts of one body: requirements, groups of the framework, the whole."""

    requirements: Mapping[str, Verdict]
    groups: Mapping[int, Verdict]
    whole: Verdict


def joined_in_order(rules: Sequence[Rule], body: Body) -> tuple[Rule, ...]:
    """The body's requirements that join others, each after those it joins."""
    joined = {
        r.requirement.id: r for r in rules if r.requirement.joined and body.has(r.requirement)
    }
    under = {name: joins(rule, rules, body) for name, rule in joined.items()}
    try:
        ordered = [*TopologicalSorter(under).static_order()]
    except CycleError as error:
        raise RulebookWrong(f"{error.args[1][0]} is made of itself. Break the ring.") from None
    return tuple(joined[name] for name in ordered if name in joined)


def joins(rule: Rule, rules: Sequence[Rule], body: Body) -> tuple[str, ...]:
    """The ids whose verdicts a requirement takes: of the same body, and *must*."""
    requirement = rule.requirement
    if requirement.decided_by is not None:
        return tuple(_of_body((requirement.decided_by,), rules, body, must=False))
    return tuple(_of_body(requirement.made_of, rules, body, must=True))


def _of_body(
    names: Sequence[str], rules: Sequence[Rule], body: Body, *, must: bool
) -> Iterator[str]:
    by_id = {r.requirement.id: r.requirement for r in rules}
    for name in names:
        requirement = by_id[name]
        counts = requirement.force == "must" or not must
        if counts and requirement.decided and body.has(requirement):
            yield name


def counting(rules: Sequence[Rule], body: Body, group: int) -> tuple[str, ...]:
    """What a group of the framework counts: the *must* duties that are decided themselves."""
    return tuple(
        r.requirement.id
        for r in rules
        if r.action == group
        and r.requirement.force == "must"
        and not r.requirement.joined
        and body.has(r.requirement)
    )


def roll_up_body(rules: Sequence[Rule], own: Mapping[str, Verdict], body: Body) -> RolledBody:
    """Joins each requirement's own verdict into groups and the framework's line."""
    final = dict(own)
    for rule in joined_in_order(rules, body):
        final[rule.requirement.id] = all_of(final[name] for name in joins(rule, rules, body))
    numbers = sorted({r.action for r in rules})
    groups = {n: all_of(final[name] for name in counting(rules, body, n)) for n in numbers}
    return RolledBody(final, groups, all_of(groups.values()))


@dataclass(frozen=True, slots=True)
class BodyPosition:
    """One body's requirements, decided by the reference evaluator."""

    body: Body
    cases: tuple[Case, ...]
    decided: tuple[Decided, ...]
    rolled: RolledBody


@dataclass(frozen=True, slots=True)
class FrameworkPosition:
    """One framework decided for every body."""

    book: FrameworkBook
    on: date
    known_on: date
    editions: tuple[Edition, ...]
    bodies: tuple[BodyPosition, ...]


def decide_framework(
    book: FrameworkBook,
    bodies: tuple[Body, ...],
    on: date,
    known_on: date | None = None,
    pace: Pace = at_leisure,
) -> FrameworkPosition:
    """Decides a framework for each body, on facts up to `on`, as known on `known_on`.

    Raises RulebookWrong where no edition was in force.
    """
    known = known_on or on
    editions = governing(book.frame, known)
    decided = tuple(_decided(book, body, editions, on, pace) for body in bodies)
    return FrameworkPosition(book, on, known, editions, decided)


def _decided(
    book: FrameworkBook, body: Body, editions: tuple[Edition, ...], on: date, pace: Pace
) -> BodyPosition:
    cases = prepare_body(book, body, editions, on, pace)
    decided = tuple(decide_case(case) for case in cases)
    own = {c.rule.requirement.id: d.verdict for c, d in zip(cases, decided, strict=True)}
    return BodyPosition(body, cases, decided, roll_up_body(book.rules, own, body))
