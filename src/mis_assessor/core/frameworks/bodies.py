"""Whose duty is decided on whose evidence: each trust, and the local maternity system."""

import hashlib
from dataclasses import dataclass

from mis_assessor.core.requirement import DutyOf, Requirement
from mis_assessor.core.submission import Submission
from mis_assessor.core.system import System

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
