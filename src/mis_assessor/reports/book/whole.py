"""The rulebook as its pages need it: every requirement in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mis_assessor.core.changes import Change
from mis_assessor.core.frame import Edition
from mis_assessor.core.readings import readings_of
from mis_assessor.core.scheme import Rule, Rulebook
from mis_assessor.core.slots import fill, value_in_words
from mis_assessor.core.values import Entry, Source
from mis_assessor.reports.book.conditions_told import condition_told
from mis_assessor.reports.book.questions_told import question_told
from mis_assessor.reports.dates import day, days
from mis_assessor.reports.presenters.confidence import status_words
from mis_assessor.reports.wording import count


@dataclass(frozen=True, slots=True)
class ValueRow:
    """One value with what it is and how we know it."""

    name: str
    value: str
    known: str


@dataclass(frozen=True, slots=True)
class ExampleTable:
    """The examples of a rule file, as a table."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Page:
    """One requirement."""

    id: str
    title: str
    asks: str
    source: str
    verified_by: str
    pause: str
    evidence: tuple[tuple[str, str], ...]
    met_when: tuple[str, ...]
    instead: tuple[str, ...]
    nothing: str
    notes: str
    not_met: str
    values: tuple[ValueRow, ...]
    examples: ExampleTable | None
    changes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """A safety action, or the conditions of the scheme."""

    anchor: str
    heading: str
    asks: str
    pages: tuple[Page, ...]


@dataclass(frozen=True, slots=True)
class Book:
    """The whole rulebook of a year in one edition."""

    title: str
    edition: str
    digest: str
    created: str
    counts: str
    pauses: tuple[str, ...]
    chapters: tuple[Chapter, ...]


def book(rulebook: Rulebook, edition: Edition, changes: Sequence[Change]) -> Book:
    """The book of a year; `changes` are those from the year before, if it is loaded."""
    changed: dict[str, list[str]] = {}
    for change in changes:
        changed.setdefault(change.requirement, []).append(f"{change.kind}: {change.what}")
    asked = [
        rule
        for rule in rulebook.rules
        if edition.id in rule.requirement.applies.editions or not rule.requirement.decided
    ]
    return Book(
        title=f"The rulebook: {rulebook.year.title}",
        edition=edition.title,
        digest=rulebook.digest,
        created=edition.in_force_from.isoformat(),
        counts=_counts(asked),
        pauses=tuple(
            f"{p.title}, {days(p.from_, p.to)}: {p.suspends}" for p in rulebook.year.pauses
        ),
        chapters=tuple(
            Chapter(
                anchor=f"action-{action.number}",
                heading=f"Safety action {action.number}: {action.title}"
                if action.number
                else action.title,
                asks=action.asks,
                pages=tuple(
                    _page(rulebook, rule, edition, changed)
                    for rule in asked
                    if rule.action == action.number
                ),
            )
            for action in (*rulebook.actions[1:], *rulebook.actions[:1])
        ),
    )


def _counts(rules: Sequence[Rule]) -> str:
    entries = [e for r in rules for es in r.requirement.values.values() for e in es]
    confirmed = sum(e.status.confirmed and not e.not_loaded for e in entries)
    empty = sum(bool(e.not_loaded) for e in entries)
    return (
        f"{count(len(rules), 'requirement')} with {count(len(entries), 'value')} of their own: "
        f"{confirmed} seen in a published document, {empty} not loaded, "
        f"{len(entries) - confirmed - empty} remembered or chosen by us and still to be confirmed."
    )


def _page(
    rulebook: Rulebook, rule: Rule, edition: Edition, changed: Mapping[str, list[str]]
) -> Page:
    requirement = rule.requirement
    reading = readings_of(rule, edition.id)[0]
    return Page(
        id=requirement.id,
        title=requirement.title,
        asks=fill(requirement.asks, reading),
        source=_source(rulebook, requirement.source),
        verified_by=requirement.verified_by,
        pause=requirement.applies.in_a_pause,
        evidence=tuple(
            (name, question_told(question, reading))
            for name, question in requirement.evidence.items()
        ),
        met_when=condition_told(requirement.met_when, reading) if requirement.met_when else (),
        instead=condition_told(requirement.or_instead, reading) if requirement.or_instead else (),
        nothing=_nothing(rule),
        notes=requirement.notes,
        not_met=fill(requirement.if_not_met, reading),
        values=tuple(
            _value(rulebook, name, entry)
            for name, entries in reading.entries.items()
            for entry in entries
        ),
        examples=_examples(requirement.examples),
        changes=tuple(changed.get(requirement.id, ())),
    )


def _source(rulebook: Rulebook, source: Source) -> str:
    found = rulebook.sources.get(source.document)
    title = found.short_title if found else source.document
    return ", ".join(x for x in (title, source.section, source.page) if x)


def _nothing(rule: Rule) -> str:
    parts = []
    if rule.requirement.if_no_cases:
        parts.append(f"No cases: {rule.requirement.if_no_cases.value}.")
    if rule.requirement.if_none_due:
        parts.append(f"Cases, none fallen due: {rule.requirement.if_none_due.value}.")
    return " ".join(parts)


def _value(rulebook: Rulebook, name: str, entry: Entry) -> ValueRow:
    if entry.not_loaded:
        value = f"not loaded: {entry.not_loaded}"
    else:
        value = " or ".join(value_in_words(option) for option in entry.options)
    if entry.from_:
        value = f"{value} (from {day(entry.from_)})"
    if entry.until:
        value = f"{value} (until {day(entry.until)})"
    own = [_source(rulebook, entry.source)] if entry.source else []
    return ValueRow(name, value, "; ".join([status_words(entry.status.value), *own]))


def _examples(table: str) -> ExampleTable | None:
    lines = [
        line for line in table.splitlines() if line.strip() and not set(line.strip()) <= set("-+| ")
    ]
    if not lines:
        return None
    head, *rows = (tuple(c.strip() for c in line.strip().strip("|").split("|")) for line in lines)
    return ExampleTable(head, tuple(rows))
