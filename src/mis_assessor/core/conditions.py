"""The closed list of conditions under which a requirement is met, as data."""

from typing import Annotated, Any

from pydantic import BeforeValidator, Discriminator, Field, Tag

from mis_assessor.core.comparisons import Test
from mis_assessor.core.condition_forms import HEADINGS, in_full
from mis_assessor.core.frozen import Frozen


class InOrder(Frozen):
    """Days or moments, none earlier than the one before it; equal is in order."""

    in_this_order: tuple[str, ...] = Field(min_length=1)


class PersonConfirms(Frozen):
    """Only a person can decide; who and why is recorded as a judgement."""

    a_person_confirms: str
    who_may: tuple[str, ...] = ()


class Readings(Frozen):
    """The guidance can be read in several ways; each is decided."""

    readings: dict[str, "Condition"] = Field(min_length=1)


class AllOf(Frozen):
    """Every part must hold."""

    all_of: tuple["Condition", ...] = Field(min_length=1)


class AnyOf(Frozen):
    """One route is enough, and each is plain *met*."""

    any_of: tuple["Condition", ...] = Field(min_length=1)


class Instead(Frozen):
    """The standard, or where it was missed the guidance's own alternative."""

    standard: "Condition"
    alternative: "Condition"


_KINDS: dict[type, str] = {
    InOrder: "order",
    PersonConfirms: "person",
    Readings: "readings",
    AllOf: "all",
    AnyOf: "any",
    Instead: "instead",
    Test: "test",
}


def _kind_of_condition(written: Any) -> str | None:
    if isinstance(written, dict):
        return next((k for h, k in HEADINGS.items() if h in written), None)
    return _KINDS.get(type(written))


Condition = Annotated[
    Annotated[
        Annotated[Test, Tag("test")]
        | Annotated[InOrder, Tag("order")]
        | Annotated[PersonConfirms, Tag("person")]
        | Annotated[Readings, Tag("readings")]
        | Annotated[AllOf, Tag("all")]
        | Annotated[AnyOf, Tag("any")]
        | Annotated[Instead, Tag("instead")],
        Discriminator(_kind_of_condition),
    ],
    BeforeValidator(in_full),
]

for _model in (Readings, AllOf, AnyOf, Instead):
    _model.model_rebuild()
