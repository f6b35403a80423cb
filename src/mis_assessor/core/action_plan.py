"""What a reader of the safety improvement plan must know: what lacks, and what it costs.

Remarks only. A plan never makes a safety action met, and none of this changes a verdict.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from mis_assessor.core.plan_price import planned_for, price_remarks
from mis_assessor.core.submission import Row
from mis_assessor.core.verdicts import Verdict
from mis_assessor.core.wording import listed, on_day

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
    rows: Sequence[Row], actions: Mapping[int, Verdict], contribution: Decimal | None
) -> tuple[str, ...]:
    """Everything a person should look at in the plan, by row, then what it costs."""
    if not rows:
        return ()
    found = [remark for row in rows for remark in _about_row(row, actions)]
    return (*found, *_not_planned(rows, actions), *price_remarks(rows, contribution))


def _about_row(row: Row, actions: Mapping[int, Verdict]) -> Iterator[str]:
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


def _not_planned(rows: Sequence[Row], actions: Mapping[int, Verdict]) -> Iterator[str]:
    planned = {planned_for(row) for row in rows}
    missed = [n for n, verdict in actions.items() if n and verdict is Verdict.NOT_MET]
    if without := [str(n) for n in sorted(missed) if str(n) not in planned]:
        noun = "safety action" if len(without) == 1 else "safety actions"
        yield f"The action plan has no row for {noun} {listed(without)}, assessed as not met."
