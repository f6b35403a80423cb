"""When something was due and when it was done, in the words of a table."""

from typing import assert_never

from mis_assessor.core.frameworks.timing import Timing, When
from mis_assessor.reports.dates import day
from mis_assessor.reports.wording import count


def due_in_words(timing: Timing | None) -> str:
    """The day it was due."""
    return day(timing.due) if timing else "–"


def done_in_words(timing: Timing | None) -> str:
    """When it was done against that day, or how long it is overdue."""
    if timing is None:
        return "–"
    match timing.when:
        case When.NOT_DUE:
            return "Not due yet"
        case When.OVERDUE:
            return f"{count(timing.days, 'day')} overdue"
        case When.ON_TIME:
            return f"{_done(timing)}, on time"
        case When.LATE:
            return f"{_done(timing)}, {count(timing.days, 'day')} late"
        case _:
            assert_never(timing.when)


def _done(timing: Timing) -> str:
    return day(timing.done) if timing.done else "Done"
