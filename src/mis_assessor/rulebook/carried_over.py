"""Values that the next year keeps as they are, and those whose dates it must read anew."""

from datetime import date

from mis_assessor.core.quantities import Quantity
from mis_assessor.core.readings import written
from mis_assessor.core.values import Entries, Entry


def carried_over(entries: Entries, year: int) -> list[dict[str, object]]:
    """What the next year holds of a value: its last entry, without its date."""
    return [_emptied(entries[-1], year)] if has_a_date(entries) else _as_written(entries[-1:])


def has_a_date(entries: Entries) -> bool:
    """Whether a value is a day in any of its entries."""
    return any(isinstance(option, date) for entry in entries for option in entry.options)


def _as_written(entries: Entries) -> list[dict[str, object]]:
    """Entries without dates, as the next year may keep them."""
    kept: list[dict[str, object]] = []
    for entry in entries:
        said: dict[str, object] = {"status": entry.status.value}
        if entry.not_loaded:
            said["not loaded"] = entry.not_loaded
        elif entry.readings:
            said["readings"] = [_word(option) for option in entry.readings]
        else:
            said["is"] = _word(entry.is_)
        if entry.source:
            said["source"] = entry.source.model_dump(by_alias=True, exclude_defaults=True)
        kept.append(said)
    return kept


def _word(value: Quantity | None) -> object:
    return list(value) if isinstance(value, tuple) else written(value)


def _emptied(entry: Entry, year: int) -> dict[str, object]:
    last = " or ".join(written(option) for option in entry.options)
    was = f" It was {last} the year before." if entry.options[0] is not None else ""
    return {
        "not loaded": f"to be read in the year {year} guidance.{was}",
        "status": "recalled-low",
    }
