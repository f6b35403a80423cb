"""The national monthly file of MSDS measures, read as it is published.

Its dates come in three forms and its headings in several; everything but the dates stays text,
because figures share their column with Pass, Fail, DNS, Low DQ and the star of suppression.
"""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any

from mis_assessor.core.rules.registers import CellKind
from mis_assessor.intake.cells import CellType, cell_type
from mis_assessor.intake.columns import Column, TableKind, by_heading
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


_CODE = CellType("ODS code", "RXX", read_organisation, _STRING)
_STARTS = CellType("first day of a month", "2022-07-01", read_first_of_month, _DAY)
_ENDS = CellType("day", "2022-07-31", read_national_day, _DAY)
_TEXT = cell_type(CellKind.TEXT)

# The national file repeats rows as it likes, so nothing is unique; see the early check.
MSDS_MEASURES = TableKind(
    "MSDS measures",
    "registers/msds-measures",
    "a figure of the national monthly file of MSDS measures; only the trust's own count",
    by_heading(
        (
            Column("organisation code", _CODE, "The provider's ODS code (Org_Code).", True),
            Column("organisation name", _TEXT, "Its name (Org_Name)."),
            Column(
                "organisation level",
                _TEXT,
                "Provider, in older files Trust; rows of other levels are not used (Org_Level).",
                True,
            ),
            Column(
                "reporting period start",
                _STARTS,
                "The first day of the month published (RPStartDate).",
                True,
            ),
            Column("reporting period end", _ENDS, "Its last day (RPEndDate)."),
            Column("indicator family", _TEXT, "Such as CQIM_DQ_Measure (IndicatorFamily)."),
            Column(
                "indicator",
                _TEXT,
                "Such as CQIMDQ09; “HES annual deliveries” is a row of our own.",
                True,
            ),
            Column(
                "currency",
                _TEXT,
                "Numerator, Denominator, Rate or Result; Count for HES annual deliveries.",
                True,
            ),
            Column("value", _TEXT, "The figure, Pass, Fail, DNS, Low DQ or *."),
        )
    ),
    spellings=MappingProxyType(
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
    ),
)
