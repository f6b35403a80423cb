"""Whether a trust is in the list of trusts as it calls itself, and bank holidays as published."""

from collections.abc import Iterator
from datetime import date

from mis_assessor.core.checking.agreement import Agreement, Compared
from mis_assessor.core.checking.published import NationalData, TrustListed, days_told
from mis_assessor.core.checking.under_other_codes import under_other_codes
from mis_assessor.core.evidence.references import folded
from mis_assessor.core.evidence.submission import Submission
from mis_assessor.core.rules.bank_holidays import bank_holidays
from mis_assessor.core.wording import counted, listed, on_day

TRUST_LIST, BANK_HOLIDAYS = "NAT-trust-list", "NAT-bank-holidays"
_FEW, _SATURDAY = 5, 5


def compare_trust(submission: Submission, national: NationalData, on: date) -> Iterator[Compared]:
    """The code and the name of the trust beside every list of trusts that was given."""
    if not national.trusts:
        return
    code, name = submission.trust_code, submission.trust_name
    listed_as = national.trusts.get(code, ())
    if not listed_as:
        says = (
            f"No list given has the code {code}. A list holds the trusts of its own day and those "
            f"closed lately. {under_other_codes(national, code, on)}"
        ).strip()
        yield _of_trust(submission, Agreement.CANNOT_TELL, "not listed", says, "")
        return
    names = {folded(one.name) for one in listed_as}
    for one in listed_as:
        agreement, says = _named(one, name, on, renamed=folded(name) in names)
        if agreement is Agreement.CANNOT_TELL:
            says = f"{says} {under_other_codes(national, code, on)}".strip()
        yield _of_trust(submission, agreement, one.name, says, one.place)


def _named(one: TrustListed, name: str, on: date, *, renamed: bool) -> tuple[Agreement, str]:
    if not one.open_on(on):
        closed = f"closed {on_day(one.closed)}" if one.closed else "not open yet"
        return Agreement.CANNOT_TELL, f"The list has {one.code} as {closed}."
    if folded(one.name) == folded(name):
        return Agreement.AGREES, f"The list has {one.code} under this name."
    if renamed:
        return Agreement.AGREES, (
            f"This list has {one.code} as “{one.name}”, another one under the name the submission "
            "has: it was renamed."
        )
    return Agreement.DIFFERS, (
        f"The submission calls {one.code} “{name}”, and the list “{one.name}”. It may have been "
        "renamed; a list of that time would show it."
    )


def _of_trust(
    submission: Submission, agreement: Agreement, theirs: str, says: str, place: str
) -> Compared:
    return Compared(
        TRUST_LIST,
        f"The trust, {submission.trust_code}",
        agreement,
        submission.trust_name,
        theirs,
        says,
        place,
        (),
        "public",
    )


def compare_holidays(national: NationalData) -> Iterator[Compared]:
    """The bank holidays of each file beside those by which working days are counted here."""
    for file, days in national.holidays.items():
        first, last = min(days), max(days)
        ours = {
            day
            for year in range(first.year, last.year + 1)
            for day in bank_holidays(year)
            if first <= day <= last and day.weekday() < _SATURDAY
        }
        theirs = {day for day in days if day.weekday() < _SATURDAY}
        apart = sorted(ours ^ theirs)
        told = listed([on_day(day, "") for day in apart[:_FEW]])
        more = f" and {len(apart) - _FEW:,} more" if len(apart) > _FEW else ""
        says = (
            f"{counted(len(apart), 'days')} in one and not in the other: {told}{more}."
            if apart
            else f"All {len(ours):,} weekdays of {days_told(first, last)} are the same."
        )
        yield Compared(
            BANK_HOLIDAYS,
            "Bank holidays of England and Wales",
            Agreement.DIFFERS if apart else Agreement.AGREES,
            counted(len(ours), "days"),
            counted(len(theirs), "days"),
            says,
            file,
            (),
            "public",
        )
