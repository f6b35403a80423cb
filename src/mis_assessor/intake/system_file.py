"""``system.yaml``: who belongs to a local maternity system, and what it says of itself."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from pydantic import field_validator

from mis_assessor.core.frozen import Frozen
from mis_assessor.intake.false_alarms import FalseAlarm
from mis_assessor.intake.manifest import Contact, IsoDay, refuse_repeated
from mis_assessor.intake.problems import quoted
from mis_assessor.intake.system_parts import (
    AmbitionSet,
    Body,
    BuddyNamed,
    Code,
    Commissioner,
    Fact,
    Partnership,
    Place,
    ProviderNamed,
)


class SystemNamed(Frozen):
    """The system, by its ICS code and name."""

    code: Code
    name: str
    region: str = ""
    year: str = ""


class SystemFile(Frozen):
    """Everything ``system.yaml`` may say."""

    system: SystemNamed
    assessed_as_at: IsoDay | None = None
    known_on: IsoDay | None = None
    providers: tuple[ProviderNamed, ...]
    maternity_voices_partnerships: tuple[Partnership, ...] = ()
    places: tuple[Place, ...] | None = None
    buddy: BuddyNamed | None = None
    local_ambitions: tuple[AmbitionSet, ...] = ()
    facts_stated: tuple[Fact, ...] = ()
    bodies: tuple[Body, ...] = ()
    commissioners: tuple[Commissioner, ...] = ()
    contacts: tuple[Contact, ...] = ()
    false_alarms: tuple[FalseAlarm, ...] = ()

    @field_validator("providers")
    @classmethod
    def _each_once(cls, providers: tuple[ProviderNamed, ...]) -> tuple[ProviderNamed, ...]:
        if not providers:
            raise ValueError("no trust is named. Name every trust of the system.")
        _refuse_twice("the code", (p.code for p in providers))
        _refuse_twice("the code", (unit.code for p in providers for unit in p.units))
        return providers

    @field_validator("maternity_voices_partnerships", "places", "local_ambitions")
    @classmethod
    def _names_once(cls, named: tuple[Any, ...] | None) -> tuple[Any, ...] | None:
        _refuse_twice("the name", (one.name for one in named or ()))
        return named

    @field_validator("facts_stated")
    @classmethod
    def _stated_once(cls, facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
        refuse_repeated(fact.statement for fact in facts)
        return facts


def _refuse_twice(what: str, words: Iterable[str]) -> None:
    for word, times in Counter(words).items():
        if times > 1:
            raise ValueError(f"{what} {quoted(word)} is given {times} times. Keep one.")
