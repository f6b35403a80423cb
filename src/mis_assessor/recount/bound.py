"""A submission's own numbers in a query: named there, and given when it is run.

So the text of a query is the same for everybody, is made once, and the database works out
once how to run it. For a reader the numbers are written where they are named.
"""

import re
from collections.abc import Mapping
from functools import lru_cache

from mis_assessor.recount.tables import text

Value = int | str | None
Values = Mapping[str, Value]

TODAY = ":today"
"""The day as at which it is assessed."""
COMPLETE_TO = ":complete_to"
"""The day to which a register is complete."""
UNTIL = ":until"
"""The assessment day, or the last day of what is asked if that is earlier."""
COUNTED_ON = ":counted_on"
"""The day on which people are counted."""
SEEN_TO = ":seen_to"
"""The last day that the register of staff tells of."""
LONG_TERM_LEAVE = ":long_term_leave"
"""How many days of leave are long."""
FIRST, LAST = ":first", ":last"
"""The window in which training counts."""
ORGANISATIONS = (":organisation", ":or_organisation")
"""How rows may name whom the question is about."""

_TOKEN = re.compile(r"""'(?:[^']|'')*'|"(?:[^"]|"")*"|:([a-z_]+)""")
KEPT = 1 << 13


@lru_cache(maxsize=KEPT)
def names_in(query: str) -> tuple[str, ...]:
    """The numbers that a query names.

    >>> names_in('SELECT ":no" WHERE day <= :today AND \\':not\\' < day')
    ('today',)
    """
    return tuple(dict.fromkeys(filter(None, (m.group(1) for m in _TOKEN.finditer(query)))))


def written_out(query: str, values: Values) -> str:
    """A query with the numbers in it, to be read and run by anybody.

    >>> written_out("SELECT day <= :today AND who = :who", {"today": 738000, "who": "O'Hara"})
    "SELECT day <= 738000 AND who = 'O''Hara'"
    """

    def written(found: re.Match[str]) -> str:
        name = found.group(1)
        return found.group() if name is None else _literal(values[name])

    return _TOKEN.sub(written, query)


def _literal(value: Value) -> str:
    match value:
        case None:
            return "NULL"
        case str():
            return text(value)
        case _:
            return str(value)
