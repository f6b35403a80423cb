"""Cells of somebody's own spreadsheet, each read one way or refused in words."""

from datetime import date, datetime, time
from typing import Any

import pytest

from mis_assessor.core.rules.registers import CellKind
from mis_assessor.importing.cells_read import (
    NotUnderstood,
    plain_words,
    read_foreign,
    read_foreign_day,
    read_foreign_gestation,
    read_foreign_month,
    read_foreign_whole,
)
from mis_assessor.importing.grid import Spot
from mis_assessor.intake.cells import cell_type
from mis_assessor.intake.columns import Column


def spot(value: Any, number_format: str = "") -> Spot:
    return Spot(2, 2, value, str(value).strip(), number_format)


@pytest.mark.parametrize(
    "written",
    [
        *("2025-03-04", "2025-03-04 00:00:00", "4/3/2025", "04/03/25", "04.03.2025", "4-3-25"),
        *("4 March 2025", "4th Mar 2025", "04-Mar-25", "4 mar. 2025", datetime(2025, 3, 4)),  # noqa: DTZ001
        date(2025, 3, 4),
    ],
)
def test_a_day_however_it_is_written(written: Any) -> None:
    assert read_foreign_day(spot(written)) == "2025-03-04"


@pytest.mark.parametrize("written", ["Tuesday", "4 Foo 2025", "4/3", 45_800, 1.5, "", "2025"])
def test_what_is_no_day_is_refused(written: Any) -> None:
    with pytest.raises(NotUnderstood):
        read_foreign_day(spot(written))


@pytest.mark.parametrize(
    "written", ["2025-07", "Jul-25", "July 2025", "2025-07-01", date(2025, 7, 1)]
)
def test_a_month_however_it_is_written(written: Any) -> None:
    assert read_foreign_month(spot(written)) == "2025-07"


@pytest.mark.parametrize("written", ["2025-07-02", "Foo-25", "7", date(2025, 7, 2)])
def test_what_is_no_month_is_refused(written: Any) -> None:
    with pytest.raises(NotUnderstood):
        read_foreign_month(spot(written, "dd/mm/yyyy"))


def test_a_day_that_is_shown_as_its_month_is_that_month() -> None:
    assert read_foreign_month(spot(date(2025, 7, 2), "mmm-yy")) == "2025-07"


@pytest.mark.parametrize(
    "written", ["31+2", "31 weeks 2 days", "31 weeks and 2 days", "31w 2d", "31wks2", "31 + 2"]
)
def test_a_gestation_however_it_is_written(written: str) -> None:
    assert read_foreign_gestation(spot(written)) == "31+2"


@pytest.mark.parametrize("written", ["31", "31/40", "31.2", "31+7", "term", date(2025, 5, 17)])
def test_what_is_no_gestation_is_refused(written: Any) -> None:
    with pytest.raises(NotUnderstood):
        read_foreign_gestation(spot(written))


def test_a_number_as_text_is_told() -> None:
    assert read_foreign_whole(spot(12)).note == ""
    assert read_foreign_whole(spot("1,234")).text == "1234"
    assert "stored as text" in read_foreign_whole(spot("1,234")).note


@pytest.mark.parametrize("written", [1.5, -1, True, "12a", "95%", date(2025, 5, 17)])
def test_what_is_no_whole_number_is_refused(written: Any) -> None:
    with pytest.raises(NotUnderstood):
        read_foreign_whole(spot(written))


def column(kind: CellKind, *options: str) -> Column:
    return Column("x", cell_type(kind, options), "x")


def test_words_of_a_list_are_known_by_the_rules_and_the_mapping() -> None:
    kind = column(CellKind.ONE_OF, "stillbirth", "neonatal death")
    assert read_foreign(spot("STILLBIRTH "), kind, {}).text == "stillbirth"
    assert read_foreign(spot("SB"), kind, {"sb": "stillbirth"}).text == "stillbirth"
    with pytest.raises(NotUnderstood, match="Did you mean “stillbirth”"):
        read_foreign(spot("stilbirth"), kind, {})


def test_other_kinds_are_read_as_their_register_reads_them() -> None:
    assert read_foreign(spot("£1,234.00"), column(CellKind.POUNDS), {}).text == "1234.00"
    with pytest.raises(NotUnderstood, match="is not an amount in pounds"):
        read_foreign(spot("much"), column(CellKind.POUNDS), {})
    with pytest.raises(NotUnderstood, match="begins as a formula does"):
        read_foreign(spot("@SUM(A1)"), column(CellKind.TEXT), {})


def test_a_time_is_no_day() -> None:
    with pytest.raises(NotUnderstood):
        read_foreign_day(spot(time(12, 0)))


def test_a_sign_alone_is_a_word() -> None:
    assert plain_words("✓") == "✓" and plain_words("??") == "??"
