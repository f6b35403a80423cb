"""What a safety improvement plan asks for, added to the penny."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from mis_assessor.core.submission import Row
from mis_assessor.core.wording import counted, listed


@dataclass(frozen=True, slots=True)
class PricedPlan:
    """What the plan asks for, added to the penny."""

    by_action: Mapping[str, Decimal]
    """Pounds by number of safety action, in order; rows without a price are not in it."""
    total: Decimal
    unpriced: int
    """Rows without a price, so that the total is only the least."""


def priced(rows: Sequence[Row]) -> PricedPlan:
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


def price_remarks(rows: Sequence[Row], contribution: Decimal | None) -> Iterator[str]:
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


def planned_for(row: Row) -> str:
    """The number of the safety action a row plans for; empty where it names none."""
    return str(row.cells.get("safety action", ""))


def _place(row: Row) -> tuple[int, str]:
    action = planned_for(row)
    return (int(action) if action.isdecimal() else 0), action
