"""Whether more of a fund was spent than came in, which no ledger can mean."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal

from mis_assessor.core.errors import Problem
from mis_assessor.core.submission import Row
from mis_assessor.intake.cell_access import text
from mis_assessor.intake.problems import quoted


def overspent(place: str, rows: Iterable[Row]) -> Iterator[Problem]:
    """Every fund of which more was spent than received."""
    left: dict[str, Decimal] = defaultdict(Decimal)
    spent: dict[str, Decimal] = defaultdict(Decimal)
    for row in rows:
        fund = text(row, "fund")
        spent[fund] += _pounds(row, "spent")
        left[fund] += _pounds(row, "received") - _pounds(row, "spent")
    for fund, rest in left.items():
        if rest < 0:
            yield Problem(
                place,
                f"£{spent[fund]:,.2f} of {quoted(fund)} was spent, and £{spent[fund] + rest:,.2f} "
                "was received. Check both, or add what was received.",
            )


def _pounds(row: Row, column: str) -> Decimal:
    cell = row.cells.get(column)
    return cell if isinstance(cell, Decimal) else Decimal(0)
