"""What lies ahead of a submission: the calendar, as value, page and calendar file."""

import csv
import io
from collections.abc import Mapping
from pathlib import Path

from mis_assessor.core.ahead.calendar import Calendar, calendar_of
from mis_assessor.core.ahead.names import missing_names
from mis_assessor.core.assessment.assessment import Assessment
from mis_assessor.core.assessment.canonical import as_json
from mis_assessor.core.errors import EvidenceUnreadable
from mis_assessor.services.assess import Confirmed, Days, assess_folder


def calendar_of_folder(
    path: Path, rules: Path, days: Days, confirmed: Confirmed | None = None
) -> Calendar:
    """The calendar of a submission, from an assessment that was decided twice.

    Raises EvidenceUnreadable, RulebookWrong or EngineFault, as an assessment does.
    """
    return calendar_of(assess_folder(path, rules, days, confirmed))


def calendar_page(calendar: Calendar) -> bytes:
    """The calendar as a page for a browser."""
    from mis_assessor.reports.calendar_page import calendar_html

    return calendar_html(calendar).encode()


def calendar_ics(calendar: Calendar, file: Path) -> bytes:
    """The calendar as an .ics file that takes the place of an earlier one, if there is one.

    Raises EvidenceUnreadable where that file is no calendar of this program.
    """
    from mis_assessor.reports.calendar_file import NotACalendar, calendar_file

    earlier = file.read_bytes() if file.exists() else None
    try:
        return calendar_file(calendar, earlier)
    except NotACalendar as error:
        raise EvidenceUnreadable(
            f"{file}: {error}, and would be written over. Name another file, or take it away."
        ) from error


CALENDAR, CALENDAR_FILE = "calendar", "calendar file"


def calendar_of_assessment(assessment: Assessment) -> Mapping[str, bytes]:
    """What is due next, as tables for a page and as a calendar file, by what it is."""
    from mis_assessor.reports.calendar_file import calendar_file
    from mis_assessor.reports.calendar_page import calendar_tables

    calendar = calendar_of(assessment)
    return {CALENDAR: as_json(calendar_tables(calendar)), CALENDAR_FILE: calendar_file(calendar)}


A_FORMULA_BEGINS = ("=", "+", "-", "@", "\t", "\r")


def names_files(assessment: Assessment, folder: Path) -> dict[Path, bytes]:
    """Who is still to be trained, a CSV for each staff group; no cell of it is a formula."""
    files = missing_names(calendar_of(assessment))
    return {folder / name: _csv(rows) for name, rows in files.items()}


def _csv(rows: tuple[tuple[str, ...], ...]) -> bytes:
    text = io.StringIO()
    written = csv.writer(text, lineterminator="\r\n")
    written.writerows([harmless(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(A_FORMULA_BEGINS) else cell
