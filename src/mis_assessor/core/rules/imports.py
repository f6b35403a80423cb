"""How spreadsheets that trusts keep anyway are laid out: one file of ``rules/imports`` each.

Which headings and words mean what is data; whoever meets another word adds it there.
"""

from enum import StrEnum

from pydantic import Field, model_validator

from mis_assessor.core.rules.values import Frozen

Words = dict[str, tuple[str, ...]]
"""What is meant, and how files write it."""


class Shape(StrEnum):
    """What a sheet looks like."""

    LIST = "list"
    """A row for each case, a column for each thing said of it."""
    MATRIX = "matrix"
    """A row for each person, a column for each training module."""
    WEEKS = "weeks"
    """A column for each day of a week, a row for each shift."""


class InACell(StrEnum):
    """What a word in a training matrix may mean."""

    BOOKED = "booked"
    ATTENDED = "attended"
    DID_NOT_ATTEND = "did not attend"
    ON_LEAVE = "on leave"
    NOT_ASKED = "not asked"
    LEFT = "left"


class Layout(Frozen):
    """One way in which files of a kind are laid out."""

    layout: str
    called: str
    """The word of the command: “mis import training-matrix”."""
    shape: Shape
    into: tuple[str, ...]
    """The registers it may fill; of several, the one whose columns it has most of."""
    columns: Words = Field(default_factory=dict)
    """Column of a register → the headings under which files have it."""
    names: tuple[str, ...] = ()
    """Headings of people's names: a reference is made of them where there is no staff number."""
    left_behind: Words = Field(default_factory=dict)
    """Why a column is not taken → its headings."""
    rates: tuple[str, ...] = ()
    """Headings of shares in per cent, which are held against the counts and never taken."""
    sheets: Words = Field(default_factory=dict)
    """Staff group → words in the names of sheets."""
    modules: Words = Field(default_factory=dict)
    """Training module → words in headings."""
    booked: tuple[str, ...] = ()
    """Words in headings that say a day is a booking."""
    cells: dict[InACell, tuple[str, ...]] = Field(default_factory=dict)
    """Of a matrix, what words in its cells mean."""
    words: dict[str, Words] = Field(default_factory=dict)
    """Column, or “yes or no” → word of the register → words of the files."""
    rows_that_end_it: tuple[str, ...] = ()
    """What the first words of totals say; such rows are no cases."""

    @model_validator(mode="after")
    def _says_what_its_shape_needs(self) -> "Layout":
        if self.shape is Shape.MATRIX and not (self.modules and self.cells):
            raise ValueError("a matrix needs “modules” and “cells”")
        if self.shape is Shape.WEEKS and not self.words:
            raise ValueError("weeks need “words”: what a shift is called, and what its cells say")
        return self
