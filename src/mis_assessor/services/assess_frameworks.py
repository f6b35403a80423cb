"""Assesses frameworks beside the scheme, decided twice, over a trust or a whole system.

Plain facts and posts that were sent and that no rule asks for: most often misspelled.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from mis_assessor.core.assessment.assessment import Assessment
from mis_assessor.core.assessment.canonical import with_digest
from mis_assessor.core.assessment.made_with import MadeWith
from mis_assessor.core.errors import EvidenceUnreadable, NothingInForce, Problem
from mis_assessor.core.evidence.submission import Submission
from mis_assessor.core.evidence.system import System
from mis_assessor.core.frameworks.bodies import (
    Body,
    ambitions_asked,
    bodies_of,
    lone_trust,
    set_locally,
)
from mis_assessor.core.frameworks.decide import decide_framework
from mis_assessor.core.frameworks.result import FrameworkResult
from mis_assessor.core.frameworks.write import write_framework
from mis_assessor.core.rules.in_force import governing
from mis_assessor.core.rules.readings import names_used
from mis_assessor.core.rules.requirement import asked_of
from mis_assessor.core.rules.rulebook import FrameworkBook
from mis_assessor.engine.agree import agree_on_body
from mis_assessor.engine.cage import Engine
from mis_assessor.engine.result import FrameworkEngine
from mis_assessor.intake.read import Received
from mis_assessor.reading.problems import did_you_mean, quoted
from mis_assessor.recount.queries import Queries
from mis_assessor.reports.lint import refuse_framework_contradictions
from mis_assessor.rulebook.condition_check import undecidable
from mis_assessor.rulebook.confirmations import NAME
from mis_assessor.rulebook.loaded import frameworks_in
from mis_assessor.services.assess import Confirmed, Days, assess_received, day_of
from mis_assessor.services.books import Books
from mis_assessor.services.counted_twice import counted_twice
from mis_assessor.services.made_with import and_with
from mis_assessor.services.read_twice import receive_system_twice, receive_twice
from mis_assessor.services.time_limit import Deadline


def unasked(sent: Iterable[Submission], books: Iterable[FrameworkBook]) -> tuple[str, ...]:
    """A sentence for each name that no rule of any framework asks for."""
    asked = {name for book in books for name in _asked(book)}
    found: dict[str, None] = {}
    for submission in sent:
        said = [("arrangements.csv", "arrangement", a.arrangement) for a in submission.arrangements]
        said += [("posts.csv", "post", p.post) for p in submission.posts]
        for file, kind, name in said:
            known = sorted(n.partition(": ")[2] for n in asked if n.startswith(f"{kind}: "))
            if name not in known:
                meant = did_you_mean(name, known)
                where = f"{submission.trust_name}, {file}"
                found[f"{where}: no rule asks for {quoted(name)}.{meant}"] = None
    return tuple(found)


def noticed(sent: Iterable[Submission]) -> tuple[str, ...]:
    """What was noticed while each of several folders was read, with whose it is."""
    return tuple(f"{one.trust_name}, {remark}" for one in sent for remark in one.remarks)


def _asked(book: FrameworkBook) -> Iterator[str]:
    for rule in book.rules:
        yield from asked_of(rule.requirement)
        for name in names_used(rule.requirement, rule.values):  # lists of posts stand in values
            for entry in rule.values[name]:
                if isinstance(entry.is_, tuple):
                    yield from (f"post: {one}" for one in entry.is_)


ALL, SCHEME = "all", "mis"


def frameworks_asked(rules: Path, asked: Sequence[str]) -> tuple[str, ...]:
    """The frameworks a person asked for, beside the scheme; ``all`` is every one."""
    names = frameworks_in(rules) if ALL in asked else tuple(dict.fromkeys(asked))
    return tuple(name for name in names if name.casefold() != SCHEME)


def assess_beside(
    path: Path,
    system_path: Path | None,
    rules: Path,
    names: Sequence[str],
    days: Days,
    confirmed: Confirmed | None = None,
) -> Assessment:
    """A trust's assessment under the scheme, with frameworks as lines beside it.

    With `system_path` the trust stands in its system, whose own duties show too.
    Raises EvidenceUnreadable, RulebookWrong or EngineFault; never a partial result.
    """
    books = Books(rules)
    received = receive_twice(path, books.tables)
    system = receive_system_twice(system_path, books.tables).system if system_path else None
    with Engine() as engine:
        engine.start()
        return assess_received_beside(received, system, books, names, days, engine, confirmed)


def assess_received_beside(
    received: Received,
    system: System | None,
    books: Books,
    names: Sequence[str],
    days: Days,
    engine: Engine,
    confirmed: Confirmed | None = None,
) -> Assessment:
    """The same of what has been read, by an engine that has been started."""
    submission = received.submission
    bodies = _standing_in(submission, system)
    on = day_of(submission, days)
    scheme = assess_received(received, books, days, engine, confirmed)
    known_on = days.known_on or submission.known_on
    asked, early = in_force_on(marked_books(books, names, confirmed), known_on or on)
    results = decide_frameworks(asked, bodies, on, known_on, engine)
    remarks = (*scheme.remarks, *early, *unasked([submission], books.frameworks))
    made = and_with(scheme.made_with, made_with_frameworks(books, results, confirmed))
    return with_digest(replace(scheme, frameworks=results, remarks=remarks, made_with=made))


def _standing_in(submission: Submission, system: System | None) -> tuple[Body, ...]:
    """The trust and its system; the other trusts are asked only what the system must know."""
    if system is None:
        return (lone_trust(submission),)
    code = submission.trust_code
    if code not in {p.code for p in system.providers}:
        raise EvidenceUnreadable(
            f"{submission.trust_name} ({code}) is not one of the trusts of {system.name}. "
            "Name it in system.yaml, under “providers”."
        )
    providers = tuple(
        replace(p, submission=submission) if p.code == code else p for p in system.providers
    )
    bodies = bodies_of(replace(system, providers=providers))
    return tuple(body for body in bodies if body.is_system or body.code == code)


def marked_books(
    books: Books, names: Sequence[str], confirmed: Confirmed | None
) -> tuple[FrameworkBook, ...]:
    """The frameworks of these names, with the confirmations that count."""
    marked = confirmed or Confirmed(books.rules / NAME)
    return tuple(marked.apply(books.framework(name)) for name in names)


def made_with_frameworks(
    books: Books, results: Iterable[FrameworkResult], confirmed: Confirmed | None
) -> MadeWith:
    """What is recorded of the frameworks that were decided."""
    marks = confirmed or Confirmed(books.rules / NAME)
    return marks.made_with({r.framework: books.framework(r.framework) for r in results})


def in_force_on(
    books: Sequence[FrameworkBook], known_on: date
) -> tuple[list[FrameworkBook], list[str]]:
    """The frameworks that were out on a day, and a sentence for each that was not."""
    out: list[FrameworkBook] = []
    early: list[str] = []
    for book in books:
        try:
            governing(book.frame, known_on)
        except NothingInForce as none:
            early.append(str(none))
        else:
            out.append(book)
    return out, early


def refuse_unfitting(books: Sequence[FrameworkBook], bodies: tuple[Body, ...]) -> None:
    """Raises EvidenceUnreadable where a system set a number of another kind than is asked."""
    systems = [body.system for body in bodies if body.system is not None]
    set_ = {one.name: one.value for system in systems[:1] for one in system.ambitions}
    problems = dict.fromkeys(
        Problem("system.yaml, “local ambitions”", f"{', '.join(names)}: {wrong.what}")
        for book in books
        for rule in book.rules
        if (names := [name for name in ambitions_asked(rule) if name in set_])
        for wrong in undecidable(set_locally(rule, set_)[0])
    )
    if problems:
        raise EvidenceUnreadable(problems)


def decide_frameworks(
    books: Sequence[FrameworkBook],
    bodies: tuple[Body, ...],
    on: date,
    known_on: date | None,
    engine: FrameworkEngine,
    deadline: Deadline | None = None,
) -> tuple[FrameworkResult, ...]:
    """Each framework by the reference evaluator and the engine, which must agree.

    Raises EngineFault where they do not, or where a figure contradicts its verdict; TookTooLong
    where it takes longer than anybody should wait.
    """
    pace = (deadline or Deadline()).check
    results: list[FrameworkResult] = []
    refuse_unfitting(books, bodies)
    with Queries() as queries:
        for book in books:
            position = decide_framework(book, bodies, on, known_on, pace)
            fired = {}
            for one in position.bodies:
                again = replace(one, cases=counted_twice(one.cases, queries, pace))
                said = engine.decide_framework(again, book.rules)
                agree_on_body(said, one)
                fired[one.body.code] = said.fired
            results.append(write_framework(position, fired))
    refuse_framework_contradictions(results)
    return tuple(results)
