"""A rulebook as JSON and back: numbers, texts, and the classes of the core by name.

Nothing that is read can run code: only models, data classes and enumerations of the core
are made, and their fields are filled without asking them.
"""

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from functools import cache
from importlib import import_module
from typing import Any

from pydantic import BaseModel

from mis_assessor.core.rules.comparisons import Comparison
from mis_assessor.core.rules.quantities import LONDON

CORE = "mis_assessor.core."
TUPLE, LIST, MAP, SET, MODEL, CLASS, ENUM, DAY, MOMENT, DECIMAL, FRACTION, COMPARISON = (
    "tldsmceDMNFo"
)


Shape = tuple[int, tuple[str, ...], tuple[str, ...]]
"""Of a model: its kind, the names of its fields, and of those the ones that were given."""


class Unfit(Exception):
    """Something that has no plain form, or a form that says nothing."""


def to_plain(whole: object) -> dict[str, Any]:
    """Every part once, those it is made of before it; equal parts of one kind are shared."""
    writer = _Writer()
    writer.place(whole)
    return {"kinds": [*writer.kinds], "shapes": [*writer.shapes], "parts": writer.parts}


class _Writer:
    def __init__(self) -> None:
        self.kinds: dict[str, int] = {}
        self.shapes: dict[Shape, int] = {}
        self.parts: list[Any] = []
        self._places: dict[int, int] = {}
        self._kept: list[object] = []

    def place(self, part: object) -> int:
        """Where a part stands, written first if it does not stand there yet."""
        if id(part) not in self._places:
            written = self._written(part)
            self._kept.append(part)  # its id stays its own
            self._places[id(part)] = len(self.parts)
            self.parts.append(written)
        return self._places[id(part)]

    def _kind(self, part: object) -> int:
        kind = type(part)
        name = f"{kind.__module__}:{kind.__qualname__}"
        if not name.startswith(CORE):
            raise Unfit(name)
        return self.kinds.setdefault(name, len(self.kinds))

    def _written(self, part: object) -> Any:
        match part:
            case Enum():
                return [ENUM, self._kind(part), part.value]
            case str() | bool() | int() | None:
                return part
            case tuple():
                return [TUPLE, *map(self.place, part)]
            case list():
                return [LIST, *map(self.place, part)]
            case Mapping():
                return [MAP, *(self.place(x) for pair in part.items() for x in pair)]
            case frozenset():
                return [SET, *map(self.place, sorted(part))]
            case BaseModel():
                given = tuple(sorted(part.model_fields_set))
                shape = (self._kind(part), tuple(part.__dict__), given)
                number = self.shapes.setdefault(shape, len(self.shapes))
                return [MODEL, number, *map(self.place, part.__dict__.values())]
            case datetime() if part.tzinfo in (None, LONDON):
                return [MOMENT, part.replace(tzinfo=None).isoformat(), part.tzinfo is not None]
            case date() if not isinstance(part, datetime):
                return [DAY, part.isoformat()]
            case Comparison():
                return [COMPARISON, part.value]
            case Decimal():
                return [DECIMAL, str(part)]
            case Fraction():
                return [FRACTION, part.numerator, part.denominator]
            case _ if is_dataclass(part):
                values = [getattr(part, one.name) for one in fields(part)]
                return [CLASS, self._kind(part), *map(self.place, values)]
            case _:
                raise Unfit(type(part).__name__)


def from_plain(plain: Mapping[str, Any]) -> Any:
    """The whole that was written; raises Unfit, or what a damaged form leads to."""
    kinds = [_kind(name) for name in plain["kinds"]]
    shapes = [(kinds[kind], names, given) for kind, names, given in plain["shapes"]]
    made: list[Any] = []
    for part in plain["parts"]:
        made.append(_made(part, kinds, shapes, made) if isinstance(part, list) else part)
    return made[-1]


def _kind(name: str) -> type:
    module, _, qualified = name.partition(":")
    if not module.startswith(CORE):
        raise Unfit(name)
    kind = getattr(import_module(module), qualified)
    if not isinstance(kind, type) or not (issubclass(kind, BaseModel | Enum) or is_dataclass(kind)):
        raise Unfit(name)
    return kind


def _made(part: list[Any], kinds: list[type], shapes: list[Any], made: list[Any]) -> Any:
    match part[0]:
        case "m":
            kind, names, given = shapes[part[1]]
            return _model(kind, names, given, [made[n] for n in part[2:]])
        case "t":
            return tuple([made[n] for n in part[1:]])
        case "l":
            return [made[n] for n in part[1:]]
        case "d":
            return {made[k]: made[v] for k, v in zip(part[1::2], part[2::2], strict=True)}
        case "c":
            return _data_class(kinds[part[1]], [made[n] for n in part[2:]])
        case "e":
            return kinds[part[1]](part[2])
        case "s":
            return frozenset([made[n] for n in part[1:]])
        case "D":
            return date.fromisoformat(part[1])
        case "M":
            return datetime.fromisoformat(part[1]).replace(tzinfo=LONDON if part[2] else None)
        case "N":
            return Decimal(part[1])
        case "o":
            return Comparison.known[part[1]]  # compared by being the very same
        case "F":
            return Fraction(part[1], part[2])
        case _:
            raise Unfit(str(part[0]))


def _model(kind: Any, names: list[str], given: list[str], values: list[Any]) -> Any:
    """A model as validation left it, without validating again."""
    model = kind.__new__(kind)
    put = object.__setattr__
    put(model, "__dict__", dict(zip(names, values, strict=True)))
    put(model, "__pydantic_fields_set__", set(given))
    put(model, "__pydantic_extra__", None)
    put(model, "__pydantic_private__", None)
    return model


def _data_class(kind: Any, values: list[Any]) -> Any:
    one = kind.__new__(kind)
    for put, value in zip(_slots(kind), values, strict=True):
        put(one, value)
    return one


@cache
def _slots(kind: Any) -> tuple[Callable[[Any, Any], None], ...]:
    """What puts a value into each field of a data class of the core: all of them have slots."""
    return tuple([getattr(kind, one.name).__set__ for one in fields(kind)])
