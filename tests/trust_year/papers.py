"""Documents that do all that the rules ask of them, written from the rules."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from hashlib import sha256
from zlib import crc32

from mis_assessor.core.evidence.submission import ContentItem, Document
from mis_assessor.core.rules.calendar import ONE_DAY, after, before
from mis_assessor.core.rules.comparisons import Op
from mis_assessor.core.rules.quantities import Length, Share
from trust_year.asked import Asked
from trust_year.chains import chain, chain_up_to
from trust_year.people import CHECKER, SECOND_CHECKER
from trust_year.plans import Plan
from trust_year.series import series
from trust_year.titles import given_day, title_of
from trust_year.wanted import Wanted, limits, wanted


def papers(asked: Sequence[Asked], plan: Plan) -> tuple[Document, ...]:
    """A document, or a series of them, for every kind the rules ask for."""
    found = [d for one in wanted(asked) for d in _documents(one, plan)]
    return tuple(replace(d, id=f"D-{n:03}") for n, d in enumerate(found, start=1))


def _documents(one: Wanted, plan: Plan) -> Iterator[Document]:
    recurring = any(q.between for q in one.questions)
    found = series(one, plan) if recurring else iter([_single(one)])
    for document in found:
        yield _completed(one, document, plan)


def _completed(one: Wanted, document: Document, plan: Plan) -> Document:
    """With its contents, its checks and its fingerprint."""
    last = max([d for d in (document.dated, *(e.on for e in document.events)) if d])
    last = max([last, *document.progress_reported_on])
    unchecked = one.kind in plan.unchecked_kinds
    looked_on = last + timedelta(days=min(3, (plan.on - last).days))
    pages = range(2, 2 + len(one.contents) * 3, 3)
    looked = one.kind not in plan.not_looked_into
    by = "" if unchecked else SECOND_CHECKER if "Board" in one.kind else CHECKER
    on = None if unchecked else looked_on
    nothing = not plan.deaths and one.kind == "PMRT quarterly report"
    found = "nothing to report" if nothing else "yes"
    return replace(
        document,
        about=one.about,
        checked_by=by,
        checked_on=on,
        sha256=sha256(f"{plan.trust}: {document.title}, {document.dated}".encode()).hexdigest(),
        contents=tuple(
            ContentItem(item, found, f"page {page}", by or CHECKER, on or looked_on)
            for item, page in zip(one.contents, pages, strict=True)
            if looked
        ),
    )


def _single(one: Wanted) -> Document:
    """One document, its acts done by the strictest of the days asked for."""
    latest, earliest = limits(one)
    progress = any(q.shows_progress for q in one.questions)
    notice = 240 if progress else 24 + crc32(one.kind.encode()) % 70
    start = given_day(one.kind, one.year)
    events = chain(start, one.acts) if start else ()
    if start and max([start, *(e.on for e in events)]) <= one.year.declaration_day:
        dated = start
    else:
        dated, events = chain_up_to(latest, one.acts, notice)
        if earliest and dated < earliest:
            dated, events = earliest, chain(earliest, one.acts)
    acted = max([dated, *(e.on for e in events)])
    document = Document(
        "",
        one.kind,
        title_of(one.kind, one.about, None, one.year),
        dated=dated,
        events=events,
        progress_reported_on=tuple(acted + timedelta(days=n) for n in (56, 119) if progress),
    )
    last = one.year.evidence_end
    if any(t.op is Op.IN_FORCE_ON for a in one.asked for t in a.tests):
        document = replace(document, in_force_from=acted, in_force_to=date(last.year + 2, 12, 31))
    return _with_promises(one, _with_cover(one, document))


def _with_cover(one: Wanted, document: Document) -> Document:
    for asked, question in zip(one.asked, one.questions, strict=True):
        if (cover := question.covers) is None:
            continue
        lengths = [v for v in asked.values(cover.lasts) if isinstance(v, Length)]
        lasts = max(lengths, key=lambda length: length.number)
        first = max(asked.days(cover.from_))
        assert document.dated
        if lasts.unit != "years":
            recent = before(document.dated.replace(day=1), lasts)
            if after(recent, lasts) - ONE_DAY <= min(asked.days(cover.to)):
                first = max(first, recent)
        document = replace(document, covers_from=first, covers_to=after(first, lasts) - ONE_DAY)
    return document


def _with_promises(one: Wanted, document: Document) -> Document:
    for asked, question in zip(one.asked, one.questions, strict=True):
        if question.promises is None:
            continue
        shares = asked.values(question.promises.number or "")
        written = [s.written for s in shares if isinstance(s, Share)]
        by = asked.days(question.promises.by or "")
        document = replace(
            document,
            promised_number=_in_percent(written[0]) if written else "",
            promised_by=min(by) if by else one.year.declaring(date(2023, 3, 31)),
        )
    return document


def _in_percent(written: str) -> str:
    return "100%" if written == "all of them" else written
