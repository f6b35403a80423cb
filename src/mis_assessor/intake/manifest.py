"""``submission.yaml``: who submits, for which scheme year, and what people stated.

Reads ``submission.yaml`` and says what is wrong in it, line by line.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, ValidationInfo, field_validator, model_validator

from mis_assessor.core.rules.quantities import Length, read_quantity
from mis_assessor.core.rules.values import Frozen
from mis_assessor.core.wording import listed
from mis_assessor.intake import days
from mis_assessor.intake.cell_readers import read_whole
from mis_assessor.intake.cells import Pounds, Whole
from mis_assessor.intake.false_alarms import FalseAlarm
from mis_assessor.intake.pages import read_page
from mis_assessor.intake.somebody import read_role, read_somebody
from mis_assessor.reading.problems import quoted

Answer = bool | date | datetime | int | str


def read_answer(text: str) -> Answer:
    """A stated answer by how it is written: yes, a day, a moment, a number, or text.

    >>> read_answer("yes"), read_answer("2023-02-02"), read_answer("2023-02-02 12:00")
    (True, datetime.date(2023, 2, 2), '2023-02-02 12:00')
    """
    if text.casefold() in ("yes", "no"):
        return text.casefold() == "yes"
    if days.looks_like_a_moment(text):
        return days.read_moment(text)
    if days.looks_like_a_day(text):
        return days.read_iso_day(text)
    return read_whole(text) if text.isdecimal() else text


def _length_in_days(text: Any) -> Any:
    if isinstance(text, str):
        length = read_quantity(text)
        if not isinstance(length, Length) or length.unit != "days":
            raise ValueError(f"{quoted(text)} is not a number of days. Write it as 28 days.")
        return length
    return text


def _reading(read: Any) -> BeforeValidator:
    return BeforeValidator(lambda text: read(text) if isinstance(text, str) else text)


def _answer(text: Any) -> Any:
    if isinstance(text, (list, dict)):
        raise ValueError("“answer” needs a single value behind the colon.")
    return read_answer(text) if isinstance(text, str) else text


SomebodyNamed = Annotated[str, _reading(read_somebody)]
RoleNamed = Annotated[str, _reading(read_role)]
StatedAnswer = Annotated[Any, BeforeValidator(_answer)]


def read_trust_code(text: str) -> str:
    """The ODS code of an NHS trust. Raises ValueError for what cannot be one."""
    if not re.fullmatch("[A-Z][A-Z0-9]{2}", text):
        raise ValueError(
            f"{quoted(text)} is not the ODS code of a trust, which has three capital letters or "
            "digits. Write it as RXX."
        )
    return text


MOST_LETTERS = 200


def read_organisation(text: str) -> str:
    """The name of an organisation, as it stands at the head of every page."""
    if len(text) > MOST_LETTERS:
        raise ValueError(
            f"{quoted(text)} has {len(text):,} characters, and a name may have {MOST_LETTERS}. "
            "Write it shorter."
        )
    return text


OrganisationName = Annotated[str, _reading(read_organisation)]
TrustCode = Annotated[str, _reading(read_trust_code)]
IsoDay = Annotated[date, _reading(days.read_iso_day)]
NumberOfDays = Annotated[Length, BeforeValidator(_length_in_days)]


def can_be(years: tuple[int, ...]) -> str:
    """Which years can be assessed.

    >>> can_be((3, 4, 5)), can_be((3, 5))
    ('Years 3 to 5 can.', 'Years 3 and 5 can.')
    """
    if len(years) > 1 and years == tuple(range(years[0], years[-1] + 1)):
        return f"Years {years[0]} to {years[-1]} can."
    return f"Years {listed([str(year) for year in years])} can."


class Trust(Frozen):
    """The trust, by its ODS code and name."""

    code: TrustCode
    name: OrganisationName


class DayRange(Frozen):
    """Days from and to, inclusive."""

    from_: IsoDay
    to: IsoDay

    @model_validator(mode="after")
    def _in_order(self) -> "DayRange":
        if self.to < self.from_:
            raise ValueError(f"“to” is {self.to}, before “from”, which is {self.from_}.")
        return self


class Contact(Frozen):
    """Somebody the scheme must be able to reach, or who holds a role it asks for."""

    role: RoleNamed
    name: SomebodyNamed
    organisation: str = ""
    held_from: IsoDay | None = None
    held_to: IsoDay | None = None


class StatementRow(Frozen):
    """Something a named person stated."""

    statement: str
    answer: StatedAnswer
    who: SomebodyNamed
    role: RoleNamed
    said_on: IsoDay
    evidence: str = ""


class BoardPaper(Frozen):
    """What only the trust knows of its Board paper; what is left out is printed as a line to fill.

    The headings are printed as they stand here.
    """

    from_the_lead: str = ""
    meeting: str = ""
    date_of_meeting: str = ""
    agenda_item: str = ""
    executive_lead: str = ""
    author_and_presenters: str = ""
    previously_considered: str = ""
    LMNS_and_ICB: str = Field("", alias="LMNS and ICB")
    strategic_objective: str = ""
    BAF_reference: str = Field("", alias="BAF reference")
    CQC_domain: str = Field("", alias="CQC domain")
    resource_implications: str = ""
    legal_implications: str = ""
    equality_effect: str = ""


class Manifest(Frozen):
    """Everything ``submission.yaml`` may say."""

    trust: Trust
    scheme: Literal["MIS"]
    scheme_year: Whole
    assessed_as_at: IsoDay | None = None
    known_on: IsoDay | None = None
    contribution: Pounds | None = None
    training_window: DayRange | None = None
    long_term_leave_means: NumberOfDays | None = Field(None, alias="long-term leave means")
    contacts: tuple[Contact, ...] = ()
    statements: tuple[StatementRow, ...] = ()
    board_paper: BoardPaper = BoardPaper()
    false_alarms: tuple[FalseAlarm, ...] = ()

    @property
    def for_the_board(self) -> Mapping[str, str]:
        """What was written for the Board paper, by heading."""
        written = self.board_paper.model_dump(by_alias=True)
        return {heading: " ".join(words.split()) for heading, words in written.items() if words}

    @field_validator("scheme_year")
    @classmethod
    def _known(cls, year: int, info: ValidationInfo) -> int:
        years: tuple[int, ...] = info.context or ()
        if year not in years:
            raise ValueError(f"{year} is not a scheme year that can be assessed. {can_be(years)}")
        return year

    @field_validator("statements")
    @classmethod
    def _once(cls, statements: tuple[StatementRow, ...]) -> tuple[StatementRow, ...]:
        refuse_repeated(said.statement for said in statements)
        return statements


def refuse_repeated(statements: Iterable[str]) -> None:
    """Raises ValueError where one thing is stated twice."""
    for statement, times in Counter(statements).items():
        if times > 1:
            raise ValueError(f"{quoted(statement)} is stated {times} times. Keep one.")


MANIFEST = "submission.yaml"


def read_manifest(content: bytes, years: tuple[int, ...]) -> Manifest:
    """The manifest of a submission of a year that is loaded.

    Raises EvidenceUnreadable with every problem.
    """
    return read_page(
        content, MANIFEST, Manifest, false_alarms=lambda says: says.false_alarms, context=years
    ).says
