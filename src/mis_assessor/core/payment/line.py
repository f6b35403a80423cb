"""The payment view as frozen values: lines, contracts, and what they rest on."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from mis_assessor.core.payment.pennies import to_the_penny
from mis_assessor.core.payment.rules import PaymentRules, ValueShown


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a line that is a table."""

    label: str
    amount: Decimal | None = None
    says: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One numbered line: an amount, a table or a sentence, with the paragraph it is from."""

    number: int
    title: str
    source: str
    amount: Decimal | None
    says: str
    """How the amount came about, or why there is none."""
    rows: tuple[Row, ...]
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
    lines: tuple[Line, ...]

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
    between: tuple[Line, ...]
    """Network and flows, over all organisations."""
    notes: Line
    values: tuple[ValueShown, ...]
    fingerprints: Fingerprints


def line(
    rules: PaymentRules,
    number: int,
    exact: Fraction | Decimal | None,
    says: str = "",
    rows: tuple[Row, ...] = (),
) -> Line:
    """A line with its title and paragraph; an exact sum becomes pennies here, once."""
    told = rules.told[number]
    amount = to_the_penny(exact) if isinstance(exact, Fraction) else exact
    return Line(number, told.title, told.source, amount, says, rows, told.choice)


def in_order(rows: list[Row]) -> tuple[Row, ...]:
    """Rows by what they say, so that the order of a file never matters."""
    return tuple(sorted(rows, key=lambda row: (row.label, row.says, row.amount or 0)))
