"""The signatures of a paper: by whom, whole or not, and vouched for by roots the verifier gave."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from logging import NullHandler, getLogger
from typing import Any

from asn1crypto import pem, x509
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign.general import SigningError
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko_certvalidator import ValidationContext

from mis_assessor.packs.quick_reader import QuickReader
from mis_assessor.reading.problems import one_problem

for _library in ("pyhanko", "pyhanko_certvalidator"):
    getLogger(_library).addHandler(NullHandler())  # what it thinks is in the checks, in words
    getLogger(_library).propagate = False


@dataclass(frozen=True, slots=True)
class SignatureSeen:
    """One signature, in the order in which they were made."""

    place: str
    """The place it fills, named after the role."""
    who: str
    """The subject of the certificate."""
    organisation: str
    signed_at: datetime | None
    """The signer's own clock says so."""
    whole: bool
    """Whether what it signed is unchanged, byte for byte."""
    changed_after: bool
    """Whether more was done to the paper since than the signature allows."""
    vouched_for: bool | None
    """Whether a root that the verifier gave vouches for it; None where none was given."""


def roots_in(content: bytes, name: str) -> tuple[Any, ...]:
    """The certificates in a PEM or DER file. Raises EvidenceUnreadable."""
    try:
        if pem.detect(content):
            return tuple(
                x509.Certificate.load(der)
                for kind, _, der in pem.unarmor(content, multiple=True)
                if kind == "CERTIFICATE"
            )
        return (x509.Certificate.load(content, strict=True),)
    except (ValueError, TypeError):
        raise one_problem(name, "holds no certificate (PEM or DER).") from None


def signatures_of(
    content: bytes, roots: Sequence[Any], at: datetime | None = None
) -> tuple[SignatureSeen, ...]:
    """Every signature of a paper; roots in the paper itself are never believed.

    Raises EvidenceUnreadable where the paper's signatures cannot be read.
    """
    try:
        return tuple(_seen(content, roots, at))
    except (PdfError, SigningError, ValueError, KeyError, TypeError, AttributeError):
        raise one_problem("the signatures", "cannot be read: they are damaged.") from None


def _seen(content: bytes, roots: Sequence[Any], at: datetime | None) -> Iterator[SignatureSeen]:
    reader = QuickReader(content)
    for signature in reader.embedded_signatures:
        subject = signature.signer_cert.subject
        native: dict[str, Any] = subject.native
        name = str(native.get("common_name", subject.human_friendly))
        place = str(signature.field_name)
        try:
            status = validate_pdf_signature(
                signature,
                signer_validation_context=_context(roots, at),
                ts_validation_context=_context(roots, at),
            )
        except SignatureValidationError:
            yield SignatureSeen(place, name, "", None, False, False, None)
            continue
        yield SignatureSeen(
            place=place,
            who=name,
            organisation=str(native.get("organization_name", "")),
            signed_at=signature.self_reported_timestamp,
            whole=bool(status.intact and status.valid),
            changed_after=not status.docmdp_ok,
            vouched_for=bool(status.trusted) if roots else None,
        )


def _context(roots: Sequence[Any], at: datetime | None) -> ValidationContext:
    """A context of its own for each use; it asks nobody on the network."""
    return ValidationContext(
        trust_roots=list(roots), allow_fetching=False, revocation_mode="soft-fail", moment=at
    )
