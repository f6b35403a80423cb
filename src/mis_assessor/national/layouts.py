"""The layouts of national files: their columns, under every heading they have been issued with."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from mis_assessor.core.checking.published import NationalSource
from mis_assessor.intake.cells import CellType
from mis_assessor.intake.columns import Column, TableKind, by_heading
from mis_assessor.intake.msds_measures import read_national_day, read_organisation
from mis_assessor.national.periods import read_period
from mis_assessor.reading.problems import quoted

_STRING: Mapping[str, Any] = MappingProxyType({"type": "string"})
_WORDS = ("pass", "fail", "dns", "low dq", "*", "-1")
_COUNT = re.compile(r"-?\d{1,9}(?:\.\d{1,12})?(?:[eE]-?\d{1,2})?|<\s*\d{1,3}", re.ASCII)


def read_published(text: str) -> str:
    """A figure as it is published: a number, Pass, Fail, DNS, Low DQ or the star of suppression.

    >>> read_published("1,415"), read_published("Low DQ")
    ('1415', 'Low DQ')
    """
    plain = text.replace(",", "")
    if _COUNT.fullmatch(plain):
        return plain
    if text.casefold() in _WORDS:
        return text
    raise ValueError(f"{quoted(text)} is no published figure. Take the file as it was published.")


def read_own_code(text: str) -> str:
    """The ODS code of a trust, in capitals."""
    if not re.fullmatch(r"[A-Z0-9]{3,6}", code := text.upper(), re.ASCII):
        raise ValueError(f"{quoted(text)} is not the ODS code of a trust. Write it as RXX.")
    return code


def _of_any_kind(text: str) -> str:
    return text


def _period(text: str) -> str:
    read_period(text)
    return text


def read_day_of_opening(text: str) -> date:
    """A day that may be long ago: some trusts are older than what other tables may tell."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return read_national_day(text)


OPENING = CellType("day", "1991-04-01", read_day_of_opening, _STRING)
DAY = CellType("day", "2022-07-01", read_national_day, _STRING)
_PERIOD = CellType("period", "2020-21", _period, _STRING)
_CODE = CellType("ODS code", "RXX", read_organisation, _STRING)
TRUST = CellType("ODS code", "RXX", read_own_code, _STRING)
WORD = CellType("text", "TotalBabies", _of_any_kind, _STRING)
FIGURE = CellType("published figure", "415", read_published, _STRING)


def spelled(ways: Mapping[str, Iterable[str]]) -> Mapping[str, str]:
    """Every way to write a heading, and what it is here."""
    return MappingProxyType(
        {written: heading for heading, spelled in ways.items() for written in spelled}
    )


_OF_ORGANISATIONS = {
    "organisation code": ("org_code", "org code", "org_geog_code", "org geog code"),
    "organisation name": ("org_name", "org name", "org_geog_name"),
    "organisation level": ("org_level", "org level"),
    "period": ("reporting period", "reporting_period"),
    "reporting period start": ("rpstartdate", "reportingperiodstartdate", "rp start date"),
    "reporting period end": ("rpenddate", "reportingperiodenddate", "rp end date"),
    "value": ("final_value", "final value"),
}


def column(heading: str, kind: CellType, meaning: str, *, needed: bool = True) -> Column:
    """A column; one that is not needed may be absent or blank."""
    return Column(heading, kind, meaning, needed)


_STARTS = column("reporting period start", DAY, "The first day published.")
_ENDS = column("reporting period end", DAY, "The last day published.", needed=False)
_LEVEL = column("organisation level", WORD, "Provider, in older files Trust.")
_ORGANISATION = column("organisation code", _CODE, "Its code.")
_NAME = column("organisation name", WORD, "Its name.", needed=False)

MEASURES = TableKind(
    NationalSource.MSDS_MEASURES.value,
    "exp-measures",
    "a figure of the national monthly file of MSDS measures",
    by_heading(
        (
            _ORGANISATION,
            _NAME,
            _LEVEL,
            _STARTS,
            _ENDS,
            column("indicator family", WORD, "Such as CQIM_DQ_Measure.", needed=False),
            column("indicator", WORD, "Such as CQIMDQ09."),
            column("currency", WORD, "Numerator, Denominator, Rate or Result."),
            column("value", FIGURE, "The figure.", needed=False),
        )
    ),
    spellings=spelled(
        {**_OF_ORGANISATIONS, "indicator family": ("indicatorfamily", "indicator_family")}
    ),
)

DATA_QUALITY = TableKind(
    NationalSource.MSDS_DATA_QUALITY.value,
    "exp-dq",
    "the validity of a data item of a provider in a month",
    by_heading(
        (
            _STARTS,
            _ENDS,
            _ORGANISATION,
            _NAME,
            column("data table", WORD, "Such as MSD001."),
            column("uid", WORD, "The number of the data item.", needed=False),
            column("data item", WORD, "Its name.", needed=False),
            *(
                column(heading, FIGURE, f"Records {heading}.", needed=False)
                for heading in ("valid", "default", "invalid", "missing", "denominator")
            ),
        )
    ),
    spellings=spelled(
        {
            **_OF_ORGANISATIONS,
            "data table": ("datatable", "data_table"),
            "data item": ("dataitem", "data_item"),
        }
    ),
)


_OF_DIMENSIONS = {
    **_OF_ORGANISATIONS,
    "measure": ("measure_desc", "measure_description", "measure description", "measure desc"),
    "count of": ("count_of", "countof"),
}


def _dimensions(name: str, when: Iterable[Column]) -> TableKind:
    return TableKind(
        name,
        "exp-data",
        "a count of an organisation by a dimension",
        by_heading(
            (
                *when,
                column("dimension", WORD, "Such as TotalDeliveries."),
                _LEVEL,
                _ORGANISATION,
                _NAME,
                column("measure", WORD, "Its group; blank for a total.", needed=False),
                column("count of", WORD, "Deliveries, Babies, Women …"),
                column("value", FIGURE, "The figure.", needed=False),
            )
        ),
        spellings=spelled(_OF_DIMENSIONS),
    )


DATA = _dimensions(NationalSource.MSDS_DATA.value, (_STARTS, _ENDS))
BY_PERIOD = _dimensions(
    NationalSource.MSDS_ANNUAL.value,
    (column("period", _PERIOD, "A year, 2020-21, or in old files a month, Dec-18."),),
)
