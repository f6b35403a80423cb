"""What documents answer: the best of a kind, or all that come round."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from mis_assessor.core.evidence.answers import (
    Answer,
    NoAnswer,
    NoAnswerReason,
    Paper,
    Papers,
    Report,
)
from mis_assessor.core.rules.questions import DocumentsQuestion
from mis_assessor.recount import papers
from mis_assessor.recount.asked import Asked, NotRecounted, none, not_covering, usable, window
from mis_assessor.recount.queries import Queries
from mis_assessor.recount.tables import Holds
from mis_assessor.recount.terms import lacks_a_value


def look_at_documents(queries: Queries, question: DocumentsQuestion, asked: Asked) -> Answer:
    """The best document of a kind, or all of them where they come round."""
    terms = asked.terms
    found = queries.fetch("documents of the kind", asked, papers.candidates(question, terms))
    if not found and question.answer == "document":
        return asked.silent()
    if lacks_a_value(question, terms):
        return none(NoAnswerReason.NOT_LOADED)
    rows: list[tuple[papers.Acts, tuple[Any, ...]]] = []
    kinds = papers.acts_of(question, terms, found)
    for acts, places in kinds.items():
        query = papers.checks(question, terms, acts, places if len(kinds) > 1 else None)
        rows += [(acts, row) for row in queries.fetch("documents", asked, query)]
    rows.sort(key=lambda pair: int(pair[1][0]))
    if question.answer == "documents":
        return _coming_round(queries, question, asked, rows)
    good = sorted((row for _, row in rows if not row[7] and not row[8]), key=_in_place)
    if good:
        best, *others = [_paper(row) for row in good]
        return Paper(
            *(best.in_place, best.dated, best.in_force_from, best.in_force_to),
            others=tuple(others),
        )
    wanting = any(row[8] and not row[7] for _, row in rows)
    if asked.closed and not wanting:
        return none(NoAnswerReason.FAILS)
    return asked.silent()


def _coming_round(
    queries: Queries,
    question: DocumentsQuestion,
    asked: Asked,
    rows: Sequence[tuple[papers.Acts, tuple[Any, ...]]],
) -> Answer:
    days = window(question, asked)
    if days is None:
        raise NotRecounted("documents that come round, without a window")
    met: tuple[date, ...] = ()
    if question.meetings_of:
        register = usable(asked, "meetings", question)
        if isinstance(register, NoAnswer):
            return register
        if (gap := not_covering(asked, register, *days)) is not None:
            return gap
        table = asked.evidence.registers["meetings"]
        if table.holds("body") is Holds.TEXT and table.holds("held on") is Holds.DAY:
            found = queries.fetch(
                "days of meetings",
                asked,
                papers.meetings(question),
                first=days[0],
                until=min(days[1], asked.on),
            )
            met = tuple(date.fromordinal(day) for (day,) in found)
    suspended = asked.requirement.applies.in_a_pause == "suspended"
    pauses: tuple[tuple[date, date], ...] = ()
    if suspended and not question.even_in_a_pause:
        pauses = tuple((p.from_, p.to) for p in asked.guidance.pauses)
    ordered = sorted(rows, key=lambda pair: (pair[1][2] or 0, pair[1][1]))
    reports = tuple(_report(acts, row) for acts, row in ordered)
    return Papers(reports, *days, asked.on, pauses, met)


def _in_place(row: tuple[Any, ...]) -> int:
    return int(row[9])


def _day(number: int | None) -> date | None:
    return None if number is None else date.fromordinal(number)


def _paper(row: tuple[Any, ...]) -> Paper:
    dated, begins, ends = _day(row[2]), _day(row[5]), _day(row[6])
    return Paper(date.fromordinal(row[9]), dated, begins, ends)


def _report(acts: papers.Acts, row: tuple[Any, ...]) -> Report:
    days: list[tuple[str, date]] = []
    if (dated := _day(row[2])) is not None:
        days.append(("dated", dated))
    for (verb, body), number in zip(acts, row[10:], strict=True):
        if (done := _day(number)) is not None:
            days.append((f"{verb} by {body}", done))
    begins, ends = _day(row[3]), _day(row[4])
    complete = False if row[7] else None if row[8] else True
    return Report(row[1], complete, tuple(days), (begins, ends) if begins and ends else None)
