"""The examples table of a rule file, each row a case that both evaluators must decide."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from mis_assessor.core.answers import (
    Answer,
    Figure,
    NoAnswer,
    Paper,
    Papers,
    Report,
    Said,
    Tally,
    Why,
)
from mis_assessor.core.quantities import LONDON
from mis_assessor.core.questions.cases import CasesQuestion
from mis_assessor.core.questions.documents import DocumentsQuestion
from mis_assessor.core.questions.people import PeopleQuestion
from mis_assessor.core.questions.question import Question, StatementQuestion
from mis_assessor.core.questions.totals import NumberQuestion
from mis_assessor.core.readings import Reading
from mis_assessor.core.scheme import SchemeYear
from mis_assessor.core.verdicts import Verdict

_SHARE = re.compile(r"(\d+) of (\d+)((?:, \d+ (?:open|unknown))*)")
_EXTRA = re.compile(r", (\d+) (open|unknown)")
_DAY = r"\d{4}-\d\d-\d\d"
_REPORT = re.compile(rf"(lacks |unclear )?({_DAY})(?: to ({_DAY}))?")
_FORMS = {
    "number": "a number",
    "document": "a day, a period or “lacks it”",
    "documents": "days with “;” between them",
    "dates of cases": "days with “;” between them",
    "day": "a day",
    "moment": "a day and time",
}


@dataclass(frozen=True, slots=True)
class Example:
    """One row: a sentence, what is supplied, and the verdict it must have."""

    case: str
    cells: Mapping[str, str]
    verdict: Verdict
    line: int
    """Line of the table, its header being 1."""


class ExamplesUnreadable(ValueError):
    """The table cannot be read; the message says which row and what to write."""


def read_examples(table: str) -> Iterator[Example]:
    """The rows of an examples table. Raises ExamplesUnreadable."""
    lines = [
        (n, line)
        for n, line in enumerate(table.splitlines(), 1)
        if line.strip() and not set(line.strip()) <= set("-+| ")
    ]
    if not lines:
        return
    header = _cells(lines[0][1])
    if header[:1] != ["case"] or header[-1:] != ["verdict"]:
        raise ExamplesUnreadable("the first column is “case”, the last is “verdict”")
    for n, line in lines[1:]:
        cells = _cells(line)
        if len(cells) != len(header):
            raise ExamplesUnreadable(f"row {n} has {len(cells)} cells, the header {len(header)}")
        try:
            verdict = Verdict(cells[-1])
        except ValueError:
            words = ", ".join(Verdict)
            raise ExamplesUnreadable(f"row {n}: “{cells[-1]}” is no verdict: {words}") from None
        middle = dict(zip(header[1:-1], cells[1:-1], strict=True))
        yield Example(cells[0], middle, verdict, n)


def _day(written: str) -> date:
    return date.fromisoformat(written.strip())


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


@dataclass(frozen=True, slots=True)
class Supplied:
    """What an example supplies for one question, as the question's answer."""

    year: SchemeYear
    reading: Reading
    on: date
    closed: bool
    counted_by: tuple[str, ...]
    suspended: bool

    def answer(self, question: Question, cell: str) -> Answer:
        """The answer a cell stands for. Raises ExamplesUnreadable."""
        try:
            return self._answer(question, cell)
        except ExamplesUnreadable:
            raise
        except (ValueError, ArithmeticError):
            form = _FORMS[question.answer]
            raise ExamplesUnreadable(f"write {form}, not “{cell}”") from None

    def _answer(self, question: Question, cell: str) -> Answer:
        if not cell and not (
            isinstance(question, DocumentsQuestion) and question.answer == "documents"
        ):
            return self._silent()
        match question:
            case DocumentsQuestion(answer="documents"):
                return self._papers(question, cell)
            case DocumentsQuestion():
                return self._paper(cell)
            case StatementQuestion():
                return self._said(question, cell)
            case NumberQuestion():
                return Figure(Decimal(cell))
            case CasesQuestion(answer="dates of cases"):
                return self._dates(question, cell)
            case _:
                return self._tally(question, cell)

    def _dates(self, question: CasesQuestion, cell: str) -> Answer:
        assert question.covers is not None
        start, end = (
            self.reading.value(question.covers.from_),
            self.reading.value(question.covers.to),
        )
        assert isinstance(start, date) and isinstance(end, date)
        written = [] if cell == "no cases" else cell.split(";")
        days = [date.fromisoformat(part.strip()) for part in written]
        reports = tuple(Report(str(d), True, (("dated", d),), None) for d in days)
        return Papers(reports, start, end, self.on)

    def _silent(self, says: str = "not supplied") -> NoAnswer:
        return NoAnswer(Why.MISSING if self.closed else Why.NOT_DUE, says)

    def _tally(self, question: Question, cell: str) -> Answer:
        if cell in ("no cases", "none due", "not loaded"):
            why = {
                "no cases": Why.NO_CASES,
                "none due": Why.NONE_DUE,
                "not loaded": Why.NOT_LOADED,
            }
            return NoAnswer(why[cell], cell)
        found = _SHARE.fullmatch(cell)
        if not found:
            raise ExamplesUnreadable(f"write “45 of 50” or “no cases”, not “{cell}”")
        extra = {word: int(number) for number, word in _EXTRA.findall(found[3])}
        done, total = int(found[1]), int(found[2])
        open_, unknown = extra.get("open", 0), extra.get("unknown", 0)
        things = "people" if isinstance(question, PeopleQuestion) else "cases"
        failed = total - done - open_ - unknown
        if failed < 0:
            raise ExamplesUnreadable(f"“{cell}” is more than there are")
        return Tally(done, failed, open_, unknown, things=things)

    def _paper(self, cell: str) -> Answer:
        if cell == "lacks it":
            return NoAnswer(Why.FAILS if self.closed else Why.NOT_DUE, cell)
        if cell == "not loaded":
            return NoAnswer(Why.NOT_LOADED, cell)
        found = re.fullmatch(rf"({_DAY})(?: to ({_DAY}))?", cell)
        if not found:
            raise ExamplesUnreadable(f"write a day, a period or “lacks it”, not “{cell}”")
        day = date.fromisoformat(found[1])
        if day > self.on:
            return self._silent()
        ends = date.fromisoformat(found[2]) if found[2] else None
        return Paper(day, dated=day, in_force_from=day, in_force_to=ends)

    def _papers(self, question: DocumentsQuestion, cell: str) -> Answer:
        if cell == "not loaded":
            return NoAnswer(Why.NOT_LOADED, cell)
        assert question.between is not None
        start = self.reading.value(question.between.from_)
        end = self.reading.value(question.between.to)
        if not isinstance(start, date) or not isinstance(end, date):
            return NoAnswer(Why.NOT_LOADED, "the window is not loaded")
        cell, _, held = cell.partition(" of meetings ")
        meetings = tuple(day for part in held.split(";") if part and (day := _day(part)) <= self.on)
        reports = [self._report(part.strip()) for part in cell.split(";") if part.strip()]
        pauses = tuple((p.from_, p.to) for p in self.year.pauses) if self.suspended else ()
        kept = tuple(r for r in reports if r.days[0][1] <= self.on)
        return Papers(kept, start, end, self.on, pauses, meetings)

    def _report(self, part: str) -> Report:
        found = _REPORT.fullmatch(part)
        if not found:
            raise ExamplesUnreadable(f"write days with “;” between them, not “{part}”")
        complete = {None: True, "lacks ": False, "unclear ": None}[found[1]]
        first = date.fromisoformat(found[2])
        last = date.fromisoformat(found[3]) if found[3] else first
        days = tuple((name, last) for name in self.counted_by or ("dated",))
        return Report(part, complete, days, (first, last))

    def _said(self, question: StatementQuestion, cell: str) -> Answer:
        if question.answer == "yes or no":
            if cell not in ("yes", "no"):
                raise ExamplesUnreadable(f"write yes or no, not “{cell}”")
            return Said(cell == "yes")
        if question.answer == "day":
            day = date.fromisoformat(cell)
            return Said(day) if day <= self.on else self._silent()
        if re.fullmatch(rf"{_DAY} \d\d:\d\d", cell):
            return NoAnswer(Why.UNCLEAR, "without seconds")
        moment = datetime.fromisoformat(cell).replace(tzinfo=LONDON)
        return Said(moment) if moment.date() <= self.on else self._silent()
