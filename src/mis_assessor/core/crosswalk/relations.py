"""How requirements and evidence of one framework relate to those of another, as data.

A relation is shown and never decides: a met safety action supports an Ockenden action,
and its own test is still to be passed.
"""

from enum import StrEnum
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from mis_assessor.core.frozen import Frozen
from mis_assessor.core.values import Source, Status


class How(StrEnum):
    """How far what is sent for one answers the other."""

    SAME = "same"
    SUPERSET = "superset"
    SUBSET = "subset"
    OVERLAPS = "overlaps"
    SUPPORTING_ONLY = "supporting only"


def _names(written: Any) -> Any:
    return (written,) if isinstance(written, str) else written


Names = Annotated[tuple[str, ...], BeforeValidator(_names)]


class Relation(Frozen):
    """What is sent for `from_` is, for `to`, the same, more, less, or only support."""

    from_: Names = Field(min_length=1)
    """Safety actions (SA1 … SA10) or requirements."""
    to: Names = Field(min_length=1)
    how: How
    evidence: str = ""
    """What the two share, in words."""
    source: Source
    status: Status
    reviewed_by: str
    """Who read both texts and stands for the relation; “not yet reviewed” where nobody has."""


class CrosswalkPage(Frozen):
    """One file of relations."""

    title: str
    relations: tuple[Relation, ...]
