"""The payment view of a file under the rules of its year: the core's only front door."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from mis_assessor.core.payment.births import births_lines, shown_lines
from mis_assessor.core.payment.contract import Contract
from mis_assessor.core.payment.fixed import Fixed, fixed_element
from mis_assessor.core.payment.flows import FlowMoves, flow_moves
from mis_assessor.core.payment.given import Given
from mis_assessor.core.payment.line import (
    ContractView,
    Fingerprints,
    Line,
    PaymentView,
    Row,
    line,
)
from mis_assessor.core.payment.network import NetworkMoves, network_moves
from mis_assessor.core.payment.pennies import ROUNDING, to_the_penny, total
from mis_assessor.core.payment.rules import PaymentRules
from mis_assessor.core.payment.scope import scope_lines
from mis_assessor.core.payment.variable import variable_element
from mis_assessor.core.payment.words import pounds

LABEL = "guidance view"


def payment_view(given: Given, rules: PaymentRules) -> PaymentView:
    """Every line of every contract; the order of the file never matters."""
    material = given.flows_are_material_from
    between = _Between(
        network_moves(given.maternal_medicine_network, rules, given.months),
        flow_moves(
            given.flows_between_providers,
            rules.material_from if material is None else material,
            rules,
        ),
        _carriers(given.contracts),
    )
    contracts = sorted(given.contracts, key=lambda contract: contract.pair)
    notes = tuple(Row(note) for note in rules.notes)
    return PaymentView(
        label=LABEL,
        year=given.year,
        months=given.months,
        rounding=ROUNDING,
        contracts=tuple(_contract(c, between, rules, given.months) for c in contracts),
        between=(*between.network.lines, *between.flows.lines),
        notes=line(rules, 37, None, "", notes),
        values=rules.shown,
        fingerprints=Fingerprints(rules.digest),
    )


@dataclass(frozen=True, slots=True)
class _Between:
    network: NetworkMoves
    flows: FlowMoves
    carriers: frozenset[tuple[str, str]]


def _carriers(contracts: tuple[Contract, ...]) -> frozenset[tuple[str, str]]:
    """The contract that carries a provider's flows: its only one, or the one marked."""
    providers = [contract.provider for contract in contracts]
    return frozenset(
        contract.pair
        for contract in contracts
        if contract.carries_the_flows or providers.count(contract.provider) == 1
    )


def _contract(
    contract: Contract, between: _Between, rules: PaymentRules, months: int
) -> ContractView:
    figure = contract.starting_figure
    if figure is None:
        none = "Not applicable: not paid by the aligned approach."
        numbers = (*range(4, 19), *range(25, 33))
        paid, agreed = tuple(line(rules, n, None, none) for n in numbers), None
    else:
        fixed = fixed_element(contract, figure, rules)
        paid, agreed = _paid(contract, fixed, between, rules, months)
    lines = (
        *scope_lines(contract, rules, months),
        *paid,
        *births_lines(contract, agreed, rules),
        *shown_lines(contract, rules),
    )
    return ContractView(contract.commissioner, contract.provider, lines)


def _paid(
    contract: Contract, fixed: Fixed, between: _Between, rules: PaymentRules, months: int
) -> tuple[tuple[Line, ...], Decimal]:
    """Lines 4 to 18 and 25 to 32, and the amount of line 25."""
    agreed = _agreed(contract, fixed, between, rules, months)
    element = total([agreed.amount])
    variable = variable_element(contract, scaled(fixed.cquin, months), rules)
    whole = line(rules, 31, element + total([variable[-1].amount]), "Lines 25 and 30.")
    part = (
        line(rules, 32, whole.amount, f"Line 31 is for {months} of 12 months.")
        if months < 12
        else line(rules, 32, None, "Not applicable: a whole year.")
    )
    return (*fixed.lines, agreed, *variable, whole, part), element


def scaled(amount: Decimal, months: int) -> Decimal:
    """A year's amount for some months (¶28)."""
    return to_the_penny(Fraction(amount) * months / 12)


def _agreed(
    contract: Contract, fixed: Fixed, between: _Between, rules: PaymentRules, months: int
) -> Line:
    pair = contract.pair
    part = f"line 18, {pounds(fixed.element)} × {months} / 12" if months < 12 else "line 18"
    rows = [Row("Fixed element before flows", scaled(fixed.element, months), part)]
    if pair in between.network.trims:
        rows.append(Row("Network contribution", between.network.trims[pair], "line 20"))
    if pair in between.network.centre:
        rows.append(Row("Network centre", between.network.centre[pair], "line 21"))
    if pair in between.carriers and contract.provider in between.flows.by_provider:
        moved = between.flows.by_provider[contract.provider]
        rows.append(Row("Flows between providers", moved, "line 23"))
    return line(rules, 25, total(row.amount for row in rows), "", tuple(rows))
