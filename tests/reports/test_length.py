"""The length of a paper: what a Board reads fits a meeting, and the appendices stay tight."""

import io
from dataclasses import replace
from datetime import date
from functools import cache

import pytest
from pypdf import PdfReader

from golden.assessed import ROOT, rulebook, sent
from mis_assessor.core.assessment.assess import assess
from mis_assessor.core.assessment.assessment import Assessment
from mis_assessor.core.evidence.submission import RegisterRow, Submission
from mis_assessor.core.rules.calendar import day_of
from mis_assessor.reports.papers import paper_pdf

SAMPLES = ROOT / "evidence_samples"
MID_YEAR = date(2024, 9, 15)


@cache
def pages(name: str) -> tuple[str, ...]:
    """The words of each page of a sample's paper."""
    submission = sent(SAMPLES / name.removesuffix(", mid-year"))
    if name.endswith("mid-year"):
        submission = as_it_was(submission, MID_YEAR)
    return words(assess(rulebook(submission.scheme_year), submission, _day(submission)))


def _day(submission: Submission) -> date:
    assert submission.assessed_as_at is not None
    return submission.assessed_as_at


def as_it_was(submission: Submission, on: date) -> Submission:
    """The folder of a day in the year: what had happened by then, looked at by then."""

    def by_then(day: date | None) -> date | None:
        return day and min(day, on)

    registers = {
        name: replace(
            register,
            checked_on=on,
            taken_on=by_then(register.taken_on),
            complete_to=by_then(register.complete_to),
            rows=tuple(filter(None, (_known(row, on) for row in register.rows))),
        )
        for name, register in submission.registers.items()
    }
    documents = tuple(
        replace(
            document,
            checked_on=on,
            events=tuple(event for event in document.events if event.on <= on),
            contents=tuple(
                replace(item, looked_on=by_then(item.looked_on)) for item in document.contents
            ),
        )
        for document in submission.documents
        if (document.dated or on) <= on
    )
    return replace(
        submission,
        registers=registers,
        documents=documents,
        judgements=(),
        statements={},
        declared={},
        assessed_as_at=on,
    )


def _known(row: RegisterRow, on: date) -> RegisterRow | None:
    """The row as far as it was known; None where nothing of it had happened."""
    days = [day_of(cell) for cell in row.cells.values() if isinstance(cell, date)]
    if days and min(days) > on:
        return None
    known = {k: v for k, v in row.cells.items() if not isinstance(v, date) or day_of(v) <= on}
    return replace(row, cells=known)


def words(assessment: Assessment) -> tuple[str, ...]:
    reader = PdfReader(io.BytesIO(paper_pdf(assessment)))
    return tuple(" ".join(page.extract_text().split()) for page in reader.pages)


@pytest.mark.parametrize(
    ("name", "body", "whole"),
    [
        ("ten-of-ten", 6, 24),
        ("year-6-ten-of-ten", 6, 24),
        ("year-6-ten-of-ten, mid-year", 10, 30),
    ],
)
def test_a_paper_is_short_enough_to_be_read(name: str, body: int, whole: int) -> None:
    told = pages(name)
    first = next(n for n, page in enumerate(told) if n > 1 and "Appendix A:" in page[:400])
    assert first <= body
    assert len(told) <= whole


def test_in_the_year_what_is_due_is_a_table_and_nobody_signs() -> None:
    whole = " ".join(pages("year-6-ten-of-ten, mid-year"))
    assert "What is not due yet, by date" in whole and "16 Sep 2024" in whole
    for word in ("uthorise", "Signatures", "SP-0"):
        assert word not in whole


@pytest.mark.parametrize("name", ["ten-of-ten", "year-6-ten-of-ten, mid-year"])
def test_the_answer_and_what_is_asked_of_the_board_stand_on_the_first_page(name: str) -> None:
    first, second = pages(name)[:2]
    assert "safety actions hold" in first and "Conditions of the scheme" in first
    assert "Recommendation" in first and "About this paper" in second
