"""Decision records stay readable: numbered without gaps, and all of one shape."""

import re
from pathlib import Path

import pytest

from code_health.tree import ROOT

RECORDS = sorted((ROOT / "docs" / "decisions").glob("*.md"))


def test_records_are_numbered_without_gaps() -> None:
    assert [int(path.name[:4]) for path in RECORDS] == list(range(len(RECORDS)))


@pytest.mark.parametrize("record", RECORDS, ids=lambda path: path.stem)
def test_a_record_has_its_three_parts(record: Path) -> None:
    text = record.read_text()
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == [
        "Context",
        "Decision",
        "Consequences",
    ]
    assert re.search(r"^Status: (accepted|superseded by \d{4})", text, re.MULTILINE)
