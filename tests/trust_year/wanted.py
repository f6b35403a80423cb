"""Every question that one kind of document answers, about one subject."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from mis_assessor.core.rules.calendar import after, before
from mis_assessor.core.rules.comparisons import Op
from mis_assessor.core.rules.quantities import Length
from mis_assessor.core.rules.questions import EVENTS, DocumentsQuestion
from trust_year.asked import Asked
from trust_year.chains import Acts
from trust_year.diary import working_day
from trust_year.years import SchemeYear

Key = tuple[str, tuple[str, ...]]
VERBS = [verb for _, verb in EVENTS]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Every question that one kind of document answers, about one subject."""

    kind: str
    about: tuple[str, ...]
    asked: tuple[Asked, ...]

    @property
    def year(self) -> SchemeYear:
        return self.asked[0].plan.year

    @property
    def questions(self) -> list[DocumentsQuestion]:
        return [a.question for a in self.asked if isinstance(a.question, DocumentsQuestion)]

    @property
    def acts(self) -> Acts:
        found = {
            (verb, body): None
            for a, q in zip(self.asked, self.questions, strict=True)
            for verb, bodies in q.events()
            for body in a.names(bodies)
        }
        return sorted(found, key=lambda act: VERBS.index(act[0]))

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


def wanted(asked: Sequence[Asked]) -> Iterator[Wanted]:
    """The questions about documents, those that one document answers together."""
    groups: dict[Key, list[Asked]] = defaultdict(list)
    for one in asked:
        if isinstance(one.question, DocumentsQuestion):
            groups[one.question.documents.kind, _about(one)].append(one)
    for (kind, about), members in groups.items():
        yield Wanted(kind, about, tuple(members))


def _about(one: Asked) -> tuple[str, ...]:
    assert isinstance(one.question, DocumentsQuestion)
    requirement = one.rule.requirement.id
    match one.question.documents.about:
        case "each":
            return (requirement, one.member)
        case "this requirement":
            return (requirement,)
        case _:
            return ()


def _once_covered(asked: Asked) -> Iterator[date]:
    """The first day on which all of the period that a document must cover is over."""
    question = asked.question
    if isinstance(question, DocumentsQuestion) and question.covers:
        for length in asked.values(question.covers.lasts):
            if isinstance(length, Length) and length.unit != "years":
                yield working_day(after(max(asked.days(question.covers.from_)), length))


def limits(wanted: Wanted) -> tuple[date, date | None]:
    evidence_end = wanted.year.evidence_end
    latest: list[date] = []
    earliest: list[date] = []
    for asked in wanted.asked:
        due = asked.days(asked.rule.requirement.due_by)
        latest += [min(d, evidence_end) if not asked.tests else d for d in due]
        for test in asked.tests:
            if test.op in (Op.IN_PLACE_BY, Op.IN_FORCE_ON):
                latest += asked.days(test.value)
            if test.op is Op.DATED_WITHIN and test.before:
                last = asked.days(test.before)
                latest += last
                lengths = [v for v in asked.values(test.value) if isinstance(v, Length)]
                earliest += [before(max(last), length) for length in lengths]
        earliest += _once_covered(asked)
    return min(latest or [evidence_end]), max(earliest, default=None)
