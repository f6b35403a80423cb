"""A framework: what a report or a planning letter asks, beside the incentive scheme."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from pydantic import Field

from mis_assessor.core.frame import Frame
from mis_assessor.core.frozen import Frozen
from mis_assessor.core.scheme import Publication, Rule, SafetyAction


class Scores(Frozen):
    """The words a framework has for all, some and none of what is asked."""

    all_: str
    some: str
    none: str


class Framework(Frame):
    """One framework (``framework.yaml``)."""

    framework: str
    """Its folder under the rules, as ``--framework`` takes it."""
    short_title: str
    late_counts_as: Literal["met", "not met"]
    scores: Scores | None = None
    parts_called: str = Field("group", alias="parts called")
    """What its groups are called: Immediate and Essential Action, chapter."""


@dataclass(frozen=True, slots=True)
class FrameworkBook:
    """Everything one framework asks, and the fingerprint of the files it came from."""

    frame: Framework
    groups: tuple[SafetyAction, ...]
    rules: tuple[Rule, ...]
    sources: Mapping[str, Publication]
    digest: str
    confirmed: frozenset[tuple[str, str, str]] = frozenset()
