"""What the cells of an examples table stand for, as answers to the questions of a rule.

Cells of an examples table that stand for a share: “45 of 50, 2 open”.

Parts of a cell of an examples table that stand for one report each.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import assert_never

from mis_assessor.core.evidence.answers import (
    Answer,
    Figure,
    NoAnswer,
    NoAnswerReason,
    Paper,
    Papers,
    Report,
    Stated,
    Tally,
)
from mis_assessor.core.rules.comparisons import AnswerKind
from mis_assessor.core.rules.quantities import LONDON
from mis_assessor.core.rules.questions import DocumentsQuestion
from mis_assessor.core.rules.readings import Reading
from mis_assessor.core.rules.register_questions import AnyQuestion, PeopleQuestion
from mis_assessor.core.rules.rulebook import Guidance
from mis_assessor.rulebook.examples import ExamplesUnreadable

_SHARE = re.compile(r"(\d+) of (\d+)((?:, \d+ (?:open|unknown))*)")
_EXTRA = re.compile(r", (\d+) (open|unknown)")
_NO_SHARE = {
    "no cases": NoAnswerReason.NO_CASES,
    "none due": NoAnswerReason.NONE_DUE,
    "not loaded": NoAnswerReason.NOT_LOADED,
}


def tally_of(cell: str, things: str) -> Answer:
    """The share a cell stands for, or why there is none. Raises ExamplesUnreadable."""
    if cell in _NO_SHARE:
        return NoAnswer(_NO_SHARE[cell], cell)
    found = _SHARE.fullmatch(cell)
    if not found:
        raise ExamplesUnreadable(f"write “45 of 50” or “no cases”, not “{cell}”")
    extra = {word: int(number) for number, word in _EXTRA.findall(found[3])}
    done, total = int(found[1]), int(found[2])
    open_, unknown = extra.get("open", 0), extra.get("unknown", 0)
    failed = total - done - open_ - unknown
    if failed < 0:
        raise ExamplesUnreadable(f"“{cell}” is more than there are")
    return Tally(done, failed, open_, unknown, things=things)


DAY_FORM = r"\d{4}-\d\d-\d\d"
_REPORT = re.compile(rf"(lacks |unclear )?({DAY_FORM})(?: to ({DAY_FORM}))?")


def report_of(part: str, counted_by: tuple[str, ...]) -> Report:
    """The report a part stands for: a day or a period. Raises ExamplesUnreadable."""
    found = _REPORT.fullmatch(part)
    if not found:
        raise ExamplesUnreadable(f"write days with “;” between them, not “{part}”")
    complete = {None: True, "lacks ": False, "unclear ": None}[found[1]]
    first = date.fromisoformat(found[2])
    last = date.fromisoformat(found[3]) if found[3] else first
    days = tuple((name, last) for name in counted_by or ("dated",))
    return Report(part, complete, days, (first, last))


_FORMS = {
    "number": "a number",
    "document": "a day, a period or “lacks it”",
    "arrangement": "the day since when, a period, or “lacks it” where it is not in place",
    "posts": "the day since when, or “lacks it”",
    "buddy": "the day it was agreed, “lacks it” or “unclear”",
    "documents": "days with “;” between them",
    "dates of cases": "days with “;” between them",
    "day": "a day",
    "moment": "a day and time",
}


UNCLEAR = "unclear"
"""In an example: the buddy names another in turn, so only people can settle it."""


def _day(written: str) -> date:
    return date.fromisoformat(written.strip())


@dataclass(frozen=True, slots=True)
class Supplied:
    """What an example supplies for one question, as the question's answer."""

    year: Guidance
    reading: Reading
    on: date
    closed: bool
    counted_by: tuple[str, ...]
    suspended: bool

    def answer(self, question: AnyQuestion, cell: str) -> Answer:
        """The answer a cell stands for. Raises ExamplesUnreadable."""
        try:
            return self._answer(question, cell)
        except ExamplesUnreadable:
            raise
        except (ValueError, ArithmeticError):
            form = _FORMS.get(question.answer, question.kind_of_answer.value)
            raise ExamplesUnreadable(f"write {form}, not “{cell}”") from None

    def _answer(self, question: AnyQuestion, cell: str) -> Answer:
        if isinstance(question, DocumentsQuestion) and question.answer == "documents":
            return self._papers(question, cell)
        kind = question.kind_of_answer
        if not cell:
            return self._silent()
        match kind:
            case AnswerKind.SHARE:
                return tally_of(cell, "people" if isinstance(question, PeopleQuestion) else "cases")
            case AnswerKind.NUMBER:
                return Figure(Decimal(cell))
            case AnswerKind.YES_OR_NO | AnswerKind.DAY | AnswerKind.MOMENT:
                return self._said(kind, cell)
            case AnswerKind.PAPER if isinstance(question, DocumentsQuestion):
                return self._paper(cell, question.not_before)
            case AnswerKind.PAPER:
                unclear = NoAnswer(NoAnswerReason.UNCLEAR, cell)
                return unclear if cell == UNCLEAR else self._paper(cell)
            case AnswerKind.PAPERS:
                return self._dates(question, cell)
            case _:
                assert_never(kind)

    def _dates(self, question: AnyQuestion, cell: str) -> Answer:
        start, end = (self.reading.value(name) for name in question.between_days())
        if not isinstance(start, date) or not isinstance(end, date):
            return NoAnswer(NoAnswerReason.NOT_LOADED, "the window is not loaded")
        written = [] if cell == "no cases" else cell.split(";")
        days = [date.fromisoformat(part.strip()) for part in written]
        reports = tuple(Report(str(d), True, (("dated", d),), None) for d in days)
        return Papers(reports, start, end, self.on)

    def _silent(self, says: str = "not supplied") -> NoAnswer:
        return NoAnswer(NoAnswerReason.MISSING if self.closed else NoAnswerReason.NOT_DUE, says)

    def _paper(self, cell: str, not_before: str | None = None) -> Answer:
        if cell == "lacks it":
            return NoAnswer(NoAnswerReason.FAILS if self.closed else NoAnswerReason.NOT_DUE, cell)
        if cell == "not loaded":
            return NoAnswer(NoAnswerReason.NOT_LOADED, cell)
        found = re.fullmatch(rf"({DAY_FORM})(?: to ({DAY_FORM}))?", cell)
        if not found:
            raise ExamplesUnreadable(f"write a day, a period or “lacks it”, not “{cell}”")
        day = date.fromisoformat(found[1])
        first = self.reading.value(not_before) if not_before else None
        if day > self.on or (isinstance(first, date) and day < first):
            return self._silent()
        ends = date.fromisoformat(found[2]) if found[2] else None
        return Paper(day, dated=day, in_force_from=day, in_force_to=ends)

    def _papers(self, question: DocumentsQuestion, cell: str) -> Answer:
        if cell == "not loaded":
            return NoAnswer(NoAnswerReason.NOT_LOADED, cell)
        start, end = (self.reading.value(name) for name in question.between_days())
        if not isinstance(start, date) or not isinstance(end, date):
            return NoAnswer(NoAnswerReason.NOT_LOADED, "the window is not loaded")
        cell, _, held = cell.partition(" of meetings ")
        meetings = tuple(day for part in held.split(";") if part and (day := _day(part)) <= self.on)
        reports = [
            report_of(part.strip(), self.counted_by) for part in cell.split(";") if part.strip()
        ]
        suspended = self.suspended and not question.even_in_a_pause
        pauses = tuple((p.from_, p.to) for p in self.year.pauses) if suspended else ()
        kept = tuple(r for r in reports if r.days[0][1] <= self.on)
        return Papers(kept, start, end, self.on, pauses, meetings)

    def _said(self, kind: AnswerKind, cell: str) -> Answer:
        if kind is AnswerKind.YES_OR_NO:
            if cell not in ("yes", "no"):
                raise ExamplesUnreadable(f"write yes or no, not “{cell}”")
            return Stated(cell == "yes")
        if kind is AnswerKind.DAY:
            day = date.fromisoformat(cell)
            return Stated(day) if day <= self.on else self._silent()
        if re.fullmatch(rf"{DAY_FORM} \d\d:\d\d", cell):
            return NoAnswer(NoAnswerReason.UNCLEAR, "without seconds")
        moment = datetime.fromisoformat(cell).replace(tzinfo=LONDON)
        return Stated(moment) if moment.date() <= self.on else self._silent()
