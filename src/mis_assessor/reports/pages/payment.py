"""The payment view as tables: every line with amount, paragraph, and what is only chosen."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from mis_assessor.core.assessment.assessment import Assessment
from mis_assessor.core.payment.line import ContractView, PaymentLine, PaymentView
from mis_assessor.core.wording import capital
from mis_assessor.reports.pages.outcome import status_words
from mis_assessor.reports.wording import count, pounds, short_digest

TOTALS = (18, 25, 30, 31, 32)
TOTAL = 31


@dataclass(frozen=True, slots=True)
class PaymentRow:
    """A numbered line, or one of the rows it is made of, which has no number."""

    number: str
    label: str
    amount: str
    source: str
    says: str
    choice: str = ""
    is_total: bool = False


@dataclass(frozen=True, slots=True)
class PaymentTable:
    """The lines of one contract, or those between organisations."""

    title: str
    opening: str
    rows: tuple[PaymentRow, ...]


@dataclass(frozen=True, slots=True)
class Payment:
    """The whole section; the label says what it is not."""

    label: str
    covers: str
    tables: tuple[PaymentTable, ...]
    notes: tuple[str, ...]
    values: tuple[tuple[str, str, str, str], ...]
    rounding: str
    digests: tuple[tuple[str, str], ...]


def payment(assessment: Assessment) -> Payment | None:
    """The section, where the trust supplied a payment.yaml."""
    return _section(assessment.payment) if assessment.payment else None


def _section(view: PaymentView) -> Payment:
    return Payment(
        label=f"{view.label.capitalize()}, not a statement of what was paid.",
        covers=f"Maternity payment {view.year}, {count(view.months, 'month')}",
        tables=(
            *(_contract(contract) for contract in view.contracts),
            PaymentTable("Between organisations", "", tuple(_rows(view.between))),
        ),
        notes=tuple(_note(row.label) for row in view.notes.rows),
        values=tuple(
            (capital(v.name), v.value, capital(v.source), status_words(v.status))
            for v in view.values
        ),
        rounding=view.rounding,
        digests=(
            ("payment.yaml", short_digest(view.fingerprints.payment_file)),
            ("Payment rules", short_digest(view.fingerprints.rules)),
        ),
    )


def _note(said: str) -> str:
    """A note with the mark at its end in words."""
    return re.sub(r"; ([a-z-]+)\)$", lambda mark: f"; {status_words(mark[1])})", said)


def _contract(contract: ContractView) -> PaymentTable:
    total = contract.amount(TOTAL)
    return PaymentTable(
        title=f"Provider {contract.provider}, paid by commissioner {contract.commissioner}",
        opening=f"Total (line {TOTAL}): {pounds(total)}." if total is not None else "",
        rows=tuple(_rows(contract.lines)),
    )


def _rows(lines: Iterable[PaymentLine]) -> Iterator[PaymentRow]:
    for line in lines:
        yield PaymentRow(
            number=str(line.number),
            label=line.title,
            amount=_money(line.amount),
            source=line.source,
            says=capital(line.says),
            choice=line.choice if line.applies else "",
            is_total=line.number in TOTALS and line.amount is not None,
        )
        for row in line.rows:
            yield PaymentRow("", row.label, _money(row.amount), "", capital(row.says))


def _money(amount: Decimal | None) -> str:
    return "" if amount is None else pounds(amount)
