"""One file listed as two documents is told to a person, and changes nothing else."""

from mis_assessor.core.evidence.submission import Document
from mis_assessor.core.findings.evidence_register import same_file_remarks


def document(name: str, kind: str, sha256: str) -> Document:
    return Document(name, kind, "a title", sha256=sha256)


def test_one_file_as_two_reports_is_told() -> None:
    (remark,) = same_file_remarks(
        [
            document("D-1", "PMRT quarterly report", "ab"),
            document("D-2", "PMRT quarterly report", "ab"),
        ]
    )
    assert "D-1 and D-2 (PMRT quarterly report)" in remark


def test_one_pack_of_papers_of_different_kinds_is_not_told() -> None:
    pack = [document("D-1", "PMRT quarterly report", "ab"), document("D-2", "uplift plan", "ab")]
    assert same_file_remarks(pack) == ()


def test_documents_without_a_fingerprint_are_not_alike() -> None:
    both = [document("D-1", "uplift plan", ""), document("D-2", "uplift plan", "")]
    assert same_file_remarks(both) == ()
