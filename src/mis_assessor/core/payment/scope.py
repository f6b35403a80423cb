"""How a contract is to be paid: the flow chart of the guidance as a table (¶11–17)."""

from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import assert_never

from mis_assessor.core.money import to_the_penny
from mis_assessor.core.payment.contract import Agreed, Contract
from mis_assessor.core.payment.line import PaymentLine, line
from mis_assessor.core.payment.rules import PaymentRules
from mis_assessor.core.payment.written import pounds


class Basis(StrEnum):
    """What a contract is paid on."""

    ALIGNED = "aligned payment and incentive"
    UNIT_PRICES = "unit and best-practice tariff prices"
    BLOCK = "block payment, as agreed"
    OTHER = "another method, as agreed"


def reaches_threshold(value: Decimal, threshold: Decimal, months: int) -> bool:
    """Whether the value of some months reaches the threshold of so many; never rounded."""
    return value * 12 >= threshold * months


def contract_basis(contract: Contract, threshold: Decimal, months: int) -> tuple[Basis, str]:
    """What the contract is paid on, and why."""
    if contract.under_the_increasing_capacity_framework:
        return Basis.UNIT_PRICES, "It is under the NHS Increasing Capacity Framework (¶17)."
    if contract.specialised_commissioning:
        return Basis.ALIGNED, "Specialised commissioning, whatever its value (¶15)."
    if contract.same_ics:
        return Basis.ALIGNED, "Both are members of one ICS, whatever the value (¶11–12)."
    value = contract.expected_value
    if value is not None and reaches_threshold(value.pounds, threshold, months):
        return Basis.ALIGNED, "The expected value reaches the threshold (¶13)."
    return _agreed(contract.agreed_method)


def _agreed(method: Agreed) -> tuple[Basis, str]:
    below = "The expected value is below the threshold"
    match method:
        case Agreed.NONE:
            return Basis.UNIT_PRICES, f"{below} and no method is agreed (¶14)."
        case Agreed.UNIT_PRICES:
            return Basis.UNIT_PRICES, f"{below}; agreed (¶14)."
        case Agreed.BLOCK:
            return Basis.BLOCK, f"{below}, so partners are free to agree it (¶14)."
        case Agreed.OTHER:
            return Basis.OTHER, f"{below}, so partners are free to agree it (¶14)."
    assert_never(method)


def scope_lines(contract: Contract, rules: PaymentRules, months: int) -> tuple[PaymentLine, ...]:
    """Lines 1 to 3."""
    kind, why = contract_basis(contract, rules.threshold, months)
    scaled = to_the_penny(Fraction(rules.threshold) * months / 12)
    part = "" if months == 12 else f"{pounds(rules.threshold)} × {months} / 12. "
    value = contract.expected_value
    return (
        line(rules, 1, None, f"{kind.value[0].upper()}{kind.value[1:]}. {why}"),
        line(rules, 2, scaled, f"{part}Compared exactly, not as printed." if part else ""),
        line(rules, 3, value.pounds, f"Estimated from {value.estimated_from}.")
        if value
        else line(rules, 3, None, "Not stated; it does not decide here."),
    )
