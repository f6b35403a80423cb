"""A Board paper as a file: what lies in it and what it says, read within limits and never run."""

import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from typing import Any

import pikepdf

from mis_assessor.core.errors import EvidenceUnreadable
from mis_assessor.packs.page_drawing import pages_seen
from mis_assessor.reading import limits
from mis_assessor.reading.problems import one_problem, quoted

OURS = "urn:mis-assessor:xmp:1"
LARGEST = 400 * limits.MEGABYTE
LARGEST_INSIDE = {
    "assessment.json": 50 * limits.MEGABYTE,
    "rulebook.json": 40 * limits.MEGABYTE,
    "submission.zip": 350 * limits.MEGABYTE,
}
"""The files a paper may hold, each with the most it may have once unpacked."""
MOST_FILES = 10
MOST_PAGES = 1_000
_LAYER_ENDS = re.compile(rb"startxref\s+\d+\s+%%EOF")
_NOT_OURS = (
    "is no Board paper of this program. Name the PDF that “mis assess --pdf” wrote, as it was sent."
)
_OLDER = (
    "is a paper of an older version of this program: it holds no data to check. Ask for one that "
    "was written again."
)


@dataclass(frozen=True, slots=True)
class PaperFile:
    """What a paper holds, before anything is said of it."""

    name: str
    content: bytes
    sha256: str
    claims: Mapping[str, str]
    """What its metadata say."""
    files: Mapping[str, bytes]
    """The files in it that a paper may hold."""
    oddities: tuple[tuple[str, str], ...]
    """Where, and what no paper of this program has."""
    pages: tuple[str, ...]
    layers: int
    """How often it was written to: once, and once for each signature."""
    places: tuple[str, ...]
    """The names of its places for signatures."""


def read_paper(content: bytes, name: str) -> PaperFile:
    """A paper out of its bytes.

    Raises EvidenceUnreadable, in one sentence, where it is none or cannot be read whole.
    """
    if len(content) > LARGEST:
        raise one_problem(name, f"has more than {limits.in_megabytes(LARGEST)}: no paper has.")
    if not content.startswith(b"%PDF-"):
        raise one_problem(name, _NOT_OURS)
    try:
        with pikepdf.open(BytesIO(content), attempt_recovery=False, suppress_warnings=True) as pdf:
            return _read(pdf, content, name)
    except pikepdf.PasswordError:
        raise one_problem(name, "is encrypted. Ask for the paper as it was written.") from None
    except EvidenceUnreadable:
        raise
    except (pikepdf.PdfError, ValueError, TypeError, AttributeError, KeyError, RecursionError):
        raise one_problem(name, "is damaged or cut short. Ask for it again.") from None


def _read(pdf: pikepdf.Pdf, content: bytes, name: str) -> PaperFile:
    if pdf.is_encrypted:
        raise one_problem(name, "is encrypted. Ask for the paper as it was written.")
    claims = _claims(pdf, name)
    if len(pdf.pages) > MOST_PAGES:
        raise one_problem(name, f"has more than {MOST_PAGES:,} pages: no paper has.")
    _refuse_bombs(pdf, name)
    oddities: list[tuple[str, str]] = []
    files = _files(pdf, name, oddities)
    oddities += _odd(pdf)
    pages, drawn = pages_seen(content)
    oddities += drawn
    tail = content[content.rfind(b"%%EOF") + 5 :]
    if tail.strip():
        oddities.append(("after its end", "something was added behind the end of the file."))
    return PaperFile(
        name=name,
        content=content,
        sha256=sha256(content).hexdigest(),
        claims=claims,
        files=files,
        oddities=tuple(oddities),
        pages=pages,
        layers=len(_LAYER_ENDS.findall(content)),
        places=tuple(_places(pdf)),
    )


def _claims(pdf: pikepdf.Pdf, name: str) -> Mapping[str, str]:
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        ours = {
            str(key).removeprefix(f"{{{OURS}}}"): str(value)
            for key, value in metadata.items()
            if str(key).startswith(f"{{{OURS}}}")
        }
    if not ours:
        raise one_problem(name, _NOT_OURS)
    if "edition" not in ours:
        raise one_problem(name, _OLDER)
    return ours


def _files(pdf: pikepdf.Pdf, name: str, oddities: list[tuple[str, str]]) -> Mapping[str, bytes]:
    if (number := len(pdf.attachments)) > MOST_FILES:
        raise one_problem(name, f"holds {number:,} files; a paper holds three at most.")
    found: dict[str, bytes] = {}
    for named, spec in pdf.attachments.items():
        if named not in LARGEST_INSIDE:
            oddities.append(("its files", f"{quoted(named)} lies in it, which no paper holds."))
        elif spec.filename != named:
            oddities.append(("its files", f"{quoted(named)} calls itself {quoted(spec.filename)}."))
        else:
            found[named] = _unpacked(spec.get_file().obj, LARGEST_INSIDE[named], f"{name}, {named}")
    listed = [str(file.get("/UF", "")) for file in pdf.Root.get("/AF", pikepdf.Array())]
    if sorted(listed) != sorted(found):
        oddities.append(("its files", "the list of its files is not that of the files in it."))
    return found


def _unpacked(stream: Any, limit: int, where: str) -> bytes:
    """The content of a stream, never more than a limit of it."""
    kinds = stream.get("/Filter")
    names = [str(kind) for kind in kinds] if isinstance(kinds, pikepdf.Array) else [str(kinds)]
    raw = stream.read_raw_bytes()
    if kinds is None or names == []:
        held = bytes(raw)
    elif names == ["/FlateDecode"]:
        unpacking = zlib.decompressobj()
        try:
            held = unpacking.decompress(raw, limit + 1)
        except zlib.error:
            raise one_problem(where, "is damaged. Ask for the paper again.") from None
    else:
        raise one_problem(where, "is packed as this program never packs it.")
    if len(held) > limit:
        raise one_problem(where, f"unpacks to more than {limits.in_megabytes(limit)}: none has.")
    return held


def _refuse_bombs(pdf: pikepdf.Pdf, name: str) -> None:
    """Refuses a paper with a page that unpacks to more than any page of ours."""
    for number, page in enumerate(pdf.pages, 1):
        contents = page.obj.get("/Contents")
        for stream in contents if isinstance(contents, pikepdf.Array) else [contents]:
            if isinstance(stream, pikepdf.Stream):
                _unpacked(stream, 20 * limits.MEGABYTE, f"{name}, page {number}")


_SEEN_ON_PAGES = ("/Link", "/Widget")


def _odd(pdf: pikepdf.Pdf) -> Iterator[tuple[str, str]]:
    root = pdf.Root
    for key, what in (
        ("/OpenAction", "does something when it is opened"),
        ("/AA", "does something by itself"),
        ("/OCProperties", "has layers that can be hidden"),
    ):
        if key in root:
            yield "the whole file", f"it {what}, which no paper does."
    if "/JavaScript" in root.get("/Names", pikepdf.Dictionary()):
        yield "the whole file", "it holds a program, which no paper does."
    for number, page in enumerate(pdf.pages, 1):
        for note in page.obj.get("/Annots", pikepdf.Array()):
            kind = str(note.get("/Subtype", ""))
            if kind not in _SEEN_ON_PAGES or "/A" in note or "/AA" in note:
                yield f"page {number}", f"something was laid over the page ({kind.lstrip('/')})."


def _places(pdf: pikepdf.Pdf) -> Iterator[str]:
    form = pdf.Root.get("/AcroForm", pikepdf.Dictionary())
    for field in form.get("/Fields", pikepdf.Array()):
        if str(field.get("/FT", "")) == "/Sig":
            yield str(field.get("/T", ""))
