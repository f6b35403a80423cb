"""Each register is read by two readers; no assessment is made of rows they do not agree on."""

import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from unittest.mock import patch

import pytest
from openpyxl import Workbook

from functional.mis import SAMPLES, mis
from mis_assessor.core.errors import CountsDiffer
from mis_assessor.core.evidence.rows import Cell, RegisterRow
from mis_assessor.core.evidence.submission import Register
from mis_assessor.recount.cells import Cells, csv_cells, misread, workbook_cells
from mis_assessor.services import read_twice
from mis_assessor.services.assess_held import assess_held
from mis_assessor.services.desk import open_desk
from mis_assessor.services.held import take_in
from mis_assessor.services.stores import upgrade_store
from mis_assessor.store.records import By
from recount.spoilt import ROOT

NOW = datetime(2023, 1, 20, 9, 30, tzinfo=UTC)
HEADINGS = ("person", "attended on", "whole day", "places", "paid")
AS_WRITTEN = ("SP-0042", "06/05/2022", "Yes", "12", "£1,234.50")
TYPED: Mapping[str, Cell] = {
    "person": "SP-0042",
    "attended on": date(2022, 5, 6),
    "whole day": True,
    "places": 12,
    "paid": Decimal("1234.50"),
}
MISREAD: Mapping[str, tuple[str, Cell | None, str]] = {
    "another word": ("person", "SP-0043", "“person”: SP-0043, SP-0042"),
    "month before day": ("attended on", date(2022, 6, 5), "“attended on”: 2022-06-05, 06/05/2022"),
    "the day after": ("attended on", date(2022, 5, 7), "“attended on”: 2022-05-07, 06/05/2022"),
    "no for yes": ("whole day", False, "“whole day”: False, Yes"),
    "another number": ("places", 2, "“places”: 2, 12"),
    "other pence": ("paid", Decimal("1234.05"), "“paid”: 1234.05, £1,234.50"),
    "blank": ("places", None, "“places”: blank, 12"),
}


def register(*rows: Mapping[str, Cell | None]) -> Register:
    held = [
        RegisterRow(number, {name: cell for name, cell in row.items() if cell is not None})
        for number, row in enumerate(rows, 2)
    ]
    return Register("training", held, columns=frozenset(HEADINGS))


def csv(*rows: tuple[str, ...]) -> Cells:
    lines = [",".join(f'"{cell}"' for cell in row) for row in (HEADINGS, *rows)]
    return csv_cells("\n".join(lines).encode())


def workbook(*rows: tuple[str | float | datetime, ...]) -> Cells:
    book, content = Workbook(), io.BytesIO()
    sheet = book.active
    assert sheet is not None
    for row in (HEADINGS, *rows):
        sheet.append(row)
    book.save(content)
    return workbook_cells(content.getvalue())


def test_what_was_read_rightly_is_nothing_to_tell() -> None:
    assert not list(misread(register(TYPED), csv(AS_WRITTEN)))


def test_a_day_of_a_workbook_is_the_day_it_shows() -> None:
    row = ("SP-0042", datetime(2022, 5, 6), "yes", 12, 1234.5)  # noqa: DTZ001 (a workbook has no zone)
    assert not list(misread(register(TYPED), workbook(row)))
    other = {**TYPED, "attended on": date(2022, 5, 7)}
    assert list(misread(register(other), workbook(row))) == [
        "row 2, “attended on”: 2022-05-07, 2022-05-06"
    ]


@pytest.mark.parametrize("fault", MISREAD)
def test_what_was_misread_is_told_with_both_readings(fault: str) -> None:
    column, cell, told = MISREAD[fault]
    assert list(misread(register({**TYPED, column: cell}), csv(AS_WRITTEN))) == [f"row 2, {told}"]


def test_a_value_where_nothing_is_written_is_told() -> None:
    written = (*AS_WRITTEN[:3], "", AS_WRITTEN[4])
    assert list(misread(register(TYPED), csv(written))) == ["row 2, “places”: 12, blank"]


@pytest.mark.parametrize("rows", [(), (TYPED, TYPED)])
def test_another_number_of_rows_is_told(rows: tuple[Mapping[str, Cell], ...]) -> None:
    assert list(misread(register(*rows), csv(AS_WRITTEN))) == [f"{len(rows)} rows, 1 rows"]


def a_day_later(content: bytes) -> Cells:
    """What a second reader finds that is a day out in the first day of every file."""
    cells = csv_cells(content)
    for row in range(len(cells.numbers)):
        for heading, column in cells.columns.items():
            written = column[row]
            if isinstance(written, str) and written[:2] == "20" and written.count("-") == 2:
                later = str(date.fromisoformat(written) + timedelta(1))
                changed = [*column[:row], later, *column[row + 1 :]]
                return replace(cells, columns={**cells.columns, heading: changed})
    return cells


def by_command(*words: str | Path) -> Callable[[Path], str]:
    def run(_: Path) -> str:
        ran = mis(*words)
        assert ran.code == 13
        return ran.err

    return run


def in_the_service(tmp_path: Path) -> str:
    upgrade_store(tmp_path / "data")
    by = By("Ada Wren", "command line", NOW)
    with open_desk(tmp_path / "data", ROOT / "rules") as desk:
        new = take_in(desk, SAMPLES / "small-unit", by)
        with pytest.raises(CountsDiffer) as refused:
            assess_held(desk, new, NOW.date(), by)
        return str(refused.value)


SMALL, SYSTEM = SAMPLES / "small-unit", SAMPLES / "system-of-one"
WAYS = {
    "assess": by_command("assess", SMALL),
    "with frameworks": by_command("assess", SMALL, "--framework", "all"),
    "a system": by_command("assess", SYSTEM, "--framework", "all"),
    "a trust in its system": by_command(
        *("assess", SAMPLES / "system-of-four/providers/RZ7", "--framework", "all"),
        *("--system", SAMPLES / "system-of-four"),
    ),
    "what if": by_command("what-if", SMALL, "--set", "signed by chief executive=yes"),
    "path": by_command("path", SAMPLES / "one-midwife-short"),
    "verify": by_command("verify", SMALL),
    "the service": in_the_service,
}


@pytest.fixture
def second_reader_a_day_out() -> Iterator[None]:
    with patch.object(read_twice, "csv_cells", a_day_later):
        yield


@pytest.mark.usefixtures("second_reader_a_day_out")
@pytest.mark.parametrize("way", WAYS)
def test_nothing_is_assessed_of_rows_on_which_two_readers_differ(way: str, tmp_path: Path) -> None:
    told = WAYS[way](tmp_path)
    assert "the two readers do not agree: row" in told
