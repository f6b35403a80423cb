"""How a row model says what its columns are, and what is read from that."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType, NoneType, UnionType
from typing import Annotated, Any, ClassVar, Literal, Union, get_args, get_origin

from pydantic import Field

from mis_assessor.core.rules.values import Frozen
from mis_assessor.intake.cells import CellType, one_of

_YEARS = re.compile(r"Y(\d)-(?:(\d)-)?(.+)")


@dataclass(frozen=True, slots=True)
class NotBefore:
    """A day that cannot be earlier than another day of the same row."""

    later: str
    earlier: str


@dataclass(frozen=True, slots=True)
class PartOf:
    """A count that cannot be more than another count of the same row."""

    part: str
    whole: str


class RowModel(Frozen):
    """One row of a table; the fields are the only list of its columns."""

    checks: ClassVar[tuple[NotBefore | PartOf, ...]] = ()
    spellings: ClassVar[Mapping[str, str]] = MappingProxyType({})
    """How national files write its headings, in small letters, and what they are here."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table, as its row model describes it."""

    heading: str
    type: CellType
    required: bool
    meaning: str
    asked_by: tuple[str, ...]

    def asked_in(self, year: int) -> bool:
        """Whether any requirement of a scheme year asks for it."""
        return any(i.startswith(f"MIS-Y{year}-") for i in self.asked_by)


@dataclass(frozen=True, slots=True)
class TableKind:
    """A table a submission may hold: its name, file, columns and what is unique."""

    name: str
    stem: str
    """Its file without ``.csv`` or ``.xlsx``."""
    row: type[RowModel]
    key: tuple[str, ...]
    """The columns that together may not occur twice."""

    @property
    def columns(self) -> Mapping[str, Column]:
        """Its columns by heading, in order."""
        return _columns_of(self.row)


def register(name: str, row: type[RowModel], *key: str) -> TableKind:
    """A register, in the file of its name."""
    return TableKind(name, f"registers/{name.lower().replace(' ', '-')}", row, key)


def column(meaning: str, *asked_by: str, heading: str | None = None) -> Any:
    """A column whose cells may be blank, which means not known.

    Requirements of the scheme are written short: ``Y5-7-SA1-B`` asks in Years 5, 6 and 7.
    Those of a framework are written as they are: ``LMS-OBJ-II-b``.
    """
    return Field(None, alias=heading, description=meaning, json_schema_extra=_ids(asked_by))


def key_column(meaning: str, *asked_by: str, heading: str | None = None) -> Any:
    """A column that every row must fill in."""
    return Field(alias=heading, description=meaning, json_schema_extra=_ids(asked_by))


def _ids(asked_by: tuple[str, ...]) -> dict[str, Any]:
    return {"asked by": [i for short in asked_by for i in spelled_out(short)]}


def spelled_out(short: str) -> tuple[str, ...]:
    """One requirement for every year a short form names.

    >>> spelled_out("Y5-6-SA1-B"), spelled_out("LMS-OBJ-II-b")
    (('MIS-Y5-SA1-B', 'MIS-Y6-SA1-B'), ('LMS-OBJ-II-b',))
    """
    if not (match := _YEARS.fullmatch(short)):
        return (short,)
    first, last = int(match[1]), int(match[2] or match[1])
    return tuple(f"MIS-Y{year}-{match[3]}" for year in range(first, last + 1))


@cache
def _columns_of(row: type[RowModel]) -> Mapping[str, Column]:
    found = {}
    for name, field in row.model_fields.items():
        extra = field.json_schema_extra
        asked = extra.get("asked by", []) if isinstance(extra, dict) else []
        heading = field.alias or name
        found[heading] = Column(
            heading=heading,
            type=_cell_type(field.annotation, field.metadata),
            required=field.is_required(),
            meaning=field.description or "",
            asked_by=tuple(str(i) for i in asked) if isinstance(asked, list) else (),
        )
    return found


def _cell_type(annotation: Any, metadata: list[Any]) -> CellType:
    for mark in metadata:
        if isinstance(mark, CellType):
            return mark
    if get_origin(annotation) in (Union, UnionType):
        (annotation,) = (a for a in get_args(annotation) if a is not NoneType)
    if get_origin(annotation) is Annotated:
        annotation, *marks = get_args(annotation)
        return _cell_type(annotation, marks)
    if get_origin(annotation) is Literal:
        return one_of(get_args(annotation))
    raise TypeError(f"a column of {annotation} has no cell type")
