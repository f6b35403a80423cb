"""Which values count as confirmed in the service: the one place that everything there asks.

What the file beside the rules says, and what people said in the service after it.
"""

import json
from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from pydantic import TypeAdapter

from mis_assessor.core.rules.confirmations import Confirmation
from mis_assessor.rulebook.confirmations import NAME, confirmations_as_file, read_confirmations
from mis_assessor.services.assess import Confirmed
from mis_assessor.services.desk import Desk
from mis_assessor.store.guidance import said
from mis_assessor.store.records import ValueRead

_ALL = TypeAdapter(tuple[Confirmation, ...])


class Says(StrEnum):
    """What a person says of a value after looking at a page."""

    CONFIRMED = "confirmed"
    OTHERWISE = "does not agree"
    NOT_HERE = "not on this page"


def confirmed_of(desk: Desk) -> Confirmed:
    """What an assessment of the service takes as confirmed. Raises RulebookWrong."""
    with desk.store.reading() as work:
        rows = said(work)
    given = None if not rows else counting(read_confirmations(desk.rules / NAME), rows)
    return Confirmed(desk.rules / NAME, given=given)


def confirmed_then(desk: Desk, content: str) -> Confirmed:
    """What an assessment that was kept took as confirmed, so that it can be made again."""
    whole = json.loads(desk.store.blobs.read(content))
    given = _ALL.validate_python(whole["made_with"]["confirmations"])
    return Confirmed(desk.rules / NAME, given=given)


def counting(beside: Iterable[Confirmation], rows: Iterable[ValueRead]) -> tuple[Confirmation, ...]:
    """The confirmations that stand after everything that was said, in order.

    A value that somebody found otherwise later is confirmed no longer.
    """
    stands = {(c.requirement, c.value, c.fingerprint): c for c in sorted(beside)}
    for row in rows:
        match Says(row.says):
            case Says.CONFIRMED:
                stands[row.key] = Confirmation(
                    *row.key,
                    row.by,
                    date.fromisoformat(row.on),
                    row.document,
                    row.page,
                    row.sha256,
                )
            case Says.OTHERWISE:
                stands.pop(row.key, None)
            case Says.NOT_HERE:
                pass
    return tuple(sorted(stands.values()))


def confirmations_file(desk: Desk) -> bytes:
    """The confirmations as “mis rules confirm” writes them, to be laid beside the rules."""
    return confirmations_as_file(confirmed_of(desk).made)
