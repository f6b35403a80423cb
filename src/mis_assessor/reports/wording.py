"""Money, lists and sentences as people read them."""

from collections.abc import Sequence
from decimal import Decimal

from mis_assessor.core.wording import capital

UNKNOWN = "unknown"


def pounds(amount: Decimal | None) -> str:
    """Money with pounds and pence; an amount nobody knows is said to be unknown.

    >>> pounds(Decimal("1234567.5")), pounds(Decimal("-3")), pounds(None)
    ('£1,234,567.50', '−£3.00', 'unknown')
    """
    if amount is None:
        return UNKNOWN
    return f"{'−' if amount < 0 else ''}£{abs(amount):,.2f}"


def count(number: int, thing: str, things: str = "") -> str:
    """How many there are, with the right ending.

    >>> count(1, "case"), count(2, "case"), count(0, "safety action")
    ('1 case', '2 cases', '0 safety actions')
    >>> count(3, "person", "people"), count(1200, "row")
    ('3 people', '1,200 rows')
    """
    return f"{number:,} {thing if number == 1 else things or thing + 's'}"


def listed(words: Sequence[str]) -> str:
    """A list in words.

    >>> listed(["2"]), listed(["2", "5"]), listed(["2", "5", "8"]), listed([])
    ('2', '2 and 5', '2, 5 and 8', 'none')
    """
    if not words:
        return "none"
    *rest, last = words
    return f"{', '.join(rest)} and {last}" if rest else last


def actions_named(numbers: Sequence[int]) -> str:
    """Safety actions by number; 0 stands for the conditions of the scheme.

    >>> actions_named([1]), actions_named([2, 5]), actions_named([0, 3])
    ('safety action 1', 'safety actions 2 and 5', 'safety action 3 and the conditions')
    """
    tens = [str(number) for number in numbers if number]
    words = [f"safety action{'s' if len(tens) > 1 else ''} {listed(tens)}"]
    return listed((words if tens else []) + (["the conditions"] if 0 in numbers else []))


def late(days_late: int | None) -> str:
    """How late something was, in words.

    >>> late(1), late(12), late(0), late(None)
    ('1 day late', '12 days late', 'on time', '')
    """
    if days_late is None:
        return ""
    return f"{count(days_late, 'day')} late" if days_late > 0 else "on time"


def sentence(words: str) -> str:
    """Words that begin with a capital and end with a full stop.

    >>> sentence("no register"), sentence("Why?"), sentence("")
    ('No register.', 'Why?', '')
    """
    words = capital(words.strip())
    return words + ("" if not words or words[-1] in ".?!:" else ".")


def short_digest(sha256: str) -> str:
    """The first twelve characters of a fingerprint: enough to compare by eye.

    >>> short_digest("0123456789abcdef"), short_digest("")
    ('0123456789ab', 'none')
    """
    return sha256[:12] or "none"
