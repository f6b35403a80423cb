"""Whose duty is decided on whose evidence: each trust, and the local maternity system.

Values the guidance leaves to the system: filled in from system.yaml, never guessed.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace

from mis_assessor.core.evidence.submission import Submission
from mis_assessor.core.evidence.system import System
from mis_assessor.core.rules.quantities import Quantity
from mis_assessor.core.rules.readings import names_used
from mis_assessor.core.rules.requirement import DutyOf, Requirement
from mis_assessor.core.rules.rulebook import Rule
from mis_assessor.core.rules.values import Entries, Entry

OF_A_SYSTEM: tuple[DutyOf, ...] = ("LMS", "ICS", "commissioner", "maternity voices partnership")
"""Bodies that answer with the system's own folder."""


@dataclass(frozen=True, slots=True)
class Body:
    """A trust or a system, with what it has sent."""

    code: str
    name: str
    duties: tuple[DutyOf, ...]
    submission: Submission
    sent: bool = True
    """Whether it sent anything at all; nothing is evidence missing, by name."""
    system: System | None = None

    @property
    def is_system(self) -> bool:
        """Whether it answers for the system."""
        return self.duties == OF_A_SYSTEM

    @property
    def fingerprint(self) -> str:
        """sha256 over what it is decided on: for a system, what each of its trusts sent too."""
        if self.system is None or not self.is_system:
            return self.submission.fingerprint
        digest = hashlib.sha256(f"{self.code} {self.submission.fingerprint}\n".encode())
        for provider in sorted(self.system.providers, key=lambda p: p.code):
            sent = provider.submission.fingerprint if provider.submission else "nothing"
            digest.update(f"{provider.code} {sent}\n".encode())
        return digest.hexdigest()

    def has(self, requirement: Requirement) -> bool:
        """Whether a requirement is this body's duty."""
        return any(duty in self.duties for duty in requirement.duties)


def bodies_of(system: System) -> tuple[Body, ...]:
    """The system itself, then each of its trusts, in the order system.yaml names them."""
    own = Body(system.code, system.name, OF_A_SYSTEM, system.evidence, system=system)
    trusts = (
        Body(
            p.code,
            p.name,
            ("trust",),
            p.submission or nothing_sent(p.code, p.name),
            p.submission is not None,
            system,
        )
        for p in system.providers
    )
    return (own, *trusts)


def lone_trust(submission: Submission) -> Body:
    """A trust assessed without its system."""
    return Body(submission.trust_code, submission.trust_name, ("trust",), submission)


def nothing_sent(code: str, name: str) -> Submission:
    """A submission with nothing in it: every duty is evidence missing."""
    return Submission(
        trust_code=code,
        trust_name=name,
        scheme="",
        scheme_year=0,
        assessed_as_at=None,
        known_on=None,
        contribution=None,
        registers={},
        documents=(),
        statements={},
        judgements=(),
        chosen={},
    )


def ambitions_asked(rule: Rule) -> tuple[str, ...]:
    """The names of the local ambitions that a rule rests on."""
    names = names_used(rule.requirement, rule.values)
    asked = (e.set_locally for name in names for e in rule.values[name] if e.set_locally)
    return tuple(dict.fromkeys(asked))


def set_locally(rule: Rule, ambitions: Mapping[str, Quantity]) -> tuple[Rule, tuple[str, ...]]:
    """The rule with its local ambitions, and the names of those nobody has set."""
    asked = ambitions_asked(rule)
    if not asked:
        return rule, ()
    filled: dict[str, Entries] = {
        name: tuple(_filled(entry, ambitions) for entry in entries)
        for name, entries in rule.values.items()
    }
    return replace(rule, values=filled), tuple(name for name in asked if name not in ambitions)


def _filled(entry: Entry, ambitions: Mapping[str, Quantity]) -> Entry:
    if entry.set_locally not in ambitions:
        return entry
    return entry.model_copy(update={"is_": ambitions[entry.set_locally], "set_locally": ""})
