"""Puts one person's signature into a paper, with a key that the person brings and takes away."""

from io import BytesIO
from typing import Any

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign import fields, signers
from pyhanko.sign.fields import MDPPerm
from pyhanko.sign.general import SigningError
from pyhanko.stamp.noop import NoOpStampStyle

from mis_assessor.core.errors import NotAllowed

REASON = "Board declaration, Maternity Incentive Scheme"


class _KeepsMetadata(IncrementalPdfFileWriter):
    """Leaves the metadata as they are: written anew they would break PDF/A-3."""

    def _update_meta(self) -> None:
        return


def signer_from(p12: bytes, passphrase: bytes) -> Any:
    """The person's key and certificates out of a PKCS#12 file. Raises NotAllowed."""
    try:
        signer = signers.SimpleSigner.load_pkcs12_data(p12, [], passphrase)
    except (ValueError, TypeError):
        signer = None
    if signer is None:
        raise NotAllowed(
            "The key file cannot be opened. Check that it is a PKCS#12 file (.p12 or .pfx), and "
            "its passphrase."
        )
    return signer


def signed(content: bytes, place: str, signer: Any, *, first: bool) -> bytes:
    """The paper with the signature in one of its places; what was there stays byte for byte.

    The first signature also says what may still be done to the paper: sign the other place.
    Raises NotAllowed where the place is taken or the paper cannot be signed.
    """
    wanted = signers.PdfSignatureMetadata(
        field_name=place,
        reason=REASON,
        md_algorithm="sha256",
        subfilter=fields.SigSeedSubFilter.PADES,
        certify=first,
        docmdp_permissions=MDPPerm.FILL_FORMS,
    )
    writer = signers.PdfSigner(wanted, signer=signer, stamp_style=NoOpStampStyle())
    try:
        made = writer.sign_pdf(_KeepsMetadata(BytesIO(content)), existing_fields_only=True)
    except (SigningError, PdfError) as error:
        raise NotAllowed(f"The paper cannot be signed there: {error}.") from error
    return bytes(made.getvalue())
