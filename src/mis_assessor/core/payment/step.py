"""A step on the way to the fixed element: exact until its line is printed."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Self

from mis_assessor.core.payment.line import Line, Row, line
from mis_assessor.core.payment.rules import PaymentRules


@dataclass(frozen=True, slots=True)
class Step:
    """What a numbered line adds, exactly; None where it does not apply."""

    number: int
    adds: Fraction | None
    says: str = ""
    rows: tuple[Row, ...] = ()

    @classmethod
    def of(cls, number: int, amount: Decimal, says: str = "", rows: tuple[Row, ...] = ()) -> Self:
        """A step of an amount that is exact as a decimal."""
        return cls(number, Fraction(amount), says, rows)

    def as_line(self, rules: PaymentRules) -> Line:
        """The line as printed."""
        return line(rules, self.number, self.adds, self.says, self.rows)


def so_far(steps: list[Step]) -> Fraction:
    """What the steps add up to, before any rounding."""
    return sum((step.adds for step in steps if step.adds is not None), Fraction(0))
