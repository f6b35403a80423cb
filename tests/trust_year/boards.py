"""Registers that belong to the conditions of the scheme."""

from datetime import date, datetime

from mis_assessor.core.quantities import LONDON
from mis_assessor.core.submission import Register
from trust_year.rows import register


def outside_reports() -> Register:
    """Two reports about maternity care; NHS Resolution was told of the one that matters."""
    return register(
        "outside reports",
        [
            {
                "report": "OR-01",
                "published by": "other outside review",
                "published on": date(2022, 3, 18),
                "covers from": date(2021, 9, 1),
                "covers to": date(2021, 11, 30),
                "could contradict the declaration": False,
                "judged by": "Jocasta Merribourne",
                "judged in role": "governance lead",
                "judged on": date(2023, 1, 16),
                "reason": "a peer review of the antenatal clinic, without a finding on the ten",
            },
            {
                "report": "OR-02",
                "published by": "CQC",
                "published on": date(2022, 11, 9),
                "covers from": date(2022, 7, 12),
                "covers to": date(2022, 7, 14),
                "could contradict the declaration": True,
                "judged by": "Jocasta Merribourne",
                "judged in role": "governance lead",
                "judged on": date(2022, 11, 21),
                "reason": "it asks for better records of who attends safety huddles",
                "told NHS Resolution on": datetime(2022, 12, 1, 15, 20, 31, tzinfo=LONDON),
            },
        ],
        date(2021, 4, 1),
        date(2023, 2, 2),
        checked_on=date(2023, 2, 2),
        taken_from="register of external visits",
    )
