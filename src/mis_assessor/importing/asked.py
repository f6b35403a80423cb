"""What the rules of a year ask for besides registers: each document once, and each statement.

One document may serve several requirements, so whoever fills in a checklist meets it once.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar, assert_never

from mis_assessor.core.answering.asking import EACH
from mis_assessor.core.answering.names_asked import Named, NamesAsked, names_asked, names_listed
from mis_assessor.core.evidence.references import folded
from mis_assessor.core.rules.comparisons import PERIODS, Op
from mis_assessor.core.rules.conditions import Test, tests_in
from mis_assessor.core.rules.fact_questions import StatementQuestion
from mis_assessor.core.rules.in_words import fill, value_in_words
from mis_assessor.core.rules.quantities import Length, Times
from mis_assessor.core.rules.questions import DocumentsQuestion
from mis_assessor.core.rules.readings import Reading, members_of, readings_of
from mis_assessor.core.rules.requirement import Requirement
from mis_assessor.core.rules.rulebook import Rule, Rulebook
from mis_assessor.core.wording import listed

_MOST_COPIES = 24
_MEETINGS_A_YEAR = 12
INSTEAD = "only where the standard itself is missed"
"""What stands first under “when” of a document that only takes the place of a standard."""


@dataclass(frozen=True, slots=True)
class AskedDocument:
    """A document that a year asks for: its kind, what is to be done with it, what is in it."""

    kind: str
    about: tuple[str, ...]
    """What must stand under “about”; nothing where it need not say."""
    requirements: tuple[str, ...]
    actions: tuple[int, ...]
    """The safety actions that ask for it; it is filled in on the sheet of the first."""
    titles: tuple[str, ...]
    acts: tuple[tuple[str, str], ...]
    """Each act and the body or role it is asked of, as “received” and “Trust Board”."""
    acts_when: tuple[tuple[str, str], ...]
    """Acts that are counted, as “received by Trust Board”, and how often they are wanted."""
    items: tuple[str, ...]
    when: tuple[str, ...]
    copies: int
    """How many of them a year brings."""

    @property
    def home(self) -> int:
        """The safety action on whose sheet it is filled in."""
        return self.actions[0]

    def serves(self, kind: str, about: Iterable[str]) -> bool:
        """Whether a document of a kind, about something, is one of these."""
        return folded(kind) == folded(self.kind) and set(map(folded, self.about)) <= set(
            map(folded, about)
        )


def documents_asked(book: Rulebook) -> tuple[AskedDocument, ...]:
    """Every document a year asks for, in the order of its safety actions, conditions last."""
    found: dict[tuple[str, tuple[str, ...]], AskedDocument] = {}
    for rule in sorted(book.rules, key=lambda r: r.action or 11):
        for one in _of_rule(rule):
            key = folded(one.kind), tuple(map(folded, one.about))
            found[key] = _together(found[key], one) if key in found else one
    return tuple(found.values())


T = TypeVar("T")


def _both(mine: tuple[T, ...], theirs: tuple[T, ...]) -> tuple[T, ...]:
    return tuple(dict.fromkeys((*mine, *theirs)))


def _together(one: AskedDocument, other: AskedDocument) -> AskedDocument:
    """One document that serves two requirements."""

    return replace(
        one,
        requirements=_both(one.requirements, other.requirements),
        actions=_both(one.actions, other.actions),
        titles=_both(one.titles, other.titles),
        acts=_both(one.acts, other.acts),
        acts_when=_both(one.acts_when, other.acts_when),
        items=_both(one.items, other.items),
        when=_both(one.when, other.when),
        copies=max(one.copies, other.copies),
    )


def _of_rule(rule: Rule) -> Iterator[AskedDocument]:
    requirement = rule.requirement
    if not requirement.decided or "trust" not in requirement.duties:
        return
    reading = readings_of(rule, requirement.applies.editions[-1])[0]
    for name, question in requirement.evidence.items():
        if not isinstance(question, DocumentsQuestion) or question.of_the_system:
            continue
        first = [test for test in tests_in(requirement.met_when) if test.evidence == name]
        other = [test for test in tests_in(requirement.or_instead) if test.evidence == name]
        instead = () if first or not other else (INSTEAD,)
        tests = [*first, *other]
        acts_when = tuple(
            (test.counted_by, told)
            for test in tests
            if test.counted_by and (told := _test_told(test, reading))
        )
        tests_alone = [test for test in tests if not test.counted_by]
        for about, member in _abouts(question, requirement, reading):
            yield AskedDocument(
                kind=question.documents.kind,
                about=about,
                requirements=(requirement.id,),
                actions=(rule.action,),
                titles=(requirement.title,),
                acts=tuple(_acts(rule, question, member)),
                acts_when=acts_when,
                items=tuple(_items(rule, question, member)),
                when=(*instead, *_when(question, tests_alone, requirement, reading)),
                copies=_copies(question, tests, reading),
            )


def _abouts(
    question: DocumentsQuestion, requirement: Requirement, reading: Reading
) -> Iterator[tuple[tuple[str, ...], str]]:
    match question.documents.about:
        case None:
            yield (), ""
        case "this requirement":
            yield (requirement.id,), ""
        case "each":
            for member, _ in members_of(requirement, reading):
                yield (requirement.id, member), member
        case _:
            assert_never(question.documents.about)


def _acts(rule: Rule, question: DocumentsQuestion, member: str) -> Iterator[tuple[str, str]]:
    for verb, by in question.events():
        for body in by if isinstance(by, tuple) else (by,):
            named = (member,) if member and body == EACH else names_listed(rule, body)
            yield from dict.fromkeys((verb, one) for one in named)


def _items(rule: Rule, question: DocumentsQuestion, member: str) -> Iterator[str]:
    if question.contains_all == EACH and member:
        yield member
    elif question.contains_all == EACH and rule.requirement.parts:
        yield from rule.requirement.parts.values()
    elif question.contains_all:
        yield from dict.fromkeys(names_listed(rule, question.contains_all))


def _day(name: str, reading: Reading) -> str:
    """A value as words, or its name where it is not loaded."""
    value = reading.value(name) if reading.knows(name) else name
    return f"({name}: see the guidance)" if value is None else value_in_words(value)


def _when(
    question: DocumentsQuestion, tests: list[Test], requirement: Requirement, reading: Reading
) -> Iterator[str]:
    """By when each is wanted, in a few words."""
    told = [words for test in tests if (words := _test_told(test, reading))]
    if question.between:
        first, last = (_day(day, reading) for day in question.between_days())
        told.append(f"from {first} to {last}")
    if question.covers:
        told.append(
            f"about {_day(question.covers.lasts, reading)} between "
            f"{_day(question.covers.from_, reading)} and {_day(question.covers.to, reading)}"
        )
    if question.not_before:
        told.append(f"not before {_day(question.not_before, reading)}")
    if not told and reading.knows(requirement.due_by):
        told.append(f"by {_day(requirement.due_by, reading)}")
    yield from dict.fromkeys(told)


def _test_told(test: Test, reading: Reading) -> str:
    value = _day(test.value, reading)
    match test.op:
        case Op.IN_PLACE_BY:
            return f"in place by {value}"
        case Op.IN_FORCE_ON:
            return f"in force on {value}"
        case Op.ONE_IN_EVERY:
            return f"one in every {value}"
        case Op.HAPPENS_AT_LEAST | Op.GAPS_AT_MOST | Op.NO_OLDER_THAN:
            return f"{test.op.value.replace('happens ', '')} {value}"
        case Op.DATED_WITHIN if test.before:
            return f"dated within {value} before {_day(test.before, reading)}"
        case _:
            return ""


def _copies(question: DocumentsQuestion, tests: list[Test], reading: Reading) -> int:
    """How many a year brings, as far as the rules say."""
    days = [reading.value(day) for day in question.between_days() if reading.knows(day)]
    months = _months(days)
    wanted = [1]
    for test in tests:
        value = reading.value(test.value) if reading.knows(test.value) else test.value
        match test.op, value:
            case Op.ONE_IN_EVERY, str() if value in PERIODS:
                wanted.append(-(-months // PERIODS[value]))
            case Op.ONE_IN_EVERY, _:
                wanted.append(_MEETINGS_A_YEAR)
            case Op.GAPS_AT_MOST, Length(unit="months"):
                wanted.append(-(-months // value.number) + 1)
            case Op.HAPPENS_AT_LEAST, Times():
                wanted.append(value.number)
            case _:
                pass
    return min(max(wanted), _MOST_COPIES)


def _months(days: Sequence[object]) -> int:
    match days:
        case [date() as first, date() as last]:
            return (last.year - first.year) * 12 + last.month - first.month + 1
        case _:
            return _MEETINGS_A_YEAR


@dataclass(frozen=True, slots=True)
class AskedStatement:
    """Something a named person is asked to say, and what each answer means."""

    statement: str
    answer: str
    """What kind: yes or no, day, moment."""
    requirements: tuple[str, ...]
    means: tuple[str, ...]


def statements_asked(book: Rulebook) -> tuple[AskedStatement, ...]:
    """Every statement of a year, in the order of the rules, each once."""
    found: dict[str, AskedStatement] = {}
    for rule in book.rules:
        for one in _statements(rule):
            if (before := found.get(one.statement)) is not None:
                requirements = dict.fromkeys((*before.requirements, *one.requirements))
                means = dict.fromkeys((*before.means, *one.means))
                one = replace(before, requirements=tuple(requirements), means=tuple(means))
            found[one.statement] = one
    for name in _only_in_consistency(names_asked(book), found):
        found[name] = AskedStatement(
            name,
            "yes or no",
            (),
            ("yes: it is so, and the register rightly says nothing of it; no: it is not so.",),
        )
    return tuple(found.values())


def _only_in_consistency(names: NamesAsked, found: Mapping[str, object]) -> Iterator[str]:
    known = set(map(folded, found))
    yield from (one for one in names.words(Named.STATEMENT) if folded(one) not in known)


def _statements(rule: Rule) -> Iterator[AskedStatement]:
    requirement = rule.requirement
    title = f"“{requirement.title}”"
    for said, answer in requirement.does_not_apply_if.items():
        other = "no" if answer == "yes" else "yes"
        told = f"{answer}: {title} does not apply to the trust; {other}: it does."
        yield AskedStatement(said, "yes or no", (requirement.id,), (told,))
    for said, answer in (*requirement.only_if.items(), *requirement.only_if_said.items()):
        other = "no" if answer == "yes" else "yes"
        told = f"{answer}: {title} is asked of the trust; {other}: it is not."
        yield AskedStatement(said, "yes or no", (requirement.id,), (told,))
    reading = readings_of(rule, requirement.applies.editions[-1])[0]
    for name, question in requirement.evidence.items():
        if isinstance(question, StatementQuestion):
            told = _asked_for(requirement, name, question, reading)
            yield AskedStatement(question.statement, question.answer, (requirement.id,), (told,))


def _asked_for(
    requirement: Requirement, name: str, question: StatementQuestion, reading: Reading
) -> str:
    tests = [test for test in tests_in(requirement.met_when) if test.evidence == name]
    if question.answer == "yes or no":
        wanted = [test.value for test in tests if test.op is Op.IS]
        answer = wanted[0] if wanted else "yes"
        return f"{answer}: what “{requirement.title}” asks for."
    limits = [f"{test.op.value} {_day(test.value, reading)}" for test in tests]
    what = "day and time, as 2023-02-02 11:47:09" if question.answer == "moment" else "day"
    return (
        f"The {what}{': it ' + listed(limits) if limits else ''}. {fill(requirement.asks, reading)}"
    )
