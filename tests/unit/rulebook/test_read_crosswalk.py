"""Relations between frameworks: read, and every name in them known."""

from pathlib import Path

import pytest

from mis_assessor.core.errors import RulebookWrong
from mis_assessor.core.findings.crosswalk import Relation
from mis_assessor.rulebook.read import read_crosswalk
from unit.rulebook.framework_folders import framework_folder

PAGE = """\
title: Safety actions and ours
relations:
  - from: [SA1, SA10]
    to: OUR-1a
    how: supporting only
    evidence: deaths
    source: {document: letter}
    status: assumption
    reviewed by: nobody
  - from: OUR-1
    to: [OUR-1a]
    how: same
    source: {document: letter}
    status: seed
    reviewed by: A. Name
"""
KNOWN = ("OUR-1", "OUR-1a")


def relations(tmp_path: Path, page: str | None) -> tuple[Relation, ...]:
    """What a folder with one page of relations says."""
    folder = framework_folder(tmp_path)
    if page is not None:
        (folder / "crosswalk").mkdir()
        (folder / "crosswalk" / "ours.yaml").write_text(page, encoding="utf-8")
    return read_crosswalk(folder, KNOWN)


def test_every_relation_of_every_page(tmp_path: Path) -> None:
    first, second = relations(tmp_path, PAGE)
    assert (first.from_, first.to, first.how.value) == (
        ("SA1", "SA10"),
        ("OUR-1a",),
        "supporting only",
    )
    assert (second.from_, second.evidence, second.reviewed_by) == (("OUR-1",), "", "A. Name")


def test_no_page_is_no_relation(tmp_path: Path) -> None:
    assert relations(tmp_path, None) == ()


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("SA10]", "SA11]", "there is no SA11. Did you mean “SA1”?"),
        ("to: OUR-1a", "to: OUR-9a", "there is no OUR-9a. Did you mean “OUR-1a”?"),
        ("document: letter", "document: hearsay", "“hearsay” is not in sources.yaml."),
    ],
)
def test_a_name_nobody_knows_is_told(tmp_path: Path, old: str, new: str, says: str) -> None:
    with pytest.raises(RulebookWrong) as raised:
        relations(tmp_path, PAGE.replace(old, new, 1))
    assert [str(p) for p in raised.value.problems] == [f"rules/crosswalk/ours.yaml: {says}"]


def test_a_page_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(RulebookWrong, match="how"):
        relations(tmp_path, PAGE.replace("how: same", "how: somewhat"))
