"""What somebody may do to a paper or its evidence between the Board and the verifier."""

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from hashlib import sha256
from typing import Any

import pikepdf
from pyhanko.pdf_utils.generic import pdf_name, pdf_string
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from mis_assessor.core.assessment.assessment import Assessment
from mis_assessor.core.assessment.canonical import assessment_from, assessment_json, with_digest
from mis_assessor.packs.paper_file import OURS

Files = dict[str, bytes]


def saved(content: bytes, change: Callable[[pikepdf.Pdf], None]) -> bytes:
    """The paper opened, changed and saved again."""
    held = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        change(pdf)
        pdf.save(held)
    return held.getvalue()


def inside(content: bytes, name: str) -> bytes:
    """A file that lies in a paper."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return pdf.attachments[name].get_file().read_bytes()


def with_inside(content: bytes, name: str, other: bytes, *, claimed: bool = False) -> bytes:
    """The paper with another file in the place of one; `claimed`: its metadata say so too."""

    def change(pdf: pikepdf.Pdf) -> None:
        spec = pdf.attachments[name].obj
        spec.EF.F = spec.EF.UF = pdf.make_stream(other)
        if claimed:
            claim(pdf, f"file-{name.replace('.', '-')}", sha256(other).hexdigest())

    return saved(content, change)


def claim(pdf: pikepdf.Pdf, name: str, value: str) -> None:
    """Makes the metadata say something else."""
    with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
        metadata[f"{{{OURS}}}{name}"] = value


def forged(content: bytes, change: Callable[[Assessment], Assessment]) -> Assessment:
    """The assessment of a paper with something else in it, and its own digest put right."""
    return with_digest(change(assessment_from(inside(content, "assessment.json"))))


def with_forged(content: bytes, change: Callable[[Assessment], Assessment]) -> bytes:
    """The paper with a changed assessment and every digest put right, but for the pages."""
    other = forged(content, change)
    made = with_inside(content, "assessment.json", assessment_json(other), claimed=True)
    return saved(made, lambda pdf: claim(pdf, "assessment", other.digests.assessment))


def another_name(assessment: Assessment) -> Assessment:
    """The first finding with a sentence that was never computed."""
    first, *rest = assessment.findings
    return replace(assessment, findings=(replace(first, sentence="All is well."), *rest))


def with_printed(content: bytes, page: int, was: str, now: str) -> bytes:
    """The paper with other letters printed where a text of a page stands."""

    def change(pdf: pikepdf.Pdf) -> None:
        there = pdf.pages[page]
        codes = {name: _codes(font) for name, font in there.Resources.Font.items()}
        current, done = "", False
        operations = []
        parsed: Any = pikepdf.parse_content_stream(there)
        for operands, operator in parsed:
            if str(operator) == "Tf":
                current = str(operands[0])
            if str(operator) in ("Tj", "TJ") and not done and current in codes:
                letters = codes[current]
                operands, done = _rewritten(list(operands), letters, was, now)
            operations.append((operands, operator))
        assert done, f"{was} is not printed in one piece on page {page + 1}"
        there.Contents = pdf.make_stream(pikepdf.unparse_content_stream(operations))

    return saved(content, change)


def _rewritten(
    operands: list[Any], letters: Mapping[str, bytes], was: str, now: str
) -> tuple[list[Any], bool]:
    """One operation with a text replaced, if it is all in it."""
    pieces = list(operands[0]) if isinstance(operands[0], pikepdf.Array) else [operands[0]]
    wanted = b"".join(letters.get(c, b"\0\0\0") for c in was)
    whole = b"".join(bytes(p) for p in pieces if isinstance(p, pikepdf.String))
    if wanted not in whole:
        return operands, False
    other = whole.replace(wanted, b"".join(letters[c] for c in now), 1)
    text = pikepdf.String(other)
    return ([pikepdf.Array([text])] if isinstance(operands[0], pikepdf.Array) else [text]), True


def _codes(font: Any) -> dict[str, bytes]:
    """Letter → its code in a font."""
    table = font.ToUnicode.read_bytes().decode("ascii", "replace")
    pairs = re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", table)
    return {
        bytes.fromhex(text).decode("utf-16-be"): bytes.fromhex(code)
        for code, text in pairs
        if len(code) == 4
    }


def with_page_added(content: bytes) -> bytes:
    """The paper with its second page once more at the end."""
    return saved(content, lambda pdf: pdf.pages.append(pdf.pages[1]))


def painted_over(content: bytes) -> bytes:
    """The paper with a white box over some words of its front page."""

    def change(pdf: pikepdf.Pdf) -> None:
        box = pdf.make_stream(b"q 1 1 1 rg 60 300 300 60 re f Q")
        page = pdf.pages[0]
        page.contents_add(box, prepend=False)

    return saved(content, change)


def updated(content: bytes) -> bytes:
    """The paper with a change written behind its end, as editors do."""
    writer: Any = IncrementalPdfFileWriter(io.BytesIO(content))
    writer.root[pdf_name("/Lang")] = pdf_string("en-US")
    writer.update_root()
    held = io.BytesIO()
    writer.write(held)
    return held.getvalue()


def without_last_layer(content: bytes) -> bytes:
    """The paper cut back to what it was before its last layer."""
    ends = [found.end() for found in re.finditer(rb"startxref\s+\d+\s+%%EOF\n?", content)]
    return content[: ends[-2]]


def unzipped(content: bytes) -> Files:
    """The files of a zip."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped_again(files: Files, *, packed: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The files as a zip of another hand."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", packed) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return held.getvalue()


def with_evidence(content: bytes, change: Callable[[Files], None]) -> bytes:
    """The paper with changed evidence in it, and the metadata put right."""
    files = unzipped(inside(content, "submission.zip"))
    change(files)
    return with_inside(content, "submission.zip", zipped_again(files), claimed=True)
