"""Maternal Medicine Network fair shares, netting to zero: lines 19 to 22."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from mis_assessor.core.payment.between import Network
from mis_assessor.core.payment.line import Line, Row, line
from mis_assessor.core.payment.pennies import shared_out, to_the_penny, total
from mis_assessor.core.payment.rules import PaymentRules
from mis_assessor.core.payment.words import pounds

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class NetworkMoves:
    """What the network moves: by commissioner and provider, and to the centre."""

    lines: tuple[Line, ...]
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
) -> tuple[Line, ...]:
    lead, capacity = network.lead_commissioner, total(moves.centre.values())
    births = {c.commissioner: c.births for c in network.contributors}
    transferred = total(part for code, part in contributions.items() if code != lead)
    shares = tuple(
        Row(code, part, f"{births[code]:,} of {sum(births.values()):,} births")
        for code, part in sorted(contributions.items())
    )
    trimmed = tuple(
        Row(f"{provider}, paid by {code}", part)
        for (code, provider), part in sorted(moves.trims.items())
    )
    net = total(moves.trims.values()) + capacity
    return (
        line(rules, 19, capacity, f"Transferred to {lead}: {pounds(transferred)}.", shares),
        line(rules, 20, total(moves.trims.values()), f"Split by {network.split_by}.", trimmed),
        line(rules, 21, capacity, f"To {network.centre}, in its contract with {lead}."),
        line(rules, 22, net, "Lines 20 and 21 together."),
    )
