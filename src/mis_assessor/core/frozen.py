"""The one pydantic base of everything read from a rule file."""

from pydantic import BaseModel, ConfigDict


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
    )
