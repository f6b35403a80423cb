"""Every number, date and list of a rule: dated, sourced and marked by how we know it.

The one pydantic base of everything read from a rule file.
"""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, model_validator

from mis_assessor.core.rules.quantities import Length, Names, Quantity, Share, Times, read_quantity


def as_heading(name: str) -> str:
    """A field's heading in a rule file: underscores are spaces.

    >>> as_heading("met_when"), as_heading("from_")
    ('met when', 'from')
    """
    return name.rstrip("_").replace("_", " ")


class Frozen(BaseModel):
    """Immutable; unknown headings are refused; headings are English with spaces."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        alias_generator=as_heading,
        populate_by_name=True,
        defer_build=True,
    )


class Status(StrEnum):
    """How a value is known, in the confidence marks of our catalogues."""

    SEED = "seed"
    PUBLIC = "public"
    PUBLIC_SECONDARY = "public-secondary"
    """Printed by somebody else, as in a trust's guideline that copies the guidance."""
    RECALLED_HIGH = "recalled-high"
    RECALLED_MED = "recalled-med"
    RECALLED_LOW = "recalled-low"
    DERIVED = "derived"
    ASSUMPTION = "assumption"
    CARRIED_OVER = "carried-over"
    """As last year's guidance had it; nobody has read this year's for it."""
    CORRECTED_LOCALLY = "corrected-locally"
    """Read otherwise in the guidance by a named person of the trust; never in a rule file."""

    @property
    def confirmed(self) -> bool:
        """Whether it was seen in the published document itself.

        A derived value is no better known than what it follows from, so it is not.
        """
        return self in (Status.SEED, Status.PUBLIC, Status.CORRECTED_LOCALLY)


def _typed(written: Any) -> Any:
    if isinstance(written, str):
        return read_quantity(written)
    if isinstance(written, list) and all(isinstance(one, str) for one in written):
        return tuple(written)
    if isinstance(written, dict | list):
        raise ValueError("write one value, or a list of names")
    return written


def _each_typed(written: Any) -> Any:
    return tuple(map(_typed, written)) if isinstance(written, list) else _typed(written)


Typed = Annotated[Any, BeforeValidator(_typed)]


class Source(Frozen):
    """Where something is written: a document of ``sources.yaml``, its section, page."""

    document: str
    section: str = ""
    page: str = ""


class Option(Frozen):
    """What one source asks, where several ask for different values."""

    is_: Typed
    source: Source


def strictest(options: "tuple[Option, ...]") -> Option:
    """The shortest interval, the highest share, the most times, the earliest day.

    Raises ValueError where there is none, or where the values are of different kinds.
    """
    if not options:
        raise ValueError("“strictest of” needs at least one value")
    kinds = {(type(o.is_), getattr(o.is_, "unit", "")) for o in options}
    if len(kinds) > 1:
        raise ValueError("“strictest of” needs values of one kind and unit")
    match options[0].is_:
        case Length() | date():
            return min(options, key=_amount)
        case Share() | Times():
            return max(options, key=_amount)
        case _:
            raise ValueError("“strictest of” compares lengths, days, shares and times only")


def _amount(option: Option) -> Any:
    value = option.is_
    return getattr(value, "number", getattr(value, "of_one", value))


class Entry(Frozen):
    """One value, for some editions and for acts on some days."""

    is_: Typed = None
    readings: tuple[Typed, ...] = ()
    status: Status
    editions: tuple[str, ...] = ()
    """Editions it belongs to; none named means all."""
    from_: date | None = None
    until: date | None = None
    """The days of the case or act it is for, where the value changes with them."""
    strictest_of: tuple["Option", ...] = ()
    """Where two sources ask for different values: the stricter one binds."""
    set_locally: str = ""
    """The name of an ambition that the system sets itself, in system.yaml."""
    as_written: str = ""
    not_loaded: str = ""
    expected: Annotated[Any, BeforeValidator(_each_typed)] = None
    """Of a value not loaded: what last year's comes to a year on. Examples are decided with
    it; a submission never is."""
    source: Source | None = None

    @model_validator(mode="before")
    @classmethod
    def _strictest(cls, written: Any) -> Any:
        if not isinstance(written, dict) or not isinstance(written.get("strictest of"), list):
            return written
        options = tuple(Option.model_validate(o) for o in written["strictest of"])
        binding = strictest(options)
        if "is" in written and _typed(written["is"]) != binding.is_:
            raise ValueError("write “is” or “strictest of”, not both")
        return {**written, "is": binding.is_, "source": binding.source}

    @model_validator(mode="after")
    def _says_one_thing(self) -> "Entry":
        others = (self.readings, self.not_loaded, self.set_locally)
        if (self.is_ is not None) + sum(bool(one) for one in others) != 1:
            raise ValueError("write one of “is”, “readings”, “not loaded” or “set locally”")
        if self.status is Status.RECALLED_LOW and not self.not_loaded:
            raise ValueError("a “recalled-low” value ships empty: write “not loaded” and why")
        if len(self.readings) == 1:
            raise ValueError("“readings” needs at least two")
        if self.expected is not None and not self.not_loaded:
            raise ValueError("“expected” stands beside “not loaded” only")
        return self

    @property
    def as_expected(self) -> "Entry":
        """The entry as if what is expected were so."""
        if self.expected is None:
            return self
        several = isinstance(self.expected, tuple)
        held = {"readings": self.expected} if several else {"is_": self.expected}
        return self.model_copy(update={"not_loaded": "", "expected": None, **held})

    @property
    def options(self) -> tuple[Quantity | None, ...]:
        """Each reading of the value; one None where it is not loaded."""
        return self.readings or (self.is_,)


Entries = tuple[Entry, ...]
Dictionary = Mapping[str, Entries]


def entries_in(entries: Entries, edition: str) -> Entries:
    """The entries that belong to an edition."""
    return tuple(e for e in entries if not e.editions or edition in e.editions)


def entry_on(entries: Entries, day: date | None) -> Entry | None:
    """The entry for an act on a day; without a day, the one that has no days."""
    for entry in entries:
        if entry.from_ is None and entry.until is None:
            return entry
        if (
            day is not None
            and (entry.from_ is None or day >= entry.from_)
            and (entry.until is None or day <= entry.until)
        ):
            return entry
    return None


def as_names(value: Quantity | None) -> Names:
    """A list of names; one name is a list of one.

    >>> as_names("Trust Board")
    ('Trust Board',)
    """
    if value is None:
        return ()
    return value if isinstance(value, tuple) else (str(value),)
