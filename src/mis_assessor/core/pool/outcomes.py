"""What became of a declaration, recorded step by step; a chain that nothing is taken out of."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from pydantic_core import to_json

from mis_assessor.core.plain import plain
from mis_assessor.core.pool.row_check import wrong_with
from mis_assessor.core.pool.trust_year import Appealed, Declared, Reconfirmed, TrustYear, Verified
from mis_assessor.core.verdicts import Verdict
from mis_assessor.core.wording import on_day


class OutcomeStep(StrEnum):
    """The steps of a declaration, each in somebody's own voice."""

    ASSESSED = "assessed"
    DECLARED = "declared"
    VERIFIED = "verified"
    APPEALED = "appealed"
    RECONFIRMED = "re-confirmed"


RECORDABLE = MappingProxyType(
    {
        OutcomeStep.ASSESSED: tuple(one.value for one in Verdict),
        OutcomeStep.DECLARED: tuple(one.value for one in Declared),
        OutcomeStep.VERIFIED: tuple(one.value for one in Verified),
        OutcomeStep.APPEALED: tuple(one.value for one in Appealed),
        OutcomeStep.RECONFIRMED: tuple(one.value for one in Reconfirmed),
    }
)
"""What may be recorded at each step."""
AWAITED = "awaited"
FIRST = "0" * 64
"""What the first record of a chain names as the one before it."""


@dataclass(frozen=True, slots=True)
class OutcomeRecord:
    """One step of one trust's scheme year: what, when, by whom, and of exactly which files."""

    number: int
    trust_code: str
    scheme_year: int
    step: OutcomeStep
    outcome: str
    on: date
    who: str
    role: str
    subject: str
    """sha256 of the submission or the pack that it is about."""
    assessment: str
    """The digest of the assessment of that submission."""
    rulebook: str
    """The digest of the rulebook it was assessed by."""
    program: str
    """The version of the program that recorded it."""
    recorded_on: date
    reason: str = ""
    evidence: str = ""
    """sha256 of the letter or minute that says so."""
    previous: str = FIRST
    """The digest of the record before."""
    digest: str = ""


def sealed_record(record: OutcomeRecord) -> OutcomeRecord:
    """The record with the sha256 of all of it, the record before included."""
    return replace(record, digest=_digest(record))


def _digest(record: OutcomeRecord) -> str:
    said: dict[str, Any] = plain(replace(record, digest=""))
    return hashlib.sha256(to_json(dict(sorted(said.items())))).hexdigest()


def wrong_in_chain(chain: Sequence[OutcomeRecord]) -> Iterator[tuple[int, str]]:
    """The number of each record that was changed, taken out or moved, and what is wrong."""
    before = FIRST
    for number, record in enumerate(chain, start=1):
        if record.digest != _digest(record):
            yield number, "was changed after it was recorded: its digest is not its own."
        if record.previous != before or record.number != number:
            yield number, "does not follow the record before it: one was changed or taken out."
        if (record.trust_code, record.scheme_year) != (chain[0].trust_code, chain[0].scheme_year):
            yield number, "is about another trust or another scheme year than the first."
        before = record.digest


def why_not(chain: Sequence[OutcomeRecord], record: OutcomeRecord) -> Iterator[str]:
    """Everything that keeps a record from being added to a chain, in words."""
    if record.outcome not in RECORDABLE[record.step]:
        words = ", ".join(f"“{word}”" for word in RECORDABLE[record.step])
        yield f"“{record.outcome}” cannot be {record.step.value}. Write one of {words}."
        return
    if record.on > record.recorded_on:
        yield f"The day, {on_day(record.on, '')}, has not come yet."
    if chain and (chain[0].trust_code, chain[0].scheme_year) != (
        record.trust_code,
        record.scheme_year,
    ):
        yield (
            f"The chain is about {chain[0].trust_code} in scheme year {chain[0].scheme_year}. Each "
            "trust's year has a chain of its own."
        )
        return
    settled = [
        one
        for one in chain
        if one.step is record.step
        and one.step is not OutcomeStep.ASSESSED
        and one.outcome != AWAITED
    ]
    if settled:
        last = settled[-1]
        yield (
            f"It was {last.step.value} as {last.outcome} {on_day(last.on)} by {last.who}. What is "
            "recorded stays; a later step may differ from it."
        )
    elif record.step is not OutcomeStep.ASSESSED:
        yield from (
            f"{record.step.value}: {w.what}" for w in wrong_with(trust_year_of((*chain, record)))
        )


def trust_year_of(
    chain: Sequence[OutcomeRecord], name: str = "", contribution: Decimal = Decimal(1)
) -> TrustYear:
    """A trust's year as the fund sees it: where each step stands last."""
    last = {one.step: one for one in chain}
    declared, verified = last.get(OutcomeStep.DECLARED), last.get(OutcomeStep.VERIFIED)
    appealed, again = last.get(OutcomeStep.APPEALED), last.get(OutcomeStep.RECONFIRMED)
    return TrustYear(
        code=chain[0].trust_code,
        name=name,
        scheme_year=chain[0].scheme_year,
        contribution=contribution,
        declared=Declared(declared.outcome) if declared else None,
        declared_on=declared.on if declared else None,
        verified=Verified(verified.outcome) if verified else None,
        verified_on=verified.on if verified else None,
        appealed=Appealed(appealed.outcome) if appealed else None,
        appealed_on=appealed.on if appealed else None,
        reconfirmed=Reconfirmed(again.outcome) if again else None,
        reconfirmed_on=again.on if again else None,
    )
