"""Which of the trust's own rows a national count is about."""

import pytest

from mis_assessor.core.checking.agreement import Agreement, worst
from mis_assessor.core.checking.own_rows import fits
from mis_assessor.core.checking.published import Span, share_between
from mis_assessor.core.evidence.submission import Cell, RegisterRow


@pytest.mark.parametrize(
    ("cells", "asked", "answer"),
    [
        ({"a": True}, {"a": "yes"}, True),
        ({"a": False}, {"a": "yes"}, False),
        ({"a": False}, {"a": "no"}, True),
        ({}, {"a": "yes"}, None),
        ({"a": "System"}, {"a": "system"}, True),
        ({"a": "audit"}, {"a": "system"}, False),
        ({}, {"a": "is given"}, False),
        ({"a": 1}, {"a": "is given"}, True),
        ({"a": ("one", "Two")}, {"a": "contains two"}, True),
        ({"a": ("one",)}, {"a": "contains two"}, False),
        ({}, {"a": "contains two"}, False),
        ({"a": True}, {"a": "yes", "b": "yes"}, None),
        ({"a": False}, {"a": "yes", "b": "yes"}, False),
        ({}, {}, True),
    ],
)
def test_a_row_is_as_asked_or_not_or_nobody_knows(
    cells: dict[str, Cell], asked: dict[str, str], answer: bool | None
) -> None:
    assert fits(RegisterRow(2, cells), asked) is answer


def test_nothing_compared_tells_nothing() -> None:
    assert worst([]) is Agreement.CANNOT_TELL
    assert worst([Agreement.AGREES]) is Agreement.AGREES


def test_no_share_of_nothing() -> None:
    assert share_between(Span(1, 7, "5"), Span(0, 0, "0")) is None
