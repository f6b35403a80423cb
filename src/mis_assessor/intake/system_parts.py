"""The parts of ``system.yaml``: trusts with their units, partnerships, buddy, ambitions."""

import re
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, field_validator, model_validator

from mis_assessor.core.frozen import Frozen
from mis_assessor.core.quantities import Quantity, read_quantity
from mis_assessor.intake import days
from mis_assessor.intake.cell_readers import read_yes_no
from mis_assessor.intake.manifest import IsoDay, Said, StatedAnswer
from mis_assessor.intake.problems import quoted


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

    code: Code
    name: str
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
    agreed_by: str
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
    who: str = ""
    role: str = ""
    said_on: IsoDay | None = None
    evidence: str = ""

    @property
    def said(self) -> Said | None:
        """The statement, where there is an answer."""
        return None if self.answer is None else Said(**dict(self))

    @model_validator(mode="after")
    def _said_by_somebody(self) -> "Fact":
        if self.answer is not None and not (self.who and self.role and self.said_on):
            raise ValueError(
                f"{quoted(self.statement)} has an answer. Add “who”, “role” and “said on”."
            )
        return self
