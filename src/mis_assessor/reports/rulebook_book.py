"""The rulebook as its pages need it: every requirement in words.

Values, sources and examples as the rulebook's pages show them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import mis_assessor.core.rules.rulebook as core
from mis_assessor.core.rules.changes import Change
from mis_assessor.core.rules.in_words import fill, value_in_words
from mis_assessor.core.rules.readings import readings_of
from mis_assessor.core.rules.requirement import Requirement
from mis_assessor.core.rules.rulebook import Edition, FrameworkBook, Rule, Rulebook, SafetyAction
from mis_assessor.core.rules.values import Entry, Source
from mis_assessor.reports.consistency_words import asked, compared, follows
from mis_assessor.reports.pages.outcome import status_words
from mis_assessor.reports.rulebook_questions import question_told
from mis_assessor.reports.rulebook_words import condition_told
from mis_assessor.reports.wording import count, day, days


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


def source_told(book: core.Book, source: Source) -> str:
    """Where something is written: short title, section, page."""
    found = book.sources.get(source.document)
    title = found.short_title if found else source.document
    return ", ".join(x for x in (title, source.section, source.page) if x)


def value_row(book: core.Book, name: str, entry: Entry) -> ValueRow:
    """One entry of a value, with what it is and how we know it."""
    if entry.not_loaded:
        value = f"not loaded: {entry.not_loaded}"
    elif entry.set_locally:
        value = f"set by the system itself: {entry.set_locally}"
    else:
        value = " or ".join(value_in_words(option) for option in entry.options)
    if entry.from_:
        value = f"{value} (from {day(entry.from_)})"
    if entry.until:
        value = f"{value} (until {day(entry.until)})"
    own = [source_told(book, entry.source)] if entry.source else []
    return ValueRow(name, value, "; ".join([status_words(entry.status.value), *own]))


def example_table(table: str) -> ExampleTable | None:
    """The examples of a rule file; None where it has none."""
    lines = [
        line for line in table.splitlines() if line.strip() and not set(line.strip()) <= set("-+| ")
    ]
    if not lines:
        return None
    head, *rows = (tuple(c.strip() for c in line.strip().strip("|").split("|")) for line in lines)
    return ExampleTable(head, tuple(rows))


Shown = Rulebook | FrameworkBook


@dataclass(frozen=True, slots=True)
class Page:
    """One requirement."""

    id: str
    title: str
    asks: str
    source: str
    checked: str
    """Who verifies it and what a pause does to it; in a framework, whose duty it is."""
    rests_on: tuple[str, ...]
    """Its parts by id, or the requirements it takes its verdict from."""
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
class MustAgree:
    """One consistency rule."""

    id: str
    title: str
    asks: str
    compared: str
    follows: str
    to_do: str
    changes: tuple[str, ...]


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
    must_agree: tuple[MustAgree, ...]


def book(rulebook: Shown, edition: Edition, changes: Sequence[Change] = ()) -> Book:
    """The book of a year or a framework; `changes` are those from the year before."""
    changed: dict[str, list[str]] = {}
    for change in changes:
        changed.setdefault(change.requirement, []).append(f"{change.kind}: {change.what}")
    shown = [
        rule
        for rule in rulebook.rules
        if edition.id in rule.requirement.applies.editions or not rule.requirement.decided
    ]
    return Book(
        title=f"The rulebook: {rulebook.frame.title}",
        edition=edition.title,
        digest=rulebook.digest,
        created=edition.in_force_from.isoformat(),
        counts=_counts(shown),
        pauses=tuple(
            f"{p.title}, {days(p.from_, p.to)}: {p.suspends}" for p in rulebook.frame.pauses
        ),
        chapters=tuple(
            Chapter(
                anchor=f"action-{group.number}",
                heading=heading,
                asks=group.asks,
                pages=tuple(
                    _page(rulebook, rule, edition, changed)
                    for rule in shown
                    if rule.action == group.number
                ),
            )
            for group, heading in _groups(rulebook)
        ),
        must_agree=tuple(_must_agree(rulebook, changed)),
    )


def _must_agree(rulebook: Shown, changed: Mapping[str, list[str]]) -> Iterator[MustAgree]:
    """The consistency rules of a year; a framework has none."""
    for rule in rulebook.consistency if isinstance(rulebook, Rulebook) else ():
        yield MustAgree(
            rule.id,
            rule.title,
            asked(rule),
            compared(rule),
            follows(rule.follows),
            rule.if_found,
            tuple(changed.get(rule.id, ())),
        )


def _groups(rulebook: Shown) -> Iterator[tuple[SafetyAction, str]]:
    """Each chapter and its heading; the conditions of the scheme come last."""
    if isinstance(rulebook, FrameworkBook):
        yield from ((group, group.title) for group in rulebook.groups)
        return
    for action in (*rulebook.actions[1:], *rulebook.actions[:1]):
        number = f"Safety action {action.number}: " if action.number else ""
        yield action, f"{number}{action.title}"


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
    rulebook: Shown,
    rule: Rule,
    edition: Edition,
    changed: Mapping[str, list[str]],
) -> Page:
    requirement = rule.requirement
    reading = readings_of(rule, edition.id)[0]
    return Page(
        id=requirement.id,
        title=requirement.title,
        asks=fill(requirement.asks, reading),
        source=source_told(rulebook, requirement.source),
        checked=_checked(rulebook, requirement),
        rests_on=_rests_on(requirement),
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
            value_row(rulebook, name, entry)
            for name, entries in reading.entries.items()
            for entry in entries
        ),
        examples=example_table(requirement.examples),
        changes=tuple(changed.get(requirement.id, ())),
    )


def _checked(rulebook: Shown, requirement: Requirement) -> str:
    if isinstance(rulebook, FrameworkBook):
        force = "" if requirement.force == "must" else f" ({requirement.force})"
        return f"Duty of the {' and the '.join(requirement.duties)}{force}."
    pause = requirement.applies.in_a_pause
    return f"Verified by: {requirement.verified_by}. In a pause: {pause}."


def _rests_on(requirement: Requirement) -> tuple[str, ...]:
    if requirement.decided_by is not None:
        return (f"The same duty as {requirement.decided_by}.",)
    parts = (f"{name}: {what}" for name, what in requirement.parts.items())
    return (*requirement.made_of, *parts)


def _nothing(rule: Rule) -> str:
    parts = []
    if rule.requirement.if_no_cases:
        parts.append(f"No cases: {rule.requirement.if_no_cases.value}.")
    if rule.requirement.if_none_due:
        parts.append(f"Cases, none fallen due: {rule.requirement.if_none_due.value}.")
    return " ".join(parts)
