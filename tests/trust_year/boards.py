"""Registers that belong to the conditions of the scheme, and of the Board's meetings."""

from datetime import date, datetime, time

from mis_assessor.core.evidence.submission import Register
from mis_assessor.core.rules.quantities import LONDON
from trust_year.diary import meetings
from trust_year.rows import Trust, register


def outside_reports(trust: Trust) -> Register:
    """Two reports about maternity care; NHS Resolution was told of the one that matters."""
    moved = trust.year.moved
    return register(
        trust.year,
        "outside reports",
        [
            {
                "report": "OR-01",
                "published by": "other outside review",
                "published on": moved(date(2022, 3, 18)),
                "covers from": moved(date(2021, 9, 1)),
                "covers to": moved(date(2021, 11, 30)),
                "could contradict the declaration": False,
                "judged by": "Jocasta Merribourne",
                "judged in role": "governance lead",
                "judged on": moved(date(2022, 4, 4)),
                "reason": "a peer review of the antenatal clinic, without a finding on the ten",
            },
            {
                "report": "OR-02",
                "published by": "CQC",
                "published on": moved(date(2022, 11, 9)),
                "covers from": moved(date(2022, 7, 12)),
                "covers to": moved(date(2022, 7, 14)),
                "could contradict the declaration": True,
                "judged by": "Jocasta Merribourne",
                "judged in role": "governance lead",
                "judged on": moved(date(2022, 11, 21)),
                "reason": "it asks for better records of who attends safety huddles",
                "told NHS Resolution on": datetime.combine(
                    moved(date(2022, 12, 1)), time(15, 20, 31), tzinfo=LONDON
                ),
            },
        ],
        trust.year.reports_from,
        trust.year.declaration_day,
        checked_on=trust.year.declaration_day,
        taken_from="register of external visits",
    )


def board_meetings(trust: Trust) -> Register:
    """Every meeting of the Trust Board up to the declaration, numbered within its year."""
    held = [
        day
        for day in meetings("Trust Board")
        if trust.year.reports_from <= day <= trust.year.declaration_day
    ]
    return register(
        trust.year,
        "meetings",
        [
            {
                "body": "Trust Board",
                "held on": day,
                "number in the year": sum(d.year == day.year and d <= day for d in held),
            }
            for day in held
        ],
        trust.year.reports_from,
        trust.year.declaration_day,
        taken_from="company secretary",
        checked_on=trust.year.declaration_day,
    )
