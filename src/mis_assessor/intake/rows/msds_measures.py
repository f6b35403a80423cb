"""The national monthly file of MSDS measures, read as it is published.

Its dates come in three forms and its headings in several; everything but the dates stays text,
because figures share their column with Pass, Fail, DNS, Low DQ and the star of suppression.
"""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from types import MappingProxyType
from typing import Annotated, Any, ClassVar

from mis_assessor.intake.cells import CellType, Text
from mis_assessor.intake.columns import RowModel, column, key_column
from mis_assessor.intake.days import read_day
from mis_assessor.reading.problems import quoted

_DAY_NUMBER = re.compile(r"[3-6]\d{4}", re.ASCII)
_MIDNIGHT = re.compile(r"[ T]00:00(?::00)?(?:\.0+)?$")
_PERSON = re.compile(r"\d{9}", re.ASCII)
_EXCEL_STARTS = date(1899, 12, 30)
_STRING: Mapping[str, Any] = MappingProxyType({"type": "string"})
_DAY: Mapping[str, Any] = MappingProxyType({"type": "string", "format": "date"})


def read_national_day(text: str) -> date:
    """A day as national files write it, the day numbers of Excel among them.

    >>> read_national_day("44743") == read_national_day("01/07/2022")
    True
    """
    if _DAY_NUMBER.fullmatch(text):
        return _EXCEL_STARTS + timedelta(days=int(text))
    return read_day(_MIDNIGHT.sub("", text))


def read_first_of_month(text: str) -> date:
    """The day a reporting period starts; any other shows that day and month were swapped."""
    day = read_national_day(text)
    if day.day != 1:
        raise ValueError(
            f"{quoted(text)} is not the first day of a month. Write 1 July 2022 as 2022-07-01."
        )
    return day


def read_organisation(text: str) -> str:
    """An organisation's code; some look like a hospital number, none has nine digits in a row."""
    if _PERSON.search(text.replace(" ", "")):
        raise ValueError("this is not the code of an organisation. Write it as RXX.")
    return text


Organisation = Annotated[str, CellType("ODS code", "RXX", read_organisation, _STRING)]
PeriodStart = Annotated[
    date, CellType("first day of a month", "2022-07-01", read_first_of_month, _DAY)
]
PeriodEnd = Annotated[date, CellType("day", "2022-07-31", read_national_day, _DAY)]


class MsdsMeasure(RowModel):
    """A figure of the national monthly file of MSDS measures; only the trust's own count."""

    spellings: ClassVar[Mapping[str, str]] = MappingProxyType(
        {
            written: heading
            for heading, ways in {
                "organisation code": ("org_code", "org code", "org_geog_code"),
                "organisation name": ("org_name", "org name"),
                "organisation level": ("org_level", "org level"),
                "reporting period start": ("rpstartdate", "reportingperiodstartdate"),
                "reporting period end": ("rpenddate", "reportingperiodenddate"),
                "indicator family": ("indicatorfamily", "indicator_family"),
                "value": ("final_value", "final value"),
            }.items()
            for written in ways
        }
    )

    organisation_code: Organisation = key_column("The provider's ODS code (Org_Code).")
    organisation_name: Text | None = column("Its name (Org_Name).")
    organisation_level: Text = key_column(
        "Provider, in older files Trust; rows of other levels are not used (Org_Level)."
    )
    reporting_period_start: PeriodStart = key_column(
        "The first day of the month published (RPStartDate)."
    )
    reporting_period_end: PeriodEnd | None = column("Its last day (RPEndDate).")
    indicator_family: Text | None = column("Such as CQIM_DQ_Measure (IndicatorFamily).")
    indicator: Text = key_column("Such as CQIMDQ09; “HES annual deliveries” is a row of our own.")
    currency: Text = key_column(
        "Numerator, Denominator, Rate or Result; Count for HES annual deliveries."
    )
    value: Text | None = column("The figure, Pass, Fail, DNS, Low DQ or *.")
