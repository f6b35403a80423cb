"""Parts of a cell of an examples table that stand for one report each."""

import re
from datetime import date

from mis_assessor.core.answers import Report
from mis_assessor.rulebook.examples import ExamplesUnreadable

DAY_FORM = r"\d{4}-\d\d-\d\d"
_REPORT = re.compile(rf"(lacks |unclear )?({DAY_FORM})(?: to ({DAY_FORM}))?")


def report_of(part: str, counted_by: tuple[str, ...]) -> Report:
    """The report a part stands for: a day or a period. Raises ExamplesUnreadable."""
    found = _REPORT.fullmatch(part)
    if not found:
        raise ExamplesUnreadable(f"write days with “;” between them, not “{part}”")
    complete = {None: True, "lacks ": False, "unclear ": None}[found[1]]
    first = date.fromisoformat(found[2])
    last = date.fromisoformat(found[3]) if found[3] else first
    days = tuple((name, last) for name in counted_by or ("dated",))
    return Report(part, complete, days, (first, last))
