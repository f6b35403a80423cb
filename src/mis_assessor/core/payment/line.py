"""The payment view as frozen values: lines, contracts, and what they rest on.

A step on the way to the fixed element: exact until its line is printed.

The payment view as canonical JSON: sorted, exact, the same bytes for the same inputs.
"""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Self

from pydantic_core import to_json

from mis_assessor.core.money import to_the_penny
from mis_assessor.core.payment.rules import PaymentRules, ValueShown
from mis_assessor.core.plain import plain


@dataclass(frozen=True, slots=True)
class LineRow:
    """One row of a line that is a table."""

    label: str
    amount: Decimal | None = None
    says: str = ""


@dataclass(frozen=True, slots=True)
class PaymentLine:
    """One numbered line: an amount, a table or a sentence, with the paragraph it is from."""

    number: int
    title: str
    source: str
    amount: Decimal | None
    says: str
    """How the amount came about, or why there is none."""
    rows: tuple[LineRow, ...]
    choice: str
    """What the guidance leaves open on this line; empty where it leaves nothing open."""

    @property
    def applies(self) -> bool:
        """Whether the line says anything of this contract, so that its choice matters."""
        return bool(self.amount or self.rows)


@dataclass(frozen=True, slots=True)
class ContractView:
    """The lines of one contract."""

    commissioner: str
    provider: str
    lines: tuple[PaymentLine, ...]

    def amount(self, number: int) -> Decimal | None:
        """The amount of a line, if it has one."""
        return next(line.amount for line in self.lines if line.number == number)


@dataclass(frozen=True, slots=True)
class Fingerprints:
    """sha256 of the rule files and of the payment file, where it came from one."""

    rules: str
    payment_file: str = ""


@dataclass(frozen=True, slots=True)
class PaymentView:
    """The whole view; the label says what it is not."""

    label: str
    year: str
    months: int
    rounding: str
    contracts: tuple[ContractView, ...]
    between: tuple[PaymentLine, ...]
    """Network and flows, over all organisations."""
    notes: PaymentLine
    values: tuple[ValueShown, ...]
    fingerprints: Fingerprints


def line(
    rules: PaymentRules,
    number: int,
    exact: Fraction | Decimal | None,
    says: str = "",
    rows: tuple[LineRow, ...] = (),
) -> PaymentLine:
    """A line with its title and paragraph; an exact sum becomes pennies here, once."""
    told = rules.told[number]
    amount = to_the_penny(exact) if isinstance(exact, Fraction) else exact
    return PaymentLine(number, told.title, told.source, amount, says, rows, told.choice)


def in_order(rows: list[LineRow]) -> tuple[LineRow, ...]:
    """Rows by what they say, so that the order of a file never matters."""
    return tuple(sorted(rows, key=lambda row: (row.label, row.says, row.amount or 0)))


@dataclass(frozen=True, slots=True)
class LineStep:
    """What a numbered line adds, exactly; None where it does not apply."""

    number: int
    adds: Fraction | None
    says: str = ""
    rows: tuple[LineRow, ...] = ()

    @classmethod
    def of(
        cls, number: int, amount: Decimal, says: str = "", rows: tuple[LineRow, ...] = ()
    ) -> Self:
        """A step of an amount that is exact as a decimal."""
        return cls(number, Fraction(amount), says, rows)

    def as_line(self, rules: PaymentRules) -> PaymentLine:
        """The line as printed."""
        return line(rules, self.number, self.adds, self.says, self.rows)


def so_far(steps: list[LineStep]) -> Fraction:
    """What the steps add up to, before any rounding."""
    return sum((step.adds for step in steps if step.adds is not None), Fraction(0))


def view_json(view: PaymentView) -> bytes:
    """The whole view; money stays text, to the penny."""
    return to_json(plain(view), indent=1) + b"\n"
