"""A requirement in plain text: asked, written where, decided how, values, examples.

What a requirement asks a trust to send, in words.

When a requirement is met, in words.
"""

from collections.abc import Iterator
from typing import assert_never

from mis_assessor.core.answering.asking import EACH
from mis_assessor.core.rules.conditions import (
    AllOf,
    AnyOf,
    Condition,
    InOrder,
    Instead,
    PersonConfirms,
    Readings,
    Test,
)
from mis_assessor.core.rules.in_words import fill, value_in_words
from mis_assessor.core.rules.questions import (
    ArrangementQuestion,
    BuddyQuestion,
    CasesQuestion,
    DocumentsQuestion,
    NumberQuestion,
    PeopleQuestion,
    PostsQuestion,
    Question,
    QuestionWindow,
    StatementQuestion,
    TotalsQuestion,
)
from mis_assessor.core.rules.readings import Reading, readings_of, written
from mis_assessor.core.rules.requirement import Requirement
from mis_assessor.core.rules.row_tests import AnyRowTest, RowTest, RowTestLine
from mis_assessor.core.rules.rulebook import Rule
from mis_assessor.core.rules.values import Entry
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
    return f"({name}: not loaded)" if value is None else value_in_words(value)


def question_told(question: Question, reading: Reading) -> str:
    """One question as a sentence or two."""
    match question:
        case CasesQuestion():
            return " ".join(_cases(question, reading))
        case TotalsQuestion():
            rows = _lines(question.cases, reading)
            chosen = f", rows with {rows}" if rows else ""
            return (
                f"Register of {question.register_}{chosen}: {question.numerator} out of "
                f"{question.denominator}, added up.{_window(question.covers, reading)}"
            )
        case NumberQuestion():
            return f"Register of {question.register_}: {question.column}, from its latest row."
        case PeopleQuestion():
            return " ".join(_people(question, reading))
        case DocumentsQuestion():
            return " ".join(_documents(question, reading))
        case StatementQuestion():
            return f"A statement by a named person: {question.statement} ({question.answer})."
        case ArrangementQuestion():
            return f"In arrangements.csv: {question.arrangement}, since when, and what shows it."
        case PostsQuestion():
            posts = question.posts if isinstance(question.posts, tuple) else (question.posts,)
            apart = ", held by different people" if question.different_people else ""
            return f"In posts.csv: {listed_or_none([named(p, reading) for p in posts])}{apart}."
        case BuddyQuestion():
            return "In system.yaml: the buddy, another system that names this one back."
        case _:
            assert_never(question)


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
    if question.one_row_for_every:
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
    if question.between:
        first, last = (named(n, reading) for n in (question.between.from_, question.between.to))
        yield f"Counted from {first} to {last}."


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


def condition_told(condition: Condition, reading: Reading) -> tuple[str, ...]:
    """The parts of a condition, one a line; what stands inside a part is in brackets."""
    if isinstance(condition, AllOf):
        return tuple(_told(part, reading) for part in condition.all_of)
    return (_told(condition, reading),)


def _told(condition: Condition, reading: Reading) -> str:
    match condition:
        case Test():
            return _test_in_words(condition, reading)
        case InOrder():
            return f"{listed_or_none(list(condition.in_this_order))} stand in this order"
        case PersonConfirms():
            return f"a named person confirms: {condition.a_person_confirms.rstrip('.')}"
        case AllOf(all_of=parts):
            return " and ".join(_bracketed(part, reading) for part in parts)
        case AnyOf(any_of=parts):
            return "either " + " or ".join(_bracketed(part, reading) for part in parts)
        case Readings(readings=readings):
            ways = (f"{name}: {_told(part, reading)}" for name, part in readings.items())
            return "read each way, with the same result: " + "; ".join(ways)
        case Instead(standard=standard, alternative=alternative):
            return (
                f"{_told(standard, reading)}; or, where that is missed, "
                f"{_told(alternative, reading)} (met by alternative)"
            )
        case _:
            assert_never(condition)


def _bracketed(condition: Condition, reading: Reading) -> str:
    told = _told(condition, reading)
    simple = isinstance(condition, Test | PersonConfirms | InOrder)
    return told if simple else f"({told})"


def _test_in_words(test: Test, reading: Reading) -> str:
    words = [f"“{test.evidence}”", test.op.value, named(test.value, reading)]
    if test.before:
        words += ["before", named(test.before, reading)]
    if test.in_any:
        words += ["in any", named(test.in_any, reading)]
    if test.counted_by:
        words.append(f"(counted by: {test.counted_by})")
    if test.may_miss:
        words.append(f"(it may miss {named(test.may_miss, reading)} if “{test.if_}” is stated)")
    return " ".join(words)


def describe(rule: Rule) -> str:
    """The whole requirement as a page of text, with the values of its latest edition."""
    return "\n".join(_plain_lines(rule))


def _plain_lines(rule: Rule) -> Iterator[str]:
    requirement = rule.requirement
    reading = readings_of(rule, requirement.applies.editions[-1])[0]
    yield f"{requirement.id}  {requirement.title}"
    yield ""
    yield fill(requirement.asks, reading)
    yield ""
    source = requirement.source
    yield f"Written in   {source.document}, {source.section}".rstrip(", ")
    yield f"Verified by  {requirement.verified_by}"
    if requirement.duties != ("trust",):
        yield f"Duty of      the {' and the '.join(requirement.duties)}"
    for name, what in requirement.parts.items():
        yield f"Part         {name}: {what}"
    if requirement.joined:
        names = requirement.made_of or (str(requirement.decided_by),)
        yield f"Rests on     {', '.join(names)}"
    editions = ", ".join(requirement.applies.editions)
    yield f"Applies      editions {editions}; in a pause: {requirement.applies.in_a_pause}"
    yield f"File         {rule.file}"
    taken = {i for i in rule.written_in.values() if i != requirement.id}
    for name in sorted(taken):
        headings = ", ".join(h for h, i in rule.written_in.items() if i == name)
        yield f"Taken from   {name}: {headings}"
    if requirement.notes:
        yield f"Note         {requirement.notes}"
    yield from _decided(requirement, reading)
    yield ""
    yield "Values"
    for name, entries in requirement.values.items():
        for entry in entries:
            yield f"  {name}: {_value(entry)}"
    if requirement.examples:
        yield ""
        yield "Examples"
        for line in requirement.examples.splitlines():
            yield f"  {line}"


def _decided(requirement: Requirement, reading: Reading) -> Iterator[str]:
    """What the trust sends and when that is enough; context has neither."""
    for name, question in requirement.evidence.items():
        yield ""
        yield f"Evidence     {name}"
        yield f"  {question_told(question, reading)}"
    for heading, condition in (
        ("Met when", requirement.met_when),
        ("Or instead", requirement.or_instead),
    ):
        if condition is not None:
            yield ""
            yield heading
            yield from (f"  {line}" for line in condition_told(condition, reading))


def _value(entry: Entry) -> str:
    if entry.not_loaded:
        value = f"not loaded: {entry.not_loaded}"
    elif entry.set_locally:
        value = f"set by the system itself: {entry.set_locally}"
    else:
        value = " or ".join(written(option) for option in entry.options)
    editions = f", editions {', '.join(entry.editions)}" if entry.editions else ""
    return f"{value} ({entry.status.value}{editions})"
