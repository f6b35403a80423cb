"""How the engine's failures are told: what happened, what it means, what to do."""

from mis_assessor.core.errors import EngineFault

NOTHING_PUBLISHED = "Nothing is published; run it again, and report it if it stays."


def fault(what: str) -> EngineFault:
    """A fault of the engine itself, to be raised.

    >>> str(fault("crashed (exit code -11)")).partition(".")[0]
    'The rules engine crashed (exit code -11)'
    """
    return EngineFault(f"The rules engine {what}. {NOTHING_PUBLISHED}")
