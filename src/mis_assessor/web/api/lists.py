"""Lists that grow, a page at a time."""

from collections.abc import Sequence
from typing import Annotated, Generic, TypeVar

from fastapi import Query
from pydantic import BaseModel, Field

from mis_assessor.web.ask import Ask

T = TypeVar("T")
LARGEST = 2**31 - 1
"""The largest number that both databases hold."""


class Listed(BaseModel, Generic[T]):
    """A page of a list."""

    items: list[T]
    next: str | None = Field(description="Where the next page is; none after the last one.")


class Page(BaseModel):
    """Which page of a list is asked for."""

    after: int = Field(0, ge=0, le=LARGEST, description="Where the last page ended: see next.")
    limit: int = Field(50, ge=1, le=200, description="So many of them at most.")


PageAsked = Annotated[Page, Query()]


def part_of(every: Sequence[T], page: Page) -> Sequence[T]:
    """The items of a page, and one more where there are more."""
    return every[page.after : page.after + page.limit + 1]


def next_page(ask: Ask, found: Sequence[object], page: Page, after: int = 0) -> str | None:
    """Where the next page is, if there was one item more; after the last one of this page."""
    if len(found) <= page.limit:
        return None
    url = ask.request.url.include_query_params(after=after or page.after + page.limit)
    return f"{url.path}?{url.query}"
