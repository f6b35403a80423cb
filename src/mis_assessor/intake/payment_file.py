"""Reads ``payment.yaml``, or says everything that keeps it from being read."""

from pathlib import Path

from mis_assessor.core.payment.contract import PaymentInput
from mis_assessor.core.payment.view import PaymentFile
from mis_assessor.intake.inventory import PAYMENT
from mis_assessor.intake.pages import content_at, read_page


def read_payment_file(path: Path) -> PaymentFile:
    """A payment file as typed input. Raises EvidenceUnreadable with every problem."""
    return read_payment(content_at(path, PAYMENT), path.name)


def read_payment(content: bytes, name: str = PAYMENT) -> PaymentFile:
    """The same, of content already at hand, such as a submission's."""
    page = read_page(content, name, PaymentInput, numbers_are_amounts=True)
    return PaymentFile(page.says, page.sha256, page.file.where)
