"""Documents, facts, posts and judgements that do what frameworks ask."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from hashlib import sha256
from itertools import count
from zlib import crc32

from mis_assessor.core.evidence.submission import (
    Arrangement,
    ContentItem,
    Document,
    DocumentEvent,
    Judgement,
    Post,
    Submission,
)
from mis_assessor.core.rules.fact_questions import ArrangementQuestion, PostsQuestion
from mis_assessor.core.rules.questions import DocumentsQuestion
from trust_year.asked import Asked
from trust_year.chains import chain, chain_up_to
from trust_year.diary import last_day, meetings, working_day
from trust_year.duties import (
    Duties,
    Paper,
    in_place_by,
    papers_asked,
    questions,
    rules_of,
    to_confirm,
)

BOOK_KIND = "list of arrangements"
LONG_BEFORE = date(2020, 10, 1)
STAFF = (
    *("Philippa Garrowby", "Tobias Wexcombe", "Honor Lindmarsh", "Jasper Quenby"),
    *("Dr Odette Farrimond", "Silas Brackenthorpe", "Mabel Ostwick", "Dr Rafe Underbarrow"),
    *("Clemency Dorsethwaite", "Ivo Rusheney", "Beatrix Holmgarth", "Dr Linnet Ashenden"),
    *("Gideon Marlpit", "Sunniva Thackray", "Cormac Elderfield", "Dr Petra Wolstenby"),
    *("Ambrose Fellgate", "Una Cressingham", "Lucian Hartwhistle", "Dr Esme Pellowby"),
    *("Barnaby Stoakes", "Zillah Morecroft", "Edmund Tarnbrook", "Dr Imogen Skelhorne"),
)
"""Invented people, in the order in which posts are filled."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a body adds to its folder for frameworks."""

    documents: tuple[Document, ...]
    arrangements: tuple[Arrangement, ...]
    posts: tuple[Post, ...]
    judgements: tuple[Judgement, ...]

    def added_to(self, folder: Submission) -> Submission:
        """The folder with it."""
        return replace(
            folder,
            documents=(*folder.documents, *self.documents),
            arrangements=self.arrangements,
            posts=self.posts,
            judgements=(*folder.judgements, *self.judgements),
        )


def evidence(duties: Duties) -> Evidence:
    """Everything that answers the questions about papers, facts, posts and judgements."""
    asked = tuple(questions(duties))
    found = [_list_of_arrangements(duties)]
    for paper in papers_asked(asked, duties):
        if paper.kind not in duties.has:
            found += _written(paper, duties)
    documents = tuple(replace(d, id=f"F-{n:03}") for n, d in enumerate(found, start=1))
    return Evidence(
        documents,
        tuple(_arrangements(asked, documents[0], duties)),
        tuple(_posts(asked, duties)),
        tuple(_judgements(asked, documents, duties)),
    )


def _list_of_arrangements(duties: Duties) -> Document:
    return _finished(
        Document("", BOOK_KIND, "What is in place, with its papers", dated=date(2022, 5, 16)),
        (),
        duties,
    )


def _written(paper: Paper, duties: Duties) -> Iterator[Document]:
    if window := paper.window:
        for day in _rounds(*window, duties.every.get(paper.kind, 1), paper):
            document = _done(paper, day, day - timedelta(days=9))
            yield _finished(document, paper.contents, duties, f", {day:%B %Y}")
        return
    if late := duties.late.get(paper.kind):
        document = _done(paper, late, late - timedelta(days=15))
        yield _finished(document, paper.contents, duties)
    elif by := [day for one in paper.asked for day in in_place_by(one)]:
        yield _finished(_in_time(paper, min(by)), paper.contents, duties)
    else:
        recent = last_day("", duties.on - timedelta(days=120))
        due = (day for one in paper.asked for day in one.days(one.rule.requirement.due_by))
        for latest in sorted({recent, min(due, default=recent)}):
            document = _in_time(paper, latest)
            yield _finished(document, paper.contents, duties, f", {document.dated:%B %Y}")


def _rounds(first: date, last: date, months: int, paper: Paper) -> list[date]:
    by = next((by for _, by in paper.acts if "Board" in by), "Trust Board")
    return [day for day in meetings(by) if first <= day <= last][months - 1 :: months]


def _done(paper: Paper, day: date, dated: date) -> Document:
    acts = tuple(DocumentEvent(verb, by, day) for verb, by in paper.acts)
    return _document(paper, working_day(dated), acts)


def _in_time(paper: Paper, latest: date) -> Document:
    """As late as a careful body would do it, some weeks before the day."""
    dated, events = chain_up_to(latest, paper.acts, 20 + crc32(paper.kind.encode()) % 30)
    if paper.first and dated < paper.first:
        room = min(timedelta(days=3), max(latest - paper.first, timedelta(0)))
        dated = working_day(paper.first + room)
        events = chain(dated, paper.acts)
    return _document(paper, dated, events)


def _document(paper: Paper, dated: date, events: Sequence[DocumentEvent]) -> Document:
    title = paper.kind[:1].upper() + paper.kind[1:]
    if len(paper.about) == 1:
        title += f" ({paper.about[0]})"
    elif paper.about and paper.about[0] == paper.asked[0].rule.requirement.id:
        title += f": {paper.about[1]}"
    return Document("", paper.kind, title, dated=dated, about=paper.about, events=tuple(events))


def _finished(
    document: Document, contents: Sequence[str], duties: Duties, when: str = ""
) -> Document:
    """With its contents looked for, its check and its fingerprint."""
    title = document.title + when
    last = max([d for d in (document.dated, *(e.on for e in document.events)) if d])
    by, on = f"{STAFF[-1]}, governance", min(working_day(last + timedelta(days=4)), duties.on)
    return replace(
        document,
        title=title,
        checked_by=by,
        checked_on=on,
        sha256=sha256(f"{duties.name}: {title}".encode()).hexdigest(),
        contents=tuple(
            ContentItem(item, "no" if item in duties.lacking else "yes", f"page {page}", by, on)
            for item, page in zip(contents, count(2, 2), strict=False)
        ),
    )


def _organisations(one: Asked, duties: Duties) -> tuple[str, ...]:
    """Whom a fact or post is about; a blank is the body itself."""
    by_trust = one.rule.requirement.for_each == "provider" and duties.trusts
    by_unit = one.rule.requirement.for_each == "unit" and duties.units
    if one.member in duties.silent:
        return ()
    return (one.member,) if by_trust or by_unit else ("",)


def _arrangements(
    asked: Sequence[Asked], shown_by: Document, duties: Duties
) -> Iterator[Arrangement]:
    days: dict[tuple[str, str], list[date]] = {}
    for one in asked:
        if isinstance(one.question, ArrangementQuestion):
            for organisation in _organisations(one, duties):
                key = one.question.arrangement, organisation
                days.setdefault(key, []).extend(in_place_by(one))
    for (name, organisation), by in days.items():
        there = name not in duties.absent
        earlier = timedelta(days=20 + crc32(name.encode()) % 60)
        yield Arrangement(
            name,
            organisation,
            there,
            working_day(min(by) - earlier) if there else None,
            evidence=shown_by.id if there else "",
            stated_by=STAFF[0],
            stated_on=date(2022, 5, 16),
        )


def _posts(asked: Sequence[Asked], duties: Duties) -> Iterator[Post]:
    wanted = dict.fromkeys(
        (post, organisation)
        for one in asked
        if isinstance(one.question, PostsQuestion)
        for post in one.names(one.question.posts)
        for organisation in _organisations(one, duties)
    )
    first = crc32(duties.code.encode()) % len(STAFF)
    for number, (post, organisation) in enumerate(wanted):
        yield Post(
            post,
            STAFF[(first + number) % len(STAFF)],
            organisation,
            profession=_profession(post),
            held_from=LONG_BEFORE,
        )


def _profession(post: str) -> str:
    return next((p for p in ("midwife", "obstetrician") if p in post), "manager")


def _judgements(
    asked: Sequence[Asked], documents: Sequence[Document], duties: Duties
) -> Iterator[Judgement]:
    """One for every requirement that only a person can complete."""
    for rule, _ in rules_of(duties):
        confirms = to_confirm(rule.requirement, duties)
        if not confirms:
            continue
        kinds = {
            one.question.documents.kind
            for one in asked
            if one.rule is rule and isinstance(one.question, DocumentsQuestion)
        }
        paper = next((d for d in documents if d.kind in kinds), documents[0])
        day = working_day(max(date(2022, 6, 6), paper.checked_on or duties.on))
        yield Judgement(
            rule.requirement.id,
            met=True,
            who=STAFF[1],
            role="chair of the LMS" if duties.trusts else "director of midwifery",
            on=day,
            reason=f"Seen in “{paper.title}”. {' '.join(confirms)}",
            evidence=paper.id,
        )
