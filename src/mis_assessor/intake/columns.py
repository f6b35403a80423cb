"""Tables a submission may hold, made from what the rules say of their registers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from mis_assessor.core.rules.registers import DescribedColumn, DescribedRegister
from mis_assessor.intake.cells import CellType, cell_type


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


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: how its cells are read, and what they mean."""

    heading: str
    type: CellType
    meaning: str
    required: bool = False
    """Whether a row without it cannot be told from others."""


@dataclass(frozen=True, slots=True)
class TableKind:
    """A table a submission may hold: its name, file, columns and what is unique."""

    name: str
    stem: str
    """Its file without ``.csv`` or ``.xlsx``."""
    about: str
    """What one row is."""
    columns: Mapping[str, Column]
    """Its columns by heading, in order."""
    key: tuple[str, ...] = ()
    """The columns that together may not occur twice."""
    checks: tuple[NotBefore | PartOf, ...] = ()
    spellings: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Other ways to write its headings, in small letters, and what they are here."""


def by_heading(columns: Iterable[Column]) -> Mapping[str, Column]:
    """Columns in their order, by heading."""
    return MappingProxyType({column.heading: column for column in columns})


def table_kind(described: DescribedRegister) -> TableKind:
    """The table of a register, as the rules describe it."""
    return TableKind(
        described.register_,
        described.stem,
        described.one_row_is,
        by_heading(_column(heading, one) for heading, one in described.columns.items()),
        described.key,
        (
            *(NotBefore(later, earlier) for later, earlier in described.not_before.items()),
            *(PartOf(part, whole) for part, whole in described.no_more_than.items()),
        ),
        MappingProxyType(
            {
                written.casefold(): heading
                for heading, one in described.columns.items()
                for written in one.also_written
            }
        ),
    )


def _column(heading: str, described: DescribedColumn) -> Column:
    kind = cell_type(described.kind, described.list_, described.example)
    return Column(heading, kind, described.help, described.in_every_row)
