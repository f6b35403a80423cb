"""Files that no service should hand on as evidence: they act, or they are two things at once.

Their contents are never opened here beyond what tells what they are.
"""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping

from mis_assessor.core.errors import Problem
from mis_assessor.intake.files import DAMAGE
from mis_assessor.reading.problems import quoted

_ACTS = frozenset((
    "apk", "app", "bat", "bin", "chm", "cmd", "com", "cpl", "deb", "dll", "dmg", "exe", "hta",
    "htm", "html", "iso", "jar", "js", "jse", "lnk", "mht", "mhtml", "msc", "msi", "msix", "php",
    "ps1", "py", "reg", "rpm", "scr", "sh", "svg", "swf", "url", "vbe", "vbs", "vhd", "wsf",
    "xhtml", "xll",
))  # fmt: skip
_PACKED = frozenset((
    "7z", "ace", "arj", "bz2", "cab", "gz", "lha", "lzh", "rar", "tar", "tgz", "xz", "z", "zip",
    "zst",
))  # fmt: skip
_WITH_MACROS = frozenset((
    "docm", "dotm", "potm", "ppam", "ppsm", "pptm", "sldm", "xla", "xlam", "xlsm", "xltm",
))  # fmt: skip
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLD_MACROS = "_VBA_PROJECT".encode("utf-16-le")
_MACROS = "vbaproject.bin"
_ENDS = b"%%EOF"
_PROGRAM_STARTS = (b"MZ", b"\x7fELF", b"#!")


def harmful_in(contents: Mapping[str, bytes]) -> Iterator[Problem]:
    """Everything among some files that is not kept, with what to do instead."""
    for name, content in contents.items():
        if told := _why_not(name, content):
            yield Problem(quoted(name), told)


def _why_not(name: str, content: bytes) -> str:
    ending = name.casefold().rstrip(". ").rpartition(".")[2]
    if ending in _ACTS or content.startswith(_PROGRAM_STARTS):
        return "is a program or a page, which may act when it is opened. Send it as a PDF."
    if ending in _PACKED:
        return "is an archive, and nobody can check what is in it. Send the files in it."
    if ending in _WITH_MACROS or holds_macros(content):
        return "holds macros. Save it without them, such as “Excel Workbook (.xlsx)” or PDF."
    if ending == "pdf":
        return _why_no_pdf(content)
    return ""


def holds_macros(content: bytes) -> bool:
    """Whether a document of Office carries macros, whatever it is called.

    >>> holds_macros(b"a,b")
    False
    """
    if content.startswith(_OLD_OFFICE):
        return _OLD_MACROS in content
    if not content.startswith(b"PK"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return any(name.casefold().endswith(_MACROS) for name in archive.namelist())
    except DAMAGE:
        return False


def _why_no_pdf(content: bytes) -> str:
    """A PDF begins as one and ends as one, so that no other program takes it for something else."""
    if not content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"%PDF-"):
        return (
            "begins as something else than a PDF. Print the document to a new PDF, and send that."
        )
    if re.search(rb"[^\s\0]", content.rpartition(_ENDS)[2]) and _ENDS in content:
        return "goes on after its end. Print the document to a new PDF, and send that."
    return ""
