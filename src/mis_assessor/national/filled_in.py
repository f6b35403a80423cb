"""Tables that people fill in, and lists of trusts with a heading row."""

from mis_assessor.core.checking.published import NationalSource, Release
from mis_assessor.core.rules.registers import CellKind
from mis_assessor.intake.cells import cell_type, one_of
from mis_assessor.intake.columns import NotBefore, TableKind, by_heading
from mis_assessor.national.layouts import (
    BY_PERIOD,
    DATA,
    DATA_QUALITY,
    DAY,
    FIGURE,
    MEASURES,
    OPENING,
    TRUST,
    WORD,
    column,
    spelled,
)

TRUSTS, RATINGS, SUCCESSIONS = "ODS trust list", "CQC ratings", "trust successions"
_RELEASE = one_of(tuple(one.value for one in Release if one is not Release.NOT_SAID))
_RESULT = one_of(("Pass", "Fail", "Low DQ", "DNS"))
_MONTH = cell_type(CellKind.MONTH)

SCORECARD = TableKind(
    NationalSource.SCORECARD.value,
    "cnst-scorecard",
    "a criterion of a trust on the CNST scorecard in a month, copied from the dashboard",
    by_heading(
        (
            column("trust code", TRUST, "The trust's ODS code."),
            column("criterion", WORD, "As the register MSDS scorecard names it."),
            column("month", _MONTH, "The month of activity."),
            column("numerator", FIGURE, "As shown.", needed=False),
            column("denominator", FIGURE, "As shown.", needed=False),
            column("result", _RESULT, "Pass, Fail, Low DQ or DNS.", needed=False),
            column("release", _RELEASE, "provisional or final."),
            column("copied on", DAY, "The day it was copied.", needed=False),
        )
    ),
    ("trust code", "criterion", "month", "release"),
)

CASE_COUNTS = TableKind(
    NationalSource.CASE_COUNTS.value,
    "national-case-counts",
    "a count of cases of a trust that only the national body can supply",
    by_heading(
        (
            column("trust code", TRUST, "The trust's ODS code."),
            column("counted by", WORD, "MBRRACE-UK, MNSI or HSIB, NHS Resolution or NNRD."),
            column("subject", WORD, "What was counted, as docs/cross-check.md lists it."),
            column("from", DAY, "First day counted."),
            column("to", DAY, "Last day counted."),
            column("count", FIGURE, "How many; * or <5 where it is not shown."),
            column("release", _RELEASE, "provisional or final.", needed=False),
            column("rounded", cell_type(CellKind.YES_NO), "As MSDS is.", needed=False),
            column("supplied on", DAY, "The day it was supplied.", needed=False),
        )
    ),
    ("trust code", "counted by", "subject", "from", "to", "release"),
    (NotBefore("to", "from"),),
)

CQC_RATINGS = TableKind(
    RATINGS,
    "cqc-ratings",
    "a rating of a service of a trust",
    by_heading(
        (
            column("trust code", TRUST, "The trust's ODS code."),
            column("service", WORD, "Such as maternity, and where."),
            column(
                "rating",
                one_of(("Outstanding", "Good", "Requires improvement", "Inadequate", "Not rated")),
                "The rating.",
            ),
            column("published on", DAY, "The day of the report."),
        )
    ),
)

TRUST_SNAPSHOT = TableKind(
    TRUSTS,
    "trusts",
    "a trust, its name and when it was opened and closed",
    by_heading(
        (
            column("trust code", TRUST, "The trust's ODS code."),
            column("trust name", WORD, "Its name."),
            *(
                column(heading, WORD, "Not used.", needed=False)
                for heading in (
                    *("region code", "region name", "board code", "board name", "postcode"),
                )
            ),
            column("open date", OPENING, "The day it was opened.", needed=False),
            column("close date", OPENING, "The day it was closed.", needed=False),
        )
    ),
    spellings=spelled(
        {
            "trust code": ("org_code", "organisation code"),
            "trust name": ("org_name", "name"),
            "region code": ("region_code",),
            "region name": ("region_name",),
            "board code": ("icb_code",),
            "board name": ("icb_or_stp_name_jan2022", "icb_name"),
            "open date": ("open_date",),
            "close date": ("close_date",),
        }
    ),
)

TRUST_SUCCESSIONS = TableKind(
    SUCCESSIONS,
    "trust-successions",
    "a trust that went over into another",
    by_heading(
        (
            column("predecessor", TRUST, "The ODS code of the trust that went over."),
            column("successor", TRUST, "The ODS code it went over into."),
            column("on", DAY, "The first day of the successor."),
        )
    ),
)

WITH_HEADINGS = (
    MEASURES,
    DATA_QUALITY,
    DATA,
    BY_PERIOD,
    SCORECARD,
    CASE_COUNTS,
    CQC_RATINGS,
    TRUST_SNAPSHOT,
    TRUST_SUCCESSIONS,
)
"""Every layout with a heading row."""
FILLED_IN = (SCORECARD, CASE_COUNTS)
"""Tables that people fill in by hand, so that a name in them may be misspelled."""
