"""Small worlds by number: one real rule with some of its values moved, and a few rows and papers.

The days of the rows lie on and beside every edge of the rule, where the two counts could part.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cache
from random import Random
from typing import Any

from mis_assessor.core.deciding.case import Case
from mis_assessor.core.deciding.prepare import case_of_rule
from mis_assessor.core.evidence.system import BirthUnit, Provider, System
from mis_assessor.core.frameworks.bodies import Body, bodies_of, lone_trust
from mis_assessor.core.frameworks.members import prepare_body
from mis_assessor.core.rules.calendar import before, day_of
from mis_assessor.core.rules.conditions import InOrder, leaves_in, tests_in
from mis_assessor.core.rules.in_force import Standing, outlived, standing_on
from mis_assessor.core.rules.quantities import Length, Quantity, Share, Times, read_quantity
from mis_assessor.core.rules.questions import CasesQuestion, DocumentsQuestion, TotalsQuestion
from mis_assessor.core.rules.readings import names_used, readings_of
from mis_assessor.core.rules.register_questions import AnyQuestion, PeopleQuestion
from mis_assessor.core.rules.requirement import Requirement
from mis_assessor.core.rules.row_tests import tests_of
from mis_assessor.core.rules.rulebook import Edition, FrameworkBook, Guidance, Rule, Rulebook
from mis_assessor.core.rules.values import Entries, Entry, entries_in, entry_on
from mis_assessor.rulebook.loaded import frameworks_in, years_in
from mis_assessor.rulebook.read import read_framework, read_rulebook
from recount.small_evidence import Inventor, days_in
from recount.spoilt import ROOT

RULES = ROOT / "rules"
TRUST, OTHER, SYSTEM = "RZ9", "RY8", "QXX"
LENGTHS = ("days", "weeks", "months", "working days")
SHARES = ("50%", "75%", "90%", "100%", "1/3")
Book = Rulebook | FrameworkBook


@cache
def book(name: str) -> Book:
    """A scheme year or a framework, as its files have it."""
    if name.isdecimal():
        return read_rulebook(RULES, int(name))
    return read_framework(RULES, name)


@cache
def shapes() -> dict[str, list[tuple[str, Rule]]]:
    """What questions and comparisons there are, each with the rules that have it."""
    found: dict[str, list[tuple[str, Rule]]] = {}
    for name in (*map(str, years_in(RULES)), *frameworks_in(RULES)):
        for rule in book(name).rules:
            requirement = rule.requirement
            if requirement.decided and not requirement.joined:
                rare = (*_of_limits(rule), *_paused(requirement, book(name).frame))
                for shape in sorted({*_shapes(requirement), *rare}):
                    found.setdefault(shape, []).append((name, rule))
    return dict(sorted(found.items()))


def _shapes(requirement: Requirement) -> Iterator[str]:
    for question in requirement.evidence.values():
        yield from (f"{question.answer}: {what}" for what in _about(question))
        for _, line in question.row_tests():
            told = sorted(set(line.model_fields_set) - {"column", "is_", "is_one_of"})
            yield from (f"line: {'and'.join(told)}" for _ in told[:1])
    for condition in (requirement.met_when, requirement.or_instead):
        if any(isinstance(leaf, InOrder) for leaf in leaves_in(condition)):
            yield "in this order"
        for test in tests_in(condition):
            yield f"test: {test.op.value}"
            if test.op.value == "one in every":
                period = " covered" * (test.counted_by == "period covered")
                yield f"test: one in every {test.value}{period}"


def _of_limits(rule: Rule) -> Iterator[str]:
    """Limits that are rare: to the second, and several of one case."""
    requirement = rule.requirement
    lines = [line for q in requirement.evidence.values() for _, line in q.row_tests()]
    names = {line.by or line.to or line.on_or_after or line.from_ or "" for line in lines}
    entries = [e for name in names for e in rule.values.get(name, ())]
    if any(isinstance(entry.is_, datetime) for entry in entries):
        yield "line: to a moment"
    if any(isinstance(e.is_, datetime) for e in rule.values.get(requirement.due_by, ())):
        yield "due by a moment"
    for question in requirement.evidence.values():
        if isinstance(question, CasesQuestion):
            limits = [line for line in tests_of(question.done_when) if line.within or line.by]
            yield from ("line: one of several limits" for _ in limits[1:2])


def _paused(requirement: Requirement, frame: Guidance) -> Iterator[str]:
    """Documents that come round while a pause may suspend them."""
    questions = requirement.evidence.values()
    if requirement.applies.in_a_pause == "suspended" and frame.pauses:
        rounds = [q for q in questions if isinstance(q, DocumentsQuestion) and q.between]
        yield from ("documents: in a pause" for _ in rounds[:1])


def _about(question: AnyQuestion) -> Iterator[str]:
    yield ""
    names: tuple[str, ...] = ()
    match question:
        case CasesQuestion():
            names = ("leave_out", "in_doubt", "not_due_while", "known_from", "one_row_for_each_of")
            names += ("covers", "pooled_over", "done_when", "one_row_for_every")
        case TotalsQuestion():
            names = ("covers", "one_row_for_every", "known_from", "pooled_over")
        case PeopleQuestion():
            names = ("or_planned", "shared_window", "register_may_begin_late", "away_from")
        case DocumentsQuestion():
            names = ("in_this_order", "contains_all", "covers", "not_before", "promises")
            names += ("shows_progress", "checked_by_another", "meetings_of", "of_the_system")
        case _:
            pass
    for name in names:
        if value := getattr(question, name):
            yield f"{name} {value}" if name == "one_row_for_every" else name


@dataclass(frozen=True, slots=True)
class World:
    """One rule put to what one sender has sent, as at one day."""

    name: str
    """Of the book that the rule stands in."""
    number: int
    rule: Rule
    edition: Edition
    book: Book
    sender: Body
    on: date

    def cases(self) -> tuple[Case, ...]:
        """The requirement with the answers of the first count."""
        if isinstance(self.book, FrameworkBook):
            alone = replace(self.book, rules=(self.rule,))
            return prepare_body(alone, self.sender, (self.edition,), self.on)
        sent = self.sender.submission
        return (case_of_rule(self.book, self.rule, sent, (self.edition,), self.on, {}),)


def world(number: int) -> World:
    """The world of a number: each shape of question in its turn."""
    every = shapes()
    of_a_shape = every[[*every][number % len(every)]]
    name, rule = Random(number).choice(of_a_shape)
    return world_of(name, rule.requirement.id, number)


def world_of(name: str, requirement: str, number: int) -> World:
    """The world of one rule and a number: the same, whatever other rules there are."""
    chance, found = Random(f"{requirement} {number}"), book(name)
    (whole,) = (r for r in found.rules if r.requirement.id == requirement)
    frame = found.frame
    stands = [e for e in frame.editions if e.id in whole.requirement.applies.editions]
    edition = chance.choice([e for e in stands if not e.not_loaded] or stands)
    rule = _moved(whole, frame.last_day, chance)
    reading = chance.choice(readings_of(rule, edition.id))
    on = _assessed_on(rule, edition, frame, days_in(reading, frame), chance)
    inventor = Inventor(chance, rule.requirement, reading, frame, on)
    return World(name, number, rule, edition, found, _sender(whole.requirement, inventor), on)


def _assessed_on(
    rule: Rule, edition: Edition, frame: Guidance, days: list[date], chance: Random
) -> date:
    """A day on or beside an edge on which the rule stands; of some tries the last."""
    on = frame.last_day
    due = entry_on(entries_in(rule.values.get(rule.requirement.due_by, ()), edition.id), None)
    rule_ends = day_of(due.is_) if due is not None and isinstance(due.is_, date) else on
    for _ in range(12):
        edge = chance.choice((days[-1], rule_ends, chance.choice(days)))
        on = edge + timedelta(chance.choice((-1, 0, 0, 1, 1, 30, 200)))
        if chance.random() < 0.15:  # the last day of a month
            on = on.replace(day=1) - timedelta(1)
        stands = standing_on(frame, rule.requirement, edition, on)
        if (outlived(rule, edition, on) or stands) is Standing.STANDS:
            break
    return on


def _moved(rule: Rule, last: date, chance: Random) -> Rule:
    """A rule with values that the guidance does not hold filled in, and some of them moved."""
    values: dict[str, Entries] = dict(rule.values)
    for name in names_used(rule.requirement, rule.values):
        entries = tuple(_held(name, e.as_expected, rule, last) for e in values[name])
        if name == rule.requirement.in_ and chance.random() < 0.9:
            entries = tuple(e.model_copy(update={"is_": _few(e.is_)}) for e in entries)
        elif chance.random() < 0.3:
            entries = tuple(
                e if e.is_ is None else e.model_copy(update={"is_": _another(e.is_, chance)})
                for e in entries
            )
        values[name] = entries
    for question in rule.requirement.evidence.values():
        values |= _made_short(question, values, chance)
    return replace(rule, values=values)


def _held(name: str, entry: Entry, rule: Rule, last: date) -> Entry:
    """A value that is not loaded, as it may come to be: a day, or a length of training."""
    people = [q for q in rule.requirement.evidence.values() if isinstance(q, PeopleQuestion)]
    made: Quantity | None = None
    if name == rule.requirement.due_by or name in [q.window.to for q in people]:
        made = last - timedelta(60)
    elif name in [q.window.lasts for q in people]:
        made = read_quantity("12 months")
    elif name in [q.window.anywhere_from for q in people]:
        made = last - timedelta(500)
    if made is None or not entry.not_loaded:
        return entry
    return entry.model_copy(update={"is_": made, "not_loaded": ""})


def _made_short(
    question: AnyQuestion, values: Mapping[str, Entries], chance: Random
) -> dict[str, Entries]:
    """A few days of shifts, and a few windows of training: a year of them is no small world."""

    def told(name: str) -> Quantity | None:
        return values[name][0].is_ if name in values else None

    def moved(name: str, day: date) -> dict[str, Entries]:
        return {name: tuple(e.model_copy(update={"is_": day}) for e in values[name])}

    match question:
        case CasesQuestion(one_row_for_every="shift"):
            begins, ends = question.between_days()
            if isinstance(first := told(begins), date):
                return moved(ends, first + timedelta(chance.randrange(4)))
        case PeopleQuestion(window=window):
            lasts, last = told(window.lasts), told(window.to)
            if isinstance(lasts, Length) and isinstance(last, date):
                first = before(last, lasts) + timedelta(1 - chance.choice((-1, 0, 1, 5, 30)))
                return moved(window.anywhere_from, first)
        case _:
            pass
    return {}


def _few(names: Quantity | None) -> Quantity | None:
    return names[:2] if isinstance(names, tuple) else names


def _another(value: Quantity, chance: Random) -> Quantity:
    """Another value of the same kind."""
    made: Any = value
    match value:
        case Share():
            made = read_quantity(chance.choice(SHARES))
        case Times():
            number = max(0, value.number + chance.choice((-1, 1)))
            made = Times(number, f"{number} times")
        case Length():
            unit = chance.choice(LENGTHS)
            number = chance.choice((1, 2, 3) if unit == "months" else (1, 5, 7, 10))
            made = read_quantity(f"{number} {unit}")
        case date():
            made = value + timedelta(chance.choice((-30, -1, 1, 2, 30)))
        case tuple():
            made = value[: chance.choice((1, 2))]
        case _:
            pass
    return made  # type: ignore[no-any-return]


def _sender(requirement: Requirement, inventor: Inventor) -> Body:
    """A trust, or a system of two trusts, whichever must do it."""
    trust = inventor.submission(TRUST)
    chance = inventor.chance
    if requirement.duties == ("trust",) and requirement.for_each != "provider":
        return lone_trust(trust)
    another = inventor.submission(OTHER) if chance.random() < 0.85 else None
    units = (BirthUnit("one", "Unit one"), BirthUnit("two", "Unit two", "midwifery-led"))
    system = System(
        SYSTEM,
        "A system",
        inventor.submission(SYSTEM),
        (Provider(TRUST, "A trust", units, trust), Provider(OTHER, "Another", (), another)),
        ("Voices",),
        {"North": "Voices"},
    )
    return next((b for b in bodies_of(system) if b.has(requirement)), bodies_of(system)[0])
