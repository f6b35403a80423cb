"""The layouts of national files: their columns, under every heading they have been issued with."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from mis_assessor.core.checking.published import NationalSource, Release
from mis_assessor.core.rules.registers import CellKind
from mis_assessor.intake.cells import CellType, cell_type, one_of
from mis_assessor.intake.columns import Column, TableKind, by_heading
from mis_assessor.intake.msds_measures import read_national_day, read_organisation
from mis_assessor.national.periods import read_period
from mis_assessor.reading.problems import quoted

TRUSTS, RATINGS, SUCCESSIONS = "ODS trust list", "CQC ratings", "trust successions"

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


_OPENING = CellType("day", "1991-04-01", read_day_of_opening, _STRING)
_DAY = CellType("day", "2022-07-01", read_national_day, _STRING)
_PERIOD = CellType("period", "2020-21", _period, _STRING)
_CODE = CellType("ODS code", "RXX", read_organisation, _STRING)
_TRUST = CellType("ODS code", "RXX", read_own_code, _STRING)
_WORD = CellType("text", "TotalBabies", _of_any_kind, _STRING)
_FIGURE = CellType("published figure", "415", read_published, _STRING)
_RELEASE = one_of(tuple(one.value for one in Release if one is not Release.NOT_SAID))
_RESULT = one_of(("Pass", "Fail", "Low DQ", "DNS"))
_MONTH = cell_type(CellKind.MONTH)


def _spelled(ways: Mapping[str, Iterable[str]]) -> Mapping[str, str]:
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


def _column(heading: str, kind: CellType, meaning: str, *, needed: bool = True) -> Column:
    return Column(heading, kind, meaning, needed)


_STARTS = _column("reporting period start", _DAY, "The first day published.")
_ENDS = _column("reporting period end", _DAY, "The last day published.", needed=False)
_LEVEL = _column("organisation level", _WORD, "Provider, in older files Trust.")
_ORGANISATION = _column("organisation code", _CODE, "Its code.")
_NAME = _column("organisation name", _WORD, "Its name.", needed=False)

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
            _column("indicator family", _WORD, "Such as CQIM_DQ_Measure.", needed=False),
            _column("indicator", _WORD, "Such as CQIMDQ09."),
            _column("currency", _WORD, "Numerator, Denominator, Rate or Result."),
            _column("value", _FIGURE, "The figure.", needed=False),
        )
    ),
    spellings=_spelled(
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
            _column("data table", _WORD, "Such as MSD001."),
            _column("uid", _WORD, "The number of the data item.", needed=False),
            _column("data item", _WORD, "Its name.", needed=False),
            *(
                _column(heading, _FIGURE, f"Records {heading}.", needed=False)
                for heading in ("valid", "default", "invalid", "missing", "denominator")
            ),
        )
    ),
    spellings=_spelled(
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
                _column("dimension", _WORD, "Such as TotalDeliveries."),
                _LEVEL,
                _ORGANISATION,
                _NAME,
                _column("measure", _WORD, "Its group; blank for a total.", needed=False),
                _column("count of", _WORD, "Deliveries, Babies, Women …"),
                _column("value", _FIGURE, "The figure.", needed=False),
            )
        ),
        spellings=_spelled(_OF_DIMENSIONS),
    )


DATA = _dimensions(NationalSource.MSDS_DATA.value, (_STARTS, _ENDS))
BY_PERIOD = _dimensions(
    NationalSource.MSDS_ANNUAL.value,
    (_column("period", _PERIOD, "A year, 2020-21, or in old files a month, Dec-18."),),
)

SCORECARD = TableKind(
    NationalSource.SCORECARD.value,
    "cnst-scorecard",
    "a criterion of a trust on the CNST scorecard in a month, copied from the dashboard",
    by_heading(
        (
            _column("trust code", _TRUST, "The trust's ODS code."),
            _column("criterion", _WORD, "As the register MSDS scorecard names it."),
            _column("month", _MONTH, "The month of activity."),
            _column("numerator", _FIGURE, "As shown.", needed=False),
            _column("denominator", _FIGURE, "As shown.", needed=False),
            _column("result", _RESULT, "Pass, Fail, Low DQ or DNS.", needed=False),
            _column("release", _RELEASE, "provisional or final."),
            _column("copied on", _DAY, "The day it was copied.", needed=False),
        )
    ),
    ("trust code", "criterion", "month", "release"),
)

CASE_COUNTS = TableKind(
    NationalSource.CASE_COUNTS.value,
    "national-case-counts",
    "a count of cases of a trust that only the national body can supply",
    by_heading(
        (
            _column("trust code", _TRUST, "The trust's ODS code."),
            _column("counted by", _WORD, "MBRRACE-UK, MNSI or HSIB, NHS Resolution or NNRD."),
            _column("subject", _WORD, "What was counted, as docs/cross-check.md lists it."),
            _column("from", _DAY, "First day counted."),
            _column("to", _DAY, "Last day counted."),
            _column("count", _FIGURE, "How many; * or <5 where it is not shown."),
            _column("release", _RELEASE, "provisional or final.", needed=False),
            _column("rounded", cell_type(CellKind.YES_NO), "As MSDS is.", needed=False),
            _column("supplied on", _DAY, "The day it was supplied.", needed=False),
        )
    ),
    ("trust code", "counted by", "subject", "from", "to", "release"),
)

CQC_RATINGS = TableKind(
    RATINGS,
    "cqc-ratings",
    "a rating of a service of a trust",
    by_heading(
        (
            _column("trust code", _TRUST, "The trust's ODS code."),
            _column("service", _WORD, "Such as maternity, and where."),
            _column(
                "rating",
                one_of(("Outstanding", "Good", "Requires improvement", "Inadequate", "Not rated")),
                "The rating.",
            ),
            _column("published on", _DAY, "The day of the report."),
        )
    ),
)

TRUST_SNAPSHOT = TableKind(
    TRUSTS,
    "trusts",
    "a trust, its name and when it was opened and closed",
    by_heading(
        (
            _column("trust code", _TRUST, "The trust's ODS code."),
            _column("trust name", _WORD, "Its name."),
            *(
                _column(heading, _WORD, "Not used.", needed=False)
                for heading in (
                    *("region code", "region name", "board code", "board name", "postcode"),
                )
            ),
            _column("open date", _OPENING, "The day it was opened.", needed=False),
            _column("close date", _OPENING, "The day it was closed.", needed=False),
        )
    ),
    spellings=_spelled(
        {
            "trust code": ("org_code", "organisation code"),
            "trust name": ("org_name", "name"),
            "region code": ("region_code",),
            "region name": ("region_name",),
            "board code": ("icb_code",),
            "board name": ("icb_or_stp_name_jan2022", "icb_name"),
            "open date": ("open_date",),
            "close date": ("close_date",),
        }
    ),
)

TRUST_SUCCESSIONS = TableKind(
    SUCCESSIONS,
    "trust-successions",
    "a trust that went over into another",
    by_heading(
        (
            _column("predecessor", _TRUST, "The ODS code of the trust that went over."),
            _column("successor", _TRUST, "The ODS code it went over into."),
            _column("on", _DAY, "The first day of the successor."),
        )
    ),
)

WITH_HEADINGS = (
    MEASURES,
    DATA_QUALITY,
    DATA,
    BY_PERIOD,
    SCORECARD,
    CASE_COUNTS,
    CQC_RATINGS,
    TRUST_SNAPSHOT,
    TRUST_SUCCESSIONS,
)
"""Every layout with a heading row."""
