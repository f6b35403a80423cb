"""What documents are called, and the few that bear a day of their own."""

from datetime import date

from trust_year.diary import next_day, working_day
from trust_year.years import SchemeYear

PERMISSION = "Board minute: permission to sign"
TITLES = {
    "PMRT quarterly report": "Perinatal Mortality Review Tool: quarterly report to the Board",
    "maternity digital strategy": "Maternity Digital Strategy 2022 to 2025",
    "transitional care pathway or guideline": "Guideline: transitional care for mother and baby",
    "transitional care audit": "Audit of the transitional care pathway",
    "recording process for term admissions": "Procedure: recording term admissions to the unit",
    "recording process for transitional care": "Procedure: recording transitional care activity",
    "neonatal commissioner return (XA04)": "Return to the commissioner, HRG 4/XA04",
    "ATAIN review report": "ATAIN: joint review of term admissions",
    "ATAIN action plan": "ATAIN and transitional care action plan 2022/23",
    "progress on ATAIN action plan": "ATAIN action plan: progress",
    "commitment to the RCOG roles document": "Roles of the consultant: our commitment",
    "consultant attendance audit": "Audit of consultant attendance on the labour ward",
    "obstetric anaesthetic rota": "Obstetric anaesthetic rota",
    "neonatal medical assessment": "Neonatal medical staffing against the BAPM standard",
    "neonatal nursing workforce tool output": "Neonatal nursing workforce calculator, output",
    "neonatal workforce plan": "Neonatal nursing: plan, and progress on last year's plan",
    "establishment report": "Birthrate Plus workforce report",
    "midwifery budget paper": "Midwifery establishment and budget 2022/23",
    "uplift plan": "Midwifery establishment: closing the gap",
    "coordinator improvement plan": "Labour ward coordinator: plan for every shift",
    "one-to-one plan": "One-to-one care in labour: plan for every woman",
    "midwifery staffing report": "Midwifery staffing: six-monthly report to the Board",
    "Board paper on the care bundle": "Saving Babies' Lives, version two: position",
    "element action plan": "Saving Babies' Lives: action plan",
    "training plan": "Maternity and neonatal training plan 2021 to 2024",
    "Board declaration form": "Maternity incentive scheme year four: Board declaration form",
    "Board minute: permission to sign": "Trust Board, January 2023: permission to sign",
    "joint presentation to the Board": "Ten safety actions: joint presentation to the Board",
}
OF_YEAR_4 = frozenset(
    {
        "maternity digital strategy",
        "ATAIN action plan",
        "midwifery budget paper",
        "training plan",
        "Board declaration form",
        "Board minute: permission to sign",
    }
)
"""Kinds whose title names a time; in other years they are called by their kind."""
GIVEN: dict[str, date] = {
    "training plan": date(2021, 9, 14),
    "transitional care pathway or guideline": date(2021, 10, 12),
    "recording process for term admissions": date(2021, 9, 21),
    "recording process for transitional care": date(2021, 9, 21),
    "smoking referral pathway": date(2021, 6, 8),
    "preterm clinic procedure": date(2021, 11, 16),
    "MVP or MNVP terms of reference": date(2021, 9, 7),
    "establishment report": date(2022, 7, 12),
    "midwifery budget paper": date(2022, 7, 18),
    "commitment to the RCOG roles document": date(2022, 6, 14),
}
WHILE_DECLARING: dict[str, date] = {
    "briefing of commissioner or accountable officer": date(2023, 1, 20),
    "joint presentation to the Board": date(2023, 1, 19),
    PERMISSION: date(2023, 1, 26),
    "Board declaration form": date(2023, 1, 30),
}


def given_day(kind: str, year: SchemeYear) -> date | None:
    """The day a document bears whatever is asked, because others follow from it."""
    if day := GIVEN.get(kind):
        return working_day(year.moved(day))
    if day := WHILE_DECLARING.get(kind):
        by = "Trust Board" if kind == PERMISSION else ""
        return next_day(by, year.declaring(day) - year.ahead)
    return None


def title_of(
    kind: str, about: tuple[str, ...], period: tuple[date, date] | None, year: SchemeYear
) -> str:
    """A title, with what it is about and the months it covers."""
    own = year.number == 4 or kind not in OF_YEAR_4
    title = TITLES[kind] if own and kind in TITLES else kind[:1].upper() + kind[1:]
    if about:
        title += f" ({about[-1].removeprefix(f'MIS-Y{year.number}-')})"
    return title + (f", {_months(*period)}" if period else "")


def _months(first: date, last: date) -> str:
    if (first.year, first.month) == (last.year, last.month):
        return f"{last:%B %Y}"
    return f"{first:%B %Y} to {last:%B %Y}"
