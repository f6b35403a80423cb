"""What a reader of the safety improvement plan must know: what lacks, and what it costs.

Remarks only. A plan never makes a safety action met, and none of this changes a verdict.

What a safety improvement plan asks for, added to the penny.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from mis_assessor.core.deciding.recovery import planned_for
from mis_assessor.core.evidence.submission import RegisterRow
from mis_assessor.core.verdicts import Verdict
from mis_assessor.core.wording import counted, listed, on_day


@dataclass(frozen=True, slots=True)
class PricedPlan:
    """What the plan asks for, added to the penny."""

    by_action: Mapping[str, Decimal]
    """Pounds by number of safety action, in order; rows without a price are not in it."""
    total: Decimal
    unpriced: int
    """Rows without a price, so that the total is only the least."""


def priced(rows: Sequence[RegisterRow]) -> PricedPlan:
    """The plan's price. A blank amount is not known; it is never nothing."""
    amounts: dict[str, Decimal] = {}
    unpriced = 0
    for row in sorted(rows, key=_place):
        amount = row.cells.get("amount requested")
        if isinstance(amount, Decimal):
            action = planned_for(row)
            amounts[action] = amounts.get(action, Decimal(0)) + amount
        else:
            unpriced += 1
    return PricedPlan(amounts, sum(amounts.values(), Decimal(0)), unpriced)


def price_remarks(rows: Sequence[RegisterRow], contribution: Decimal | None) -> Iterator[str]:
    """What the plan costs in words, and whether that is out of proportion."""
    plan = priced(rows)
    if not plan.by_action:
        yield "The action plan asks for no amount."
        return
    parts = [
        f"£{amount:,.2f} for " + (f"safety action {action}" if action else "no safety action")
        for action, amount in plan.by_action.items()
    ]
    least = "at least " if plan.unpriced else ""
    left_out = f"; {counted(plan.unpriced, 'rows')} not priced" if plan.unpriced else ""
    yield f"The action plan asks for {least}£{plan.total:,.2f}: {listed(parts)}{left_out}."
    if contribution is not None and plan.total >= contribution:
        yield (
            f"The action plan asks for as much as the contribution of £{contribution:,.2f} or "
            "more. A discretionary payment is far less than the contribution."
        )


def _place(row: RegisterRow) -> tuple[int, str]:
    action = planned_for(row)
    return (int(action) if action.isdecimal() else 0), action


_NEEDED = (
    "owner",
    "lead executive",
    "start day",
    "end day",
    "amount requested",
    "agreed by the Board on",
)
_AGREEMENTS = {
    "executive sponsor agrees": "the executive sponsor",
    "director of midwifery and clinical director agree": (
        "the director of midwifery and the clinical director"
    ),
}


def plan_remarks(
    rows: Sequence[RegisterRow], actions: Mapping[int, Verdict], contribution: Decimal | None
) -> tuple[str, ...]:
    """Everything a person should look at in the plan, by row, then what it costs."""
    if not rows:
        return ()
    found = [remark for row in rows for remark in _about_row(row, actions)]
    return (*found, *_not_planned(rows, actions), *price_remarks(rows, contribution))


def _about_row(row: RegisterRow, actions: Mapping[int, Verdict]) -> Iterator[str]:
    action = planned_for(row)
    where = f"Action plan, row {row.number}" + (f", safety action {action}" if action else "")
    if lacking := [column for column in _NEEDED if column not in row.cells]:
        yield f"{where}: {listed(lacking)} not filled in."
    start, end = row.day("start day"), row.day("end day")
    if start and end and end < start:
        yield f"{where}: it ends {on_day(end)}, before it starts {on_day(start)}."
    for column, who in _AGREEMENTS.items():
        agreed = row.cells.get(column)
        if agreed is None:
            yield f"{where}: it does not say whether {who} agreed."
        elif agreed is False:
            yield f"{where}: {who} did not agree."
    verdict = actions.get(int(action)) if action.isdecimal() else None
    if verdict is not None and verdict.holds:
        yield f"{where}: assessed as {verdict.value}. Plans are for unmet actions only."


def _not_planned(rows: Sequence[RegisterRow], actions: Mapping[int, Verdict]) -> Iterator[str]:
    planned = {planned_for(row) for row in rows}
    missed = [n for n, verdict in actions.items() if n and verdict is Verdict.NOT_MET]
    if without := [str(n) for n in sorted(missed) if str(n) not in planned]:
        noun = "safety action" if len(without) == 1 else "safety actions"
        yield f"The action plan has no row for {noun} {listed(without)}, assessed as not met."
