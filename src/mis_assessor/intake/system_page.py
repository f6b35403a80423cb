"""Reads ``system.yaml``, and of a neighbour's own file whom it names as its buddy.

The parts of ``system.yaml``: trusts with their units, partnerships, buddy, ambitions.

``system.yaml``: who belongs to a local maternity system, and what it says of itself.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, field_validator, model_validator

from mis_assessor.core.errors import EvidenceUnreadable, Problem
from mis_assessor.core.rules.quantities import Quantity, read_quantity
from mis_assessor.core.rules.values import Frozen
from mis_assessor.intake import days
from mis_assessor.intake.cell_readers import read_yes_no
from mis_assessor.intake.false_alarms import FalseAlarm
from mis_assessor.intake.inventory import SYSTEM
from mis_assessor.intake.manifest import (
    Contact,
    IsoDay,
    OrganisationName,
    RoleNamed,
    SomebodyNamed,
    StatedAnswer,
    StatementRow,
    TrustCode,
    refuse_repeated,
)
from mis_assessor.intake.pages import Page, read_page
from mis_assessor.reading.problems import did_you_mean, one_problem, quoted


def _code(text: Any) -> Any:
    if isinstance(text, str) and not re.fullmatch(r"[A-Za-z0-9]{1,12}", text):
        raise ValueError(f"{quoted(text)} is not a code. Write letters and digits, as RXX.")
    return text


def _ambition(text: Any) -> Quantity:
    if not isinstance(text, str):
        raise ValueError("“is” needs a single value behind the colon.")
    if days.looks_like_a_day(text):
        return days.read_iso_day(text)
    value = None if days.looks_like_a_moment(text) else read_quantity(text)
    if value is None or isinstance(value, str):
        raise ValueError(f"{quoted(text)} is not a value with its unit. Write it as 24%.")
    return value


def _yes_no(text: Any) -> Any:
    return read_yes_no(text) if isinstance(text, str) else text


Code = Annotated[str, BeforeValidator(_code)]
LocalValue = Annotated[Any, BeforeValidator(_ambition)]
YesNo = Annotated[bool, BeforeValidator(_yes_no)]


class UnitNamed(Frozen):
    """A place of birth of a trust."""

    code: Code
    name: str
    kind: Literal["obstetric", "midwifery alongside", "midwifery freestanding"] = "obstetric"
    neonatal_care: Literal["none", "special", "local", "intensive"] = "none"


class ProviderNamed(Frozen):
    """A trust of the system, by the code that its folder has."""

    code: TrustCode
    name: OrganisationName
    kind: Literal["acute", "specialist", "mental health", "community"] = "acute"
    units: tuple[UnitNamed, ...] = ()


class Partnership(Frozen):
    """A maternity voices partnership; only its name is used to tell who is missing."""

    name: str
    from_: IsoDay | None = None
    to: IsoDay | None = None
    seat_on_the_lms_board: YesNo | None = Field(None, alias="seat on the LMS Board")
    host_board: str = ""


class Place(Frozen):
    """A place of the footprint, and the partnership that is there for it."""

    name: str
    partnership: str = ""


class BuddyNamed(Frozen):
    """The neighbouring system, and its own file if that lies in the folder."""

    code: Code
    name: str
    agreed_on: IsoDay | None = None
    letter: str = ""
    file: str = ""

    @field_validator("file")
    @classmethod
    def _another_page(cls, file: str) -> str:
        if not file.endswith("/system.yaml"):
            raise ValueError(
                f"{quoted(file)} is not the neighbour's own file. Put it in a folder of its "
                "own and write buddy/system.yaml."
            )
        return file


class AmbitionSet(Frozen):
    """A number the guidance leaves to the system."""

    name: str
    is_: LocalValue
    agreed_by: SomebodyNamed
    on: IsoDay


class Body(Frozen):
    """A board, team or network that rules call by its role."""

    role: str
    name: str
    from_: IsoDay | None = None
    to: IsoDay | None = None


class Commissioner(Frozen):
    """A commissioner of the system."""

    code: Code
    name: str
    from_: IsoDay | None = None
    to: IsoDay | None = None


class Fact(Frozen):
    """What a named person states; without an answer nobody has stated it yet."""

    statement: str
    answer: StatedAnswer | None = None
    who: SomebodyNamed | None = None
    role: RoleNamed | None = None
    said_on: IsoDay | None = None
    evidence: str = ""

    @property
    def said(self) -> StatementRow | None:
        """The statement, where there is an answer."""
        return None if self.answer is None else StatementRow(**dict(self))

    @model_validator(mode="after")
    def _said_by_somebody(self) -> "Fact":
        if self.answer is not None and not (self.who and self.role and self.said_on):
            raise ValueError(
                f"{quoted(self.statement)} has an answer. Add “who”, “role” and “said on”."
            )
        return self


class SystemNamed(Frozen):
    """The system, by its ICS code and name."""

    code: Code
    name: OrganisationName
    region: str = ""
    year: str = ""


class SystemFile(Frozen):
    """Everything ``system.yaml`` may say."""

    system: SystemNamed
    assessed_as_at: IsoDay | None = None
    known_on: IsoDay | None = None
    providers: tuple[ProviderNamed, ...]
    maternity_voices_partnerships: tuple[Partnership, ...] = ()
    places: tuple[Place, ...] | None = None
    buddy: BuddyNamed | None = None
    local_ambitions: tuple[AmbitionSet, ...] = ()
    facts_stated: tuple[Fact, ...] = ()
    bodies: tuple[Body, ...] = ()
    commissioners: tuple[Commissioner, ...] = ()
    contacts: tuple[Contact, ...] = ()
    false_alarms: tuple[FalseAlarm, ...] = ()

    @field_validator("providers")
    @classmethod
    def _each_once(cls, providers: tuple[ProviderNamed, ...]) -> tuple[ProviderNamed, ...]:
        if not providers:
            raise ValueError("no trust is named. Name every trust of the system.")
        _refuse_twice("the code", (p.code for p in providers))
        _refuse_twice("the code", (unit.code for p in providers for unit in p.units))
        return providers

    @field_validator("maternity_voices_partnerships", "places", "local_ambitions")
    @classmethod
    def _names_once(cls, named: tuple[Any, ...] | None) -> tuple[Any, ...] | None:
        _refuse_twice("the name", (one.name for one in named or ()))
        return named

    @field_validator("facts_stated")
    @classmethod
    def _stated_once(cls, facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
        refuse_repeated(fact.statement for fact in facts)
        return facts


def _refuse_twice(what: str, words: Iterable[str]) -> None:
    for word, times in Counter(words).items():
        if times > 1:
            raise ValueError(f"{what} {quoted(word)} is given {times} times. Keep one.")


class _Coded(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")

    code: str


class _Neighbour(BaseModel):
    """What is taken from a neighbour's file; the rest is the neighbour's to answer for."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    system: _Coded
    buddy: _Coded | None = None


def read_system_page(content: bytes) -> Page[SystemFile]:
    """The page of a system; raises EvidenceUnreadable with every problem."""
    page = read_page(content, SYSTEM, SystemFile, false_alarms=lambda says: says.false_alarms)
    if problems := list(_unknown_partnerships(page)):
        raise EvidenceUnreadable(problems)
    return page


def _unknown_partnerships(page: Page[SystemFile]) -> Iterator[Problem]:
    known = [partnership.name for partnership in page.says.maternity_voices_partnerships]
    for number, place in enumerate(page.says.places or ()):
        if place.partnership and place.partnership not in known:
            yield Problem(
                page.file.where(("places", number, "partnership")),
                f"{quoted(place.partnership)} is not under “maternity voices partnerships”."
                f"{did_you_mean(place.partnership, known)}",
            )


def buddy_of_neighbour(content: bytes, buddy: BuddyNamed, alarms: tuple[FalseAlarm, ...]) -> str:
    """The code of the buddy that a neighbour's own file names; empty where it names none."""
    page = read_page(content, buddy.file, _Neighbour, false_alarms=lambda _: alarms)
    if page.says.system.code != buddy.code:
        raise one_problem(
            page.file.where(("system", "code")),
            f"{quoted(page.says.system.code)} is not the buddy, which is {quoted(buddy.code)} in "
            f"{SYSTEM}. Check both codes.",
        )
    return page.says.buddy.code if page.says.buddy else ""
