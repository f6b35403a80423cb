"""What frameworks ask of a trust or a system, and what each of its papers must show."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from pathlib import Path

from mis_assessor.core.rules.comparisons import Op
from mis_assessor.core.rules.conditions import InOrder, PersonConfirms, Test
from mis_assessor.core.rules.questions import DocumentsQuestion, Question, QuestionWindow
from mis_assessor.core.rules.readings import readings_of
from mis_assessor.core.rules.requirement import DutyOf, Requirement
from mis_assessor.core.rules.rulebook import FrameworkBook, Rule
from mis_assessor.core.rules.values import as_names
from mis_assessor.rulebook.read import read_framework
from trust_year.asked import Asked, leaves
from trust_year.chains import Acts
from trust_year.plans import AS_ASKED, Plan
from trust_year.wanted import VERBS
from trust_year.years import DECLARATION_DAY, YEAR_4

ROOT = Path(__file__).parents[2]
YEAR = replace(YEAR_4, number=0, checked_on=date(2022, 6, 20), complete_to=date(2022, 6, 17))
"""The days on which registers of frameworks were checked."""
FIRST_VERBS = ["co-produced", "consulted"]
OF_A_SYSTEM: tuple[DutyOf, ...] = ("LMS", "ICS", "commissioner")
EVERYTHING: frozenset[str] = frozenset()
"""In place of the ids of a framework: all of them."""


@dataclass(frozen=True, slots=True)
class Duties:
    """Whose duties are evidenced, which, and what goes otherwise than asked."""

    code: str
    name: str
    asked: Mapping[str, frozenset[str]]
    """Framework → the ids that are evidenced, or everything."""
    of: tuple[DutyOf, ...] = ("trust",)
    on: date = DECLARATION_DAY
    trusts: tuple[str, ...] = ()
    """The trusts of a system."""
    units: tuple[str, ...] = ()
    silent: frozenset[str] = frozenset()
    """Trusts of which the system knows no facts."""
    has: frozenset[str] = frozenset()
    """Kinds of document that the folder holds already."""
    lacking: frozenset[str] = frozenset()
    """Items that were looked for and are absent."""
    absent: frozenset[str] = frozenset()
    """Arrangements that are said not to be in place."""
    late: Mapping[str, date] = field(default_factory=dict)
    """Kind of document → the day on which everything was done with it."""
    every: Mapping[str, int] = field(default_factory=dict)
    """Kind of document that comes round → after how many months; usually every month."""

    @property
    def plan(self) -> Plan:
        return replace(AS_ASKED, code=self.code, trust=self.name, on=self.on)


@cache
def framework(name: str) -> FrameworkBook:
    """The rules of a framework, which say what there is to invent."""
    return read_framework(ROOT / "rules", name)


def rules_of(duties: Duties) -> Iterator[tuple[Rule, str]]:
    """Every rule that is evidenced, with the edition it is asked in."""
    for name, ids in duties.asked.items():
        book = framework(name)
        edition = book.frame.editions[-1].id
        for rule in book.rules:
            requirement = rule.requirement
            if (
                requirement.decided
                and set(requirement.duties) & set(duties.of)
                and edition in requirement.applies.editions
                and not requirement.applies.withdrawn
                and (requirement.id in ids or ids is EVERYTHING)
            ):
                yield rule, edition


def questions(duties: Duties) -> Iterator[Asked]:
    """Every question that is asked, once for each member it is asked of."""
    for rule, edition in rules_of(duties):
        yield from _of_rule(rule, edition, duties)


def _of_rule(rule: Rule, edition: str, duties: Duties) -> Iterator[Asked]:
    requirement, readings = rule.requirement, readings_of(rule, edition)
    members: tuple[str, ...] = ("",)
    if requirement.for_each == "provider" and duties.trusts:
        members = duties.trusts
    elif requirement.for_each == "unit" and duties.units:
        members = duties.units
    elif requirement.parts:
        members = tuple(requirement.parts.values())
    elif requirement.in_:
        members = as_names(readings[0].value(requirement.in_))
    found = leaves(requirement, duties.plan)
    tests = [leaf for leaf in found if isinstance(leaf, Test)]
    ordered = {name for leaf in found if isinstance(leaf, InOrder) for name in leaf.in_this_order}
    for name, question in requirement.evidence.items():
        own = tuple(t for t in tests if t.evidence == name)
        if not own and name not in ordered:  # only the guidance's alternative asks for it
            continue
        for member in members:
            yield Asked(rule, name, question, readings, own, duties.plan, member)


def to_confirm(requirement: Requirement, duties: Duties) -> tuple[str, ...]:
    """What only a person can confirm of a requirement."""
    found = leaves(requirement, duties.plan)
    return tuple(leaf.a_person_confirms for leaf in found if isinstance(leaf, PersonConfirms))


def in_place_by(asked: Asked) -> list[date]:
    """The days by which something must be in place, in every reading."""
    return [day for t in asked.tests if t.op is Op.IN_PLACE_BY for day in asked.days(t.value)]


@dataclass(frozen=True, slots=True)
class Paper:
    """What one document, or one series of them, must show."""

    kind: str
    about: tuple[str, ...]
    asked: tuple[Asked, ...]

    @property
    def questions(self) -> tuple[DocumentsQuestion, ...]:
        return tuple(_documents(a.question) for a in self.asked)

    @property
    def window(self) -> tuple[date, date] | None:
        """The first and last day of a series."""
        windows = [
            (a, q.between) for a, q in zip(self.asked, self.questions, strict=True) if q.between
        ]
        if not windows:
            return None
        return min(_days(windows, "from_")), max(_days(windows, "to"))

    @property
    def acts(self) -> Acts:
        """What is done with it, by whom, in the order in which people do it."""
        found = {
            (verb, body): None
            for a, q in zip(self.asked, self.questions, strict=True)
            for verb, bodies in q.events()
            for body in a.names(bodies)
        }
        order = [*FIRST_VERBS, *VERBS]
        return sorted(found, key=lambda act: order.index(act[0]))

    @property
    def contents(self) -> tuple[str, ...]:
        return tuple(
            dict.fromkeys(
                item
                for a, q in zip(self.asked, self.questions, strict=True)
                if q.contains_all
                for item in a.names(q.contains_all)
            )
        )

    @property
    def first(self) -> date | None:
        """The day before which nothing counts."""
        return max(
            (
                day
                for a, q in zip(self.asked, self.questions, strict=True)
                if q.not_before
                for day in a.days(q.not_before)
            ),
            default=None,
        )


def _days(windows: list[tuple[Asked, QuestionWindow]], end: str) -> list[date]:
    return [day for asked, window in windows for day in asked.days(getattr(window, end))]


def _documents(question: Question) -> DocumentsQuestion:
    assert isinstance(question, DocumentsQuestion)
    return question


def papers_asked(asked: tuple[Asked, ...], duties: Duties) -> Iterator[Paper]:
    """The questions that one document answers together; what comes round for itself."""
    groups: dict[tuple[str, tuple[str, ...]], list[Asked]] = defaultdict(list)
    for one in asked:
        if isinstance(one.question, DocumentsQuestion):
            groups[one.question.documents.kind, _about(one, duties)].append(one)
    for (kind, about), members in groups.items():
        single = [a for a in members if not _documents(a.question).between]
        series = [a for a in members if _documents(a.question).between]
        if series:
            lasting = [a for a in single if not in_place_by(a)]
            yield Paper(kind, about, (*series, *lasting))
            single = [a for a in single if a not in lasting]
        if single:
            yield Paper(kind, about, tuple(single))


def _about(one: Asked, duties: Duties) -> tuple[str, ...]:
    requirement = one.rule.requirement
    match _documents(one.question).documents.about:
        case "each":
            return (requirement.id, one.member)
        case "this requirement":
            return (requirement.id,)
        case _:
            by_trust = requirement.for_each == "provider" and duties.trusts
            return duties.trusts if by_trust else ()
