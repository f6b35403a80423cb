"""``system.yaml`` of an invented local maternity system."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from mis_assessor.core.evidence.system import BirthUnit, Provider

AGREED = date(2021, 5, 18)


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another system, and whom its own file names, where that file lies in the folder."""

    code: str
    name: str
    names: str = ""


@dataclass(frozen=True, slots=True)
class Invented:
    """Who belongs to an invented system."""

    code: str
    name: str
    trusts: tuple[Provider, ...]
    partnership: str
    buddy: Neighbour
    on: date

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(trust.code for trust in self.trusts)


def system_page(system: Invented, letter: str) -> str:
    """The page as a person would write it; `letter` is the id of the buddy agreement."""
    return "\n".join(_lines(system, letter)) + "\n"


def neighbours_page(neighbour: Neighbour) -> str:
    """What a neighbour's own file says of its buddy."""
    return (
        "# The neighbour's own file, as it was sent to us.\n"
        f"system: {{code: {neighbour.code}, name: {neighbour.name}}}\n"
        f"buddy: {{code: {neighbour.names}, name: Saltmarsh Coast Local Maternity System}}\n"
    )


def _lines(system: Invented, letter: str) -> Iterator[str]:
    yield "# An invented system. No person and no place in this folder is real."
    yield f"system: {{code: {system.code}, name: {system.name}, year: 2021/22}}"
    yield f"assessed as at: {system.on}"
    yield "providers:"
    for trust in system.trusts:
        yield f"  - code: {trust.code}"
        yield f"    name: {trust.name}"
        yield "    units:"
        for unit in trust.units:
            yield f"      - {_unit(unit)}"
    yield "maternity voices partnerships:"
    yield f"  - {{name: {system.partnership}, from: 2018-02-01, seat on the LMS Board: yes}}"
    yield "buddy:"
    yield f"  code: {system.buddy.code}"
    yield f"  name: {system.buddy.name}"
    yield f"  agreed on: {AGREED}"
    yield f"  letter: {letter}"
    if system.buddy.names:
        yield "  file: buddy/system.yaml"
    yield "local ambitions:"
    yield "  - {name: ethnicity completeness, is: 95%, agreed by: LMS Board, on: 2021-06-10}"
    yield "facts stated:"
    for fact in ("maternity is paid by activity", "volume is uncertain"):
        yield f"  - statement: {fact}"
        yield "    answer: no"
        yield "    who: Lucian Hartwhistle"
        yield "    role: director of finance"
        yield "    said on: 2022-05-16"
    yield "bodies:"
    yield f"  - {{role: LMS Board, name: {system.name} Board, from: 2017-03-15}}"


def _unit(unit: BirthUnit) -> str:
    care = unit.neonatal_care
    return f"{{code: {unit.code}, name: {unit.name}, kind: {unit.kind}, neonatal care: {care}}}"
