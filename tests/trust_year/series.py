"""Documents that come round: as often as every reading of the guidance asks."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from mis_assessor.core.evidence.submission import Document, DocumentEvent
from mis_assessor.core.rules.calendar import before, first_day, whole_periods
from mis_assessor.core.rules.comparisons import Op
from mis_assessor.core.rules.quantities import Length, Month, Times
from trust_year.asked import Asked
from trust_year.chains import candidates, chain, chain_up_to, early_in_each, spaced
from trust_year.diary import last_day, working_day
from trust_year.plans import Plan
from trust_year.titles import title_of
from trust_year.wanted import VERBS, Wanted, limits

PERIODS = {"month": 1, "quarter": 3, "half-year": 6}
EVERY_MEETING = "meeting"


def series(wanted: Wanted, plan: Plan) -> Iterator[Document]:
    """A series of documents, as often as every reading of the guidance asks."""
    windows = [
        (asked, question.between)
        for asked, question in zip(wanted.asked, wanted.questions, strict=True)
        if question.between
    ]
    first = min(day for asked, between in windows for day in asked.days(between.from_))
    last = max(day for asked, between in windows for day in asked.days(between.to))
    tests = [test for asked, _ in windows for test in asked.tests]
    counted = list(dict.fromkeys(t.counted_by for t in tests if t.counted_by)) or ["dated"]
    counted_by = counted[0]
    longest, every = min((_how_often(asked) for asked, _ in windows), key=_number)
    if counted_by == "period covered":
        missed = _may_miss(wanted, plan)
        for opens, closes in whole_periods(every, before(first, longest), last):
            if closes >= first and not any(opens <= day <= closes for day in missed):
                dated = working_day(closes + timedelta(days=17))
                yield _report(wanted, dated, chain(dated, wanted.acts), (opens, closes))
        return
    body = counted_by.partition(" by ")[2]
    if any(t.value == EVERY_MEETING for t in tests):
        days = tuple(candidates(body, first, last))
    elif len(counted) > 1 and every:
        days = early_in_each(body, first, last, every)
    else:
        days = spaced(body, first, last, longest, every)
    if (soonest := limits(wanted)[0]) < days[0]:
        days = (last_day(body, soonest), *days)
    for number, day in enumerate(days):
        moved = plan.late.get(wanted.kind) if number == 0 else None
        yield _counted(wanted, moved or day, counted_by)


def _may_miss(wanted: Wanted, plan: Plan) -> list[date]:
    """The first day of each period that a relief lets the trust leave out, where it does."""
    return [
        first_day(value)
        for asked in wanted.asked
        for test in asked.tests
        for value in asked.values(test.may_miss or "")
        if isinstance(value, Month) and asked.rule.requirement.id in plan.instead
    ]


def _number(often: tuple[Length, int]) -> int:
    return often[0].number


def _how_often(asked: Asked) -> tuple[Length, int]:
    """The longest time between two, and the calendar period each of which has one."""
    months, every = 6, 0
    for test in asked.tests:
        for value in asked.values(test.value):
            if isinstance(value, Length) and value.unit == "months":
                months = min(months, value.number)
            if isinstance(value, Times):
                months = min(months, max(1, 8 // (value.number + 1)))
        if test.op is Op.HAPPENS_AT_LEAST and not asked.values(test.value):
            months = min(months, 3)
        if test.op is Op.ONE_IN_EVERY and test.value != EVERY_MEETING:
            every = min(every or 12, PERIODS[test.value])
    if every:
        months = min(months, every)
    return Length(months, "months", ""), every or (months if months == 3 else 0)


def _counted(wanted: Wanted, day: date, counted_by: str) -> Document:
    """A report that counts on a day: dated then, or with a body then."""
    if counted_by == "dated":
        return _report(wanted, day, chain(day, wanted.acts), None)
    verb, _, body = counted_by.partition(" by ")
    own = replace(chain(day, [(verb, body)])[0], on=day)
    others = [act for act in wanted.acts if act != (verb, body)]
    early = [act for act in others if VERBS.index(act[0]) < VERBS.index(verb)]
    late = [act for act in others if act not in early]
    before_it = chain_up_to(day, early, 0)[1] if early else ()
    dated = last_day("", min([day, *(e.on for e in before_it)]) - timedelta(days=9))
    return _report(wanted, dated, (*before_it, own, *chain(day, late)), None)


def _report(
    wanted: Wanted,
    dated: date,
    events: Sequence[DocumentEvent],
    covers: tuple[date, date] | None,
) -> Document:
    opens, closes = covers or (None, None)
    if opens and closes and closes < opens:
        opens = closes = None
    return Document(
        "",
        wanted.kind,
        title_of(
            wanted.kind,
            wanted.about,
            (opens, closes) if opens and closes else (dated, dated),
            wanted.year,
        ),
        dated=dated,
        covers_from=opens,
        covers_to=closes,
        events=tuple(events),
    )
