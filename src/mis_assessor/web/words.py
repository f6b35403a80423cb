"""Words that pages share: days and moments, and what is said once something was done."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from mis_assessor.core.wording import on_day

DONE = {
    "assessed": "Assessed.",
    "started": "The year has been started. Begin with what is due next.",
    "loaded": "The submission has been taken in and assessed.",
    "sent": "What you sent has been kept, and the submission assessed again.",
    "same": "What you sent is what was there already, so nothing has changed.",
    "stated": "The statement has been recorded, and the submission assessed again.",
    "paper": "The Board paper has been made.",
    "moved": "Recorded.",
    "acknowledged": "Acknowledged.",
    "password": "Your password has been changed.",
    "account": "The account has been added.",
    "trust": "The trust has been kept.",
    "absence": "The absence has been recorded.",
}
"""By the word in the address, so that no address can put words of its own on a page."""


def day_in_words(day: str) -> str:
    """A day as it is stored, as people write it.

    >>> day_in_words("2023-02-02"), day_in_words("")
    ('2 February 2023', '')
    """
    return on_day(date.fromisoformat(day), "") if day else ""


def moment_in_words(moment: str) -> str:
    """A moment as it is stored, in London's time.

    >>> moment_in_words("2023-07-02T13:05:00Z")
    '2 July 2023 at 14:05'
    """
    at = datetime.fromisoformat(moment).astimezone(ZoneInfo("Europe/London"))
    return f"{on_day(at.date(), '')} at {at:%H:%M}"
