"""Whether a value that changed asks for more or for less."""

from datetime import date

from mis_assessor.core.comparisons import Op
from mis_assessor.core.condition_leaves import tests_in
from mis_assessor.core.conditions import Condition
from mis_assessor.core.quantities import Length, Quantity, Share, Times


def kind_of_change(
    name: str, one: Quantity | None, other: Quantity | None, condition: Condition | None
) -> str:
    """How a value of a condition changed: ``moved date``, ``stricter``, ``looser``…"""
    if isinstance(one, date) and isinstance(other, date):
        return "moved date"
    more = _more(one, other)
    if more is None:
        return "changed"
    at_least = any(
        test.value == name and test.op in (Op.AT_LEAST, Op.MORE_THAN, Op.HAS_AT_LEAST)
        for test in tests_in(condition)
    )
    counted = any(
        test.value == name and test.op is Op.HAPPENS_AT_LEAST for test in tests_in(condition)
    )
    return "stricter" if more == (at_least or counted) else "looser"


def _more(one: Quantity | None, other: Quantity | None) -> bool | None:
    """Whether the number grew; None where the two cannot be compared."""
    if isinstance(one, Share) and isinstance(other, Share):
        return other.of_one > one.of_one
    if isinstance(one, Times) and isinstance(other, Times):
        return other.number > one.number
    if isinstance(one, Length) and isinstance(other, Length) and one.unit == other.unit:
        return other.number > one.number
    return None
