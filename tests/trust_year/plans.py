"""What a sample asks of the invented year, where it differs from ten of ten."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from trust_year.years import YEAR_4, SchemeYear

NOTHING: Mapping[str, date] = {}


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that can go otherwise than in the trust that meets all ten."""

    code: str = "RZ9"
    trust: str = "Vale of Harrowmere University Hospitals NHS Foundation Trust"
    year: SchemeYear = YEAR_4
    on: date = YEAR_4.declaration_day
    known_on: date | None = None
    received: str = "2023-02-02 11:41:08"
    """When the form reached NHS Resolution, as the trust wrote it down."""

    deaths: bool = True
    incidents: bool = True
    one_short: tuple[str, str] | None = None
    """A staff group and module in which one person too few was trained."""
    held_case_decides: bool = False
    """Whether one death that HSIB investigates tips the share of draft reports."""
    judged: bool = True
    """Whether the judgements that people must make were recorded."""
    instead: frozenset[str] = frozenset()
    """Requirements met by the guidance's own alternative, not by the standard."""
    second_way: frozenset[str] = frozenset()
    """Requirements met in the second of the ways the standard itself offers."""

    left_out_registers: frozenset[str] = frozenset()
    left_out_kinds: frozenset[str] = frozenset()
    unchecked_registers: frozenset[str] = frozenset()
    unchecked_kinds: frozenset[str] = frozenset()
    not_looked_into: frozenset[str] = frozenset()
    """Kinds of document in which nobody looked for what they must contain."""
    late: Mapping[str, date] = field(default_factory=lambda: NOTHING)
    """Kind of document that comes round → the day its first one reached the Board."""


AS_ASKED = Plan()


def as_asked(year: SchemeYear) -> Plan:
    """The plan of the trust that meets all ten in a scheme year, on its declaration day."""
    day = year.declaration_day
    return replace(AS_ASKED, year=year, on=day, received=f"{day} 11:41:08")
