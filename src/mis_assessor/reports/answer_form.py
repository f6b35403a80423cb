"""The form on which named people answer what a re-confirmation found."""

from collections.abc import Iterable, Iterator, Sequence

from mis_assessor.core.checking.reconfirm import Reconfirmation
from mis_assessor.reports.fund_spreadsheet import Value, spreadsheet

HEADINGS = (
    "trust code",
    "scheme year",
    "matter",
    "kind",
    "about",
    "was",
    "is now",
    "answer",
    "who",
    "role",
    "on",
    "reason",
)


def answer_form(years: Iterable[Reconfirmation]) -> bytes:
    """A row for each matter; what was answered already stands in it."""
    return spreadsheet(HEADINGS, (row for year in years for row in _rows(year)))


def _rows(year: Reconfirmation) -> Iterator[Sequence[Value]]:
    answers = {answer.matter: answer for answer in year.answers}
    for matter in year.matters:
        told = answers.get(matter.id)
        given: tuple[Value, ...] = ("",) * 5
        if told is not None:
            stands = "stands" if told.stands else "does not stand"
            given = (stands, told.who, told.role, told.on, told.reason)
        yield (
            year.trust_code,
            year.scheme_year,
            matter.id,
            matter.kind.value,
            matter.about,
            matter.was,
            matter.now,
            *given,
        )
