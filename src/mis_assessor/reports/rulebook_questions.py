"""What a requirement asks a trust to send, in words."""

from collections.abc import Callable, Iterator
from typing import Any

from mis_assessor.core.answering.asking import EACH
from mis_assessor.core.rules.fact_questions import (
    ArrangementQuestion,
    BuddyQuestion,
    PostsQuestion,
    StatementQuestion,
)
from mis_assessor.core.rules.in_words import slot_in_words, value_in_words
from mis_assessor.core.rules.questions import (
    IN_BETWEEN,
    CasesQuestion,
    DocumentsQuestion,
    NumberQuestion,
    QuestionWindow,
    TotalsQuestion,
)
from mis_assessor.core.rules.readings import Reading
from mis_assessor.core.rules.register_questions import AnyQuestion, PeopleQuestion
from mis_assessor.core.rules.row_tests import AnyRowTest, RowTest, RowTestLine
from mis_assessor.core.wording import act
from mis_assessor.reports.wording import listed_or_none


def named(name: str, reading: Reading) -> str:
    """A name as its value, where it is the name of one.

    A value with several readings shows them all; one that is not loaded says so.
    """
    if not reading.knows(name):
        return name
    entry = reading.entry(name) if name in reading.entries else None
    if entry is not None and entry.readings:
        return " or ".join(value_in_words(option) for option in entry.readings)
    value = reading.value(name)
    return slot_in_words(name, reading) if value is None else value_in_words(value)


def question_told(question: AnyQuestion, reading: Reading) -> str:
    """One question as a sentence or two."""
    return " ".join(TOLD[type(question)](question, reading))


def _window(window: QuestionWindow | None, reading: Reading) -> str:
    if window is None:
        return ""
    first, last = named(window.from_, reading), named(window.to, reading)
    return f" It must cover {first} to {last}."


def _cases(question: CasesQuestion, reading: Reading) -> Iterator[str]:
    yield f"Register of {question.register_}.{_window(question.covers, reading)}"
    if question.cases:
        yield f"Cases: {_lines(question.cases, reading)}."
    if question.leave_out:
        yield f"Left out: {_lines(question.leave_out, reading)}."
    if question.in_doubt:
        yield f"Decided with and without: {_lines(question.in_doubt, reading)}."
    if question.not_due_while:
        yield f"Not due while: {_lines(question.not_due_while, reading)}."
    if question.done_when:
        yield f"Done when: {_lines(question.done_when, reading)}."
    if question.one_row_for_every == IN_BETWEEN:
        yield "No days without a row between the first and the last that have one."
    elif question.one_row_for_every:
        yield f"One row for every {question.one_row_for_every}."
    if question.one_row_for_each_of:
        yield f"One row for each of {named(question.one_row_for_each_of, reading)}."
    if question.known_from:
        yield f"Known from {named(question.known_from, reading)}."


def _people(question: PeopleQuestion, reading: Reading) -> Iterator[str]:
    window = question.window
    yield (
        f"Registers of {question.people} and {question.trained_in}. People in post on "
        f"{named(question.in_post_on, reading)}; trained: {_lines(question.rows, reading)}."
    )
    yield (
        f"Window: {named(window.lasts, reading)}, anywhere from "
        f"{named(window.anywhere_from, reading)} to {named(window.to, reading)}, as the trust "
        "chose; where it chose none, the one that leaves fewest people short."
    )


def _documents(question: DocumentsQuestion, reading: Reading) -> Iterator[str]:
    many = "Documents that come round" if question.answer == "documents" else "Document"
    yield f"{many}: {question.documents.kind}."
    if question.of_the_system:
        yield "It is a paper of the system, about the trust."
    acts = [
        act(verb, listed_or_none([named(body, reading) for body in _bodies(by)]))
        for verb, by in question.events()
    ]
    if acts:
        yield f"It is {listed_or_none(acts)}{', in this order' if question.in_this_order else ''}."
    if question.contains_all:
        each = question.contains_all == EACH
        yield f"It contains: {'the part' if each else named(question.contains_all, reading)}."
    if question.not_before:
        yield f"What was done before {named(question.not_before, reading)} does not count."
    if question.may_be_old_because:
        yield f"An old one is good: {question.may_be_old_because}."
    if question.covers:
        yield (
            f"It covers {named(question.covers.lasts, reading)} between "
            f"{named(question.covers.from_, reading)} and {named(question.covers.to, reading)}."
        )
    if question.promises and question.promises.number:
        yield f"It promises {named(question.promises.number, reading)}."
    if question.promises and question.promises.by:
        yield f"It promises it by {named(question.promises.by, reading)}."
    if question.shows_progress:
        yield "It shows progress since it was agreed."
    if question.checked_by_another:
        yield "It was checked by somebody else than wrote it."
    if question.between:
        first, last = (named(n, reading) for n in (question.between.from_, question.between.to))
        yield f"Counted from {first} to {last}."
    if question.even_in_a_pause:
        yield "A pause takes none of these days out."


def _bodies(by: str | tuple[str, ...]) -> tuple[str, ...]:
    return (by,) if isinstance(by, str) else by


def _lines(lines: tuple[RowTestLine, ...], reading: Reading) -> str:
    return "; ".join(_line(line, reading) for line in lines)


def _line(line: RowTestLine, reading: Reading) -> str:
    if isinstance(line, AnyRowTest):
        groups = (_lines(group, reading) for group in line.any_of)
        return "either " + " or ".join(f"({group})" for group in groups)
    return f"{line.column} {_test(line, reading)}".strip()


def _test(line: RowTest, reading: Reading) -> str:
    if line.is_ is not None:
        return "as asked for" if line.is_ == "each" else f"is {named(line.is_, reading)}"
    for field, words in (("is_one_of", "is one of"), ("contains_any_of", "has any of")):
        names = getattr(line, field)
        if names is not None:
            return f"{words} {listed_or_none([named(name, reading) for name in _bodies(names)])}"
    if line.is_given is not None:
        return "is given" if line.is_given else "is blank"
    if line.within:
        when = f"after {line.after}" if line.after else f"before {line.before}"
        return f"within {named(line.within, reading)} {when}"
    parts = (
        ("from", line.from_),
        ("to", line.to),
        ("by", line.by),
        ("on or after", line.on_or_after),
        ("is at least", line.is_at_least),
        ("is under", line.is_under),
    )
    return " ".join(f"{word} {named(name, reading)}" for word, name in parts if name)


def _totals(question: TotalsQuestion, reading: Reading) -> Iterator[str]:
    rows = _lines(question.cases, reading)
    chosen = f", rows with {rows}" if rows else ""
    yield (
        f"Register of {question.register_}{chosen}: {question.numerator} out of "
        f"{question.denominator}, added up.{_window(question.covers, reading)}"
    )


def _number(question: NumberQuestion, reading: Reading) -> Iterator[str]:
    yield f"Register of {question.register_}: {question.column}, from its latest row."


def _statement(question: StatementQuestion, reading: Reading) -> Iterator[str]:
    yield f"A statement by a named person: {question.statement} ({question.answer})."


def _arrangement(question: ArrangementQuestion, reading: Reading) -> Iterator[str]:
    yield f"In arrangements.csv: {question.arrangement}, since when, and what shows it."


def _posts(question: PostsQuestion, reading: Reading) -> Iterator[str]:
    posts = question.posts if isinstance(question.posts, tuple) else (question.posts,)
    apart = ", held by different people" if question.different_people else ""
    yield f"In posts.csv: {listed_or_none([named(p, reading) for p in posts])}{apart}."


def _buddy(question: BuddyQuestion, reading: Reading) -> Iterator[str]:
    yield "In system.yaml: the buddy, another system that names this one back."


TOLD: dict[type, Callable[[Any, Reading], Iterator[str]]] = {
    CasesQuestion: _cases,
    TotalsQuestion: _totals,
    NumberQuestion: _number,
    PeopleQuestion: _people,
    DocumentsQuestion: _documents,
    StatementQuestion: _statement,
    ArrangementQuestion: _arrangement,
    PostsQuestion: _posts,
    BuddyQuestion: _buddy,
}
"""How each kind of question is told."""
