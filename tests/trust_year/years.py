"""The days of each scheme year that an invented trust lives by, beside those in the rules."""

from dataclasses import dataclass
from datetime import date, timedelta

from mis_assessor.core.evidence.submission import ChosenWindow
from mis_assessor.core.rules.quantities import Month

EVIDENCE_END, DECLARATION_DAY = date(2022, 12, 5), date(2023, 2, 2)
"""Of Year 4, in which the registers were first written; other years move their days."""


@dataclass(frozen=True, slots=True)
class SchemeYear:
    """One scheme year: what is counted from when, and when it is looked at."""

    number: int
    edition: str
    evidence_end: date
    declaration_day: date
    deaths_from: date
    """First day of the register of deaths."""
    reviewed_from: date
    """From this death on, reviews, reports and parents count."""
    incidents_from: date
    early_notification: date
    """From this day, what qualifies is reported to NHS Resolution after HSIB or MNSI."""
    training: ChosenWindow
    assessed: Month
    """The month of data that is assessed."""
    published: date
    shifts_from: date
    reports_from: date
    """First day of the register of outside reports."""
    checked_on: date
    complete_to: date
    ahead: timedelta = timedelta(0)
    """How much earlier before the declaration the papers are signed than in Year 4."""

    @property
    def moved_by(self) -> timedelta:
        """How far after Year 4 this year's evidence ends."""
        return self.evidence_end - EVIDENCE_END

    def moved(self, day: date) -> date:
        """The day as far from the end of the evidence as it is in Year 4."""
        return day + self.moved_by

    def declaring(self, day: date) -> date:
        """The day as far from the declaration as it is in Year 4."""
        return day + (self.declaration_day - DECLARATION_DAY)


YEAR_3 = SchemeYear(
    number=3,
    edition="2021-03",
    evidence_end=date(2021, 7, 15),
    declaration_day=date(2021, 7, 15),
    deaths_from=date(2019, 12, 20),
    reviewed_from=date(2021, 1, 11),
    incidents_from=date(2019, 4, 1),
    early_notification=date(2019, 4, 1),
    training=ChosenWindow(date(2020, 7, 1), date(2021, 6, 30)),
    assessed=Month(2020, 12),
    published=date(2021, 3, 25),
    shifts_from=date(2020, 10, 1),
    reports_from=date(2019, 4, 1),
    checked_on=date(2021, 7, 15),
    complete_to=date(2021, 7, 15),
    ahead=timedelta(weeks=3),
)
YEAR_4 = SchemeYear(
    number=4,
    edition="2022-10",
    evidence_end=EVIDENCE_END,
    declaration_day=DECLARATION_DAY,
    deaths_from=date(2022, 1, 1),
    reviewed_from=date(2022, 5, 6),
    incidents_from=date(2021, 4, 1),
    early_notification=date(2022, 4, 1),
    training=ChosenWindow(date(2021, 12, 6), EVIDENCE_END),
    assessed=Month(2022, 7),
    published=date(2022, 10, 27),
    shifts_from=date(2021, 12, 6),
    reports_from=date(2021, 4, 1),
    checked_on=date(2023, 1, 12),
    complete_to=date(2023, 1, 9),
)
YEAR_5 = SchemeYear(
    number=5,
    edition="2023-10",
    evidence_end=date(2023, 12, 7),
    declaration_day=date(2024, 2, 1),
    deaths_from=date(2023, 1, 1),
    reviewed_from=date(2023, 5, 30),
    incidents_from=date(2022, 12, 6),
    early_notification=date(2022, 12, 6),
    training=ChosenWindow(date(2022, 12, 1), date(2023, 11, 30)),
    assessed=Month(2023, 7),
    published=date(2023, 10, 26),
    shifts_from=date(2023, 5, 30),
    reports_from=date(2022, 4, 1),
    checked_on=date(2024, 1, 11),
    complete_to=date(2024, 1, 8),
)
YEAR_6 = SchemeYear(
    number=6,
    edition="2024-04",
    evidence_end=date(2024, 11, 30),
    declaration_day=date(2025, 3, 3),
    deaths_from=date(2023, 10, 1),
    reviewed_from=date(2023, 12, 8),
    incidents_from=date(2023, 12, 8),
    early_notification=date(2023, 12, 8),
    training=ChosenWindow(date(2023, 12, 1), date(2024, 11, 30)),
    assessed=Month(2024, 7),
    published=date(2024, 10, 31),
    shifts_from=date(2024, 4, 2),
    reports_from=date(2023, 4, 1),
    checked_on=date(2025, 1, 9),
    complete_to=date(2025, 1, 6),
)
YEAR_7 = SchemeYear(
    number=7,
    edition="2025-04",
    evidence_end=date(2025, 11, 30),
    declaration_day=date(2026, 3, 3),
    deaths_from=date(2024, 10, 1),
    reviewed_from=date(2024, 12, 1),
    incidents_from=date(2024, 12, 1),
    early_notification=date(2024, 12, 1),
    training=ChosenWindow(date(2024, 12, 1), date(2025, 11, 30)),
    assessed=Month(2025, 7),
    published=date(2025, 10, 30),
    shifts_from=date(2025, 4, 2),
    reports_from=date(2024, 4, 1),
    checked_on=date(2026, 1, 8),
    complete_to=date(2026, 1, 5),
)
YEARS = (YEAR_3, YEAR_4, YEAR_5, YEAR_6, YEAR_7)
