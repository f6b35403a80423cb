"""What rules stand in: titles, editions, pauses and values that every rule may use."""

from datetime import date

from pydantic import Field, model_validator

from mis_assessor.core.frozen import Frozen
from mis_assessor.core.values import Dictionary, Status


class Edition(Frozen):
    """The guidance as it stood from a day on."""

    id: str
    title: str
    in_force_from: date
    or_as_late_as: date | None = None
    """The last day it could have come into force, where the day is not known."""
    status: Status
    document: str
    not_loaded: str = ""


class Pause(Frozen):
    """Days on which reporting obligations, but not facts, are suspended."""

    from_: date
    to: date
    title: str
    document: str
    status: Status
    end_status: Status | None = None
    suspends: str
    continues: tuple[str, ...] = ()
    best_effort: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _in_order(self) -> "Pause":
        if self.to < self.from_:
            raise ValueError("“to” is before “from”")
        return self

    def holds_on(self, day: date) -> bool:
        """Whether the day lies in the pause; first and last day included."""
        return self.from_ <= day <= self.to


class Frame(Frozen):
    """A scheme year or a framework: when its guidance was in force, and its values."""

    title: str
    launched: date
    last_day: date
    """The last day of its life; what has no day of its own is due by then."""
    editions: tuple[Edition, ...]
    pauses: tuple[Pause, ...] = ()
    values: Dictionary = Field(default_factory=dict)
