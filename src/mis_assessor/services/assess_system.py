"""Assesses a whole local maternity system: every framework, and each trust's scheme."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from mis_assessor.core.assessment.made_with import MadeWith
from mis_assessor.core.assessment.system import SchemeLine, SystemAssessment, scheme_line, sealed
from mis_assessor.core.errors import EvidenceUnreadable, NothingInForce
from mis_assessor.core.evidence.submission import Submission
from mis_assessor.core.frameworks.bodies import bodies_of
from mis_assessor.engine.cage import Engine
from mis_assessor.intake.read import Received
from mis_assessor.intake.read_system import ReceivedSystem
from mis_assessor.services.assess import Confirmed, Days, assess_received
from mis_assessor.services.assess_frameworks import (
    decide_frameworks,
    in_force_on,
    made_with_frameworks,
    marked_books,
    unasked,
)
from mis_assessor.services.books import Books
from mis_assessor.services.made_with import and_with
from mis_assessor.services.names_asked import with_words_told
from mis_assessor.services.read_twice import receive_system_twice


def assess_system(
    path: Path,
    rules: Path,
    names: Sequence[str],
    days: Days,
    confirmed: Confirmed | None = None,
) -> SystemAssessment:
    """A whole system: every framework for it and its trusts, and each trust's scheme.

    Raises EvidenceUnreadable, RulebookWrong or EngineFault; never a partial result.
    """
    books = Books(rules)
    whole = receive_system_twice(path, books.tables)
    with Engine() as engine:
        engine.start()
        return assess_received_system(whole, books, names, days, engine, confirmed)


def assess_received_system(
    whole: ReceivedSystem,
    books: Books,
    names: Sequence[str],
    days: Days,
    engine: Engine,
    confirmed: Confirmed | None = None,
) -> SystemAssessment:
    """The same of a system that has been read, by an engine that has been started."""
    system = whole.system
    on = days.on or system.assessed_as_at
    if on is None:
        raise EvidenceUnreadable(
            "Say as at which day to assess: with --on, or under “assessed as at” in system.yaml."
        )
    known_on = days.known_on or system.known_on
    sent = [p.submission for p in system.providers if p.submission is not None]
    both = Days(on, days.known_on)
    schemes: list[SchemeLine] = []
    made_of: list[MadeWith] = []
    early: list[str] = []
    for one in sent:
        received = Received(one, whole.payments.get(one.trust_code))
        try:
            scheme = assess_received(received, books, both, engine, confirmed)
        except NothingInForce as none:
            early.append(f"{one.trust_name} is not assessed under the scheme. {none}")
        else:
            schemes.append(scheme_line(scheme))
            made_of.append(scheme.made_with)
    asked, later = in_force_on(marked_books(books, names, confirmed), known_on or on)
    if not asked and not schemes:
        raise EvidenceUnreadable(
            "There is nothing to assess on that day. Choose another with --on or --known-on. "
            + " ".join([*early, *later])
        )
    bodies = bodies_of(system)
    results = decide_frameworks(asked, bodies, on, known_on, engine)
    made = made_with_frameworks(books, results, confirmed)
    for also in made_of:
        made = and_with(made, also)
    return sealed(
        SystemAssessment(
            code=system.code,
            name=system.name,
            on=on,
            known_on=known_on or on,
            schemes=tuple(schemes),
            missing=tuple(p.name for p in system.providers if p.submission is None),
            frameworks=results,
            submission=bodies[0].fingerprint,
            made_with=made,
            remarks=(
                *early,
                *later,
                *_noticed(system.evidence, sent, books),
                *unasked([system.evidence, *sent], books.frameworks),
            ),
        )
    )


def _noticed(own: Submission, sent: Sequence[Submission], books: Books) -> Iterator[str]:
    """What was noticed while each folder was read, with whose it is."""
    frameworks = books.frameworks
    told = [with_words_told(own, frameworks)]
    for one in sent:
        told.append(with_words_told(one, (books.year(one.scheme_year), *frameworks)))
    for one in told:
        yield from (f"{one.trust_name}, {remark}" for remark in one.remarks)
