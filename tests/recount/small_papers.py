"""A few papers, statements, arrangements and posts, with days on and beside every edge."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, TypeVar

from mis_assessor.core.evidence.submission import (
    Arrangement,
    ContentItem,
    Document,
    DocumentEvent,
    Post,
    Statement,
)
from mis_assessor.core.rules.calendar import ONE_DAY, after, whole_periods
from mis_assessor.core.rules.comparisons import PERIODS
from mis_assessor.core.rules.fact_questions import (
    ArrangementQuestion,
    PostsQuestion,
    StatementQuestion,
)
from mis_assessor.core.rules.quantities import LONDON, Length, Share
from mis_assessor.core.rules.questions import DocumentsQuestion

if TYPE_CHECKING:
    from recount.small_evidence import Inventor

ORGANISATIONS = (*[""] * 9, "RZ9", "RY8", "QXX", "one", "Voices")
Q = TypeVar("Q")
ANSWERS = ("yes", "yes", "yes", "no", "nothing to report")


@dataclass(frozen=True, slots=True)
class InventedPapers:
    """Papers and facts for the questions of one rule."""

    inventor: "Inventor"

    def all(self) -> tuple[tuple[Document, ...], tuple[Arrangement, ...]]:
        """Documents, and the facts that some of them show."""
        documents = [d for q in self._asked(DocumentsQuestion) for d in self._documents(q)]
        shown: list[Arrangement] = []
        for question in self._asked(ArrangementQuestion):
            for _ in range(self.inventor.chance.choice((1, 1, 2))):
                paper = self._paper("shows it", "D-shows", self.inventor.day())
                documents.append(paper)
                shown.append(self._arrangement(question.arrangement, paper.id))
        return tuple(documents), tuple(shown)

    def _asked(self, kind: type[Q]) -> Iterator[Q]:
        asked = self.inventor.requirement.evidence.values()
        return (question for question in asked if isinstance(question, kind))

    def _arrangement(self, name: str, paper: str) -> Arrangement:
        one = self.inventor
        return Arrangement(
            name,
            one.chance.choice(ORGANISATIONS),
            one.chance.choice((*[True] * 9, False, None)),
            one.near(one.on) if one.happens(0.4) else one.past(),
            one.near(one.on) if one.happens(0.4) else None,
            "" if one.slips(0.2) else paper,
        )

    def _paper(self, kind: str, name: str, dated: date | None, **more: object) -> Document:
        """A document, mostly checked in time by somebody else than wrote it."""
        one = self.inventor
        checked = one.near(one.on) if one.happens(0.3) else max(one.on, dated or one.on)
        return Document(
            f"{name}-{one.chance.randrange(10_000)}",
            kind,
            "A paper",
            dated=dated,
            expires_on=one.near(one.on) if one.happens(0.15) else None,
            in_force_from=one.day() if one.happens(0.8) else None,
            in_force_to=one.day() if one.happens(0.3) else None,
            written_by="C. Hecker, midwife" if one.slips(0.3) else "A. Writer",
            checked_by=""
            if one.slips(0.1)
            else one.chance.choice(("C. Hecker", "C. Hecker, lead")),
            checked_on=one.on if one.happens(0.6) else checked,
            of_the_system=not one.slips(0.5),
            **more,  # type: ignore[arg-type]
        )

    def _documents(self, question: DocumentsQuestion) -> Iterator[Document]:
        one = self.inventor
        if question.answer == "documents":
            first, last = sorted(map(one.named, question.between_days()))
            days = one.coming_round(question, first, last)
        else:
            days = [
                one.day()
                for _ in range(one.chance.choice((0, 1, 1, 2, 2) if one.careless else (1, 2)))
            ]
        for day in days:
            yield self._document(question, day)

    def _document(self, question: DocumentsQuestion, day: date) -> Document:
        one, pick = self.inventor, self.inventor.chance.choice
        dated = day - timedelta(pick((0, 0, 1, 5))) if not one.slips(0.1) else None
        if question.not_before and one.happens(0.3):
            dated = one.near(one.named(question.not_before))
        about = [one.requirement.id, "RZ9", "one"]
        about += one.words("each")
        promises, promised = question.promises, ""
        if promises and isinstance(needed := one.value(promises.number), Share):
            promised = pick((needed.written, *["1%", "100%", "much"] * one.careless))
        latest = one.named(promises.by) if promises and promises.by else one.day()
        begins, ends = self._covers(question, day)
        return self._paper(
            question.documents.kind,
            "D",
            dated,
            about=tuple(about),
            covers_from=begins,
            covers_to=ends,
            promised_number=promised,
            promised_by=None if one.slips(0.2) else one.near(latest),
            progress_reported_on=tuple(
                pick((one.day(), one.near(day), one.near(one.on))) for _ in range(pick((0, 1, 2)))
            ),
            events=tuple(self._events(question, day)),
            contents=tuple(self._contents(question, dated or day)),
        )

    def _events(self, question: DocumentsQuestion, day: date) -> Iterator[DocumentEvent]:
        one = self.inventor
        step = day
        for verb, bodies in question.events():
            for body in one.words(bodies):
                if one.slips(0.1):
                    continue
                for _ in range(one.chance.choice((1, 1, 1, 2))):
                    on = step if one.happens(0.6) else one.near(step)
                    yield DocumentEvent(verb, body, one.day() if one.slips(0.2) else on)
                step += timedelta(one.chance.choice((0, 0, 1)))

    def _contents(self, question: DocumentsQuestion, dated: date) -> Iterator[ContentItem]:
        one = self.inventor
        for item in one.words(question.contains_all) if question.contains_all else ():
            for _ in range(one.chance.choice((1, 1, 1, 1, 1, 1, 1, 1, 2))):
                looked = one.near(dated) if one.slips(0.3) else one.on
                found = one.chance.choice(ANSWERS) if one.slips(0.2) else "yes"
                yield ContentItem(item, found, "", "C. Hecker", looked)

    def _covers(self, question: DocumentsQuestion, day: date) -> tuple[date | None, date | None]:
        """The period it covers: a whole one of the calendar, or as long as is asked."""
        one = self.inventor
        cover = question.covers
        if cover is not None and isinstance(lasts := one.value(cover.lasts), Length):
            begins = one.near(one.named(cover.from_)) if one.happens(0.7) else one.day()
            ends = one.near(after(begins, lasts) - ONE_DAY)
            return begins, ends if one.happens(0.8) else one.near(one.named(cover.to))
        if one.slips(0.1):
            return None, day
        (name,) = (n for n, q in one.requirement.evidence.items() if q is question)
        months = [PERIODS[t.value] for t in one.tests(name) if t.value in PERIODS] or [1]
        first = day - timedelta(31 * months[0] + 3)
        begins, ends = next(whole_periods(months[0], first, day + timedelta(800)))
        return (begins, ends) if one.happens(0.7) else (one.near(begins), one.near(ends))

    def statements(self) -> dict[str, Statement]:
        """What somebody says: what is asked, and now and then by what it would not be asked."""
        one, requirement = self.inventor, self.inventor.requirement
        asked: dict[str, str] = {q.statement: q.answer for q in self._asked(StatementQuestion)}
        if one.happens(0.1):
            asked |= dict.fromkeys(requirement.does_not_apply_if, "yes or no")
        asked |= dict.fromkeys(requirement.only_if_said, "yes or no")
        if requirement.closed_once and one.happens(0.5):
            asked.setdefault(requirement.closed_once, one.chance.choice(("day", "moment")))
        return {
            name: Statement(name, self._said(name, kind), "A. Sayer", "director", self._said_on())
            for name, kind in asked.items()
            if not one.slips(0.1)
        }

    def _said_on(self) -> date:
        one = self.inventor
        return one.on if one.happens(0.7) else one.near(one.on)

    def _said(self, name: str, kind: str) -> bool | date | str:
        one = self.inventor
        day = one.near(one.on) if one.happens(0.3) else one.day()
        if kind == "yes or no":
            return one.happens(0.7)
        if kind == "day":
            return day
        limits = [v for n in one.reading.entries if isinstance(v := one.value(n), datetime)]
        limit = one.chance.choice(limits or [datetime(day.year, day.month, day.day, tzinfo=LONDON)])
        if one.happens(0.3):
            told = limit + timedelta(minutes=one.chance.choice((-1, 0, 1)))
            return f"{told:%Y-%m-%d %H:%M}"
        return limit + timedelta(seconds=one.chance.choice((-1, 0, 1, 60)))

    def posts(self) -> tuple[Post, ...]:
        """Who holds what is asked, some twice."""
        one = self.inventor
        names = [n for q in self._asked(PostsQuestion) for n in self._names(q)]
        return tuple(
            Post(
                name,
                one.chance.choice(("A. One", "B. Two", "a. one", "C. Three")),
                one.chance.choice(ORGANISATIONS),
                held_from=one.near(one.on) if one.happens(0.3) else one.past(),
                held_to=one.near(one.on) if one.happens(0.4) else None,
            )
            for name in names
            for _ in range(one.chance.choice((0, 1, 1, 2)))
        )

    def _names(self, question: PostsQuestion) -> tuple[str, ...]:
        posts = question.posts
        return posts if isinstance(posts, tuple) else self.inventor.words(posts)
