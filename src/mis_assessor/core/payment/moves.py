"""Maternal Medicine Network fair shares, netting to zero: lines 19 to 22.

Charges between providers built into their fixed elements: lines 23 and 24.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from mis_assessor.core.money import NOTHING, shared_out, to_the_penny, total
from mis_assessor.core.payment.contract import Flow, Network
from mis_assessor.core.payment.line import LineRow, PaymentLine, in_order, line
from mis_assessor.core.payment.rules import PaymentRules
from mis_assessor.core.payment.written import pounds

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class NetworkMoves:
    """What the network moves: by commissioner and provider, and to the centre."""

    lines: tuple[PaymentLine, ...]
    trims: Mapping[Pair, Decimal]
    centre: Mapping[Pair, Decimal]


def network_moves(network: Network | None, rules: PaymentRules, months: int) -> NetworkMoves:
    """Capacity funding to the centre, and each contributor's part from its providers."""
    if network is None:
        none = "Not applicable: no network in this file."
        return NetworkMoves(tuple(line(rules, n, None, none) for n in range(19, 23)), {}, {})
    capacity = to_the_penny(Fraction(network.capacity) * months / 12)
    births = {c.commissioner: Fraction(c.births) for c in network.contributors}
    contributions = shared_out(capacity, births)
    trims = {
        (c.commissioner, code): -part
        for c in network.contributors
        for code, part in shared_out(
            contributions[c.commissioner], {p.code: Fraction(p.share) for p in c.providers}
        ).items()
    }
    centre = {(network.lead_commissioner, network.centre): capacity}
    moves = NetworkMoves((), trims, centre)
    lines = _lines(network, contributions, moves, rules)
    return NetworkMoves(lines, trims, centre)


def _lines(
    network: Network, contributions: Mapping[str, Decimal], moves: NetworkMoves, rules: PaymentRules
) -> tuple[PaymentLine, ...]:
    lead, capacity = network.lead_commissioner, total(moves.centre.values())
    births = {c.commissioner: c.births for c in network.contributors}
    transferred = total(part for code, part in contributions.items() if code != lead)
    shares = tuple(
        LineRow(code, part, f"{births[code]:,} of {sum(births.values()):,} births")
        for code, part in sorted(contributions.items())
    )
    trimmed = tuple(
        LineRow(f"{provider}, paid by {code}", part)
        for (code, provider), part in sorted(moves.trims.items())
    )
    net = total(moves.trims.values()) + capacity
    return (
        line(rules, 19, capacity, f"Transferred to {lead}: {pounds(transferred)}.", shares),
        line(rules, 20, total(moves.trims.values()), f"Split by {network.split_by}.", trimmed),
        line(rules, 21, capacity, f"To {network.centre}, in its contract with {lead}."),
        line(rules, 22, net, "Lines 20 and 21 together."),
    )


@dataclass(frozen=True, slots=True)
class FlowMoves:
    """What each provider gains or loses by the care that crosses between them."""

    lines: tuple[PaymentLine, PaymentLine]
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
    each = [LineRow(f"{provider} in all", amount) for provider, amount in moves.items()]
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


def _row(flow: Flow, cost: Decimal, counts: bool) -> LineRow:
    label = (
        f"{flow.delivered_by} for {flow.led_by}: {flow.spells:,} × {pounds(flow.cost_each)}"
        f", {flow.cost_source}"
    )
    return LineRow(label, cost) if counts else LineRow(label, None, "not material, so not counted")
