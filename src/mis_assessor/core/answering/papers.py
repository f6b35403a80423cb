"""Documents: who did what with them, what they contain, and when all of it was done."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from mis_assessor.core.answering.asking import Asking, outside, unloaded, usable, window
from mis_assessor.core.answers import (
    Answer,
    Failed,
    NoAnswer,
    Paper,
    Papers,
    Provenance,
    Report,
    Used,
    Why,
)
from mis_assessor.core.calendar import after
from mis_assessor.core.quantities import Length, Share, read_quantity
from mis_assessor.core.questions.documents import DocumentsQuestion
from mis_assessor.core.submission import Document
from mis_assessor.core.wording import listed, on_day


@dataclass(slots=True)
class _Looked:
    """A document with what it lacks: `wanting` is not known, `wrong` is known."""

    document: Document
    days: list[tuple[str, date]]
    wanting: list[str]
    wrong: list[str]

    @property
    def complete(self) -> bool | None:
        if self.wrong:
            return False
        return None if self.wanting else True

    @property
    def in_place(self) -> date:
        return max(day for _, day in self.days)

    @property
    def basis(self) -> Used:
        acts = listed([f"{what} {on_day(day)}" for what, day in self.days])
        return Used(self.document.id, f"{self.document.title}: {acts}", self.document.sha256)


def ask_documents(question: DocumentsQuestion, asking: Asking) -> Answer:
    """The best document of the kind, or all of them where they come round."""
    candidates = _candidates(question, asking)
    if not candidates and question.answer == "document":
        return asking.silent(f"Send a document of the kind “{question.documents.kind}”.")
    if unknown := unloaded(asking, question):
        return unknown
    looked = [_look(question, asking, d) for d in candidates]
    if question.answer == "documents":
        return _coming_round(question, asking, looked)
    complete = [look for look in looked if look.complete]
    if complete:
        first, *rest = sorted(complete, key=lambda look: look.in_place)
        return replace(_paper(first), others=tuple(_paper(look) for look in rest))
    wanting = [look for look in looked if look.complete is None]
    best = (wanting or looked)[0]
    says = f"{best.document.title} ({best.document.id}): {listed(best.wrong + best.wanting)}."
    provenance = Provenance(
        failed=tuple(
            Failed("documents", look.document.id, listed(look.wrong + look.wanting))
            for look in looked
        )
    )
    if not wanting and asking.closed:
        return NoAnswer(Why.FAILS, says, provenance)
    return NoAnswer(Why.MISSING if asking.closed else Why.NOT_DUE, says, provenance)


def _candidates(question: DocumentsQuestion, asking: Asking) -> list[Document]:
    kind, about = question.documents.kind, question.documents.about
    return [
        d
        for d in asking.submission.documents
        if d.kind == kind
        and (about is None or asking.requirement.id in d.about)
        and (about != "each" or asking.member in d.about)
        and (d.dated is None or d.dated <= asking.on)
    ]


def _look(question: DocumentsQuestion, asking: Asking, document: Document) -> _Looked:
    look = _Looked(document, [], [], [])
    if document.dated is None:
        look.wanting.append("it has no date")
    else:
        look.days.append(("dated", document.dated))
    if not document.checked_by or (document.checked_on or date.max) > asking.on:
        look.wanting.append("it has not been checked by a named person")
    if document.expires_on is not None and document.expires_on < asking.on:
        look.wrong.append(f"it expired {on_day(document.expires_on)}")
    _acts(question, asking, look)
    _contents(question, asking, look)
    _covers(question, asking, look)
    _promises(question, asking, look)
    return look


def _acts(question: DocumentsQuestion, asking: Asking, look: _Looked) -> None:
    previous: date | None = None
    for verb, bodies in question.events():
        for body in asking.names(bodies, look.document.dated):
            days = [
                e.on
                for e in look.document.events
                if e.event == verb and e.by == body and e.on <= asking.on
            ]
            if not days:
                look.wanting.append(f"no record that it was {verb} by {body}")
                continue
            day = min(days)
            look.days.append((f"{verb} by {body}", day))
            if question.in_this_order and previous is not None and day < previous:
                look.wrong.append(f"it was {verb} by {body} before the step it follows")
            previous = day


def _contents(question: DocumentsQuestion, asking: Asking, look: _Looked) -> None:
    if question.contains_all is None:
        return
    found = {c.item: c.found for c in look.document.contents}
    items = asking.names(question.contains_all)
    unseen = [f"“{item}”" for item in items if item not in found]
    lacking = [f"“{item}”" for item in items if found.get(item) == "no"]
    if unseen:
        look.wanting.append(f"nobody has looked in it for {listed(unseen)}")
    if lacking:
        look.wrong.append(f"it does not contain {listed(lacking)}")


def _covers(question: DocumentsQuestion, asking: Asking, look: _Looked) -> None:
    if question.covers is None:
        return
    lasts = asking.reading.value(question.covers.lasts)
    first, last = asking.day(question.covers.from_), asking.day(question.covers.to)
    start, end = look.document.covers_from, look.document.covers_to
    if start is None or end is None:
        look.wanting.append("the period it covers is not given")
    elif isinstance(lasts, Length) and after(start, lasts) - timedelta(days=1) > end:
        look.wrong.append(f"it covers less than {lasts.written}")
    elif (first and start < first) or (last and end > last):
        look.wrong.append("the period it covers lies outside the days allowed")


def _promises(question: DocumentsQuestion, asking: Asking, look: _Looked) -> None:
    document = look.document
    if question.promises and question.promises.number:
        needed = asking.reading.value(question.promises.number)
        promised = read_quantity(document.promised_number) if document.promised_number else None
        if not isinstance(promised, Share) or not isinstance(needed, Share):
            look.wanting.append("it does not say what share it promises")
        elif promised.of_one < needed.of_one or (
            question.promises.more_than and promised.of_one == needed.of_one
        ):
            look.wrong.append(f"it promises {promised.written}, not {needed.written}")
    if question.promises and question.promises.by:
        latest = asking.day(question.promises.by)
        if document.promised_by is None:
            look.wanting.append("it does not say by when")
        elif latest and document.promised_by > latest:
            look.wrong.append(f"it promises {on_day(document.promised_by, '')}, too late")
    if question.shows_progress:
        since = max((day for what, day in look.days if what != "dated"), default=document.dated)
        reported = [
            d for d in document.progress_reported_on if d <= asking.on and since and d > since
        ]
        if not reported:
            look.wanting.append("it shows no progress since it was agreed")


def _paper(look: _Looked) -> Paper:
    document = look.document
    return Paper(
        in_place=look.in_place,
        dated=document.dated,
        in_force_from=document.in_force_from or document.dated,
        in_force_to=document.in_force_to,
        title=document.title,
        provenance=Provenance((look.basis,)),
    )


def _coming_round(question: DocumentsQuestion, asking: Asking, looked: list[_Looked]) -> Answer:
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
            listed(look.wrong + look.wanting),
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
            tuple(
                Failed("documents", look.document.id, listed(look.wrong + look.wanting))
                for look in looked
                if not look.complete
            ),
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
