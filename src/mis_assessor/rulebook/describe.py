"""A requirement in plain text: asked, written where, values with their marks, examples."""

from collections.abc import Iterator

from mis_assessor.core.readings import written
from mis_assessor.core.scheme import Rule
from mis_assessor.core.values import Entry


def describe(rule: Rule) -> str:
    """The whole requirement as a page of text."""
    return "\n".join(_lines(rule))


def _lines(rule: Rule) -> Iterator[str]:
    requirement = rule.requirement
    yield f"{requirement.id}  {requirement.title}"
    yield ""
    yield requirement.asks
    yield ""
    source = requirement.source
    yield f"Written in   {source.document}, {source.section}".rstrip(", ")
    yield f"Verified by  {requirement.verified_by}"
    editions = ", ".join(requirement.applies.editions)
    yield f"Applies      editions {editions}; in a pause: {requirement.applies.in_a_pause}"
    yield f"File         {rule.file}"
    taken = {i for i in rule.written_in.values() if i != requirement.id}
    for name in sorted(taken):
        headings = ", ".join(h for h, i in rule.written_in.items() if i == name)
        yield f"Taken from   {name}: {headings}"
    if requirement.notes:
        yield f"Note         {requirement.notes}"
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


def _value(entry: Entry) -> str:
    if entry.not_loaded:
        value = f"not loaded: {entry.not_loaded}"
    else:
        value = " or ".join(written(option) for option in entry.options)
    editions = f", editions {', '.join(entry.editions)}" if entry.editions else ""
    return f"{value} ({entry.status.value}{editions})"
