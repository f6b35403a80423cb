"""The payment view on a terminal: number, title, amount, and where it comes from."""

from collections.abc import Iterator

from mis_assessor.core.payment.line import Line, PaymentView
from mis_assessor.reports.wording import pounds

_WIDE = 58


def payment_page(view: PaymentView) -> Iterator[str]:
    """Every line of every contract, then what moves between organisations, then notes."""
    yield f"{view.label.capitalize()}: maternity payment {view.year}, {view.months} months"
    for contract in view.contracts:
        yield ""
        yield f"Provider {contract.provider}, paid by commissioner {contract.commissioner}"
        for line in contract.lines:
            yield from _line(line)
    yield ""
    yield "Between organisations"
    for line in view.between:
        yield from _line(line)
    yield ""
    yield "What rests on what"
    yield from _line(view.notes)
    for value in view.values:
        yield f"      {value.name}: {value.value} ({value.source}; {value.status})"
    yield f"      Rounding: {view.rounding}"


def _line(line: Line) -> Iterator[str]:
    amount = "" if line.amount is None else pounds(line.amount)
    yield f"{line.number:>4}  {line.title:<{_WIDE}}{amount:>18}  {line.source}"
    if line.says:
        yield f"      {line.says}"
    for row in line.rows:
        told = "" if row.amount is None else pounds(row.amount)
        yield f"      · {row.label:<{_WIDE - 4}}{told:>18}  {row.says}".rstrip()
    if line.choice and line.applies:
        yield f"      Choice: {line.choice}"
