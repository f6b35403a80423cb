"""What a cell may hold: each type with its name, an example and how it is read."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from types import MappingProxyType
from typing import Annotated, Any

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from mis_assessor.core.evidence.references import folded
from mis_assessor.core.evidence.submission import Cell
from mis_assessor.core.rules.registers import CellKind
from mis_assessor.intake import days
from mis_assessor.intake.cell_readers import (
    ODD_REFERENCE,
    ODD_TEXT,
    read_days,
    read_fingerprint,
    read_gestation,
    read_list,
    read_percent,
    read_pounds,
    read_reference,
    read_text,
    read_whole,
    read_wte,
    read_yes_no,
)
from mis_assessor.intake.somebody import read_holder, read_reason, read_role, read_somebody
from mis_assessor.reading.problems import did_you_mean, listed_quoted, quoted


@dataclass(frozen=True, slots=True, eq=False)
class CellType:
    """How cells of one type are written and read; reading says in words what is wrong."""

    name: str
    example: str
    read: Callable[[str], Cell]
    schema: Mapping[str, Any]
    any_text: bool = False
    """Text of any kind: it is kept as written and searched for patient identifiers."""
    names_nobody: bool = False
    """A reference or a title: it is searched for names of mothers and babies too."""
    is_day: bool = False
    """The whole column must write its days one way."""
    options: tuple[str, ...] = ()
    """The words of a closed list."""
    odd: re.Pattern[str] | None = None
    """Texts of a shape that does not match are kept as they are, without reading each."""

    def _from_text(self, cell: Any) -> Any:
        return self.read(cell) if isinstance(cell, str) else cell

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.no_info_before_validator_function(self._from_text, handler(source))


def one_of(options: tuple[str, ...]) -> CellType:
    """A closed list; a word that is not on it is answered with the nearest that is."""
    words = {folded(option): option for option in options}

    def read(text: str) -> str:
        if (option := words.get(folded(text))) is None:
            meant = did_you_mean(text, options)
            choices = f" Write {listed_quoted(options)}." if len(options) <= 6 else ""
            raise ValueError(f"{quoted(text)} is not on the list.{meant or choices}")
        return option

    return CellType("one of a list", options[0], read, {"enum": list(options)}, options=options)


def several_of(options: tuple[str, ...]) -> CellType:
    """A list, separated by semicolons, of words from a closed list."""
    single = one_of(options)

    def read(text: str) -> tuple[str, ...]:
        return tuple(str(single.read(part)) for part in read_list(text))

    return CellType("list", "; ".join(options[:2]), read, _LIST, options=options)


_STRING = {"type": "string"}
_LIST = {"type": "string", "pattern": "^[^;]+(;[^;]+)*$"}
_WHOLE = {"type": "integer", "minimum": 0}
_NUMBER = {"type": "number", "minimum": 0, "multipleOf": 0.01}
_DAY = {"type": "string", "format": "date"}
_MONTH = {"type": "string", "pattern": r"^\d{4}-\d{2}$"}
_MOMENT = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2} \d{2}:\d{2}(:\d{2})?$"}
_GESTATION = {"type": "string", "pattern": r"^\d{2}\+[0-6]$"}
_SHA256 = {"type": "string", "pattern": "^[0-9a-f]{64}$"}


_TYPES: Mapping[CellKind, CellType] = MappingProxyType(
    {
        CellKind.REFERENCE: CellType(
            "reference",
            "PD-001",
            read_reference,
            _STRING,
            True,
            odd=ODD_REFERENCE,
            names_nobody=True,
        ),
        CellKind.TEXT: CellType(
            "text", "in your own words", read_text, _STRING, True, odd=ODD_TEXT
        ),
        CellKind.TITLE: CellType(
            "title", "Training plan 2025", read_text, _STRING, True, odd=ODD_TEXT, names_nobody=True
        ),
        CellKind.DOCUMENT: CellType(
            "document id",
            "D-01",
            read_reference,
            _STRING,
            True,
            odd=ODD_REFERENCE,
            names_nobody=True,
        ),
        CellKind.REQUIREMENT: CellType(
            "requirement", "MIS-Y4-SA1-A-ii", read_text, _STRING, True, odd=ODD_TEXT
        ),
        CellKind.SOMEBODY: CellType("name of a person", "J. Smith", read_somebody, _STRING, True),
        CellKind.HOLDER: CellType("name of a person", "J. Smith", read_holder, _STRING, True),
        CellKind.ROLE: CellType("role", "MIS lead", read_role, _STRING, True),
        CellKind.REASON: CellType("reason", "in a sentence", read_reason, _STRING, True),
        CellKind.LIST: CellType("list", "midwives; theatre", read_list, _LIST, True),
        CellKind.YES_NO: CellType("yes or no", "yes", read_yes_no, {"enum": ["yes", "no"]}),
        CellKind.DAY: CellType("day", "2022-05-06", days.read_day, _DAY, is_day=True),
        CellKind.CAREER_DAY: CellType(
            "day", "1998-09-01", days.read_day_of_a_career, _DAY, is_day=True
        ),
        CellKind.DAYS: CellType("list of days", "2022-05-06; 2022-06-10", read_days, _STRING),
        CellKind.MONTH: CellType("month", "2022-07", days.read_month, _MONTH),
        CellKind.MOMENT: CellType("day and time", "2023-02-02 11:47:09", days.read_moment, _MOMENT),
        CellKind.WHOLE: CellType("whole number", "12", read_whole, _WHOLE),
        CellKind.SCORE: CellType("score", "85", read_percent, _WHOLE | {"maximum": 100}),
        CellKind.DECIMAL: CellType("number with two decimals", "182.40", read_wte, _NUMBER),
        CellKind.POUNDS: CellType("pounds", "£1,234.00", read_pounds, _STRING),
        CellKind.GESTATION: CellType("weeks and days", "37+0", read_gestation, _GESTATION),
        CellKind.FINGERPRINT: CellType(
            "sha256 fingerprint", "0123…cdef", read_fingerprint, _SHA256
        ),
    }
)


def cell_type(kind: CellKind, options: tuple[str, ...] = (), example: str = "") -> CellType:
    """How cells of a kind are read, with the words of its list and an example of its own."""
    match kind:
        case CellKind.ONE_OF:
            found = one_of(options)
        case CellKind.SEVERAL_OF:
            found = several_of(options)
        case _:
            found = _TYPES[kind]
    return replace(found, example=example) if example else found


Whole = Annotated[int, _TYPES[CellKind.WHOLE]]
Pounds = Annotated[Decimal, _TYPES[CellKind.POUNDS]]
