"""Tables for spreadsheet programs, in which no text can act as a formula."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")

Value = str | int | Decimal | date | None


def written(value: Value) -> str:
    """A cell: money to the penny, days as 2022-05-06, text made harmless.

    >>> written(Decimal("-450000")), written("=1+1"), written("-1"), written(None)
    ('-450000.00', "'=1+1", "'-1", '')
    """
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    if isinstance(value, str):
        return harmless(value)
    return str(value)


def harmless(text: str) -> str:
    """Text with an apostrophe before it where a spreadsheet would read a formula.

    >>> harmless("@SUM(A1)"), harmless("Example NHS Trust")
    ("'@SUM(A1)", 'Example NHS Trust')
    """
    return f"'{text}" if text.startswith(_STARTS_A_FORMULA) else text


def spreadsheet(headings: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    """A CSV file that spreadsheet programs open as UTF-8."""
    stream = io.StringIO(newline="")
    lines = csv.writer(stream)
    lines.writerow([harmless(heading) for heading in headings])
    lines.writerows([written(value) for value in row] for row in rows)
    return stream.getvalue().encode("utf-8-sig")
