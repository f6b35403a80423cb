"""The length of a paper: what a Board reads fits a meeting, and the appendices stay tight."""

from functools import cache

import pytest

from golden.assessed import ROOT, assessed
from mis_assessor.reports.papers import paper_pdf
from reports.reading import pages_of

MID_YEAR = "year-7-in-september"


@cache
def pages(name: str) -> tuple[str, ...]:
    """The words of each page of a sample's paper."""
    return pages_of(paper_pdf(assessed(ROOT / "evidence_samples" / name)))


@pytest.mark.parametrize(("name", "body", "whole"), [("ten-of-ten", 6, 24), (MID_YEAR, 10, 24)])
def test_a_paper_is_short_enough_to_be_read(name: str, body: int, whole: int) -> None:
    told = pages(name)
    first = next(n for n, page in enumerate(told) if n > 1 and "Appendix A:" in page[:400])
    assert first <= body
    assert len(told) <= whole


def test_in_the_year_what_is_due_is_a_table_and_nobody_signs() -> None:
    whole = " ".join(pages(MID_YEAR))
    assert "What is not due yet, by date" in whole and "days left" in whole
    for word in ("uthorise", "Signatures", "SP-0"):
        assert word not in whole


@pytest.mark.parametrize("name", ["ten-of-ten", MID_YEAR])
def test_the_answer_and_what_is_asked_of_the_board_stand_on_the_first_page(name: str) -> None:
    first, second = pages(name)[:2]
    assert "safety actions hold" in first and "Conditions of the scheme" in first
    assert "Recommendation" in first and "About this paper" in second
