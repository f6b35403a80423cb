"""Values as what JSON has: sorted headings, exact money, days as they are written."""

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from functools import cache
from types import MappingProxyType
from typing import Any

WITHIN = MappingProxyType({"published": False})
"""Marks a field that is for the program itself and stands in no JSON."""


AS_IT_IS = frozenset({str, int, bool, type(None)})
"""Most of it, so asked first, and without a call."""


def plain(value: Any) -> Any:
    """Dataclasses, days, money and enums as what JSON has; money stays text."""
    kind: type = type(value)
    return value if kind in AS_IT_IS else _told(kind)(value)


@cache
def _told(kind: type) -> Callable[[Any], Any]:
    """How values of a kind are told."""
    if issubclass(kind, tuple | list):
        return lambda value: [v if type(v) in AS_IT_IS else plain(v) for v in value]
    if issubclass(kind, Enum):
        return lambda value: value.value
    if is_dataclass(kind):
        return _headed(kind)
    if issubclass(kind, date):
        return lambda value: value.isoformat()
    if issubclass(kind, Decimal):
        return lambda value: f"{value:.2f}"
    if issubclass(kind, Fraction):
        return str
    if issubclass(kind, Mapping):
        return lambda value: {str(k): plain(v) for k, v in sorted(value.items())}
    return lambda value: value


def _headed(kind: type) -> Callable[[Any], dict[str, Any]]:
    """A dataclass by its headings, sorted."""
    names = sorted(f.name for f in fields(kind) if f.metadata.get("published", True))

    def told(value: Any) -> dict[str, Any]:
        held = [getattr(value, name) for name in names]
        said = [v if type(v) in AS_IT_IS else plain(v) for v in held]
        return dict(zip(names, said, strict=True))

    return told
