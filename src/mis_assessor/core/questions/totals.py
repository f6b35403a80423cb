"""Questions about figures that a register carries ready added up."""

from typing import Literal

from mis_assessor.core.frozen import Frozen
from mis_assessor.core.questions.row_tests import RowTests
from mis_assessor.core.questions.window import Window


class TotalsQuestion(Frozen):
    """Rows that carry a numerator and a denominator, added up."""

    register_: str
    covers: Window | None = None
    cases: RowTests = ()
    one_row_for_every: Literal["month"] | None = None
    known_from: str | None = None
    pooled_over: Literal["providers"] | None = None
    """Added up over the trusts of the system; one that sent nothing makes it missing."""
    numerator: str = "numerator"
    denominator: str = "denominator"
    answer: Literal["share of totals"]


class NumberQuestion(Frozen):
    """One number in the latest row of a register."""

    register_: str
    cases: RowTests = ()
    column: str
    latest_by: str
    answer: Literal["number"]
