"""Files with a trick in them, sent through every door: told in plain words, nothing half kept."""

import io
import re
import stat
import zipfile
from collections.abc import Callable, Iterator

import httpx
import pytest
from openpyxl import Workbook

from mis_assessor.reading import limits
from mis_assessor.services.held import files_of
from mis_assessor.store.records import Role
from mis_assessor.store.submissions import files
from service.serving import Site
from service.test_attacks import post, sample, submissions, summary, version, zipped

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture
def client(site: Site) -> Iterator[httpx.Client]:
    """The champion's browser."""
    with site.client(site.ours[Role.CHAMPION]) as signed_in:
        yield signed_in


def workbook(*rows: list[str], **more: bytes) -> bytes:
    """A workbook as Excel writes it, with further parts."""
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    stream = io.BytesIO()
    book.save(stream)
    with zipfile.ZipFile(stream, "a") as archive:
        for name, content in more.items():
            archive.writestr(name, content)
    return stream.getvalue()


MACROS = workbook(["Staff number", "PROMPT"], **{"xl/vbaProject.bin": b"\xd0\xcf macro"})
OLD_MACROS = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "_VBA_PROJECT".encode("utf-16-le")
PDF = b"%PDF-1.7\n1 0 obj\nendobj\ntrailer\n%%EOF\n"
INSIDE = zipped(("submission.yaml", b"scheme: MIS"))
EVIDENCE = {
    "a zip in it": ("letters.zip", INSIDE, "is an archive"),
    "macros": ("staff list.xlsm", MACROS, "holds macros"),
    "macros under another name": ("staff list.xlsx", MACROS, "holds macros"),
    "old macros": ("minutes.doc", OLD_MACROS, "holds macros"),
    "a PDF that is a zip too": ("minutes.pdf", PDF + INSIDE, "goes on after its end"),
    "a PDF that is a page too": ("minutes.pdf", b"<script></script>" + PDF, "something else"),
    "a page called PDF": ("minutes.pdf", b"<html>", "something else than a PDF"),
    "two endings": ("minutes.pdf.exe", PDF, "is a program"),
    "two endings and a dot": ("minutes.pdf.js.", PDF, "Rename it"),
    "a program called PDF": ("minutes.pdf", b"MZ\x90\0", "is a program"),
    "a page": ("minutes.html", b"<html>", "is a program or a page"),
    "markup in its name": ("<img src=x onerror=alert(1)>.pdf", PDF, "Rename it"),
    "lines in its name": ("minutes\r\nSet-Cookie: a=b.pdf", PDF, "Rename it"),
    "a name that is turned": ("minutes\u202efdp.exe.pdf", PDF, "Rename it"),
    "a name beyond measure": (f"{'m' * 300}.pdf", PDF, "Rename it"),
    "a name of too many bytes": (f"{'é' * 150}.pdf", PDF, "Rename it"),
}


@pytest.mark.parametrize("trick", EVIDENCE)
def test_evidence_with_a_trick_in_it_is_not_kept(
    site: Site, client: httpx.Client, trick: str
) -> None:
    name, content, said = EVIDENCE[trick]
    before = version(site)
    sent = [("files", ("good.pdf", PDF)), ("files", (name, content))]
    words = {"form_token": site.token(client)}
    answer = client.post(f"/submissions/{site.draft}/upload", data=words, files=sent)
    assert answer.status_code == 422
    assert said in summary(answer), summary(answer)
    assert "<img" not in answer.text and "\u202e" not in answer.text
    assert "set-cookie" not in answer.headers or "a=b" not in answer.headers["set-cookie"]
    assert version(site) == before
    with site.desk.store.reading() as work:
        assert "files/good.pdf" not in files(work, site.draft)


def test_more_files_than_a_form_takes_are_refused_in_words(
    site: Site, client: httpx.Client
) -> None:
    before = version(site)
    many = [("files", (f"{n}.pdf", PDF)) for n in range(60)]
    words = {"form_token": site.token(client)}
    answer = client.post(f"/submissions/{site.draft}/upload", data=words, files=many)
    assert answer.status_code == 413 and "Send fewer files at once" in summary(answer)
    assert version(site) == before


def listed_as(flag: int = 0, mode: int = 0, name: str = "files/a.txt") -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name)
    entry.external_attr = mode << 16
    entry.flag_bits |= flag
    return entry


def behind_a_password() -> bytes:
    """A zip whose entry says that it needs a password."""
    plain = bytearray(zipped(("submission.yaml", b"scheme: MIS")))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        plain[plain.index(mark) + place] |= 1
    return bytes(plain)


def thousands_of_files() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for number in range(limits.FILES + 1):
            archive.writestr(f"files/{number}.txt", b"")
    return packed.getvalue()


FOLDERS: dict[str, tuple[Callable[[], bytes], str]] = {
    "a zip in a zip": (
        lambda: with_file("files/more.zip", INSIDE),
        "is an archive",
    ),
    "only a zip in a zip": (lambda: zipped(("inner.zip", sample())), "submission.yaml"),
    "a bomb in a bomb": (
        lambda: zipped(("files/a.zip", zipped(("a", b"\0" * 4_000_000)) + b"\0" * 2_000_000)),
        "far more than a real file",
    ),
    "a way out with backslashes": (lambda: zipped(("..\\submission.yaml", b"x")), "writes “\\”"),
    "a way out from the root": (lambda: zipped(("/etc/submission.yaml", b"x")), "points outside"),
    "a way out to a drive": (lambda: zipped(("C:submission.yaml", b"x")), "points outside"),
    "a link to a folder": (
        lambda: zipped((listed_as(mode=stat.S_IFLNK | 0o777), b"/etc")),
        "is a link",
    ),
    "a password": (behind_a_password, "needs a password"),
    "a program": (lambda: with_file("files/minutes.pdf.scr", PDF), "is a program"),
    "macros under another name": (lambda: with_file("files/x.xlsx", MACROS), "holds macros"),
    "a name that is turned": (lambda: with_file("files/a\u202efdp.txt", b"x"), "Rename it"),
    "a name with markup": (lambda: with_file("files/<b>.txt", b"x"), "Rename it"),
    "a name beyond measure": (lambda: with_file(f"files/{'n' * 300}.txt", b"x"), "Rename it"),
    "thousands of files": (thousands_of_files, "has more than 5,000 files"),
    "a program in front": (lambda: b"MZ" + b"\0" * 100 + sample(), "something before the zip"),
    "a PDF in front": (lambda: PDF + sample(), "something before the zip"),
}


def with_file(name: str, content: bytes) -> bytes:
    """A submission of ours as a zip, with one more file."""
    packed = io.BytesIO(sample())
    with zipfile.ZipFile(packed, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return packed.getvalue()


@pytest.mark.parametrize("trick", FOLDERS)
def test_a_folder_with_a_trick_in_it_is_not_taken_in(
    site: Site, client: httpx.Client, trick: str
) -> None:
    make, said = FOLDERS[trick]
    before = submissions(site)
    asked = post(site, client, "/load", files={"zip": ("sent.zip", make())})
    told = summary(site.after(client, asked))
    assert said in told, told
    assert submissions(site) == before


LISTS = {
    "macros": ("matrix.xlsm", MACROS, "holds macros"),
    "macros under another name": ("matrix.xlsx", MACROS, "holds macros"),
    "a zip that is no workbook": ("matrix.xlsx", INSIDE, "is not an Excel workbook"),
    "a PDF called workbook": ("matrix.xlsx", PDF, "is not an Excel workbook"),
    "a bomb": (
        "matrix.xlsx",
        zipped(("xl/workbook.xml", b" " * 4_000_000)),
        "unpacks to 4 MB",
    ),
}


@pytest.mark.parametrize("trick", LISTS)
def test_a_list_with_a_trick_in_it_changes_nothing(
    site: Site, client: httpx.Client, trick: str
) -> None:
    name, content, said = LISTS[trick]
    before = version(site)
    path = f"/submissions/{site.draft}/import"
    answer = post(site, client, path, files={"files": (name, content)})
    told = summary(site.after(client, answer) if answer.is_redirect else answer)
    assert said in told, told
    assert version(site) == before


FORMULAS = {
    "worked out": (
        "matrix.xlsx",
        workbook(["Staff number", "PROMPT"], ['=HYPERLINK("http://evil.example")', "1/6/2022"]),
        "is a formula, and shows nothing",
    ),
    "as words": (
        "matrix.csv",
        b"Staff number,PROMPT\n=cmd|' /C calc'!A0,01/06/2022\n",
        "begins as a formula does",
    ),
}


@pytest.mark.parametrize("trick", FORMULAS)
def test_a_cell_that_acts_as_a_formula_is_told_and_not_taken(
    site: Site, client: httpx.Client, trick: str
) -> None:
    name, content, said = FORMULAS[trick]
    path = f"/submissions/{site.draft}/import"
    asked = post(site, client, path, files={"files": (name, content)})
    there = site.after(client, asked).headers["location"]
    again = post(site, client, there, data={"what": "look", "group-0": "midwives"})
    shown = client.get(site.after(client, again).headers["location"])
    assert said in shown.text.partition('id="not-taken"')[2], shown.text[-3000:]
    answer = post(site, client, shown.url.path, data={"what": "keep"})
    kept = files_of(site.desk.store, site.draft)["registers/staff.csv"].content(9_000_000)
    assert answer.status_code in (303, 422) and b"=cmd" not in kept and b"=HYPER" not in kept


def test_a_patients_name_in_the_name_of_a_file_is_not_repeated(
    site: Site, client: httpx.Client
) -> None:
    path = f"/submissions/{site.draft}/import"
    answer = post(site, client, path, files={"files": ("NHS 943 476 5919.csv", b"a,b\n")})
    assert answer.status_code == 422 and "943" not in re.sub(r"\s", "", summary(answer))
    assert not [
        p for p in (site.desk.store.data / "jobs").glob("*/sent/*") if b"943" in p.read_bytes()
    ]
