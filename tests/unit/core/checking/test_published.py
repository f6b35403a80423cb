"""Whatever a count was before it was published, the span of the published one holds it."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mis_assessor.core.checking.published import Span, share_between, span_of
from mis_assessor.core.cqim.rules import Rounding

CQIM = Rounding(7, 5, 5, 3)


def published(count: int) -> Span:
    span = span_of(str(CQIM.count(count)), CQIM)
    assert span is not None
    return span


@given(st.integers(0, 10_000))
def test_a_rounded_count_stands_for_every_count_it_may_have_been(count: int) -> None:
    span = published(count)
    assert span.holds(count)
    assert all(CQIM.count(n) == CQIM.count(count) for n in range(span.least, span.most + 1))
    outside = (span.least - 1, span.most + 1)
    assert all(CQIM.count(n) != CQIM.count(count) for n in outside if n >= 0)


@given(st.integers(1, 5_000), st.data())
def test_a_share_lies_between_its_ends(denominator: int, data: st.DataObject) -> None:
    numerator = data.draw(st.integers(0, denominator))
    between = share_between(published(numerator), published(denominator))
    assert between is not None
    assert between[0] <= Fraction(numerator, denominator) <= between[1]


@pytest.mark.parametrize(
    ("value", "rounding", "least", "most"),
    [
        ("12", None, 12, 12),
        ("1,415", CQIM, 1413, 1417),
        ("415.0", CQIM, 413, 417),
        ("416", CQIM, 416, 416),  # no multiple of five: it was never rounded
        ("*", None, 1, 9),
        ("-1", CQIM, 1, 7),
        ("< 6", CQIM, 0, 5),
        ("<0", None, 0, 0),
    ],
)
def test_the_counts_that_a_published_one_may_stand_for(
    value: str, rounding: Rounding | None, least: int, most: int
) -> None:
    span = span_of(value, rounding)
    assert span is not None and (span.least, span.most) == (least, most)


@pytest.mark.parametrize("value", ["Pass", "", "12.5", "-2", "many"])
def test_what_is_no_count(value: str) -> None:
    assert span_of(value, CQIM) is None
