"""The members a framework's requirement is decided for, each with its own evidence.

They come from the rule or from system.yaml, never from the rows of a register.

A framework's requirements with their answers, body by body, ready to be decided twice.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from mis_assessor.core.answering.asking import Asking
from mis_assessor.core.deciding.case import Case, PartCase
from mis_assessor.core.deciding.judgements import JudgedBy
from mis_assessor.core.deciding.prepare import Pace, at_leisure, case_of_rule, scenes_of
from mis_assessor.core.evidence.references import folded
from mis_assessor.core.evidence.submission import Submission
from mis_assessor.core.evidence.system import BirthUnit, Provider
from mis_assessor.core.frameworks.bodies import Body, nothing_sent, set_locally
from mis_assessor.core.rules.in_force import Standing
from mis_assessor.core.rules.readings import Reading, members_of
from mis_assessor.core.rules.requirement import Requirement
from mis_assessor.core.rules.rulebook import Edition, FrameworkBook, Rule
from mis_assessor.core.verdicts import Verdict
from mis_assessor.core.wording import listed

PROVIDER, UNIT, PARTNERSHIP, PLACE = "provider", "unit", "maternity voices partnership", "place"
OF_THE_SYSTEM = (PROVIDER, UNIT, PARTNERSHIP, PLACE)
"""What *for each* may name without a list in the rule."""


@dataclass(frozen=True, slots=True)
class _Member:
    """Who or what is asked: how a reader knows it, how rows name it, whose evidence."""

    label: str
    name: str = ""
    organisation: str | None = None
    submission: Submission | None = None
    owner: str = ""
    """Who sent that submission, where it is not the body's own."""


@dataclass(frozen=True, slots=True)
class MembersOfBody:
    """Finds the members of a requirement for one body, and asks each."""

    body: Body

    def __call__(
        self, base: Asking, readings: Sequence[Reading], judgement: JudgedBy | None
    ) -> tuple[PartCase, ...]:
        """Each member, under every reading."""
        whole = replace(
            base, system=self.body.system, owner=self.body.code, organisation=self.body.code
        )
        requirement = base.requirement
        found = [
            self._part(whole, readings, judgement, place, item, counts)
            for place in self._places(requirement.for_each)
            for item, counts in self._items(requirement, readings[0])
        ]
        return tuple(found)

    def _part(
        self,
        whole: Asking,
        readings: Sequence[Reading],
        judgement: JudgedBy | None,
        place: _Member,
        item: _Member,
        counts: bool,
    ) -> PartCase:
        asking = replace(
            whole,
            submission=place.submission or whole.submission,
            owner=place.owner or whole.owner,
            organisation=place.organisation or whole.organisation,
        )
        label = ": ".join(x for x in (place.label, item.label) if x)
        name = item.name or place.name
        return PartCase(label, scenes_of(asking, readings, name, judgement), counts)

    def _items(self, requirement: Requirement, reading: Reading) -> list[tuple[_Member, bool]]:
        if requirement.parts:
            return [
                (_Member(f"{name} {what}", what), True) for name, what in requirement.parts.items()
            ]
        return [(_Member(n, n), counts) for n, counts in members_of(requirement, reading)]

    def _places(self, noun: str | None) -> list[_Member]:
        system = self.body.system
        found: list[_Member] = []
        if system is not None and self.body.is_system and noun == PROVIDER:
            found = [self._provider(p) for p in system.providers]
        elif system is not None and noun == UNIT:
            found = [self._unit(p, u) for p, u in self._units()]
        elif system is not None and noun == PARTNERSHIP:
            found = [_Member(name, name, name) for name in system.partnerships]
        elif system is not None and noun == PLACE:
            found = [_Member(name, name, name) for name in system.places or {}]
        return found or [_Member("")]

    def _units(self) -> Iterator[tuple[Provider, BirthUnit]]:
        system = self.body.system
        for provider in system.providers if system is not None else ():
            if self.body.is_system or provider.code == self.body.code:
                yield from ((provider, unit) for unit in provider.units)

    def _unit(self, provider: Provider, unit: BirthUnit) -> _Member:
        sent = self._sent(provider) if self.body.is_system else None
        return _Member(unit.name, unit.code, unit.code, sent, provider.code)

    def _provider(self, provider: Provider) -> _Member:
        sent = self._sent(provider)
        return _Member(provider.name, provider.code, provider.code, sent, provider.code)

    def _sent(self, provider: Provider) -> Submission:
        """A trust's own folder, with what the system holds about it."""
        own = provider.submission or nothing_sent(provider.code, provider.name)
        ours = self.body.submission
        names = {folded(provider.code), *(folded(unit.code) for unit in provider.units)}
        about = (
            replace(d, of_the_system=True)
            for d in ours.documents
            if names & set(map(folded, d.about))
        )
        facts = [a for a in ours.arrangements if folded(a.organisation) in names]
        shown = {folded(a.evidence) for a in facts}
        return replace(
            own,
            documents=(
                *own.documents,
                *about,
                *(
                    replace(d, id=self._of_ours(d.id))
                    for d in ours.documents
                    if folded(d.id) in shown
                ),
            ),
            arrangements=(
                *own.arrangements,
                *(replace(a, evidence=self._of_ours(a.evidence)) for a in facts),
            ),
            posts=(*own.posts, *(p for p in ours.posts if folded(p.organisation) in names)),
        )

    def _of_ours(self, document: str) -> str:
        """The id of a document of the system: a trust may have given one of its own the same."""
        return f"{self.body.code} {document}" if document else ""


def prepare_body(
    book: FrameworkBook,
    body: Body,
    editions: Sequence[Edition],
    on: date,
    pace: Pace = at_leisure,
) -> tuple[Case, ...]:
    """One case for every requirement that is the body's duty and is decided by itself."""
    memo: dict[Any, Any] = {}
    cases: list[Case] = []
    for rule in book.rules:
        asked = rule.requirement
        if asked.decided and not asked.joined and body.has(asked):
            pace()
            cases.append(_case(book, rule, body, editions, on, memo))
    return tuple(cases)


def _case(
    book: FrameworkBook,
    rule: Rule,
    body: Body,
    editions: Sequence[Edition],
    on: date,
    memo: dict[Any, Any],
) -> Case:
    ambitions = body.system.ambitions if body.system else ()
    local, lacking = set_locally(rule, {a.name: a.value for a in ambitions if a.on <= on})
    case = case_of_rule(book, local, body.submission, editions, on, memo, MembersOfBody(body))
    if not lacking or case.verdict is not None:
        return case
    says = f"Set in system.yaml, under “local ambitions”: {listed(list(lacking))}."
    verdict = Verdict.EVIDENCE_MISSING if _closed(case, on) else Verdict.NOT_DUE_YET
    return Case(rule, Standing.STANDS, verdict, says, ())


def _closed(case: Case, on: date) -> bool:
    """Whether the last day of a requirement is past."""
    due = case.parts[0].scenes[0].reading.value(case.rule.requirement.due_by)
    return not isinstance(due, date) or on > due
