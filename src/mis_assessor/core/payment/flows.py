"""Charges between providers built into their fixed elements: lines 23 and 24."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from mis_assessor.core.payment.between import Flow
from mis_assessor.core.payment.line import Line, Row, in_order, line
from mis_assessor.core.payment.pennies import NOTHING, total
from mis_assessor.core.payment.rules import PaymentRules
from mis_assessor.core.payment.words import pounds


@dataclass(frozen=True, slots=True)
class FlowMoves:
    """What each provider gains or loses by the care that crosses between them."""

    lines: tuple[Line, Line]
    by_provider: Mapping[str, Decimal]


def flow_moves(flows: tuple[Flow, ...], material_from: Decimal, rules: PaymentRules) -> FlowMoves:
    """Cost of what a provider delivers for others, less what others deliver for it."""
    moves: dict[str, Decimal] = defaultdict(lambda: NOTHING)
    rows = []
    for flow in flows:
        cost = flow.spells * flow.cost_each
        counts = cost >= material_from
        rows.append(_row(flow, cost, counts))
        if counts:
            moves[flow.delivered_by] += cost
            moves[flow.led_by] -= cost
    each = [Row(f"{provider} in all", amount) for provider, amount in moves.items()]
    says = f"A flow counts from {pounds(material_from)}."
    none = "Not applicable: no flow in this file."
    zero = total(moves.values()) if flows else None
    return FlowMoves(
        (
            line(rules, 23, None, says if flows else none, (*in_order(rows), *in_order(each))),
            line(rules, 24, zero, "Sum over providers." if flows else none),
        ),
        dict(sorted(moves.items())),
    )


def _row(flow: Flow, cost: Decimal, counts: bool) -> Row:
    label = (
        f"{flow.delivered_by} for {flow.led_by}: {flow.spells:,} × {pounds(flow.cost_each)}"
        f", {flow.cost_source}"
    )
    return Row(label, cost) if counts else Row(label, None, "not material, so not counted")
