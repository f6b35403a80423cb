"""Repairs: what could still make a requirement true, none of them altering a past fact."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class RepairKind(StrEnum):
    """What kind of thing somebody would have to do; each has an effort of its own."""

    TRAIN = "train a person"
    CASE = "act on a case"
    REPORT = "bring a report"
    DOCUMENT = "make a document"
    SHOW = "show what was done in time"
    FIND_OUT = "find out what is not known"
    COMPLETE = "complete a record"
    STATEMENT = "answer a question"
    JUDGEMENT = "decide and record a judgement"
    REGISTER = "complete a register"
    FIGURE = "raise a figure"
    SETTLE = "settle a contradiction"


@dataclass(frozen=True, slots=True)
class Repair:
    """One thing to do, whoever needs it; the same key is the same thing."""

    key: str
    kind: RepairKind
    what: str
    by: date | None
    """The last safe day; None where the day has passed and evidence may still be sent."""
    group: str = ""
    """What it is one of, where any of several would do: “midwives: attendance”."""
