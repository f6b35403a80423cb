"""Documents that come round, and the meetings they come round with."""

from datetime import date

from mis_assessor.core.answering.asking import Asking
from mis_assessor.core.answering.gate import outside, window
from mis_assessor.core.answering.looked import Looked
from mis_assessor.core.answering.usable import usable
from mis_assessor.core.answers import Answer, NoAnswer, Papers, Provenance, Report
from mis_assessor.core.questions.documents import DocumentsQuestion


def coming_round(question: DocumentsQuestion, asking: Asking, looked: list[Looked]) -> Answer:
    """All that were looked at, complete or not, with the window they are counted in."""
    assert question.between is not None
    start, end = window(asking, question.between)
    reports = tuple(
        Report(
            look.document.id,
            look.complete,
            tuple(look.days),
            (look.document.covers_from, look.document.covers_to)
            if look.document.covers_from and look.document.covers_to
            else None,
            look.lacks,
        )
        for look in sorted(looked, key=lambda lk: (lk.document.dated or date.min, lk.document.id))
    )
    met = _meetings(question.meetings_of, asking, start, end) if question.meetings_of else ()
    if isinstance(met, NoAnswer):
        return met
    suspended = asking.requirement.applies.in_a_pause == "suspended"
    pauses = tuple((p.from_, p.to) for p in asking.year.pauses) if suspended else ()
    return Papers(
        reports,
        start,
        end,
        asking.on,
        pauses,
        met,
        Provenance(
            tuple(look.basis for look in looked if look.complete),
            tuple(look.failed for look in looked if not look.complete),
        ),
    )


def _meetings(body: str, asking: Asking, start: date, end: date) -> tuple[date, ...] | NoAnswer:
    """The days on which a body met, from the register of meetings."""
    register = usable(asking, "meetings")
    if isinstance(register, NoAnswer):
        return register
    if (gap := outside(asking, register, start, end)) is not None:
        return gap
    last = min(end, asking.on)
    days = (r.day("held on") for r in register.rows if r.cells.get("body") == body)
    return tuple(sorted(d for d in days if d and start <= d <= last))
