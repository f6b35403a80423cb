"""Small registers of Years 5 to 7: submitters, interventions, committees."""

from collections.abc import Sequence
from datetime import date

from mis_assessor.core.evidence.submission import Register
from trust_year.rows import Trust, register

LISTED = date(2022, 9, 15)
NOT_YET = 6
"""One in so many interventions is still to be put in place."""


def submitters(trust: Trust) -> Register:
    """Three people on the list; one of them has left since."""
    day = trust.year.moved(LISTED)
    return register(
        trust.year,
        "MSDS submitters",
        [
            {
                "person": f"DS-{number:02}",
                "registered as submitter": True,
                "still employed": number != 3,
                "as at": day,
            }
            for number in (1, 2, 3)
        ],
        day,
        day,
        taken_from="Strategic Data Collection Service",
    )


def care_bundle_implementation(trust: Trust, interventions: Sequence[str]) -> Register:
    """Every intervention of the national tool, as it stood late in the window."""
    day = trust.year.moved(date(2022, 11, 21))
    return register(
        trust.year,
        "care bundle implementation",
        [
            {
                "element": name[1],
                "intervention": name,
                "implemented": number % NOT_YET != 0,
                "as at": day,
                "tool release": "1.7",
            }
            for number, name in enumerate(interventions, start=1)
        ],
        day,
        day,
        taken_from="national implementation tool",
    )


def committees(trust: Trust, names: Sequence[str]) -> Register:
    """Every meeting the rules name has the service user lead in its quorum."""
    return register(
        trust.year,
        "committees with service users",
        [
            {"committee": name, "user lead is a member": True, "counts to the quorum": True}
            for name in names
        ],
        trust.year.shifts_from,
        taken_from="governance team",
    )
