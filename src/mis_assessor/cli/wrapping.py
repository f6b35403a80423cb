"""Lines for a screen, broken where 80 columns end, so that none is cut in a word."""

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

WIDE = 79


@dataclass(frozen=True, slots=True)
class SummaryLine:
    """A line and how it looks where colour is shown; the words never need it."""

    text: str
    style: dict[str, Any] = field(default_factory=dict)


def wrapped(
    text: str, first: str = "", then: str | None = None, **style: Any
) -> Iterator[SummaryLine]:
    """A text as lines, each behind its margin."""
    for line in textwrap.wrap(
        text,
        WIDE,
        initial_indent=first,
        subsequent_indent=first if then is None else then,
        break_on_hyphens=False,
    ):
        yield SummaryLine(line, style)
