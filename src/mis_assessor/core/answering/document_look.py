"""A document held against what a question asks of it."""

from datetime import date, timedelta

from mis_assessor.core.answering.asking import Asking
from mis_assessor.core.answering.looked import Looked
from mis_assessor.core.answering.promises import look_for_promises
from mis_assessor.core.calendar import after
from mis_assessor.core.quantities import Length
from mis_assessor.core.questions.documents import DocumentsQuestion
from mis_assessor.core.submission import Document
from mis_assessor.core.wording import act, listed, on_day


def look_at(question: DocumentsQuestion, asking: Asking, document: Document) -> Looked:
    """What a document lacks, going through all that the question asks of it."""
    look = Looked(document, [], [], [])
    first = asking.day(question.not_before) if question.not_before else None
    if document.dated is None:
        look.wanting.append("it has no date")
    else:
        if first and document.dated < first and not question.events():
            look.wanting.append(f"it is from before {on_day(first, '')}")
        look.days.append(("dated", document.dated))
    if not document.checked_by or (document.checked_on or date.max) > asking.on:
        look.wanting.append("it has not been checked by a named person")
    if document.expires_on is not None and document.expires_on < asking.on:
        look.wrong.append(f"it expired {on_day(document.expires_on)}")
    _acts(question, asking, look, first)
    _contents(question, asking, look)
    _covers(question, asking, look)
    look_for_promises(question, asking, look)
    return look


def _acts(question: DocumentsQuestion, asking: Asking, look: Looked, first: date | None) -> None:
    previous: date | None = None
    for verb, bodies in question.events():
        for body in asking.names(bodies, look.document.dated):
            days = [
                e.on
                for e in look.document.events
                if e.event == verb and e.by == body and (first or date.min) <= e.on <= asking.on
            ]
            if not days:
                since = f" on or after {on_day(first, '')}" if first else ""
                look.wanting.append(f"no record that it was {act(verb, body)}{since}")
                continue
            after_it = [d for d in days if previous is not None and d >= previous]
            day = min(after_it if question.in_this_order and after_it else days)
            look.days.append((f"{verb} by {body}", day))
            if question.in_this_order and previous is not None and day < previous:
                look.wrong.append(f"it was {act(verb, body)} before the step it follows")
            previous = day


def _contents(question: DocumentsQuestion, asking: Asking, look: Looked) -> None:
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


def _covers(question: DocumentsQuestion, asking: Asking, look: Looked) -> None:
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
