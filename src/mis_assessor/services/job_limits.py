"""How long each kind of job may take, and what is said of one that takes longer."""

from typing import assert_never

from mis_assessor.core.wording import counted
from mis_assessor.store.jobs import JobKind

MINUTE = 60.0
SEND_LESS = (
    "See whether it holds rows of other trusts or years, or rows twice over, and send it again."
)
ASK_AGAIN = "Ask again when the service is less busy. If it goes on, tell whoever runs the service."


def limit_of(kind: JobKind) -> float:
    """Seconds that one attempt may take; all of them are done in a small part of it."""
    match kind:
        case JobKind.PAPER | JobKind.WAYS | JobKind.IMPORT:
            return 10 * MINUTE
        case JobKind.LOAD | JobKind.PACK | JobKind.DECLARATION:
            return 15 * MINUTE
        case JobKind.SYSTEM:
            return 60 * MINUTE
        case JobKind.PORTFOLIO:
            return 360 * MINUTE
        case _:
            assert_never(kind)


def at_most(kind: JobKind) -> str:
    """The same in words."""
    minutes = round(limit_of(kind) / MINUTE)
    return counted(minutes, "minutes") if minutes < 120 else counted(minutes // 60, "hours")


def took_too_long(kind: JobKind) -> str:
    """What whoever asked is told of a job that was stopped."""
    sent = kind in (JobKind.LOAD, JobKind.PACK, JobKind.IMPORT)
    kept = "What was verified before stays" if kind is JobKind.PORTFOLIO else "Nothing was kept"
    return f"It was not done after {at_most(kind)}, so it was stopped. {kept}. " + (
        SEND_LESS if sent else ASK_AGAIN
    )
