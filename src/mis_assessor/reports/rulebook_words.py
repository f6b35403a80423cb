"""A requirement in plain text: asked, written where, decided how, values, examples."""

from collections.abc import Iterator
from typing import assert_never

from mis_assessor.core.rules.conditions import (
    AllOf,
    Condition,
    InOrder,
    Join,
    PersonConfirms,
    Test,
)
from mis_assessor.core.rules.in_words import fill
from mis_assessor.core.rules.readings import Reading, names_used, readings_of, written
from mis_assessor.core.rules.requirement import Requirement
from mis_assessor.core.rules.rulebook import Book, FrameworkBook, Rule
from mis_assessor.core.rules.values import Entry
from mis_assessor.core.wording import on_day
from mis_assessor.reports.rulebook_questions import named, question_told
from mis_assessor.reports.wording import listed_or_none


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
        case Join():
            tell = _bracketed if condition.brackets else _told
            return condition.in_words({n: tell(p, reading) for n, p in condition.parts().items()})
        case _:
            assert_never(condition)


def _bracketed(condition: Condition, reading: Reading) -> str:
    told = _told(condition, reading)
    return f"({told})" if isinstance(condition, Join) else told


def _test_in_words(test: Test, reading: Reading) -> str:
    words = [f"“{test.evidence}”", test.op.value, named(test.value, reading)]
    if test.before:
        words += ["before", named(test.before, reading)]
    if test.in_any:
        words += ["in any", named(test.in_any, reading)]
    if test.in_different:
        words.append(f"in different {test.in_different}")
    if test.closer_together:
        words.append(f"(closer together: {test.closer_together})")
    if test.counted_by:
        words.append(f"(counted by: {test.counted_by})")
    if test.may_miss:
        words.append(f"(it may miss {named(test.may_miss, reading)} if “{test.if_}” is stated)")
    return " ".join(words)


FORCES = {
    "must": "must: it counts",
    "should": "should: recommended, shown and not counted",
    "optional": "optional: shown and not counted",
    "context": "context: shown and never decided",
}


def describe(rule: Rule, book: Book | None = None) -> str:
    """The whole requirement as a page of text, with the values of its latest edition."""
    return "\n".join(_plain_lines(rule, isinstance(book, FrameworkBook)))


def _plain_lines(rule: Rule, framework: bool) -> Iterator[str]:
    requirement = rule.requirement
    reading = readings_of(rule, requirement.applies.editions[-1])[0]
    yield f"{requirement.id}  {requirement.title}"
    yield ""
    yield fill(requirement.asks, reading)
    yield ""
    source = requirement.source
    page = f"page {source.page}" if source.page else ""
    yield f"Written in   {', '.join(x for x in (source.document, source.section, page) if x)}"
    if not framework:
        yield f"Verified by  {requirement.verified_by}"
    if framework or requirement.duties != ("trust",):
        yield f"Duty of      the {' and the '.join(requirement.duties)}"
    if framework:
        yield f"Asked as     {FORCES[requirement.force]}"
    for name, what in requirement.parts.items():
        yield f"Part         {name}: {what}"
    if requirement.joined:
        names = requirement.made_of or (str(requirement.decided_by),)
        yield f"Rests on     {', '.join(names)}"
    editions = ", ".join(requirement.applies.editions)
    pause = "" if framework else f"; in a pause: {requirement.applies.in_a_pause}"
    yield f"Applies      editions {editions}{pause}"
    if requirement.decided and not requirement.joined:
        yield from _when(requirement, reading, framework)
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
    used = names_used(requirement, rule.values)
    for name in dict.fromkeys((*requirement.values, *used)):
        inherited = "" if name in requirement.values else ", from the group or the whole book"
        for entry in rule.values[name]:
            yield f"  {name}: {_value(entry, inherited)}"
    if requirement.examples:
        yield ""
        yield "Examples"
        for line in requirement.examples.splitlines():
            yield f"  {line}"


def _when(requirement: Requirement, reading: Reading, framework: bool) -> Iterator[str]:
    """The last day, what late counts as, and what to do where it is not met."""
    if reading.knows(requirement.due_by):
        yield f"Due by       {fill(f'<{requirement.due_by}>', reading)}"
    if framework:
        told = (
            "counts as met; the days late are told beside the verdict"
            if requirement.late_counts_as == "met"
            else "counts as not met"
        )
        yield f"Late         {told}"
    if requirement.if_not_met:
        yield f"If not met   {fill(requirement.if_not_met, reading)}"


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


def _value(entry: Entry, inherited: str) -> str:
    if entry.not_loaded:
        value = f"not loaded: {entry.not_loaded}"
    elif entry.set_locally:
        value = f"set by the system itself: {entry.set_locally}"
    else:
        value = " or ".join(written(option) for option in entry.options)
    editions = f", editions {', '.join(entry.editions)}" if entry.editions else ""
    days = [
        f", {word} {on_day(day, '')}"
        for word, day in (("from", entry.from_), ("until", entry.until))
        if day is not None
    ]
    return f"{value} ({entry.status.value}{editions}{''.join(days)}{inherited})"
