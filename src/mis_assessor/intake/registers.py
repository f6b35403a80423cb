"""Every table a submission may hold: the registers, and the lists beside them.

The JSON Schema of every register, for programs that fill them in.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from mis_assessor.core.rules.registers import READ_BY_THE_PROGRAM, ReadBy, Registers
from mis_assessor.intake.columns import Column, TableKind, table_kind
from mis_assessor.intake.msds_measures import MSDS_MEASURES

REGISTER_LIST = "register list"
DOCUMENTS, EVENTS, CONTENTS = "documents", "document events", "contents"
JUDGEMENTS, DECLARED = "judgements", "declared answers"
ARRANGEMENTS, POSTS = "arrangements", "posts"
MONEY = "money received and spent"

LISTS = (REGISTER_LIST, DOCUMENTS, EVENTS, CONTENTS, JUDGEMENTS, DECLARED)
"""The lists a trust fills in for every scheme year."""
FRAMEWORK_LISTS = (ARRANGEMENTS, POSTS)
"""Lists that no scheme year asks for; any folder may hold them."""


@dataclass(frozen=True, slots=True)
class Tables:
    """Every table that may be sent, by name, and the years it may be sent for."""

    registers: Mapping[str, TableKind]
    lists: Mapping[str, TableKind]
    years: tuple[int, ...]
    """The scheme years that are loaded."""

    def __getitem__(self, name: str) -> TableKind:
        return self.lists[name] if name in self.lists else self.registers[name]

    def headings(self) -> Mapping[str, tuple[str, ...]]:
        """Every register with its columns."""
        return {name: tuple(kind.columns) for name, kind in self.registers.items()}

    def by_file(self) -> Mapping[str, TableKind]:
        """Every table by its file without ``.csv`` or ``.xlsx``."""
        return {kind.stem: kind for kind in (*self.registers.values(), *self.lists.values())}


def tables_of(registers: Registers, years: tuple[int, ...]) -> Tables:
    """The tables of the registers described, and the national file beside them."""
    described = [table_kind(one) for one in registers.registers.values()]
    named = {kind.name: kind for kind in (*described, MSDS_MEASURES)}
    lists = {name: table_kind(one) for name, one in registers.lists.items()}
    return Tables(MappingProxyType(named), MappingProxyType(lists), years)


@dataclass(frozen=True, slots=True)
class Form:
    """A register as it is sent out to be filled in."""

    kind: TableKind
    columns: tuple[Column, ...]
    """Those that something reads, and those that tell rows apart."""
    asked_by: Mapping[str, tuple[str, ...]]
    """Column → the requirements that read it."""


def forms(tables: Tables, asked: ReadBy, *also: str) -> tuple[Form, ...]:
    """A form of every register that some rules read, and of those named, and no more.

    They come in the order in which the rules first ask for them.
    """
    names = dict.fromkeys(name for name in (*asked, *also) if name in tables.registers)
    return tuple(form(tables.registers[name], asked.get(name, {})) for name in names)


def form(kind: TableKind, asked_by: Mapping[str, tuple[str, ...]]) -> Form:
    """What must stand in a register of which requirements read some columns."""
    needed = {*asked_by, *kind.key, *READ_BY_THE_PROGRAM.get(kind.name, ())}
    columns = (c for c in kind.columns.values() if c.required or c.heading in needed)
    return Form(kind, tuple(columns), asked_by)


def registers_schema(kinds: Iterable[TableKind], asked: ReadBy) -> dict[str, Any]:
    """A JSON Schema (2020-12) with one list of rows for each register, by name."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Registers of a submission",
        "type": "object",
        "properties": {
            kind.name: {"type": "array", "items": _row(kind, asked.get(kind.name, {}))}
            for kind in kinds
        },
        "additionalProperties": False,
    }


def _row(kind: TableKind, asked_by: Mapping[str, tuple[str, ...]]) -> dict[str, Any]:
    properties = {
        heading: {
            **column.type.schema,
            "description": column.meaning,
            "asked by": list(asked_by.get(heading, ())),
        }
        for heading, column in kind.columns.items()
    }
    required = [heading for heading, column in kind.columns.items() if column.required]
    return {
        "type": "object",
        "description": f"{kind.about[:1].upper()}{kind.about[1:]}.",
        "properties": properties,
        **({"required": required} if required else {}),
        "additionalProperties": False,
    }
