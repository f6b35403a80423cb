"""Everything decided of one framework, before it is written up."""

from dataclasses import dataclass
from datetime import date

from mis_assessor.core.case import Case
from mis_assessor.core.evaluate import Decided, decide_case
from mis_assessor.core.frame import Edition
from mis_assessor.core.framework import FrameworkBook
from mis_assessor.core.frameworks.bodies import Body
from mis_assessor.core.frameworks.prepare import prepare_body
from mis_assessor.core.frameworks.rollup import RolledBody, roll_up_body
from mis_assessor.core.timeline import governing


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
    book: FrameworkBook, bodies: tuple[Body, ...], on: date, known_on: date | None = None
) -> FrameworkPosition:
    """Decides a framework for each body, on facts up to `on`, as known on `known_on`.

    Raises RulebookWrong where no edition was in force.
    """
    known = known_on or on
    editions = governing(book.frame, known)
    return FrameworkPosition(
        book, on, known, editions, tuple(_decided(book, body, editions, on) for body in bodies)
    )


def _decided(
    book: FrameworkBook, body: Body, editions: tuple[Edition, ...], on: date
) -> BodyPosition:
    cases = prepare_body(book, body, editions, on)
    decided = tuple(decide_case(case) for case in cases)
    own = {c.rule.requirement.id: d.verdict for c, d in zip(cases, decided, strict=True)}
    return BodyPosition(body, cases, decided, roll_up_body(book.rules, own, body))
