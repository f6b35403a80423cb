"""Reads ``payment.yaml``, or says everything that keeps it from being read."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from mis_assessor.core.errors import EvidenceUnreadable, Problem
from mis_assessor.core.payment.given import Given
from mis_assessor.core.payment.refused import Refused
from mis_assessor.intake.yaml_page import Page, content_at, read_page

PAYMENT = "payment.yaml"


@dataclass(frozen=True, slots=True)
class PaymentFile:
    """What a payment file says, and where, so that later refusals can name the line."""

    page: Page[Given]

    @property
    def given(self) -> Given:
        """What it says, before the rules of its year had a look at it."""
        return self.page.says

    def unless(self, refusals: Iterable[Refused]) -> Given:
        """What it says. Raises EvidenceUnreadable where any of it is refused."""
        problems = [Problem(self.page.file.where(found.place), found.why) for found in refusals]
        if problems:
            raise EvidenceUnreadable(problems)
        return self.given


def read_payment_file(path: Path) -> PaymentFile:
    """A payment file as typed input. Raises EvidenceUnreadable with every problem."""
    return payment_file(content_at(path, PAYMENT), path.name)


def payment_file(content: bytes, name: str) -> PaymentFile:
    """The same, of content already at hand."""
    return PaymentFile(read_page(content, name, Given, numbers_are_amounts=True))
