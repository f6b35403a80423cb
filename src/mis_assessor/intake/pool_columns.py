"""The columns of a pool file, a row for each trust in each scheme year."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import Annotated, Any

from mis_assessor.core.pool.positions import Appealed, Declared, Reconfirmed, Verified
from mis_assessor.intake.cells import CellType, Day, Pounds, one_of
from mis_assessor.intake.columns import RowModel, TableKind, column, key_column
from mis_assessor.intake.problems import quoted

_STRING: Mapping[str, Any] = MappingProxyType({"type": "string"})


def read_code(text: str) -> str:
    """An ODS code of an organisation, in capitals."""
    if not re.fullmatch(r"[A-Z0-9]{3,5}", code := text.upper(), re.ASCII):
        raise ValueError(f"{quoted(text)} is not the ODS code of a trust. Write it as RXX.")
    return code


def read_name(text: str) -> str:
    """A name on one line, which a screen and a spreadsheet can show."""
    if not text.isprintable():
        raise ValueError(f"{quoted(text)} has a line break or a hidden character. Type it again.")
    return text


def read_scheme_year(text: str) -> int:
    """A scheme year by its number."""
    if not re.fullmatch(r"[1-9][0-9]?", text, re.ASCII):
        raise ValueError(f"{quoted(text)} is not a scheme year. Write its number, as 6.")
    return int(text)


def _entered(kind: type[StrEnum]) -> CellType:
    words = one_of(tuple(kind))

    def read(text: str) -> StrEnum:
        return kind(str(words.read(text)))

    return CellType(words.name, words.example, read, words.schema, options=words.options)


Code = Annotated[str, CellType("ODS code", "RXX", read_code, _STRING)]
Name = Annotated[str, CellType("text", "Example NHS Trust", read_name, _STRING)]
SchemeYear = Annotated[int, CellType("scheme year", "6", read_scheme_year, {"type": "integer"})]


class PoolRow(RowModel):
    """A trust in a scheme year; fields are named as those of the core's `TrustYear`."""

    code: Code = key_column("The trust's ODS code.", heading="trust code")
    name: Name = key_column("The trust's name.", heading="trust name")
    scheme_year: SchemeYear = key_column("The number of the scheme year.")
    contribution: Pounds = key_column("What the trust paid into the fund.")
    declared: Annotated[Declared, _entered(Declared)] | None = column(
        "What the Board declared of all ten."
    )
    declared_on: Day | None = column("The day it was declared.")
    verified: Annotated[Verified, _entered(Verified)] | None = column("What verification found.")
    verified_on: Day | None = column("The day the trust was told.")
    appealed: Annotated[Appealed, _entered(Appealed)] | None = column("What came of an appeal.")
    appealed_on: Day | None = column("The day it was decided, or made if that is awaited.")
    reconfirmed: Annotated[Reconfirmed, _entered(Reconfirmed)] | None = column(
        "What came of looking at the declaration again.", heading="re-confirmed"
    )
    reconfirmed_on: Day | None = column(
        "The day it was decided, or asked for if that is awaited.", heading="re-confirmed on"
    )
    requested: Pounds | None = column(
        "Discretionary payment asked for with an action plan.", heading="discretionary requested"
    )
    requested_on: Day | None = column("The day.", heading="discretionary requested on")
    awarded: Pounds | None = column(
        "Discretionary payment awarded; £0.00 if refused.", heading="discretionary awarded"
    )
    awarded_on: Day | None = column("The day.", heading="discretionary awarded on")


POOL = TableKind("fund pool", "pool", PoolRow, ("scheme year", "trust code"))

FIELDS: Mapping[str, str] = MappingProxyType(
    {field.alias or name: name for name, field in PoolRow.model_fields.items()}
)
"""Heading → the field of `TrustYear`."""
UNREAD: Mapping[str, str | int | date | Decimal] = MappingProxyType(
    {"code": "", "name": "", "scheme_year": 0, "contribution": Decimal(0)}
)
"""What stands in for a cell every row needs and that could not be read."""
