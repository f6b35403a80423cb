"""Payment files as text, changed in one place at a time, and the view they give."""

from decimal import Decimal
from pathlib import Path
from typing import Any

from mis_assessor.core.payment.contract import PaymentInput
from mis_assessor.core.payment.line import ContractView, PaymentLine, PaymentView
from mis_assessor.core.payment.view import payment_view
from mis_assessor.intake.payment_file import read_payment_file
from mis_assessor.reading.shipped import rules_folder
from mis_assessor.rulebook.payment import read_payment_rules

SAMPLE = Path(__file__).parent / "payment.yaml"
RULES = read_payment_rules(rules_folder(), "2021/22")
OUTTURN = {
    "route": "outturn",
    "price year": "2019/20",
    "outturn": "24600000.00",
    "unbundled imaging": "600000.00",
}
FACTORS = {"of the price year": "1.0550", "of this year": "1.0600"}


def contract(**headings: Any) -> dict[str, Any]:
    """The worked contract to line 14, with some headings changed; None takes one away."""
    stated = {
        "commissioner": "00Y",
        "provider": "RYY",
        "same ICS": "yes",
        "starting figure": OUTTURN,
        "market forces factor": FACTORS,
        **{name.replace("_", " "): value for name, value in headings.items()},
    }
    return {name: value for name, value in stated.items() if value is not None}


def view(*contracts: dict[str, Any], **headings: Any) -> PaymentView:
    """The view of a file with these contracts."""
    stated = {name.replace("_", " "): value for name, value in headings.items()}
    file = {"year": "2021/22", "contracts": list(contracts), **stated}
    return payment_view(PaymentInput.model_validate(file), RULES)


def worked_view() -> PaymentView:
    """The view of the file that was worked by hand."""
    return read_payment_file(SAMPLE).view(RULES)


def lines(found: PaymentView | ContractView) -> dict[int, PaymentLine]:
    """Lines by number, of the only contract or between organisations."""
    listed = found.between if isinstance(found, PaymentView) else found.lines
    return {line.number: line for line in listed}


def only(**headings: Any) -> dict[int, PaymentLine]:
    """The lines of the worked contract, changed."""
    return lines(view(contract(**headings)).contracts[0])


def money(written: str) -> Decimal:
    """An amount with commas."""
    return Decimal(written.replace(",", ""))
