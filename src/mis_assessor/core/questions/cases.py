"""A question about the cases in a register."""

from enum import StrEnum
from typing import Literal

from mis_assessor.core.frozen import Frozen
from mis_assessor.core.questions.row_tests import RowTests
from mis_assessor.core.questions.window import Window


class Counts(StrEnum):
    """Which cases enter a share whose limits have not all run out."""

    DUE = "fallen due"
    DUE_OR_DONE = "fallen due or already done"


class CasesQuestion(Frozen):
    """Rows of a register: how many there are, and how many did what was asked."""

    register_: str
    covers: Window | None = None
    cases: RowTests = ()
    leave_out: RowTests = ()
    in_doubt: RowTests = ()
    not_due_while: RowTests = ()
    done_when: RowTests = ()
    who_counts: str = Counts.DUE_OR_DONE
    one_row_for_every: Literal["month", "shift"] | None = None
    one_row_for_each_of: str | None = None
    """A list of names: the column named in ``cases`` must have a row for each."""
    known_from: str | None = None
    pooled_over: Literal["providers"] | None = None
    """Taken together over the trusts of the system; one missing makes it missing."""
    day: str | None = None
    """For ``dates of cases``: the column whose day counts."""
    answer: Literal["share of cases", "count of cases", "dates of cases"]
