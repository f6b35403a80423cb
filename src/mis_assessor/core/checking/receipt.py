"""A statement of what was verified, in the form of in-toto: of which pack, by whom, with what."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from mis_assessor.core.checking.verification import State, Verification

STATEMENT = "https://in-toto.io/Statement/v1"
PREDICATE = "urn:mis-assessor:verification:1"
PAYLOAD = "application/vnd.in-toto+json"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class PackNamed(_Strict):
    """What was verified."""

    name: str
    digest: Mapping[str, str]


class Said(_Strict):
    """One check that did not hold, or could not be made."""

    about: str
    where: str
    says: str


class Predicate(_Strict):
    """Who verified it, with what, and what came of it."""

    verifier: str
    verified_on: date
    result: State
    assessed: str
    facts_up_to: date | None
    guidance_known_on: date | None
    rulebook: str
    made_with: Mapping[str, str]
    checked_with: Mapping[str, str]
    does_not_hold: tuple[Said, ...]
    cannot_be_checked: tuple[Said, ...]


class Receipt(_Strict):
    """The whole statement."""

    type_: Literal["https://in-toto.io/Statement/v1"]
    subject: tuple[PackNamed, ...]
    predicate_type: Literal["urn:mis-assessor:verification:1"]
    predicate: Predicate


NAMES = {"type_": "_type", "predicate_type": "predicateType"}


def statement(found: Verification, verifier: str, on: date) -> dict[str, Any]:
    """What a receipt of a verification says, as JSON has it."""
    said = Receipt(
        type_=STATEMENT,
        subject=(PackNamed(name=found.name, digest={"sha256": found.sha256}),),
        predicate_type=PREDICATE,
        predicate=Predicate(
            verifier=verifier,
            verified_on=on,
            result=found.state,
            assessed=found.assessed,
            facts_up_to=found.on,
            guidance_known_on=found.known_on,
            rulebook=found.rulebook,
            made_with=found.made_with,
            checked_with=found.checked_with,
            does_not_hold=_said(found, State.DOES_NOT_HOLD),
            cannot_be_checked=_said(found, State.CANNOT_BE_CHECKED),
        ),
    )
    whole = said.model_dump(mode="json")
    return {NAMES.get(name, name): part for name, part in sorted(whole.items())}


def _said(found: Verification, state: State) -> tuple[Said, ...]:
    return tuple(
        Said(about=check.subject.value, where=check.where, says=check.says)
        for check in found.checks
        if check.state is state
    )


def read_statement(whole: Any) -> Receipt:
    """A statement out of JSON. Raises ValueError where it is none of ours."""
    if not isinstance(whole, dict):
        raise ValueError("no statement")
    return Receipt.model_validate({_inner(name): part for name, part in whole.items()})


def _inner(name: str) -> str:
    return next((ours for ours, written in NAMES.items() if written == name), name)


def against(said: Receipt, found: Verification) -> Iterator[str]:
    """What of a statement is not so of a pack that was verified now."""
    digests = [subject.digest.get("sha256") for subject in said.subject]
    if digests != [found.sha256]:
        yield "it is the receipt of another pack: the fingerprint is not that of this one."
        return
    if said.predicate.rulebook != found.rulebook:
        yield "it names another rulebook than the one found now."
    if said.predicate.result is not found.state:
        yield f"it says “{said.predicate.result.value}”, and now it is “{found.state.value}”."
    elif said.predicate.does_not_hold != _said(found, State.DOES_NOT_HOLD):
        yield "what it says does not hold is not what was found now."
