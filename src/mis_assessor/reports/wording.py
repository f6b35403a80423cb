"""Money, lists and sentences as people read them.

Days as people read them, after the NHS digital service manual.

Shares as people read them, never rounded up to a threshold that they do not reach.

Reads back what a number was held against, so that a report can re-do the sum.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from mis_assessor.core.wording import capital, on_day

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


def listed_or_none(words: Sequence[str]) -> str:
    """A list in words.

    >>> [listed_or_none(["2", "5", "8"][:length]) for length in range(4)]
    ['none', '2', '2 and 5', '2, 5 and 8']
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
    words = [f"safety action{'s' if len(tens) > 1 else ''} {listed_or_none(tens)}"]
    return listed_or_none((words if tens else []) + (["the conditions"] if 0 in numbers else []))


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


def day(on: date) -> str:
    """A day as it is said.

    >>> day(date(2022, 5, 6))
    '6 May 2022'
    """
    return on_day(on, "")


def short_day(on: date) -> str:
    """A day for a narrow column.

    >>> short_day(date(2022, 9, 6))
    '6 Sep 2022'
    """
    return f"{on.day} {on:%b %Y}"


def day_if_dated(written: str) -> str:
    """A day that was written down as data; other words stay as they are.

    >>> day_if_dated("2022-07-01"), day_if_dated("July 2022")
    ('1 Jul 2022', 'July 2022')
    """
    try:
        return short_day(date.fromisoformat(written))
    except ValueError:
        return written


def days(first: date, last: date) -> str:
    """A span of days, both included.

    >>> days(date(2021, 12, 23), date(2022, 5, 5))
    '23 December 2021 to 5 May 2022'
    """
    return f"{day(first)} to {day(last)}"


def percentage(done: int, of: int, against: Fraction | None = None) -> str:
    """A share, cut and never rounded, that cannot be taken for another number.

    Two decimals, and more where two would look like a whole per cent or like
    ``against`` on its wrong side.

    >>> percentage(9, 10), percentage(899, 1000), percentage(2, 3)
    ('90%', '89.9%', '66.66%')
    >>> percentage(8996, 10000), percentage(89999, 100000), percentage(1, 10**5)
    ('89.96%', '89.99%', '0.001%')
    >>> percentage(50001, 10**6, against=Fraction(1, 20)), percentage(0, 0)
    ('5.0001%', 'none to count')
    """
    if of == 0:
        return "none to count"
    exact = Fraction(100 * done, of)
    if exact.denominator == 1:
        return f"{exact.numerator}%"
    edge = None if against is None else against * 100
    digits = 2
    while not _faithful(_cut(exact, digits), exact, edge):
        digits += 1
    return f"{_cut(exact, digits).normalize():f}%"


def _cut(exact: Fraction, digits: int) -> Decimal:
    return Decimal(int(exact * 10**digits)).scaleb(-digits)


def _faithful(shown: Decimal, exact: Fraction, edge: Fraction | None) -> bool:
    shown_exactly = Fraction(shown)
    looks_whole = shown_exactly.denominator == 1
    crosses = edge is not None and (shown_exactly < edge) != (exact < edge)
    return not looks_whole and not crosses
