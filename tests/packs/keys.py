"""Keys of people who do not exist, vouched for by a root that nobody else trusts."""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

PASSPHRASE = b"only in tests"


@dataclass(frozen=True)
class Root:
    """A root with its own key; each one is another."""

    name: str = "Test root"

    @cached_property
    def key(self) -> ec.EllipticCurvePrivateKey:
        """Its private key."""
        return ec.generate_private_key(ec.SECP256R1())

    @cached_property
    def certificate(self) -> x509.Certificate:
        """Signed by itself."""
        usage = x509.KeyUsage(False, False, False, False, False, True, True, False, False)
        builder = _begun(_named(self.name, "Test"), _named(self.name, "Test"), self.key)
        builder = builder.add_extension(x509.BasicConstraints(True, None), critical=True)
        return builder.add_extension(usage, critical=True).sign(self.key, hashes.SHA256())

    @property
    def pem(self) -> bytes:
        """As a verifier holds it."""
        return self.certificate.public_bytes(serialization.Encoding.PEM)

    def person(self, name: str, organisation: str) -> bytes:
        """A person's key as PKCS#12."""
        key = ec.generate_private_key(ec.SECP256R1())
        usage = x509.KeyUsage(True, True, False, False, False, False, False, False, False)
        builder = _begun(_named(name, organisation), self.certificate.subject, key)
        builder = builder.add_extension(x509.BasicConstraints(False, None), critical=True)
        made = builder.add_extension(usage, critical=True).sign(self.key, hashes.SHA256())
        locked = serialization.BestAvailableEncryption(PASSPHRASE)
        return pkcs12.serialize_key_and_certificates(b"key", key, made, [self.certificate], locked)


def _named(name: str, organisation: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COMMON_NAME, name),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation),
        ]
    )


def _begun(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePrivateKey
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(datetime(2020, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2099, 1, 1, tzinfo=UTC))
    )
