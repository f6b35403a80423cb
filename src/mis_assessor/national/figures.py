"""Rows of national files as figures about a trust; rows of other levels are passed over."""

from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import assert_never

from mis_assessor.core.checking.published import NationalSource, PublishedFigure, Release
from mis_assessor.core.evidence.submission import RegisterRow
from mis_assessor.core.rules.calendar import first_day, last_day
from mis_assessor.core.rules.quantities import Month
from mis_assessor.national.periods import Period, month_from, read_period

PROVIDER_LEVELS = ("provider", "trust")
"""How the rows of a trust are marked, in files of today and of earlier years."""


def figures_of(
    source: NationalSource, row: RegisterRow, place: str, release: Release
) -> Iterator[PublishedFigure]:
    """The figures of a row; none where it is of another level than a trust."""
    level = _text(row, "organisation level").casefold()
    if level and level not in PROVIDER_LEVELS:
        return
    period = _period(row)
    about = _about(source, row)
    told = str(row.cells.get("release", "")) or release.value
    for part, value in _values(source, row):
        yield PublishedFigure(
            source,
            place,
            (_text(row, "organisation code") or _text(row, "trust code")).upper(),
            _text(row, "organisation name"),
            period.first,
            period.last,
            Release(told),
            about,
            part,
            value,
            _rounds(source, row),
        )


def _text(row: RegisterRow, column: str) -> str:
    return str(row.cells.get(column, "")).strip()


def _period(row: RegisterRow) -> Period:
    month = row.cells.get("month")
    if isinstance(month, Month):
        return Period(first_day(month), last_day(month))
    if "period" in row.cells:
        return read_period(_text(row, "period"))
    first = row.day("reporting period start") or row.day("from") or date.min
    last = row.day("reporting period end") or row.day("to")
    return Period(first, last) if last else month_from(first)


_NAMED_IN: Mapping[NationalSource, str] = MappingProxyType(
    {
        NationalSource.MSDS_MEASURES: "indicator",
        NationalSource.MSDS_DATA_QUALITY: "data item",
        NationalSource.SCORECARD: "criterion",
        NationalSource.CASE_COUNTS: "subject",
    }
)


def _about(source: NationalSource, row: RegisterRow) -> str:
    if source in _NAMED_IN:
        return _text(row, _NAMED_IN[source])
    measure = _text(row, "measure")
    return _text(row, "dimension") + (f": {measure}" if measure else "")


def _values(source: NationalSource, row: RegisterRow) -> Iterator[tuple[str, str]]:
    """The parts of a row that are figures, each under the name it is compared by."""
    match source:
        case NationalSource.MSDS_MEASURES:
            yield _text(row, "currency"), _text(row, "value")
        case NationalSource.MSDS_DATA_QUALITY:
            yield "Numerator", _text(row, "valid")
            yield "Denominator", _text(row, "denominator")
        case NationalSource.MSDS_DATA | NationalSource.MSDS_ANNUAL:
            yield "Count", _text(row, "value")
        case NationalSource.SCORECARD:
            for part in ("Numerator", "Denominator", "Result"):
                if value := _text(row, part.casefold()):
                    yield part, value
        case NationalSource.CASE_COUNTS:
            yield _text(row, "counted by"), _text(row, "count")
        case _:
            assert_never(source)


def _rounds(source: NationalSource, row: RegisterRow) -> bool:
    """Whether counts are rounded: case counts only where they say so, submissions never."""
    match source:
        case NationalSource.CASE_COUNTS:
            return row.cells.get("rounded") is True
        case NationalSource.MSDS_DATA_QUALITY:
            item = _text(row, "data item").casefold()
            return bool(item) and not item.endswith("submission")
        case NationalSource.MSDS_DATA | NationalSource.MSDS_ANNUAL:
            return "average" not in _text(row, "count of").casefold()
        case NationalSource.MSDS_MEASURES | NationalSource.SCORECARD:
            return True
        case _:
            assert_never(source)
