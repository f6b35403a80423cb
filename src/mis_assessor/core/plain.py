"""Values as what JSON has: sorted headings, exact money, days as they are written."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from functools import cache
from types import MappingProxyType
from typing import Any

WITHIN = MappingProxyType({"published": False})
"""Marks a field that is for the program itself and stands in no JSON."""


@cache
def _headings(kind: type) -> tuple[str, ...]:
    return tuple(sorted(f.name for f in fields(kind) if f.metadata.get("published", True)))


def plain(value: Any) -> Any:
    """Dataclasses, days, money and enums as what JSON has; money stays text."""
    if value is None or type(value) in (str, int, bool):  # most of it, so asked first
        return value
    if isinstance(value, tuple | list):
        return [plain(v) for v in value]
    if isinstance(value, Enum):
        return value.value
    if is_dataclass(value) and not isinstance(value, type):
        return {name: plain(getattr(value, name)) for name in _headings(type(value))}
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    if isinstance(value, Fraction):
        return str(value)
    if isinstance(value, Mapping):
        return {str(k): plain(v) for k, v in sorted(value.items())}
    return value
