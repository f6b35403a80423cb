"""Which files are not kept as evidence, and which are although they look a little odd."""

import pytest

from mis_assessor.intake.harmful_files import harmful_in

PDF = b"%PDF-1.7\n%%EOF"
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("minutes.pdf", PDF),
        ("minutes.pdf", b"\xef\xbb\xbf\r\n" + PDF + b"\r\n\0\0"),
        ("cut off.pdf", b"%PDF-1.7\nhalf of it"),
        ("letter.docx", b"PK\x03\x04 and then damaged"),
        ("letter.doc", OLD + b"no macros"),
        ("staff.csv", b"a,b"),
        ("notes", b"without an ending"),
        ("photo.jpg", b"\xff\xd8"),
    ],
)
def test_what_may_be_kept(name: str, content: bytes) -> None:
    assert list(harmful_in({name: content})) == []


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.exe", b"", "is a program"),
        ("run", b"#!/bin/sh", "is a program"),
        ("a.pdf.js. ", b"", "is a program"),
        ("a.SVG", b"<svg>", "is a program or a page"),
        ("a.tar.gz", b"", "is an archive"),
        ("a.docm", b"", "holds macros"),
        ("a.doc", OLD + "_VBA_PROJECT".encode("utf-16-le"), "holds macros"),
        ("a.pdf", b"GIF89a" + PDF, "begins as something else"),
        ("a.pdf", PDF + b"PK\x03\x04", "goes on after its end"),
    ],
)
def test_what_may_not_be_kept_is_named_with_what_to_do(
    name: str, content: bytes, said: str
) -> None:
    (problem,) = harmful_in({"good.pdf": PDF, name: content})
    assert name.strip() in problem.where and said in problem.what
