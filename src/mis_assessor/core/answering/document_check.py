"""A document held against what a question asks of it.

A document that was looked at: the days it counts by, and what it lacks.

What a plan promises, by when, and whether it shows progress.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from mis_assessor.core.answering.asking import Asking
from mis_assessor.core.evidence.answers import Failed, Used
from mis_assessor.core.evidence.references import folded
from mis_assessor.core.evidence.submission import Document
from mis_assessor.core.rules.calendar import after
from mis_assessor.core.rules.quantities import Length, Share, read_quantity
from mis_assessor.core.rules.questions import DocumentsQuestion
from mis_assessor.core.wording import act, listed, on_day


@dataclass(slots=True)
class CheckedDocument:
    """A document with what it lacks: `wanting` is not known, `wrong` is known."""

    document: Document
    days: list[tuple[str, date]]
    wanting: list[str]
    wrong: list[str]

    @property
    def complete(self) -> bool | None:
        """Whether it does all that is asked: yes, no, or not known."""
        if self.wrong:
            return False
        return None if self.wanting else True

    @property
    def in_place(self) -> date:
        """The last of the days asked for."""
        return max(day for _, day in self.days)

    @property
    def lacks(self) -> str:
        """What is wrong with it and what nobody knows, in words."""
        return listed(self.wrong + self.wanting)

    @property
    def failed(self) -> Failed:
        """It as a document that does not do what was asked."""
        return Failed("documents", self.document.id, self.lacks)

    @property
    def basis(self) -> Used:
        """It with its days, as something an answer rests on."""
        acts = listed([f"{_in_words(what)} {on_day(day)}" for what, day in self.days])
        return Used(self.document.id, f"{self.document.title}: {acts}", self.document.sha256)


def _in_words(what: str) -> str:
    verb, _, body = what.partition(" by ")
    return act(verb, body) if body else what


def look_for_promises(question: DocumentsQuestion, asking: Asking, look: CheckedDocument) -> None:
    """Adds what a plan does not promise, or promises too little or too late."""
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


def look_at(question: DocumentsQuestion, asking: Asking, document: Document) -> CheckedDocument:
    """What a document lacks, going through all that the question asks of it."""
    look = CheckedDocument(document, [], [], [])
    first = asking.day(question.not_before) if question.not_before else None
    if document.dated is None:
        look.wanting.append("it has no date")
    else:
        if first and document.dated < first and not question.events():
            look.wanting.append(f"it is from before {on_day(first, '')}")
        look.days.append(("dated", document.dated))
    if not document.is_checked(asking.on):
        early = document.checked_by and (document.checked_on or date.max) < (
            document.dated or date.min
        )
        look.wanting.append(
            "it was checked before it was written"
            if early
            else "it has not been checked by a named person"
        )
    if question.checked_by_another and not document.is_checked_by_another():
        look.wanting.append(
            "it does not say who wrote it"
            if document.is_checked_by_another() is None
            else "whoever wrote it checked it"
        )
    if document.expires_on is not None and document.expires_on < asking.on:
        look.wrong.append(f"it expired {on_day(document.expires_on)}")
    _acts(question, asking, look, first)
    _contents(question, asking, look)
    _covers(question, asking, look)
    look_for_promises(question, asking, look)
    if first and all(day < first for _, day in look.days):
        look.wrong.clear()  # a paper of another time shows nothing, not even what it lacks
    return look


def _acts(
    question: DocumentsQuestion, asking: Asking, look: CheckedDocument, first: date | None
) -> None:
    previous: date | None = None
    for verb, bodies in question.events():
        for body in asking.names(bodies, look.document.dated):
            by = folded(body)
            days = [
                e.on
                for e in look.document.events
                if e.event == verb
                and folded(e.by) == by
                and (first or date.min) <= e.on <= asking.on
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


def _contents(question: DocumentsQuestion, asking: Asking, look: CheckedDocument) -> None:
    if question.contains_all is None:
        return
    found: dict[str, set[str]] = {}
    for seen in look.document.looked_into(asking.on):
        found.setdefault(folded(seen.item), set()).add(seen.found)
    said = {item: found.get(folded(item), set()) for item in asking.names(question.contains_all)}
    disputed = [f"“{item}”" for item, answers in said.items() if "no" in answers != {"no"}]
    unseen = [f"“{item}”" for item, answers in said.items() if not answers]
    lacking = [f"“{item}”" for item, answers in said.items() if answers == {"no"}]
    if disputed:
        look.wanting.append(f"those who looked in it do not agree about {listed(disputed)}")
    if unseen:
        look.wanting.append(f"nobody has looked in it for {listed(unseen)}")
    if lacking:
        look.wrong.append(f"it does not contain {listed(lacking)}")


def _covers(question: DocumentsQuestion, asking: Asking, look: CheckedDocument) -> None:
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
