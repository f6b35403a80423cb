"""How each value behind a verdict is known, in words."""

from dataclasses import dataclass
from typing import assert_never

from mis_assessor.core.thresholds import Threshold
from mis_assessor.core.values import Status


@dataclass(frozen=True, slots=True)
class Value:
    """A threshold with where it is written and how it is known."""

    name: str
    value: str
    source: str
    """Empty where it is written in the same place as the requirement."""
    status: str


def value(threshold: Threshold, beside: str = "") -> Value:
    """A threshold beside its requirement's source; an unconfirmed one says so in words."""
    known = "Confirmed" if threshold.confirmed else "Not confirmed"
    return Value(
        name=threshold.name,
        value=threshold.value,
        source="" if threshold.source == beside else threshold.source,
        status=f"{known}: {status_words(threshold.status)}",
    )


def status_words(status: str) -> str:
    """A confidence mark in words; a mark we do not know is shown as it is."""
    if status not in set(Status):
        return status
    known = Status(status)
    match known:
        case Status.SEED:
            return "printed in a document we hold"
        case Status.PUBLIC:
            return "seen in a published document"
        case Status.DERIVED:
            return "follows from published values"
        case Status.RECALLED_HIGH:
            return "recalled, likely right"
        case Status.RECALLED_MED:
            return "recalled, may be off"
        case Status.RECALLED_LOW:
            return "recalled weakly, so not loaded"
        case Status.ASSUMPTION:
            return "our assumption"
        case _:
            assert_never(known)


def is_confirmed(status: str) -> bool:
    """Whether a confidence mark, ours or a trust's confirmation, means *confirmed*."""
    if status in set(Status):
        return Status(status).confirmed
    return status.startswith("confirmed")
