"""Signing, validators after it, receipts and packs in folders, as people type them."""

import json
import zipfile
from pathlib import Path

import page
import pytest

from functional.mis import mis
from packs import forging
from packs.conftest import CHIEF, OFFICER, SAMPLE, People
from packs.keys import PASSPHRASE, Root

AFTER_TWO = "PDFA3A-SIGNATURE-BYTERANGE-001"
"""The validator wants the first of two signatures to cover the second, which none can."""
STREAM_ENDS_IN_RETURN = "PDFA3A-STREAM-LENGTH-001"
"""One signature in some hundred is compressed so, and the return is taken for the line's end."""


@pytest.fixture
def keys(tmp_path: Path, people: People) -> Path:
    folder = tmp_path / "keys"
    folder.mkdir()
    (folder / "chief.p12").write_bytes(people.chief)
    (folder / "officer.p12").write_bytes(people.officer)
    (folder / "passphrase").write_bytes(PASSPHRASE + b"\n")
    (folder / "root.pem").write_bytes(people.root.pem)
    return folder


def test_a_paper_goes_from_one_desk_to_the_other(
    tmp_path: Path, keys: Path, board_edition: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper = tmp_path / "paper.pdf"
    paper.write_bytes(board_edition)
    officer = ("--role", "accountable-officer", "--p12", keys / "officer.p12")
    chief = ("--role", "chief-executive", "--p12", keys / "chief.p12")
    said = ("--passphrase-file", keys / "passphrase")
    early = mis("sign", paper, *officer, *said)
    assert early.code == 12 and f"signed by the {CHIEF} first" in early.err
    monkeypatch.setenv("MIS_PASSPHRASE", PASSPHRASE.decode())
    assert mis("sign", paper, *chief).code == 0
    once = tmp_path / "paper-signed.pdf"
    assert once.read_bytes().startswith(board_edition), "what was there stays byte for byte"
    assert mis("sign", once, *chief).code == 12
    both = tmp_path / "both.pdf"
    assert mis("sign", once, *officer, *said, "--output", both).code == 0
    ran = mis("verify", both, "--trust", keys / "root.pem", "--submission", SAMPLE)
    assert ran.code == 0, ran.out
    assert "Everything holds." in ran.out
    assert CHIEF in ran.out and OFFICER in ran.out
    assert mis("sign", paper, *chief, "--output", paper).code == 12


def test_a_wrong_passphrase_and_a_changed_paper(
    tmp_path: Path, keys: Path, signed_once: bytes, paper: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MIS_PASSPHRASE", "wrong")
    path = tmp_path / "paper.pdf"
    path.write_bytes(paper)
    chief = ("--role", "chief-executive", "--p12", keys / "chief.p12")
    ran = mis("sign", path, *chief)
    assert ran.code == 12 and "passphrase" in ran.err and "wrong" not in ran.err
    path.write_bytes(forging.updated(signed_once))
    monkeypatch.setenv("MIS_PASSPHRASE", PASSPHRASE.decode())
    ran = mis("sign", path, "--role", "accountable-officer", "--p12", keys / "officer.p12")
    assert ran.code == 12 and "Do not sign it" in ran.err


@pytest.mark.parametrize("profile", ["3a", "ua1"])
def test_it_conforms_before_and_after_signing(
    tmp_path: Path, paper: bytes, signed_once: bytes, signed_twice: bytes, profile: str
) -> None:
    allowed = {"0": set(), "1": set(), "2": {AFTER_TWO}}
    for name, content in (("0", paper), ("1", signed_once), ("2", signed_twice)):
        path = tmp_path / f"{name}.pdf"
        path.write_bytes(content)
        failed = {f.rule_id for f in page.validate_pdf(str(path), profile=profile).failures}
        if b"\r\nendstream" in content:
            failed.discard(STREAM_ENDS_IN_RETURN)
        assert failed <= allowed[name]


def test_a_receipt_is_of_one_pack_only(
    tmp_path: Path, keys: Path, paper: bytes, board_edition: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = tmp_path / "one.pdf", tmp_path / "other.pdf"
    one.write_bytes(paper)
    other.write_bytes(board_edition)
    plain, signed = tmp_path / "receipt.json", tmp_path / "signed.json"
    assert mis("verify", one, "--receipt", plain).code == 2
    who = ("--verifier", "A. Auditor, internal audit", "--on", "2023-03-01")
    assert mis("verify", one, "--receipt", plain, *who).code == 3
    said = json.loads(plain.read_text())
    assert said["predicate"]["verifier"] == "A. Auditor, internal audit"
    assert said["predicate"]["result"] == "cannot be checked"
    assert said["predicate"]["verified_on"] == "2023-03-01"
    assert said["predicate"]["facts_up_to"] == "2023-02-02"
    assert mis("verify", one, "--check-receipt", plain).code == 3
    ran = mis("verify", other, "--check-receipt", plain)
    assert ran.code == 1 and "receipt of another pack" in ran.out
    monkeypatch.setenv("MIS_PASSPHRASE", PASSPHRASE.decode())
    key = ("--p12", keys / "chief.p12")
    assert mis("verify", one, "--receipt", signed, *who, *key).code == 3
    root = ("--trust", keys / "root.pem")
    assert mis("verify", one, "--check-receipt", signed, *root).code == 3
    (tmp_path / "else.pem").write_bytes(Root("Another").pem)
    ran = mis("verify", one, "--check-receipt", signed, "--trust", tmp_path / "else.pem")
    assert ran.code == 1 and "vouches for whoever signed" in ran.out
    whole = json.loads(signed.read_text())
    whole["payload"] = whole["payload"][::-1].lstrip("=").ljust(len(whole["payload"]), "A")
    signed.write_text(json.dumps(whole))
    assert mis("verify", one, "--check-receipt", signed).code in (1, 11)
    plain.write_text("{}")
    assert mis("verify", one, "--check-receipt", plain).code == 11


def test_a_folder_and_a_zip_with_paper_and_evidence(
    tmp_path: Path, board_edition: bytes, paper: bytes
) -> None:
    folder = tmp_path / "pack"
    folder.mkdir()
    (folder / "paper.pdf").write_bytes(board_edition)
    (folder / "evidence.zip").write_bytes(forging.inside(paper, "submission.zip"))
    ran = mis("verify", folder, "--json")
    found = json.loads(ran.out)
    assert ran.code == 3 and found["state"] == "cannot be checked" and found["first"] == ""
    assert {c["subject"] for c in found["checks"] if c["state"] != "holds"} == {"the signatures"}
    with zipfile.ZipFile(tmp_path / "pack.zip", "w") as archive:
        archive.writestr("paper.pdf", board_edition)
        for name, content in forging.unzipped(forging.inside(paper, "submission.zip")).items():
            archive.writestr(name, content)
    assert mis("verify", tmp_path / "pack.zip").code == 3
    assert mis("verify", SAMPLE).code == 0
