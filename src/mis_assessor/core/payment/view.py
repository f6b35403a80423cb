"""The payment view of a file under the rules of its year: the core's only front door.

A payment file already read: what it says, and where, so that refusals name the line.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction

from mis_assessor.core.errors import EvidenceUnreadable, Problem
from mis_assessor.core.money import to_the_penny, total
from mis_assessor.core.payment.contract import Contract, PaymentInput
from mis_assessor.core.payment.fixed import Fixed, fixed_element
from mis_assessor.core.payment.line import (
    ContractView,
    Fingerprints,
    LineRow,
    PaymentLine,
    PaymentView,
    line,
)
from mis_assessor.core.payment.moves import FlowMoves, NetworkMoves, flow_moves, network_moves
from mis_assessor.core.payment.refused import refused, refused_between
from mis_assessor.core.payment.rules import PaymentRules
from mis_assessor.core.payment.scope import scope_lines
from mis_assessor.core.payment.variable import births_lines, shown_lines, variable_element
from mis_assessor.core.payment.written import ROUNDING, pounds

LABEL = "guidance view"


def payment_view(given: PaymentInput, rules: PaymentRules) -> PaymentView:
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
    notes = tuple(LineRow(note) for note in rules.notes)
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
) -> tuple[tuple[PaymentLine, ...], Decimal]:
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
) -> PaymentLine:
    pair = contract.pair
    part = f"line 18, {pounds(fixed.element)} × {months} / 12" if months < 12 else "line 18"
    rows = [LineRow("Fixed element before flows", scaled(fixed.element, months), part)]
    if pair in between.network.trims:
        rows.append(LineRow("Network contribution", between.network.trims[pair], "line 20"))
    if pair in between.network.centre:
        rows.append(LineRow("Network centre", between.network.centre[pair], "line 21"))
    if pair in between.carriers and contract.provider in between.flows.by_provider:
        moved = between.flows.by_provider[contract.provider]
        rows.append(LineRow("Flows between providers", moved, "line 23"))
    return line(rules, 25, total(row.amount for row in rows), "", tuple(rows))


@dataclass(frozen=True, slots=True)
class PaymentFile:
    """Typed input with its fingerprint; nothing of it is decided yet."""

    given: PaymentInput
    sha256: str
    where: Callable[[tuple[str | int, ...]], str] = field(compare=False, repr=False)
    """File and line of a heading, by the way to it."""

    def view(self, rules: PaymentRules) -> PaymentView:
        """Every line of the view. Raises EvidenceUnreadable with all the rules refuse."""
        refusals = [*refused(self.given, rules), *refused_between(self.given)]
        if refusals:
            raise EvidenceUnreadable([Problem(self.where(one.place), one.why) for one in refusals])
        view = payment_view(self.given, rules)
        return replace(view, fingerprints=replace(view.fingerprints, payment_file=self.sha256))
