"""Assesses one submission, decided twice; publishes nothing the two do not agree on.

The same submission under each edition of a year: what would have been decided when.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from mis_assessor.core.assessment.assess import write_up
from mis_assessor.core.assessment.assessment import Assessment
from mis_assessor.core.assessment.canonical import with_digest
from mis_assessor.core.assessment.last_paper import last_paper
from mis_assessor.core.assessment.made_with import MadeWith
from mis_assessor.core.cqim.remarks import with_early_check
from mis_assessor.core.cqim.rules import CqimRules
from mis_assessor.core.deciding.position import Position, decide_position, decide_under
from mis_assessor.core.deciding.prepare import Pace, at_leisure
from mis_assessor.core.errors import EvidenceUnreadable
from mis_assessor.core.evidence.submission import Submission
from mis_assessor.core.rules.confirmations import B, Confirmation, confirmed_by, confirmed_only
from mis_assessor.core.rules.corrections import Correction, of_this_year
from mis_assessor.core.rules.once import once_each
from mis_assessor.core.rules.rulebook import Book, Rulebook
from mis_assessor.core.verdicts import Verdict
from mis_assessor.engine.agree import agree
from mis_assessor.engine.cage import Engine
from mis_assessor.engine.result import InferenceEngine
from mis_assessor.intake.read import Received, read_submission
from mis_assessor.recount.queries import Queries
from mis_assessor.reports.lint import refuse_contradictions
from mis_assessor.rulebook.confirmations import NAME, read_confirmations
from mis_assessor.rulebook.loaded import frameworks_in
from mis_assessor.services.books import Books, year_named
from mis_assessor.services.counted_twice import counted_twice
from mis_assessor.services.made_with import made_with
from mis_assessor.services.names_asked import held_against, with_words_told
from mis_assessor.services.read_twice import receive_twice
from mis_assessor.services.time_limit import Deadline

if TYPE_CHECKING:
    from mis_assessor.core.payment.line import PaymentView
    from mis_assessor.core.payment.view import PaymentFile


@dataclass(frozen=True, slots=True)
class Difference:
    """One requirement that two editions decide differently."""

    requirement: str
    title: str
    verdicts: tuple[Verdict, ...]
    """In the order of the editions compared."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """The editions compared and every requirement on which they differ."""

    editions: tuple[str, ...]
    outcomes: tuple[Verdict, ...]
    differences: tuple[Difference, ...]

    @property
    def met(self) -> bool:
        """Whether every edition's outcome holds."""
        return all(outcome.holds for outcome in self.outcomes)


def compare_editions(
    rulebook: Rulebook, submission: Submission, on: date, engine: InferenceEngine
) -> Comparison:
    """Decides under every loaded edition of the year, on the same day.

    Raises EngineFault as an assessment does.
    """
    editions = tuple(e for e in rulebook.year.editions if not e.not_loaded)
    positions = [decide_under(rulebook, submission, on, on, (edition,)) for edition in editions]
    for position in positions:
        decided_twice(position, engine)
    differences = []
    for rule in rulebook.rules:
        name = rule.requirement.id
        if not rule.requirement.decided:
            continue
        verdicts = tuple(p.rolled.requirements[name] for p in positions)
        if len(set(verdicts)) > 1:
            differences.append(Difference(name, rule.requirement.title, verdicts))
    return Comparison(
        tuple(e.title for e in editions),
        tuple(p.rolled.outcome for p in positions),
        tuple(differences),
    )


@dataclass(frozen=True, slots=True)
class Days:
    """The two clocks, as a person may give them; None is the submission's own word."""

    on: date | None = None
    known_on: date | None = None


@dataclass(frozen=True, slots=True)
class Confirmed:
    """Which values people compared with the published documents, and what of it counts."""

    file: Path
    only: bool = False
    """Whether every other remembered value is left to a person."""
    given: tuple[Confirmation, ...] | None = None
    """What counts in place of the file, where a service keeps it."""

    @property
    def made(self) -> tuple[Confirmation, ...]:
        """The confirmations that count here. Raises RulebookWrong."""
        return read_confirmations(self.file) if self.given is None else self.given

    def apply(self, rulebook: B) -> B:
        """The rulebook with its confirmations. Raises RulebookWrong."""
        return _marked(rulebook, self.made, self.only)

    def made_with(
        self,
        books: Mapping[str, Book],
        shipped: Rulebook | None = None,
        corrections: Sequence[Correction] = (),
    ) -> MadeWith:
        """What is recorded of these books, by name, before anything is left to a person.

        Of a year's book whose values were corrected here, the one as `shipped` is named.
        """
        made = self.made
        standing = [c for book in books.values() for c in _standing(book, made).values()]
        named = [(name, (shipped or book).digest) for name, book in books.items()]
        made_so = made_with(named, standing, self.only)
        used = of_this_year(shipped, corrections) if shipped else ()
        return replace(made_so, corrections=used)


@once_each
def _marked(rulebook: B, made: tuple[Confirmation, ...], only: bool) -> B:
    marked = replace(rulebook, confirmed=frozenset(_standing(rulebook, made)))
    return confirmed_only(marked, made) if only else marked


@once_each
def _standing(
    book: Book, made: tuple[Confirmation, ...]
) -> Mapping[tuple[str, str, str], Confirmation]:
    return confirmed_by(book, made)


def assess_folder(
    path: Path, rules: Path, days: Days, confirmed: Confirmed | None = None
) -> Assessment:
    """Reads a submission and its year's rulebook, and assesses it.

    Raises EvidenceUnreadable, RulebookWrong or EngineFault; never a partial result.
    """
    deadline = Deadline()
    with Engine() as engine:
        engine.start()
        books = Books(rules)
        received = receive_twice(path, books.tables)
        return assess_received(received, books, days, engine, confirmed, deadline)


def assess_received(
    received: Received,
    books: Books,
    days: Days,
    engine: InferenceEngine,
    confirmed: Confirmed | None = None,
    deadline: Deadline | None = None,
) -> Assessment:
    """A submission that has been read, assessed under its own year's rulebook."""
    rules = books.rules
    checked = books.year(received.submission.scheme_year)
    marks = confirmed or Confirmed(rules / NAME)
    rulebook, submission = under_its_year(received, books, marks)
    view = _view(received.payment, rules) if received.payment else None
    assessed = _assessed(rulebook, submission, days, engine, books.cqim, deadline)
    number = checked.year.year
    made = marks.made_with({year_named(number): checked}, books.shipped(number), books.corrections)
    last = last_paper(received.last) if received.last else None
    return with_digest(replace(assessed, made_with=made, last_paper=last, payment=view))


def under_its_year(
    received: Received, books: Books, confirmed: Confirmed | None
) -> tuple[Rulebook, Submission]:
    """The rulebook of a submission's year, and the submission told what its words mean."""
    checked = books.year(received.submission.scheme_year)
    rulebook = (confirmed or Confirmed(books.rules / NAME)).apply(checked)
    others = (books.framework(name) for name in frameworks_in(books.rules))
    asking: Iterator[Book] = chain((rulebook,), others)
    return rulebook, with_words_told(received.submission, asking)


def position_of(
    received: Received,
    books: Books,
    days: Days,
    confirmed: Confirmed | None,
    deadline: Deadline,
) -> Position:
    """A submission that has been read, decided by the reference evaluator alone so far."""
    rulebook, submission = under_its_year(received, books, confirmed)
    return _position(rulebook, held_against(submission, rulebook), days, deadline.check)


def _view(payment: "PaymentFile", rules: Path) -> "PaymentView":
    from mis_assessor.services.money import view_of_file  # much, and few folders have one

    return view_of_file(payment, rules)


def compare_folder(path: Path, rules: Path, days: Days) -> Comparison:
    """Reads a submission and decides it under every loaded edition of its year."""
    books = Books(rules)
    sent = read_submission(path, books.tables)
    rulebook = books.year(sent.scheme_year)
    submission = held_against(sent, rulebook)
    with Engine() as engine:
        return compare_editions(rulebook, submission, day_of(submission, days), engine)


def assess_submission(
    rulebook: Rulebook,
    submission: Submission,
    days: Days,
    engine: InferenceEngine,
    cqim: CqimRules | None = None,
    deadline: Deadline | None = None,
) -> Assessment:
    """One assessment by the reference evaluator and by the engine, which must agree.

    `cqim` adds the unofficial early check as remarks, once nothing is left to decide.
    Raises TookTooLong where that takes longer than anybody should wait.
    """
    return with_digest(_assessed(rulebook, submission, days, engine, cqim, deadline))


def _assessed(
    rulebook: Rulebook,
    submission: Submission,
    days: Days,
    engine: InferenceEngine,
    cqim: CqimRules | None,
    deadline: Deadline | None,
) -> Assessment:
    pace = (deadline or Deadline()).check
    position = _position(rulebook, held_against(submission, rulebook), days, pace)
    pace()
    written = decided_twice(position, engine, pace)
    pace()
    return with_early_check(written, position, cqim) if cqim else written


def decided_twice(
    position: Position, engine: InferenceEngine, pace: Pace = at_leisure
) -> Assessment:
    """A position that the engine decides the same way and whose own figures bear it out.

    Raises EngineFault where either is not so.
    """
    with Queries() as queries:
        cases = counted_twice(position.cases, queries, pace)
    result = engine.decide(cases, [case.rule for case in cases], position.money)
    agree(result, position.decided, position.rolled, position.recovery)
    written = write_up(position, result.fired)
    refuse_contradictions(written)
    return written


def _position(rulebook: Rulebook, submission: Submission, days: Days, pace: Pace) -> Position:
    """The position on the days given, else on those the submission names."""
    on = day_of(submission, days)
    return decide_position(rulebook, submission, on, days.known_on or submission.known_on, pace)


def day_of(submission: Submission, days: Days) -> date:
    """The day to assess as at. Raises EvidenceUnreadable where nobody named one."""
    on = days.on or submission.assessed_as_at
    if on is None:
        raise EvidenceUnreadable(
            "Say as at which day to assess: with --on, or under “assessed as at” in "
            "submission.yaml."
        )
    return on
