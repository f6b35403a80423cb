"""One submission held against every national figure about its trust."""

from collections.abc import Iterator
from datetime import date

from mis_assessor.core.checking.agreement import Compared, CrossCheck, rating_told
from mis_assessor.core.checking.comparisons import NationalRules
from mis_assessor.core.checking.counts import compare_counts, compare_sizes
from mis_assessor.core.checking.monthly import MonthlyLook, compare_months
from mis_assessor.core.checking.published import NationalData
from mis_assessor.core.checking.trusts import compare_holidays, compare_trust
from mis_assessor.core.cqim.rules import CqimRules
from mis_assessor.core.evidence.submission import Submission
from mis_assessor.core.rules.rulebook import Rulebook

OUTSIDE_REPORTS = "outside reports"


def hold_against(
    submission: Submission,
    book: Rulebook,
    national: NationalData,
    comparisons: NationalRules,
    cqim: CqimRules,
    on: date,
) -> CrossCheck:
    """Everything that can be compared, what cannot be, and what a person should look at."""
    compared: list[Compared] = [
        *compare_trust(submission, national, on),
        *compare_holidays(national),
    ]
    not_looked_at: dict[str, None] = {}
    for one in _compared(submission, book, national, comparisons, cqim):
        if isinstance(one, Compared):
            compared.append(one)
        else:
            not_looked_at[one] = None
    return CrossCheck(
        submission.trust_code,
        submission.trust_name,
        submission.scheme_year,
        submission.fingerprint,
        national.files,
        tuple(compared),
        tuple(not_looked_at),
        tuple(_look_at(submission, national)),
        national.remarks,
    )


def _compared(
    submission: Submission,
    book: Rulebook,
    national: NationalData,
    comparisons: NationalRules,
    cqim: CqimRules,
) -> Iterator[Compared | str]:
    for monthly in comparisons.monthly:
        if serves := monthly.serves_of(book):
            limits = monthly.limits_of(book)
            yield from compare_months(
                MonthlyLook(monthly, submission, national, cqim, serves, limits)
            )
    for count in comparisons.counts:
        if serves := count.serves_of(book):
            yield from compare_counts(count, submission, national, serves, cqim.rounding)
    for size in comparisons.sizes:
        if serves := size.serves_of(book):
            yield from compare_sizes(size, submission, national, serves)


def _look_at(submission: Submission, national: NationalData) -> Iterator[str]:
    """Ratings, each with whether the trust's register of outside reports has a report of then."""
    register = submission.registers.get(OUTSIDE_REPORTS)
    told = {
        row.day("published on")
        for row in (register.rows if register else ())
        if row.cells.get("published by") == "CQC"
    }
    for rating in national.ratings.get(submission.trust_code, ()):
        known = "has" if rating.published_on in told else "has not"
        yield f"{rating_told(rating)} The register of outside reports {known} a report of that day."
