"""How one case stands: done, failed, still open, or not known."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from mis_assessor.core.answering.asking import Asking
from mis_assessor.core.answering.rows import LimitOf, cell_holds, is_after, limits_by
from mis_assessor.core.evidence.submission import Cell, Register, RegisterRow
from mis_assessor.core.rules.calendar import day_of
from mis_assessor.core.rules.questions import IN_BETWEEN, CasesQuestion
from mis_assessor.core.rules.row_tests import AnyRowTest, RowTest, RowTestLine
from mis_assessor.core.wording import at_moment, counted, on_day


class CaseStatus(StrEnum):
    """How a case stands."""

    DONE = "done"
    FAILED = "failed"
    OPEN = "open"
    UNKNOWN = "unknown"


class CaseState(NamedTuple):
    """How a case, or one line of it, stands; by when it was due, and in words."""

    did: CaseStatus
    due: date | None = None
    says: str = ""
    days_late: int | None = None
    last: date | None = None
    """The last of the case's limits: a case counts once that one falls due."""


@dataclass(frozen=True, slots=True)
class CaseClock:
    """The lines of ``done when``, held against the rows of one register."""

    question: CasesQuestion
    asking: Asking
    register: Register
    limits: dict[int, LimitOf] = field(default_factory=dict)
    """How the limit of each line is found, by the line's identity: the question keeps them."""

    def case(self, row: RegisterRow, lines: Iterable[RowTestLine] | None = None) -> CaseState:
        """A case has failed as soon as one limit is missed, is done when all lines are."""
        lines = tuple(self.question.done_when if lines is None else lines)
        limits = [self._limit(line)(row) for line in lines]
        due = max(filter(None, limits), default=None)
        found = [self._line(*one, row, due) for one in zip(lines, limits, strict=True)]
        for did in (CaseStatus.FAILED, CaseStatus.UNKNOWN, CaseStatus.OPEN):
            for how in found:
                if how.did is did:
                    return CaseState(did, how.due or due, how.says, how.days_late, due)
        return CaseState(CaseStatus.DONE, due, last=due)

    def _limit(self, line: RowTestLine) -> LimitOf:
        found = self.limits.get(id(line))
        if found is None:
            one = limits_by(line, self.asking) if isinstance(line, RowTest) else _without_limit
            found = self.limits[id(line)] = one
        return found

    def _line(
        self, line: RowTestLine, own: date | None, row: RegisterRow, case_due: date | None
    ) -> CaseState:
        if isinstance(line, AnyRowTest):
            return self._any(line, row)
        cell = row.cells.get(line.column)
        later = isinstance(cell, date) and day_of(cell) > self.asking.on
        if later and not line.on_or_after:  # a certificate may run into next year
            cell = None
        if line.within and own is None:
            return CaseState(CaseStatus.UNKNOWN, None, f"“{line.after or line.before}” is blank")
        due = own or case_due or self.asking.due_by
        if cell is None:
            return self._blank(line, own, due)
        if isinstance(cell, str) and isinstance(own, datetime):
            return CaseState(CaseStatus.UNKNOWN, own, f"{line.column} “{cell}” has no seconds")
        return self._filled(line, row, cell, own, due)

    def _filled(
        self, line: RowTest, row: RegisterRow, cell: Cell, own: date | None, due: date | None
    ) -> CaseState:
        if isinstance(cell, date) and own is not None and not line.before:
            start = row.day(line.after) if line.within and line.after else None
            if start is not None and day_of(cell) < day_of(start):
                return CaseState(CaseStatus.UNKNOWN, own, f"{line.column} is before “{line.after}”")
            if not is_after(cell, own):
                return CaseState(CaseStatus.DONE, own)
            days = (day_of(cell) - day_of(own)).days
            late = counted(days, "days") if days else "the same day,"
            act = at_moment(cell) if isinstance(cell, datetime) else on_day(cell, "")
            return CaseState(CaseStatus.FAILED, own, f"{line.column}: {act}, {late} late", days)
        if line.is_given or cell_holds(line, cell, row, self.asking):
            return CaseState(CaseStatus.DONE, own)
        series = self.question.one_row_for_every not in (None, IN_BETWEEN)
        final = series or self.question.known_from
        if due is not None and day_of(due) >= self.asking.on and not final:
            return CaseState(CaseStatus.OPEN, own, f"{line.column}: not yet")
        return CaseState(CaseStatus.FAILED, own, f"{line.column}: {_shown(cell)}")

    def _blank(self, line: RowTest, own: date | None, due: date | None) -> CaseState:
        if due is None or day_of(due) >= self.asking.on:
            by = f"due {on_day(due, '')}" if due else "not yet"
            return CaseState(CaseStatus.OPEN, own, f"{line.column}: {by}")
        complete_to = self.register.complete_to or self.register.covers_to
        is_an_act = own is not None or line.is_given
        if is_an_act and complete_to and day_of(due) <= complete_to:
            late = (self.asking.on - day_of(due)).days
            return CaseState(
                CaseStatus.FAILED, own, f"{line.column}: not done by {on_day(due, '')}", late
            )
        return CaseState(CaseStatus.UNKNOWN, own, f"{line.column} is blank")

    def _any(self, line: AnyRowTest, row: RegisterRow) -> CaseState:
        found = [self.case(row, group) for group in line.any_of]
        order = (CaseStatus.DONE, CaseStatus.OPEN, CaseStatus.UNKNOWN, CaseStatus.FAILED)
        return min(found, key=lambda how: order.index(how.did))


def _without_limit(_: RegisterRow) -> None:
    """Of a choice between lines each has a limit of its own."""


def _shown(cell: Cell) -> str:
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    return on_day(cell, "") if isinstance(cell, date) else str(cell)
