"""Receipts of verifications: written, signed with a verifier's own key, and checked again."""

import base64
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from pydantic import ValidationError

from mis_assessor.core.checking.receipt import PAYLOAD, against, read_statement, statement
from mis_assessor.core.checking.verification import Verification
from mis_assessor.core.errors import NotAllowed
from mis_assessor.reading.problems import one_problem


@dataclass(frozen=True, slots=True)
class Verifier:
    """Who verified, and on which day."""

    who: str
    on: date


def receipt_of(
    found: Verification, verifier: Verifier, key: tuple[bytes, bytes] | None = None
) -> bytes:
    """The receipt: a statement, or with a key (PKCS#12, passphrase) an envelope that signs it.

    Raises NotAllowed where the key cannot be used.
    """
    said = statement(found, verifier.who, verifier.on)
    payload = json.dumps(said, ensure_ascii=False, indent=1, sort_keys=True).encode()
    if key is None:
        return payload + b"\n"
    try:
        private, certificate, _ = pkcs12.load_key_and_certificates(*key)
    except ValueError:
        private = certificate = None
    if certificate is None or not isinstance(
        private, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey
    ):
        raise NotAllowed(
            "The key file cannot be used. Check that it is a PKCS#12 file with a certificate, and "
            "its passphrase."
        )
    message = _to_be_signed(payload)
    signature = (
        private.sign(message, padding.PKCS1v15(), hashes.SHA256())
        if isinstance(private, rsa.RSAPrivateKey)
        else private.sign(message, ec.ECDSA(hashes.SHA256()))
    )
    envelope = {
        "payload": base64.b64encode(payload).decode(),
        "payloadType": PAYLOAD,
        "signatures": [
            {
                "cert": certificate.public_bytes(serialization.Encoding.PEM).decode(),
                "sig": base64.b64encode(signature).decode(),
            }
        ],
    }
    return json.dumps(envelope, indent=1, sort_keys=True).encode() + b"\n"


def _to_be_signed(payload: bytes) -> bytes:
    """The bytes that a DSSE envelope signs: type and payload, each with its length."""
    return b"DSSEv1 %d %s %d %s" % (len(PAYLOAD), PAYLOAD.encode(), len(payload), payload)


def check_receipt(
    content: bytes, found: Verification, roots: Sequence[bytes] = ()
) -> tuple[str, ...]:
    """What of a receipt is not so; nothing where it is the receipt of this pack.

    Raises EvidenceUnreadable where it is no receipt.
    """
    return tuple(_checked(content, found, roots))


def _checked(content: bytes, found: Verification, roots: Sequence[bytes]) -> Iterator[str]:
    try:
        whole = json.loads(content)
        if isinstance(whole, dict) and "payload" in whole:
            payload = base64.b64decode(whole["payload"], validate=True)
            yield from _signature(whole, payload, roots)
            whole = json.loads(payload)
        said = read_statement(whole)
    except (ValueError, KeyError, TypeError, IndexError, ValidationError, RecursionError):
        raise one_problem("the receipt", "is no receipt that this program writes.") from None
    yield from against(said, found)


def _signature(whole: dict[str, Any], payload: bytes, roots: Sequence[bytes]) -> Iterator[str]:
    one = whole["signatures"][0]
    certificate = x509.load_pem_x509_certificate(one["cert"].encode())
    signature = base64.b64decode(one["sig"], validate=True)
    public = certificate.public_key()
    try:
        match public:
            case rsa.RSAPublicKey():
                way = (padding.PKCS1v15(), hashes.SHA256())
                public.verify(signature, _to_be_signed(payload), *way)
            case ec.EllipticCurvePublicKey():
                public.verify(signature, _to_be_signed(payload), ec.ECDSA(hashes.SHA256()))
            case _:
                yield "it is signed with a kind of key that is not read here."
    except InvalidSignature:
        yield "its signature is not of what it says: it was changed."
        return
    if roots and not any(_vouches(root, certificate) for root in roots):
        yield "no root that was given vouches for whoever signed it."


def _vouches(root: bytes, certificate: x509.Certificate) -> bool:
    """Whether a root is, or directly issued, a certificate."""
    try:
        known = x509.load_pem_x509_certificate(root)
    except ValueError:
        known = x509.load_der_x509_certificate(root)
    if known == certificate:
        return True
    try:
        certificate.verify_directly_issued_by(known)
    except (ValueError, TypeError, InvalidSignature):
        return False
    return True
