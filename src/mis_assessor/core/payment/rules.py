"""What the guidance of one year gives the payment view, as read from its rule file."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from mis_assessor.core.payment.changes import Combined, UpliftOn


@dataclass(frozen=True, slots=True)
class Factors:
    """A year's cost uplift and efficiency."""

    uplift: Fraction
    efficiency: Fraction


@dataclass(frozen=True, slots=True)
class RuleText:
    """How a line is told: its title, its paragraph, and what the guidance leaves open."""

    title: str
    source: str
    choice: str


@dataclass(frozen=True, slots=True)
class ValueShown:
    """A value of the rule file beside the view that rests on it."""

    name: str
    value: str
    source: str
    status: str


@dataclass(frozen=True, slots=True)
class PaymentRules:
    """The values of one financial year; nothing in the core knows a number of its own."""

    year: str
    threshold: Decimal
    estimated_from: tuple[str, ...]
    factors: Mapping[str, Factors]
    combined: Combined
    high_cost_in: tuple[str, ...]
    high_cost_with_document: tuple[str, ...]
    cquin_uplift: Fraction
    cquin_on: UpliftOn
    cquin_attained: Fraction
    elective_rate: Fraction
    material_from: Decimal
    plan_difference: Fraction
    told: Mapping[int, RuleText]
    notes: tuple[str, ...]
    shown: tuple[ValueShown, ...]
    digest: str
