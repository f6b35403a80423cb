"""The sentences of rules with the values of their slots in words."""

from datetime import date, datetime

from mis_assessor.core.calendar import first_day
from mis_assessor.core.quantities import Month, Quantity
from mis_assessor.core.readings import Reading, written
from mis_assessor.core.wording import at_moment, listed, on_day


def value_in_words(value: Quantity | None) -> str:
    """A value as a sentence has it: days and moments written out."""
    match value:
        case datetime():
            return at_moment(value)
        case date():
            return on_day(value, "")
        case Month():
            return f"{first_day(value):%B %Y}"
        case tuple():
            return listed(value)
        case _:
            return written(value)


def fill(sentence: str, reading: Reading) -> str:
    """A sentence of a rule with its slots filled."""
    for name in reading.entries:
        slot = f"<{name}>"
        if slot in sentence:
            value = reading.chosen.get(name) or reading.value(name)
            words = value_in_words(value) if value is not None else f"({name}: not loaded)"
            sentence = sentence.replace(slot, words)
    return sentence
