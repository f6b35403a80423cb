"""A requirement in plain text: asked, written where, decided how, values, examples."""

from collections.abc import Iterator

from mis_assessor.core.readings import Reading, readings_of, written
from mis_assessor.core.requirement import Requirement
from mis_assessor.core.scheme import Rule
from mis_assessor.core.slots import fill
from mis_assessor.core.values import Entry
from mis_assessor.reports.book.conditions_told import condition_told
from mis_assessor.reports.book.questions_told import question_told


def describe(rule: Rule) -> str:
    """The whole requirement as a page of text, with the values of its latest edition."""
    return "\n".join(_lines(rule))


def _lines(rule: Rule) -> Iterator[str]:
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
